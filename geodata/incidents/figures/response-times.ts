import { isEnded, stateIndexOf } from '../incident-columns';
import type { IncidentColumns } from '../incident-columns';
import { incidentStates } from '../../schema/incident';
import { quantileRanks } from '../hot-spots/quantile-interval';

const closed = stateIndexOf('closed');

/**
 * Incidents whose first response is known and not before the report, the quickest first, with what a filter asks of them
 * beside each other: a million rows are gone through in order, not jumped between.
 */
export interface ResponseOrder {
  readonly rows: Uint32Array;
  /** Milliseconds from report to first response. */
  readonly took: Float64Array;
  readonly reportedAt: Float64Array;
  readonly respondedAt: Float64Array;
  /** Indices into types and states. */
  readonly type: Uint16Array;
  readonly state: Uint8Array;
}

/** Which of them are meant: by the plain parts of a filter, or by a list of rows; absent parts ask for everything. */
export interface ResponseQuestion {
  /** UTC ms of the report, included. */
  from?: number | undefined;
  /** Excluded. */
  to?: number | undefined;
  /** 1 for each type asked for. */
  types?: Uint8Array | null;
  /** 1 for each state asked for. */
  states?: Uint8Array | null;
  rows?: Uint32Array | null;
  /** UTC ms: later responses are not known yet. */
  knownBefore: number;
}

/** See `ResponseOrder`. */
export function orderByResponse({ count, type, state, reportedAt, respondedAt }: IncidentColumns): ResponseOrder {
  const waited = respondedAt.map((at, i) => at - reportedAt[i]!);
  const known = new Uint32Array(count);
  let n = 0;
  for (let i = 0; i < count; i++) if (waited[i]! >= 0) known[n++] = i;
  const rows = known.slice(0, n).sort((a, b) => waited[a]! - waited[b]! || a - b);
  return {
    rows,
    took: Float64Array.from(rows, (i) => waited[i]!),
    respondedAt: Float64Array.from(rows, (i) => respondedAt[i]!),
    reportedAt: Float64Array.from(rows, (i) => reportedAt[i]!),
    type: Uint16Array.from(rows, (i) => type[i]!),
    state: Uint8Array.from(rows, (i) => state[i]!),
  };
}

/** Response times of a set of incidents, ascending, altogether and in each area. */
export interface ResponsesByArea {
  all: Float64Array;
  /** Of area 0, which is "in none", and of every area plus one; of nothing where areas were not asked for. */
  of(area: number): Float64Array;
}

/** The area of each incident of an order, plus one: 0 is "in none". */
export const areasInOrder = ({ rows }: ResponseOrder, areaOf: Int32Array): Int32Array =>
  Int32Array.from(rows, (i) => areaOf[i]! + 1);

/**
 * Response times of what is asked for, without those nobody had to solve.
 * @param areas see `areasInOrder`; null where only all together are asked for
 * @param count incidents of the columns
 */
export function responsesByArea(
  order: ResponseOrder,
  areas: Int32Array | null,
  areaCount: number,
  count: number,
  { from = -Infinity, to = Infinity, types = null, states = null, rows = null, knownBefore }: ResponseQuestion,
): ResponsesByArea {
  const isAsked = rows ? new Uint8Array(count) : null;
  if (rows && isAsked) for (let k = 0; k < rows.length; k++) isAsked[rows[k]!] = 1;
  const wanted = Uint8Array.from(incidentStates, (_, state) =>
    (isEnded(state) && state !== closed) || (states && states[state] === 0) ? 0 : 1,
  );
  const all = new Float64Array(order.rows.length);
  const chosen = areas ? new Int32Array(order.rows.length) : null;
  let n = 0;
  for (let k = 0; k < order.rows.length; k++) {
    const at = order.reportedAt[k]!;
    if (at < from || at >= to || wanted[order.state[k]!] === 0 || order.respondedAt[k]! >= knownBefore) continue;
    if (types !== null && types[order.type[k]!] === 0) continue;
    if (isAsked !== null && isAsked[order.rows[k]!] === 0) continue;
    if (chosen !== null) chosen[n] = areas![k]!;
    all[n++] = order.took[k]!;
  }
  const ascending = all.subarray(0, n);
  if (!chosen) return { all: ascending, of: () => new Float64Array() };
  const start = new Uint32Array(areaCount + 2);
  for (let k = 0; k < n; k++) start[chosen[k]! + 1]!++;
  for (let area = 1; area < start.length; area++) start[area]! += start[area - 1]!;
  const next = start.slice();
  const byArea = new Float64Array(n);
  // The order is ascending, so every area fills up ascending too.
  for (let k = 0; k < n; k++) byArea[next[chosen[k]!]!++] = ascending[k]!;
  return { all: ascending, of: (area) => byArea.subarray(start[area], start[area + 1]) };
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
