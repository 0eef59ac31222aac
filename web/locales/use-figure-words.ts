import { useI18n } from 'vue-i18n';
import { denominatorWords, figureGapWords, figureWords } from '../../geodata/incidents/figures/figure-words';
import { daysBetween, localDate } from '../../geodata/incidents/local-days';
import { figureKinds } from '../../geodata/schema/incident-figures';
import type { FigureGap, FigureId, FigureRow, FigureValue } from '../../geodata/schema/incident-figures';
import { useFigures } from '../state/figures';
import { usePlace } from '../state/place';
import { useGridNames } from './use-grid-names';
import { useLandGapWords } from './use-land-gap-words';
import { useLocalFormat } from './use-local-format';

export interface FigureFact {
  label: string;
  value: string | null;
}

export interface FigureTexts {
  name: (figure: FigureId) => string;
  short: (figure: FigureId) => string;
  gap: (why: FigureGap) => string;
  /** The number as it is said: `63.1%`, `28 分钟`, `23`. */
  value: (figure: FigureId, value: FigureValue | null) => string;
  /** `件`, `件/千户`; empty where the number says it. */
  unit: (figure: FigureId) => string;
  /** Numerator and denominator with their names: `当天办结 352 / 期限已过的案件 410`. */
  parts: (figure: FigureId, value: FigureValue) => string;
  /** `352/410`, as a table has room for. */
  fraction: (figure: FigureId, value: FigureValue) => string;
  /** Against the other period: `比当时高 3.2 个百分点，不像偶然`; null without one. */
  change: (figure: FigureId, value: FigureValue) => string | null;
  /** `▲ ` or `▼ ` where it is no chance. */
  mark: (value: FigureValue | null) => string;
  /** Everything a figure is made of, one fact a line. */
  facts: (figure: FigureId, value: FigureValue) => FigureFact[];
  /** Name of a grid, area or agency. */
  rowName: (row: FigureRow) => string;
  /** The same, saying of a grid of then why it is not compared, or that it was gone when the period ended. */
  listedName: (row: FigureRow) => string;
  /** Why an area has no such rate; empty for figures whose denominator are incidents. */
  whyNone: (figure: FigureId, row: FigureRow) => string;
  /** `2025-12-31 24:00`. */
  asOf: () => string;
}

/** What board, table and lists say about figures: the same words for the same thing. */
export function useFigureWords(): FigureTexts {
  const { t } = useI18n();
  const figures = useFigures();
  const place = usePlace();
  const format = useLocalFormat();
  const { gridName } = useGridNames();
  const gaps = useLandGapWords();

  const basis = (): string => figures.answer?.rate.basis ?? 'households';
  const minutes = (value: number): string => {
    if (value < 120) return t('figures.minutes', { n: format.number(value, value < 9.95 ? 1 : 0) });
    if (value < 2 * 1440) return t('figures.hours', { n: format.number(value / 60, 1) });
    return t('figures.days', { n: format.number(value / 1440, 1) });
  };
  function plain(figure: FigureId, value: number | null): string {
    if (value === null) return '—';
    const kind = figureKinds[figure];
    if (kind === 'share') return `${format.number(value * 100, 1)}%`;
    if (kind === 'duration') return minutes(value);
    return format.number(value, kind === 'count' ? 0 : 1);
  }
  const people = (): string => t(`figures.people.${basis()}`);
  const name = (figure: FigureId): string =>
    figure === 'rate' ? t(`figures.rate.${basis()}`) : format.name(figureWords[figure].name);
  const short = (figure: FigureId): string =>
    figure === 'rate' ? t(`figures.rateShort.${basis()}`) : format.name(figureWords[figure].short);
  const denominatorName = (figure: FigureId): string => {
    if (figure === 'rate') return t('figures.rateDenominator', { people: people() });
    const words = denominatorWords(figure, figures.answer?.counted ?? 'now');
    return words ? format.name(words) : '';
  };
  const posts = (figure: FigureId, n: number): string =>
    format.number(n, figure === 'perWorker' && n % 1 !== 0 ? 1 : 0);

  function range(figure: FigureId, [low, high]: [number, number]): string {
    return t('figures.range', { low: plain(figure, low), high: plain(figure, high) });
  }

  function change(figure: FigureId, { value, before, change: verdict }: FigureValue): string | null {
    if (!before) return null;
    if (before.value === null || value === null) return t('figures.change.none');
    const sureness = t(`figures.change.${verdict?.finding ?? 'too-few'}`);
    const difference = value - before.value;
    const [was, is] = [plain(figure, before.value), plain(figure, value)];
    if (was === is) return t('figures.change.same', { before: was });
    const kind = figureKinds[figure];
    const size =
      kind === 'share'
        ? t('figures.points', { n: format.number(Math.abs(difference) * 100, 1) })
        : kind === 'duration'
          ? minutes(Math.abs(difference))
          : before.value > 0
            ? `${format.number((Math.abs(difference) / before.value) * 100, 1)}%`
            : format.number(Math.abs(difference));
    const side = difference > 0 ? (kind === 'duration' ? 'slower' : 'more') : kind === 'duration' ? 'faster' : 'less';
    // What is overdue is shown as a number; its share is what is compared.
    const subject = figure === 'overdue' ? t('figures.change.share') : '';
    return subject + t(`figures.change.${side}`, { size, before: was, sureness });
  }

  function facts(figure: FigureId, value: FigureValue): FigureFact[] {
    const words = figureWords[figure];
    const told = (label: string, n: number): FigureFact => ({ label, value: n > 0 ? format.number(n) : null });
    const is = figures.answer?.against ?? null;
    const period = figures.answer?.counted === 'then' ? figures.answer.period : null;
    const days = period && daysBetween(period.from, period.to);
    return [
      {
        label: t('figures.fact.numerator'),
        value: `${format.name(words.numerator)} ${format.number(value.numerator)}`,
      },
      {
        label: t('figures.fact.denominator'),
        value: value.denominator === null ? null : `${denominatorName(figure)} ${posts(figure, value.denominator)}`,
      },
      ...(figure === 'perWorker' && days !== null && value.denominator !== null
        ? [{ label: t('thenGrids.meanPosts'), value: format.number(value.denominator / days, 1) }]
        : []),
      ...(words.pending ? [told(format.name(words.pending), value.pending)] : []),
      ...(words.unknown ? [told(format.name(words.unknown), value.unknown)] : []),
      told(t('figures.fact.excluded'), value.excluded),
      {
        label: t('figures.fact.interval'),
        value: value.interval ? range(figure, value.interval) : t('figures.fact.noInterval'),
      },
      ...(is && value.before
        ? [
            {
              label: t('figures.fact.before', { from: is.period.from, to: is.period.to }),
              value: [
                plain(figure, value.before.value),
                value.before.denominator === null
                  ? ''
                  : `(${format.number(value.before.numerator)}/${posts(figure, value.before.denominator)})`,
              ].join(' '),
            },
            {
              label: t('figures.fact.chance'),
              value:
                value.change?.adjustedChance === null || !value.change
                  ? t('figures.change.too-few')
                  : `${t(`figures.change.${value.change.finding}`)} (p = ${value.change.adjustedChance.toPrecision(2)})`,
            },
          ]
        : []),
    ];
  }

  function rowName(row: FigureRow): string {
    if (figures.answer?.areas === 'grids') return gridName(row.name);
    const area = figures.answer?.areas === 'areas' ? place.areasById.get(row.id) : undefined;
    return area ? format.name(area.name) : row.name;
  }

  return {
    name,
    short,
    gap: (why) => format.name(figureGapWords[why]),
    value: (figure, value) => plain(figure, value?.value ?? null),
    unit: (figure) => (figureKinds[figure] === 'count' || figureKinds[figure] === 'rate' ? t('figures.cases') : ''),
    parts: (figure, { numerator, denominator }) => {
      const words = figureWords[figure];
      const above = `${format.name(words.numerator)} ${format.number(numerator)}`;
      return denominator === null ? above : `${above} / ${denominatorName(figure)} ${posts(figure, denominator)}`;
    },
    fraction: (figure, { numerator, denominator }) =>
      denominator === null ? format.number(numerator) : `${format.number(numerator)}/${posts(figure, denominator)}`,
    change,
    mark: (value) => (value?.change?.finding === 'high' ? '▲ ' : value?.change?.finding === 'low' ? '▼ ' : ''),
    facts,
    rowName,
    listedName: (row) => {
      const why = row.uncompared ?? (row.inForce?.isGone ? 'gone' : null);
      return why ? t('thenGrids.rowName', { name: rowName(row), why: gaps.short(why) }) : rowName(row);
    },
    whyNone: (figure, row) => {
      if (figure === 'perWorker') {
        const isUnknown = row.posts === null && figures.answer?.counted === 'then';
        return isUnknown ? format.name(figureGapWords['no-workers-then']) : t('thenGrids.noWorkers');
      }
      if (figure !== 'rate') return '';
      if (row.people === null) return format.name(figureGapWords['no-people']);
      return t(`thenGrids.noPeople.${basis()}`, { n: figures.answer?.rate.tooFew ?? 0 });
    },
    asOf: () =>
      figures.answer ? `${localDate(Date.parse(figures.answer.asOf) - 1, figures.answer.timeZone)} 24:00` : '',
  };
}
