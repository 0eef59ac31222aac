/**
 * Who is whose neighbour: those of area i are `index[start[i]]` up to `index[start[i + 1]]`, ascending, without i itself;
 * symmetrical.
 */
export interface Neighbours {
  readonly count: number;
  readonly start: Uint32Array;
  readonly index: Uint32Array;
}

/** Rows of pairs, each pair named once or more and in either order; pairs of an area with itself are left out. */
export function neighboursOfPairs(count: number, pairs: Iterable<readonly [number, number]>): Neighbours {
  const sets = Array.from({ length: count }, () => new Set<number>());
  for (const [a, b] of pairs) {
    if (a === b) continue;
    sets[a]!.add(b);
    sets[b]!.add(a);
  }
  const start = new Uint32Array(count + 1);
  sets.forEach((set, i) => (start[i + 1] = start[i]! + set.size));
  const index = new Uint32Array(start[count]!);
  sets.forEach((set, i) =>
    index.set(
      [...set].sort((a, b) => a - b),
      start[i],
    ),
  );
  return { count, start, index };
}
