import type { ReachTable } from './reach-table';

/**
 * What each candidate is worth to each demand point, in rows. A set of sites is worth the sum, over demand points, of
 * the most that one of its sites saves there: with worth = weight within the cutoff this is "cover most" (MCLP, Church
 * and ReVelle 1974), with worth = weight × time saved it is the p-median (Hakimi 1964). One engine serves both.
 */
export interface Savings {
  readonly candidateCount: number;
  readonly demandCount: number;
  /** Entries of candidate c are `start[c]` up to `start[c + 1]`; every `worth` is above 0. */
  readonly start: Uint32Array;
  readonly demand: Int32Array;
  readonly worth: Float64Array;
}

/**
 * Worth of covering: the weight of whoever is reached within the cutoff and by no station that stays.
 * @param baseMilliseconds time of each demand point to the nearest station that stays; -1 for none within the bound
 */
export function coverSavings(
  reach: ReachTable,
  weight: ArrayLike<number>,
  baseMilliseconds: ArrayLike<number>,
  cutoffMilliseconds: number,
): Savings {
  const isCovered = (i: number) => baseMilliseconds[i] >= 0 && baseMilliseconds[i] <= cutoffMilliseconds;
  return collect(reach, (i, time) => (time <= cutoffMilliseconds && !isCovered(i) ? weight[i] : 0));
}

/**
 * Worth in weight × milliseconds saved against the station that stays, or against `boundMilliseconds` where none is
 * within it.
 */
export function timeSavings(
  reach: ReachTable,
  weight: ArrayLike<number>,
  baseMilliseconds: ArrayLike<number>,
  boundMilliseconds: number,
): Savings {
  return collect(reach, (i, time) => {
    const base = baseMilliseconds[i] < 0 ? boundMilliseconds : Math.min(baseMilliseconds[i], boundMilliseconds);
    return weight[i] * Math.max(0, base - time);
  });
}

function collect(reach: ReachTable, worthOf: (demand: number, milliseconds: number) => number): Savings {
  const { candidateCount, demandCount } = reach;
  const start = new Uint32Array(candidateCount + 1);
  const demand = new Int32Array(reach.demand.length);
  const worth = new Float64Array(reach.demand.length);
  let count = 0;
  for (let c = 0; c < candidateCount; c++) {
    for (let e = reach.start[c]; e < reach.start[c + 1]; e++) {
      const value = worthOf(reach.demand[e], reach.milliseconds[e]);
      if (value <= 0) continue;
      demand[count] = reach.demand[e];
      worth[count++] = value;
    }
    start[c + 1] = count;
  }
  return { candidateCount, demandCount, start, demand: demand.slice(0, count), worth: worth.slice(0, count) };
}

/**
 * The same savings with fewer demand points: those that every candidate is worth the same share to are one. `group`
 * keeps points of different groups apart (a floor counts by community). Exact: the value of any set stays the same.
 * @returns the savings, and the merged point of each point (-1 where no candidate is worth anything)
 */
export function mergeDemand(
  savings: Savings,
  group: ArrayLike<number> | null,
): { merged: Savings; pointOf: Int32Array } {
  const { candidateCount, demandCount, start, demand, worth } = savings;
  const rows = transpose(savings);
  const hash = new Uint32Array(demandCount);
  for (let i = 0; i < demandCount; i++) {
    let mixed = group ? Math.imul(group[i] + 1, 0x9e3779b1) : 0;
    const most = rows.worth[rows.start[i]] ?? 0;
    for (let e = rows.start[i]; e < rows.start[i + 1]; e++) {
      // Relative to the first: points of different weight that care alike are alike.
      const share = Math.round((rows.worth[e] / most) * 1e6);
      mixed = Math.imul(mixed ^ (rows.candidate[e] + 0x85ebca6b), 0xc2b2ae35) ^ Math.imul(share, 0x27d4eb2f);
      mixed ^= mixed >>> 15;
    }
    hash[i] = mixed >>> 0;
  }
  const alike = (a: number, b: number): boolean => {
    const length = rows.start[a + 1] - rows.start[a];
    if (length !== rows.start[b + 1] - rows.start[b] || (group && group[a] !== group[b])) return false;
    const scaleA = rows.worth[rows.start[a]];
    const scaleB = rows.worth[rows.start[b]];
    for (let k = 0; k < length; k++) {
      const ea = rows.start[a] + k;
      const eb = rows.start[b] + k;
      if (rows.candidate[ea] !== rows.candidate[eb]) return false;
      if (Math.abs(rows.worth[ea] * scaleB - rows.worth[eb] * scaleA) > 1e-9 * scaleA * scaleB) return false;
    }
    return true;
  };
  const pointOf = new Int32Array(demandCount).fill(-1);
  const first: number[] = [];
  const byHash = new Map<number, number[]>();
  for (let i = 0; i < demandCount; i++) {
    if (rows.start[i] === rows.start[i + 1]) continue;
    const bucket = byHash.get(hash[i]) ?? [];
    let point = bucket.find((known) => alike(first[known], i));
    if (point === undefined) {
      point = first.push(i) - 1;
      bucket.push(point);
      byHash.set(hash[i], bucket);
    }
    pointOf[i] = point;
  }
  const sum = new Float64Array(first.length);
  for (let i = 0; i < demandCount; i++) {
    const point = pointOf[i];
    if (point >= 0) sum[point] += rows.worth[rows.start[i]] / rows.worth[rows.start[first[point]]];
  }
  const mergedStart = new Uint32Array(candidateCount + 1);
  const mergedDemand: number[] = [];
  const mergedWorth: number[] = [];
  for (let c = 0; c < candidateCount; c++) {
    for (let e = start[c]; e < start[c + 1]; e++) {
      const point = pointOf[demand[e]];
      if (first[point] !== demand[e]) continue;
      mergedDemand.push(point);
      mergedWorth.push(worth[e] * sum[point]);
    }
    mergedStart[c + 1] = mergedDemand.length;
  }
  return {
    pointOf,
    merged: {
      candidateCount,
      demandCount: first.length,
      start: mergedStart,
      demand: Int32Array.from(mergedDemand),
      worth: Float64Array.from(mergedWorth),
    },
  };
}

/**
 * The same savings with demand points numbered as candidates come to them, so that those reached together lie together in
 * memory: passes over the entries then take half as long where points came in no order. Points nobody reaches go.
 * @returns the savings, and the old number of each point
 */
export function numberNearby(savings: Savings): { savings: Savings; oldNumber: Int32Array } {
  const newNumber = new Int32Array(savings.demandCount).fill(-1);
  const oldNumber = new Int32Array(savings.demandCount);
  const demand = new Int32Array(savings.demand.length);
  let count = 0;
  for (let e = 0; e < demand.length; e++) {
    const i = savings.demand[e];
    if (newNumber[i] < 0) {
      oldNumber[count] = i;
      newNumber[i] = count++;
    }
    demand[e] = newNumber[i];
  }
  return { savings: { ...savings, demandCount: count, demand }, oldNumber: oldNumber.slice(0, count) };
}

/** The same entries by demand point: candidates ascending. */
export function transpose({ candidateCount, demandCount, start, demand, worth }: Savings): {
  start: Uint32Array;
  candidate: Int32Array;
  worth: Float64Array;
} {
  const rowStart = new Uint32Array(demandCount + 1);
  for (const i of demand) rowStart[i + 1]++;
  for (let i = 0; i < demandCount; i++) rowStart[i + 1] += rowStart[i];
  const next = rowStart.slice();
  const candidate = new Int32Array(demand.length);
  const rowWorth = new Float64Array(demand.length);
  for (let c = 0; c < candidateCount; c++) {
    for (let e = start[c]; e < start[c + 1]; e++) {
      const at = next[demand[e]]++;
      candidate[at] = c;
      rowWorth[at] = worth[e];
    }
  }
  return { start: rowStart, candidate, worth: rowWorth };
}
