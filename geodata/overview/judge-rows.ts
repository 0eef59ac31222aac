import { judgeAlone } from '../incidents/judge-rates';
import type { Finding } from '../schema/incident-summary';
import type { OverviewRow } from '../schema/overview';
import { measureRow } from './measures';
import type { MeasureBasis, OverviewMeasure } from './measures';

/**
 * What of the incident rates of rows that are shown together is real, by id: each against the rate of all of them, exactly,
 * corrected for their number, as the map of incidents judges each area alone. Only rates of incidents are judged: of any
 * other measure, and of rows without a rate, nothing is known here.
 */
export function judgeRows(
  rows: readonly OverviewRow[],
  measure: OverviewMeasure,
  basis: MeasureBasis,
): ReadonlyMap<string, Finding> {
  if (measure !== 'rate') return new Map();
  const rates = rows.map((row) => measureRow(row, measure, basis));
  const findings = judgeAlone(
    rates.map(({ numerator }) => numerator ?? 0),
    rates.map(({ value, denominator }) => (value === null ? 0 : (denominator ?? 0))),
  );
  return new Map(rows.flatMap(({ id }, i) => (findings[i] ? [[id, findings[i]]] : [])));
}
