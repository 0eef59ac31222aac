import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { measureRow, measureUnits } from '../../../geodata/overview/measures';
import type { OverviewMeasure } from '../../../geodata/overview/measures';
import type { OverviewRow } from '../../../geodata/schema/overview';
import { useLocalFormat } from '../../locales/use-local-format';
import { useOverviewWords } from '../../locales/use-overview-words';
import { useOverview } from '../../state/overview';
import { usePlace } from '../../state/place';
import type { TableColumn } from '../../ui/table-column';

export type RankingColumn = TableColumn<OverviewRow>;

/** Columns of the ranking: the name, one a measure the place can give, and what only a file has room for. */
export function useRankingColumns(): {
  name: ComputedRef<RankingColumn>;
  parts: ComputedRef<RankingColumn>;
  measures: ComputedRef<ReadonlyMap<OverviewMeasure, RankingColumn>>;
  /** Numerators and denominators of every share, and the code of what a row is part of. */
  file: ComputedRef<RankingColumn[]>;
} {
  const { t } = useI18n();
  const overview = useOverview();
  const place = usePlace();
  const words = useOverviewWords();
  const format = useLocalFormat();

  const measured = (row: OverviewRow, measure: OverviewMeasure) =>
    overview.answer ? measureRow(row, measure, overview.answer) : { value: null, numerator: null, denominator: null };
  const isEstimate = (row: OverviewRow): boolean => row.assumedUnits > 0;

  function isBroken(row: OverviewRow, measure: OverviewMeasure): boolean {
    const { value } = measured(row, measure);
    const least = overview.answer?.standards.coveredShare ?? null;
    return measure === 'covered' && value !== null && least !== null && value < least && !isEstimate(row);
  }

  const parentName = (row: OverviewRow): string => {
    const parent = row.parentId ? place.areasById.get(row.parentId) : undefined;
    return parent ? format.name(parent.name) : '';
  };
  const name = computed<RankingColumn>(() => ({
    key: 'name',
    title: words.levelName(overview.level.level),
    width: 'minmax(0, 1fr)',
    text: words.name,
    sortValue: words.name,
    tip: (row) => [words.name(row), parentName(row)].filter(Boolean).join(' · '),
  }));
  const parts = computed<RankingColumn>(() => ({
    key: 'parts',
    title: t('overview.ranking.parts'),
    width: 'minmax(0, 0.9fr)',
    numeric: true,
    text: (row) => words.bareFraction(row, overview.measure),
    tip: (row) => words.fraction(row, overview.measure),
    sortValue: (row) => measured(row, overview.measure).denominator,
  }));
  const column = (measure: OverviewMeasure): RankingColumn => ({
    key: measure,
    title: words.shortTitle(measure),
    hint: `${words.title(measure)} · ${words.denominator(measure)}`,
    fileTitle: `${words.title(measure)}(${words.unit(measure)})`,
    width: '84px',
    numeric: true,
    text: (row) => words.valueOf(row, measure),
    sortValue: (row) => measured(row, measure).value,
    tip: (row) => [words.valueOf(row, measure), words.fraction(row, measure)].filter(Boolean).join(' · '),
    csv: (row) => {
      const { value } = measured(row, measure);
      if (value === null) return '';
      return measureUnits[measure] === 'count'
        ? value
        : Number((measureUnits[measure] === 'share' ? value * 100 : value).toFixed(2));
    },
    danger: (row) => isBroken(row, measure),
  });
  const measures = computed(() => new Map(overview.measures.map((measure) => [measure, column(measure)])));
  const file = computed<RankingColumn[]>(() => [
    {
      key: 'parent',
      title: t('overview.ranking.parent'),
      text: parentName,
      sortValue: parentName,
    },
    ...overview.measures.flatMap((measure): RankingColumn[] => {
      if (measureUnits[measure] === 'count') return [];
      const side = (key: 'numerator' | 'denominator'): RankingColumn => ({
        key: `${measure}-${key}`,
        title: `${words.title(measure)} ${t(`overview.basis.${key}`)}`,
        text: () => '',
        sortValue: (row) => measured(row, measure)[key],
        csv: (row) => measured(row, measure)[key] ?? '',
      });
      return [side('numerator'), side('denominator')];
    }),
  ]);
  return { name, parts, measures, file };
}
