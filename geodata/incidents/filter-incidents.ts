import type { LatticeBox } from '../schema/coordinates';
import { incidentStates } from '../schema/incident';
import type { IncidentState, IncidentType } from '../schema/incident';
import { isEnded, NO_POINT } from './incident-columns';
import type { IncidentColumns } from './incident-columns';
import type { DueLight } from '../schema/incident-lateness';
import { dueLightAt, wantedLights } from './due-light';
import { latenessAt } from './lateness';

/** What is asked for; an absent part asks for everything. */
export interface IncidentFilter {
  /** UTC ms, included. */
  from?: number;
  /** UTC ms, excluded: a period of local days ends where the day after it begins. */
  to?: number;
  /** Type codes; the code of a group asks for every type below it. */
  types?: readonly string[];
  /** Single states, `open` (在办) or `ended` (已结). */
  states?: readonly (IncidentState | 'open' | 'ended')[];
  /** Agencies responsible; null asks for what has none. */
  owners?: readonly (string | null)[];
  /** Only incidents that are overdue or were closed late. */
  late?: boolean;
  /** How they stand with their limit. */
  lights?: readonly DueLight[];
  /** One entry a row, 1 for those outside cover in a way that is asked for. */
  uncovered?: Uint8Array;
  /** Hours of the week, 1 for those asked for. */
  weekHours?: Uint8Array;
  /** One entry a row, 1 for those that may count: what a search has found, or of merged reports the masters. */
  among?: Uint8Array;
  /** Lattice box, borders included; incidents without a point are never in it. */
  box?: LatticeBox;
}

/**
 * Rows that pass the filter, ascending. Every count, list, rate and surface starts from this one function,
 * so that a number on the map is the number of rows behind it.
 * @param candidates ascending rows to look among; all without it
 */
export function filterIncidents(
  columns: IncidentColumns,
  filter: IncidentFilter,
  asOf: number,
  candidates?: Uint32Array,
): Uint32Array {
  const { from = -Infinity, to = Infinity, late, box, weekHours, among, uncovered } = filter;
  const lightWanted = filter.lights ? wantedLights(filter.lights) : null;
  const typeWanted = filter.types ? wantedTypes(columns.types, filter.types) : null;
  const stateWanted = filter.states ? wantedStates(filter.states) : null;
  const ownerWanted = filter.owners ? wantedOwners(columns.owners, filter.owners) : null;
  const size = candidates ? candidates.length : columns.count;
  const rows = new Uint32Array(size);
  let n = 0;
  for (let k = 0; k < size; k++) {
    const i = candidates ? candidates[k]! : k;
    const at = columns.reportedAt[i]!;
    if (at < from || at >= to) continue;
    if (typeWanted && typeWanted[columns.type[i]!] === 0) continue;
    if (stateWanted && stateWanted[columns.state[i]!] === 0) continue;
    if (ownerWanted && ownerWanted[columns.owner[i]! + 1] === 0) continue;
    if (weekHours && weekHours[columns.weekHour[i]!] === 0) continue;
    if (among && among[i] === 0) continue;
    if (uncovered && uncovered[i] === 0) continue;
    if (box) {
      const x = columns.xy[2 * i]!;
      const y = columns.xy[2 * i + 1]!;
      if (x === NO_POINT || x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
    }
    if (late && latenessAt(columns, i, asOf) === 'on-time') continue;
    if (lightWanted && lightWanted[dueLightAt(columns, i, asOf)] === 0) continue;
    rows[n++] = i;
  }
  return rows.subarray(0, n);
}

/** For each type, 1 where it or one of its ancestors is among `codes`. */
export function wantedTypes(types: readonly IncidentType[], codes: readonly string[]): Uint8Array {
  const parentOf = new Map(types.map((type) => [type.code, type.parentCode]));
  const asked = new Set(codes);
  return Uint8Array.from(types, (type) => {
    // A walk of at most `types.length` steps ends even where an import closed a circle of parents.
    let code: string | null | undefined = type.code;
    for (let step = 0; code && step <= types.length; step++) {
      if (asked.has(code)) return 1;
      code = parentOf.get(code);
    }
    return 0;
  });
}

/** At 0 whether those without an owner are asked for, at k + 1 whether owner k is. */
export function wantedOwners(owners: readonly string[], asked: readonly (string | null)[]): Uint8Array {
  const wanted = new Set(asked);
  return Uint8Array.from([null, ...owners], (owner) => (wanted.has(owner) ? 1 : 0));
}

/** For each state, 1 where it is asked for by itself, as `open` or as `ended`. */
export function wantedStates(states: readonly (IncidentState | 'open' | 'ended')[]): Uint8Array {
  const asked = new Set<string>(states);
  return Uint8Array.from(incidentStates, (state, index) =>
    asked.has(state) || asked.has(isEnded(index) ? 'ended' : 'open') ? 1 : 0,
  );
}
