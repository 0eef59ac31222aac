import { ref } from 'vue';
import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useGatherIncidents } from '../../commands/gather-incidents';
import type { IncidentScope } from '../../commands/gather-incidents';
import type { IncidentRow } from '../../../geodata/schema/incident-summary';
import { useGridNames } from '../../locales/use-grid-names';
import { useIncidentWords } from '../../locales/use-incident-words';
import { useLocalFormat } from '../../locales/use-local-format';
import { useProblemText } from '../../locales/use-problem-text';
import { useHeat } from '../../state/heat';
import { usePlace } from '../../state/place';
import { useToasts } from '../../state/toasts';
import { csvRows, csvTitles, downloadParts } from '../../ui/csv';

export interface IncidentDownload {
  isRunning: Ref<boolean>;
  /** Rows gathered so far. */
  done: Ref<number>;
  /** Every incident under the filter, narrowed further by `scope`, as one CSV; a page that fails fails it whole. */
  download(scope: IncidentScope): Promise<void>;
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
  const { gridName } = useGridNames();
  const gather = useGatherIncidents();
  const isRunning = ref(false);
  const done = ref(0);

  const nameIn = (id: string | null): string => {
    const grid = heat.gridOf(id);
    return grid ? words.areaName(grid) : '';
  };
  const reasonOf = ({ outside, lng }: IncidentRow): string => {
    const reason = outside?.reason ?? (lng === null ? 'without-point' : null);
    return reason ? t(`assignment.outside.reasons.${reason}`) : '';
  };
  const columns: readonly [title: string, cell: (row: IncidentRow) => string | number][] = [
    ['incidents.file.caseNumber', (row) => row.caseNumber],
    ['incidents.file.type', (row) => words.typeName(row.typeCode)],
    ['incidents.file.typeCode', (row) => row.typeCode],
    ['incidents.fact.state', (row) => words.stateName(row.state)],
    ['incidents.fact.reported', (row) => row.reportedAt],
    ['incidents.fact.due', (row) => row.dueAt ?? ''],
    ['incidentOwner.responded', (row) => row.respondedAt ?? ''],
    ['incidents.fact.closed', (row) => row.closedAt ?? ''],
    ['incidents.file.lateness', (row) => words.late(row) ?? ''],
    ['incidentOwner.title', (row) => row.owner ?? ''],
    ['incidents.fact.level', (row) => row.level],
    ['incidents.file.title', (row) => row.title],
    ['incidents.fact.address', (row) => row.address ?? ''],
    ['incidents.fact.in', (row) => nameIn(row.gridId)],
    ['assignment.outside.reason', (row) => reasonOf(row)],
    ['assignment.outside.nearestGrid', (row) => (row.outside?.nearest ? gridName(row.outside.nearest.name) : '')],
    ['assignment.outside.metres', (row) => row.outside?.nearest?.metres.toFixed(1) ?? ''],
    ['accuracy.fileShare', (row) => (row.gridShare === null ? '' : Math.round(row.gridShare * 1000) / 10)],
    ['accuracy.fileMetres', (row) => (row.accuracyMetres === null ? '' : Math.round(row.accuracyMetres * 10) / 10)],
    ['incidents.file.lng', (row) => row.lng ?? ''],
    ['incidents.file.lat', (row) => row.lat ?? ''],
  ];

  async function download(scope: IncidentScope): Promise<void> {
    const current = place.current;
    if (!current || isRunning.value) return;
    isRunning.value = true;
    done.value = 0;
    // A page becomes text as it comes: 200,000 rows at once would hold up the page for a second.
    const parts = [csvTitles(columns.map(([title]) => t(title, { area: words.areaNoun() })))];
    const gathered = await gather(scope, (rows) => {
      parts.push(csvRows(rows.map((row) => columns.map(([, cell]) => cell(row)))));
      done.value += rows.length;
    });
    isRunning.value = false;
    if (!gathered.ok) {
      toasts.show({ text: problemText(gathered.problem), tone: 'problem' });
      return;
    }
    downloadParts(`${format.name(current.name)} ${t('incidents.tabs.rows')}.csv`, 'text/csv;charset=utf-8', parts);
  }

  return { isRunning, done, download };
}
