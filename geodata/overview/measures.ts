import { coveredPart } from '../coverage/covered-part';
import { classBreaks } from '../incidents/class-breaks';
import type { OverviewAnswer, OverviewRow } from '../schema/overview';

/** What areas are ranked and coloured by. */
export const overviewMeasures = [
  'households',
  'residents',
  'outOfBand',
  'staffing',
  'covered',
  'incidents',
  'rate',
  'late',
  'closed',
] as const;
export type OverviewMeasure = (typeof overviewMeasures)[number];

/** `count`: a number of things. `share`: 0…1. `rate`: things per so many people. */
export type MeasureUnit = 'count' | 'share' | 'rate';

export const measureUnits: Record<OverviewMeasure, MeasureUnit> = {
  households: 'count',
  residents: 'count',
  outOfBand: 'count',
  staffing: 'rate',
  covered: 'share',
  incidents: 'count',
  rate: 'rate',
  late: 'share',
  closed: 'share',
};

/** People per unit of a rate. */
export const ratePeople = { staffing: 10_000, rate: 1000 } as const;

export interface MeasuredValue {
  /** Null where the row has no such value: unknown, or too few people for a rate. */
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

const unknown: MeasuredValue = { value: null, numerator: null, denominator: null };

/** What a measure needs to know of the answer a row stands in. */
export type MeasureBasis = Pick<OverviewAnswer, 'rateBase' | 'tooFew' | 'missing'>;

/** One figure of a row with both its parts. Map, legend, table, inspector and file all take it from here. */
export function measureRow(row: OverviewRow, measure: OverviewMeasure, basis: MeasureBasis): MeasuredValue {
  const { grids, incidents, incidentsInside } = row;
  switch (measure) {
    case 'households':
      return plain(row.households);
    case 'residents':
      return plain(row.residents);
    case 'incidents':
      return plain(incidents?.count ?? null);
    case 'outOfBand':
      return grids && grids.judged > 0
        ? { value: grids.below + grids.above, numerator: grids.below + grids.above, denominator: grids.judged }
        : unknown;
    case 'staffing':
      return grids && !basis.missing.includes('workers')
        ? ratio(grids.workers, grids.residents, ratePeople.staffing)
        : unknown;
    case 'covered': {
      const part = row.covered && coveredPart(row.covered);
      return part ? ratio(part.covered, part.total, 1) : unknown;
    }
    case 'rate': {
      if (incidentsInside === null || !basis.rateBase) return unknown;
      const people = row[basis.rateBase];
      const rated = ratio(incidentsInside, people, ratePeople.rate);
      return people !== null && people < basis.tooFew ? { ...rated, value: null } : rated;
    }
    case 'late':
      return incidents ? ratio(incidents.overdue + incidents.closedLate, incidents.withDue, 1) : unknown;
    case 'closed':
      return incidents ? ratio(incidents.closed, incidents.count - incidents.excluded, 1) : unknown;
  }
}

const plain = (value: number | null): MeasuredValue => ({ value, numerator: value, denominator: null });

function ratio(numerator: number, denominator: number | null, per: number): MeasuredValue {
  const isKnown = denominator !== null && denominator > 0;
  return { value: isKnown ? (numerator / denominator) * per : null, numerator, denominator };
}

/** Most classes a choropleth has. */
const CLASSES = 6;

/** Class borders of a measure over the rows that are shown together. */
export function measureBreaks(rows: readonly OverviewRow[], measure: OverviewMeasure, basis: MeasureBasis): number[] {
  const values = rows.flatMap((row) => measureRow(row, measure, basis).value ?? []);
  if (measureUnits[measure] !== 'count') return classBreaks(values, CLASSES);
  // Things are counted in whole numbers, and so are the borders between few and many of them.
  const breaks = classBreaks(values, CLASSES).map(Math.ceil);
  return breaks.filter((border, i) => border > 0 && border !== breaks[i - 1]);
}
