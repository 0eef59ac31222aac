import { busiestSpan } from './busiest-span';
import { isEnded } from './incident-columns';
import type { IncidentColumns } from './incident-columns';
import type { IncidentPlaces } from './incident-places';

const DAY = 86_400_000;

/** A place that was reported on again and again. */
export interface RepeatedPlace {
  place: number;
  /** Index of the type family (`typeFamilies`) counted by itself; -1 where all types count together. */
  family: number;
  /** Its rows under the filter, in the order of time. */
  rows: Uint32Array;
  /** Most reports within the days asked for, and the times of the first and last of them, UTC ms. */
  most: number;
  from: number;
  to: number;
  /** How many are not ended. */
  open: number;
}

export interface RepeatQuestion {
  /** Fewest reports within `days`. */
  least: number;
  /** Length of the span that is moved over the reports; a report of exactly so many days later is outside. */
  days: number;
  /** Per type its family: reports of each family are counted by themselves. Null for all together. */
  families: Uint16Array | null;
}

/** The places with at least `least` of the rows within any `days` days, the most first, then the latest. */
export function repeatedPlaces(
  columns: IncidentColumns,
  rows: Uint32Array,
  places: IncidentPlaces,
  { least, days, families }: RepeatQuestion,
): RepeatedPlace[] {
  const { reportedAt } = columns;
  const groups = families ? columns.types.length : 1;
  const keyOf = (i: number): number => {
    const place = places.placeOf[i]!;
    return place < 0 ? -1 : place * groups + (families ? families[columns.type[i]!]! : 0);
  };
  const counted = new Map<number, number>();
  for (const i of rows) {
    const key = keyOf(i);
    if (key >= 0) counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const found = new Map<number, { rows: Uint32Array; filled: number }>();
  for (const i of rows) {
    const key = keyOf(i);
    const size = key < 0 ? 0 : counted.get(key)!;
    if (size < least) continue;
    let group = found.get(key);
    if (!group) found.set(key, (group = { rows: new Uint32Array(size), filled: 0 }));
    group.rows[group.filled++] = i;
  }
  const repeated: RepeatedPlace[] = [];
  for (const [key, group] of found) {
    const sorted = group.rows.sort((a, b) => reportedAt[a]! - reportedAt[b]! || a - b);
    const times = Float64Array.from(sorted, (i) => reportedAt[i]!);
    const { count, first, last } = busiestSpan(times, days * DAY);
    if (count < least) continue;
    let open = 0;
    for (const i of sorted) if (!isEnded(columns.state[i]!)) open++;
    repeated.push({
      place: Math.floor(key / groups),
      family: families ? key % groups : -1,
      rows: sorted,
      most: count,
      from: times[first]!,
      to: times[last]!,
      open,
    });
  }
  const lastOf = ({ rows: own }: RepeatedPlace): number => reportedAt[own.at(-1)!]!;
  return repeated.sort((a, b) => b.most - a.most || lastOf(b) - lastOf(a) || a.place - b.place || a.family - b.family);
}
