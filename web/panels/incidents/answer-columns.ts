import { useI18n } from 'vue-i18n';
import type { GridIncidents } from '../../../geodata/schema/incident-summary';
import { useIncidentWords } from '../../locales/use-incident-words';
import { useLocalFormat } from '../../locales/use-local-format';
import { useHeat } from '../../state/heat';
import type { TableColumn } from '../../ui/table-column';

/** What is real comes first, what nobody can tell last, whichever way a column is turned. */
export function realFirst(finding: string | null): number {
  if (finding === 'high') return 0;
  if (finding === 'low') return 1;
  return finding === 'usual' ? 2 : 3;
}

/** Up or down where it is real. */
export function realMark(finding: string | null): string {
  return finding === 'high' ? '▲ ' : finding === 'low' ? '▼ ' : '';
}

/** Columns of the ranking that show what the judge of the view compares, so that its mark never stands beside another number. */
export function useAnswerColumns(): () => TableColumn<GridIncidents>[] {
  const { t } = useI18n();
  const heat = useHeat();
  const words = useIncidentWords();
  const format = useLocalFormat();

  /** Now less then, then scaled to as many days as now. */
  function difference({ count, change }: GridIncidents): number | null {
    const days = heat.summary?.against?.days;
    return change && days ? count - (change.before * days.now) / days.before : null;
  }

  function signed(value: number | null): string {
    if (value === null) return format.number(null);
    // Behind the point only where lengths differ: else it is a number of incidents.
    const text = format.number(Math.abs(value), Number.isInteger(value) ? 0 : 1);
    return value > 0 ? `+${text}` : value < 0 ? `−${text}` : text;
  }

  return () => [
    {
      key: 'difference',
      title: t('answer.change.title'),
      hint: t('answer.change.hint'),
      width: '52px',
      numeric: true,
      text: (row) => signed(difference(row)),
      sortValue: difference,
      first: (row) => realFirst(row.change?.finding ?? null),
      tip: (row) => words.comparison(row) ?? '',
      csv: (row) => difference(row)?.toFixed(1) ?? '',
    },
    {
      key: 'around',
      title: t('answer.aroundColumn'),
      hint: t('answer.aroundHint', { people: t(`incidents.compare.by.${words.basis()}`) }),
      width: '104px',
      numeric: true,
      text: ({ around }) =>
        around
          ? `${realMark(around.finding)}${t('answer.ratio', {
              count: format.number(around.count),
              expected: format.number(around.expected, 1),
            })}`
          : format.number(null),
      sortValue: ({ around }) => (around && around.expected > 0 ? around.count / around.expected : null),
      first: ({ around }) => realFirst(around?.finding ?? null),
      tip: (row) => words.comparison(row) ?? '',
    },
    {
      key: 'outlier',
      title: t('answer.outlierColumn'),
      hint: t('answer.outlierHint'),
      width: '96px',
      numeric: true,
      text: ({ outlier }) => (outlier?.isReal ? t(`answer.corner.${outlier.corner}`) : ''),
      sortValue: ({ outlier }) => outlier?.localMoran ?? null,
      first: (row) => realFirst(words.finding(row)),
      tip: (row) => words.comparison(row) ?? '',
    },
  ];
}
