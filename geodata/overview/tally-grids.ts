/** What is known of one grid of a plan. */
export interface CountedGrid {
  /** Null where no base unit in it has a count. */
  households: number | null;
  residents: number | null;
  workers: number;
}

/** How the grids of an area stand. */
export interface GridTally {
  total: number;
  /** With a known number of households: the denominator of the share in the band. */
  judged: number;
  below: number;
  above: number;
  withoutWorker: number;
  /** Full-time workers, and the residents in these grids whom they are there for. */
  workers: number;
  residents: number | null;
}

/**
 * Adds up grids by group.
 * @param group of every grid the index of its group, -1 for none; null puts all in one group
 * @param band households a grid should have, both ends included
 */
export function tallyGrids(
  grids: readonly CountedGrid[],
  [least, most]: readonly [number, number],
  group: ArrayLike<number> | null,
  groupCount: number,
): GridTally[] {
  const tallies = Array.from({ length: groupCount }, (): GridTally => ({
    total: 0,
    judged: 0,
    below: 0,
    above: 0,
    withoutWorker: 0,
    workers: 0,
    residents: null,
  }));
  grids.forEach(({ households, residents, workers }, i) => {
    const tally = tallies[group ? group[i]! : 0];
    if (!tally) return;
    tally.total++;
    tally.workers += workers;
    if (workers <= 0) tally.withoutWorker++;
    if (residents !== null) tally.residents = (tally.residents ?? 0) + residents;
    if (households === null) return;
    tally.judged++;
    if (households < least) tally.below++;
    else if (households > most) tally.above++;
  });
  return tallies;
}
