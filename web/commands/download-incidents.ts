import { ref } from 'vue';
import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { fetchIncidents } from '../api/incidents';
import type { IncidentQuery } from '../api/incidents';
import type { IncidentRow } from '../../geodata/schema/incident-summary';
import { useIncidentWords } from '../locales/use-incident-words';
import { useLocalFormat } from '../locales/use-local-format';
import { useProblemText } from '../locales/use-problem-text';
import { useHeat } from '../state/heat';
import { usePlace } from '../state/place';
import { useToasts } from '../state/toasts';
import { downloadCsv } from '../ui/csv';

const pageSize = 1000;

export interface IncidentDownload {
  isRunning: Ref<boolean>;
  /** Every incident under the filter, narrowed further by `query`, as one CSV; a page that fails fails it whole. */
  download(query: Pick<IncidentQuery, 'grid' | 'located' | 'sort'>): Promise<void>;
}

/** The rows of the incident list as a file: all of them, not only those that were scrolled to. */
export function useIncidentDownload(): IncidentDownload {
  const { t } = useI18n();
  const heat = useHeat();
  const place = usePlace();
  const toasts = useToasts();
  const words = useIncidentWords();
  const format = useLocalFormat();
  const { problemText } = useProblemText();
  const isRunning = ref(false);

  const columns: readonly [title: string, cell: (row: IncidentRow) => string | number][] = [
    ['incidents.file.caseNumber', (row) => row.caseNumber],
    ['incidents.file.type', (row) => words.typeName(row.typeCode)],
    ['incidents.file.typeCode', (row) => row.typeCode],
    ['incidents.fact.state', (row) => words.stateName(row.state)],
    ['incidents.fact.reported', (row) => row.reportedAt],
    ['incidents.fact.due', (row) => row.dueAt ?? ''],
    ['incidents.fact.closed', (row) => row.closedAt ?? ''],
    ['incidents.file.lateness', (row) => words.late(row) ?? ''],
    ['incidents.fact.level', (row) => row.level],
    ['incidents.file.title', (row) => row.title],
    ['incidents.fact.address', (row) => row.address ?? ''],
    ['incidents.fact.grid', (row) => heat.gridOf(row.gridId)?.name ?? ''],
    ['incidents.file.lng', (row) => row.lng ?? ''],
    ['incidents.file.lat', (row) => row.lat ?? ''],
  ];

  async function download(query: Pick<IncidentQuery, 'grid' | 'located' | 'sort'>): Promise<void> {
    const current = place.current;
    if (!current || isRunning.value) return;
    isRunning.value = true;
    const asked = { ...heat.filter, ...heat.planParams, ...query, limit: pageSize };
    const rows: IncidentRow[] = [];
    const { signal } = new AbortController();
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await fetchIncidents(current.id, { ...asked, cursor }, signal);
      if (!page.ok) {
        toasts.show({ text: problemText(page.problem), tone: 'problem' });
        break;
      }
      rows.push(...page.value.rows);
      cursor = page.value.nextCursor;
    }
    isRunning.value = false;
    if (cursor !== null) return;
    downloadCsv(
      `${format.name(current.name)} ${t('incidents.tabs.rows')}.csv`,
      columns.map(([title]) => t(title)),
      rows.map((row) => columns.map(([, cell]) => cell(row))),
    );
  }

  return { isRunning, download };
}
