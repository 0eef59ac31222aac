import { useI18n } from 'vue-i18n';
import { coveredPart } from '../../geodata/coverage/covered-part';
import { measureRow, measureUnits } from '../../geodata/overview/measures';
import type { OverviewMeasure } from '../../geodata/overview/measures';
import type { BrokenRule, OverviewInput, OverviewRow } from '../../geodata/schema/overview';
import { useOverview } from '../state/overview';
import { usePlace } from '../state/place';
import { useGridNames } from './use-grid-names';
import { useLocalFormat } from './use-local-format';

/** Inputs a measure is made of, the one that matters most first. */
const needs: Record<OverviewMeasure, readonly OverviewInput[]> = {
  households: ['base-units', 'households'],
  residents: ['base-units', 'residents'],
  outOfBand: ['plan', 'base-units', 'households'],
  staffing: ['plan', 'workers', 'base-units', 'residents'],
  covered: ['streets', 'stations', 'base-units'],
  incidents: ['incidents'],
  rate: ['incidents', 'base-units'],
  late: ['incidents'],
  closed: ['incidents'],
};

export interface OverviewWords {
  /** Name of a measure, with what it is about: `步行 15 分钟到党群服务中心`. */
  title: (measure: OverviewMeasure) => string;
  shortTitle: (measure: OverviewMeasure) => string;
  /** What a value is in: `%`, `件/千户`. */
  unit: (measure: OverviewMeasure) => string;
  value: (measure: OverviewMeasure, value: number | null) => string;
  valueOf: (row: OverviewRow, measure: OverviewMeasure) => string;
  /** `412/530 户`: numerator and denominator of a row in words; '' for a plain count. */
  fraction: (row: OverviewRow, measure: OverviewMeasure) => string;
  /** `412/530`, where there is no room for words. */
  bareFraction: (row: OverviewRow, measure: OverviewMeasure) => string;
  /** What it is divided by, with its date. */
  denominator: (measure: OverviewMeasure) => string;
  /** Why there is no such figure and what to import; null where there is one. */
  missing: (measure: OverviewMeasure) => string | null;
  missingInput: (input: OverviewInput) => string;
  name: (row: OverviewRow) => string;
  levelName: (level: number) => string;
  rule: (rule: BrokenRule) => string;
  period: () => string;
}

/** What map, panel, legend and files say about the figures: the same words for the same thing. */
export function useOverviewWords(): OverviewWords {
  const { t } = useI18n();
  const overview = useOverview();
  const place = usePlace();
  const format = useLocalFormat();
  const { gridName } = useGridNames();

  const kindName = (kind: string | null | undefined): string => (kind ? t(`stationKind.${kind}`) : '');
  const people = (): string => t(`overview.people.${overview.answer?.rateBase ?? 'households'}`);
  const basisOf = (): string => {
    const covered = overview.answer?.place.covered;
    return t(`overview.people.${(covered && coveredPart(covered)?.basis) ?? 'households'}`);
  };
  const about = (): Record<string, string | number> => ({
    minutes: overview.answer?.minutes ?? 15,
    kind: kindName(overview.answer?.kind),
    people: people(),
  });
  const missingInput = (input: OverviewInput): string => t(`overview.missing.${input}`);

  function value(measure: OverviewMeasure, number: number | null): string {
    const unit = measureUnits[measure];
    if (unit === 'share') return number === null ? format.number(null) : `${format.number(number * 100, 1)}%`;
    // A rate below one keeps the digits that tell places apart.
    const digits = number === null || number === 0 || number >= 1 ? 1 : number >= 0.1 ? 2 : 3;
    return format.number(number, unit === 'rate' ? digits : 0);
  }

  function fraction(row: OverviewRow, measure: OverviewMeasure): string {
    const { answer } = overview;
    const parts = answer && measureRow(row, measure, answer);
    if (!parts || parts.denominator === null || parts.numerator === null) return '';
    const digits = Number.isInteger(parts.numerator) ? 0 : 1;
    return t(`overview.fraction.${measure}`, {
      part: format.number(parts.numerator, digits),
      whole: format.number(parts.denominator),
      people: measure === 'covered' ? basisOf() : people(),
    });
  }

  return {
    title: (measure) => t(`overview.measure.${measure}`, about()),
    shortTitle: (measure) => t(`overview.short.${measure}`, about()),
    unit: (measure) => t(`overview.unit.${measure}`, about()),
    value,
    valueOf: (row, measure) => value(measure, overview.answer ? measureRow(row, measure, overview.answer).value : null),
    fraction,
    bareFraction(row, measure) {
      const parts = overview.answer && measureRow(row, measure, overview.answer);
      if (!parts || parts.denominator === null || parts.numerator === null) return '';
      const part = format.number(parts.numerator, Number.isInteger(parts.numerator) ? 0 : 1);
      return `${part}/${format.number(parts.denominator)}`;
    },
    denominator: (measure) =>
      t(`overview.denominator.${measure}`, {
        people: measure === 'covered' ? basisOf() : people(),
        date: overview.answer?.dataDate ?? '',
        few: format.number(overview.answer?.tooFew ?? 0),
      }),
    missing(measure) {
      const { answer } = overview;
      if (!answer || measureRow(answer.place, measure, answer).value !== null) return null;
      const input = needs[measure].find((one) => answer.missing.includes(one));
      return input ? missingInput(input) : t('overview.missing.none');
    },
    missingInput,
    name: (row) => (row.level === place.current?.profile.levels.length ? gridName(row.name.zh) : format.name(row.name)),
    levelName(level) {
      const known = place.current?.profile.levels[level];
      return known ? format.name(known.name) : t('overview.level.grid');
    },
    rule: ({ rule, kind }) => {
      const [least = 0, most = 0] = overview.answer?.standards.householdBand ?? [];
      const share = overview.answer?.standards.coveredShare ?? 0;
      const of = overview.answer?.stations.find((one) => one.kind === kind);
      return t(`overview.rule.${rule}`, {
        ...about(),
        kind: kindName(kind),
        least: format.number(least),
        most: format.number(most),
        residents: format.number(place.current?.profile.grid.residentsMax),
        share: format.number(share * 100),
        area: of?.leastSquareMetres ? format.area(of.leastSquareMetres) : t('overview.rule.ownStandard'),
        days: format.number(overview.days),
      });
    },
    period() {
      const period = overview.answer?.period;
      return period ? t('overview.period', { ...period }) : '';
    },
  };
}
