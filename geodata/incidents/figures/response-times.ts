import { isEnded, stateIndexOf } from '../incident-columns';
import type { IncidentColumns } from '../incident-columns';
import { quantileRanks } from '../hot-spots/quantile-interval';

const closed = stateIndexOf('closed');

/** Rows whose first response is known and not before the report, the quickest first. */
export function orderByResponse(columns: IncidentColumns): Uint32Array {
  const took = responseTimes(columns);
  const rows = new Uint32Array(columns.count);
  let n = 0;
  for (let i = 0; i < columns.count; i++) if (took[i]! >= 0) rows[n++] = i;
  return rows.slice(0, n).sort((a, b) => took[a]! - took[b]! || a - b);
}

/** Milliseconds from report to first response; NaN where it is not known. */
export const responseTimes = ({ reportedAt, respondedAt }: IncidentColumns): Float64Array =>
  respondedAt.map((at, i) => at - reportedAt[i]!);

/** Response times of a set of incidents, ascending, altogether and in each area. */
export interface ResponsesByArea {
  all: Float64Array;
  /** Of area 0, which is "in none", and of every area plus one. */
  of(area: number): Float64Array;
}

/**
 * Response times of the rows, without those nobody had to solve.
 * @param order see `orderByResponse`
 * @param knownBefore UTC ms: later responses are not known yet
 */
export function responsesByArea(
  columns: IncidentColumns,
  order: Uint32Array,
  rows: Uint32Array,
  areaOf: Int32Array,
  areaCount: number,
  knownBefore: number,
): ResponsesByArea {
  const isAsked = new Uint8Array(columns.count);
  for (const i of rows) {
    const state = columns.state[i]!;
    if ((!isEnded(state) || state === closed) && columns.respondedAt[i]! < knownBefore) isAsked[i] = 1;
  }
  const start = new Uint32Array(areaCount + 2);
  const chosen = order.filter((i) => isAsked[i] === 1);
  for (const i of chosen) start[areaOf[i]! + 2]!++;
  for (let area = 1; area < start.length; area++) start[area]! += start[area - 1]!;
  const next = start.slice();
  const all = new Float64Array(chosen.length);
  const byArea = new Float64Array(chosen.length);
  // The order is ascending, so every area fills up ascending too.
  chosen.forEach((i, k) => {
    const took = columns.respondedAt[i]! - columns.reportedAt[i]!;
    all[k] = took;
    byArea[next[areaOf[i]! + 1]!++] = took;
  });
  return { all, of: (area) => byArea.subarray(start[area], start[area + 1]) };
}

const MINUTE = 60_000;

/** A quantile in minutes with its 95 % interval, distribution-free; null of nothing. */
export function responseQuantile(
  ascending: Float64Array,
  share: number,
): { minutes: number; interval: [number, number] | null } | null {
  const ranks = quantileRanks(ascending.length, share);
  if (!ranks) return null;
  const at = (rank: number): number => ascending[rank - 1]! / MINUTE;
  return {
    minutes: at(ranks.rank),
    interval: ranks.low === null || ranks.high === null ? null : [at(ranks.low), at(ranks.high)],
  };
}

/** How many of ascending values are above a bound. */
export function countAbove(ascending: Float64Array, bound: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= bound) low = middle + 1;
    else high = middle;
  }
  return ascending.length - low;
}
