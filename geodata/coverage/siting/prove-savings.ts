import type { GroupFloors } from './bound-savings';
import { createMipBuilder } from './mip';
import type { MipSolver } from './mip';
import { mergeDemand, transpose } from './savings';
import type { Savings } from './savings';
import type { SiteRules } from './site-rules';

export interface ProofLimits {
  seconds: number;
  isStopped: () => boolean;
  onBound: (bound: number) => void;
}

/** A model with more entries than this is not given to the exact solver: it would not end in the time there is. */
export const MOST_PROOF_ENTRIES = 400_000;

/**
 * The best set among the candidates that are still open, by the exact solver. Each demand point has a column for each
 * level of worth it could get and counts the steps it is lifted (the radius form of Elloumi, Labbé and Pochet 2004):
 * with one level this is the usual covering model.
 * @returns null where the model is too large or nothing was found or proven
 */
export function proveSavings(
  savings: Savings,
  rules: SiteRules,
  open: Int32Array,
  floors: GroupFloors | null,
  start: readonly number[] | null,
  solve: MipSolver,
  limits: ProofLimits,
): { sites: number[] | null; upper: number; isInfeasible: boolean } | null {
  const few = restrictTo(savings, open);
  const { merged, pointOf } = mergeDemand(few, floors?.group ?? null);
  const rows = transpose(merged);
  const entries = countEntries(merged.demandCount, rows);
  if (entries > MOST_PROOF_ENTRIES) return null;

  const mip = createMipBuilder('maximise');
  for (let k = 0; k < open.length; k++) mip.addColumn(0, 1, true);
  const levelsOf: (readonly [column: number, step: number])[][] = [];
  for (let i = 0; i < merged.demandCount; i++) {
    const row = Array.from({ length: rows.start[i + 1] - rows.start[i] }, (_, k) => rows.start[i] + k);
    row.sort((a, b) => rows.worth[b] - rows.worth[a]);
    const levels: (readonly [number, number])[] = [];
    for (let k = 0; k < row.length;) {
      let end = k + 1;
      while (end < row.length && rows.worth[row[end]] === rows.worth[row[k]]) end++;
      const step = rows.worth[row[k]] - (end < row.length ? rows.worth[row[end]] : 0);
      const column = mip.addColumn(step, 1, false);
      levels.push([column, step]);
      mip.addRow(-Infinity, 0, [
        [column, 1],
        ...row.slice(0, end).map((e): [number, number] => [rows.candidate[e], -1]),
      ]);
      k = end;
    }
    levelsOf.push(levels);
  }
  mip.addRow(
    -Infinity,
    rules.sites,
    Array.from(open, (_, k): [number, number] => [k, 1]),
  );
  const { existing, keptAtLeast } = rules;
  if (existing && keptAtLeast > 0) {
    const standing = [...open.keys()].filter((k) => existing[open[k]]);
    mip.addRow(
      keptAtLeast,
      Infinity,
      standing.map((k): [number, number] => [k, 1]),
    );
  }
  if (floors) {
    const groupOf = new Int32Array(merged.demandCount);
    pointOf.forEach((point, i) => {
      if (point >= 0) groupOf[point] = floors.group[i];
    });
    for (let g = 0; g < floors.need.length; g++) {
      if (floors.need[g] <= 0) continue;
      const members = levelsOf.flatMap((levels, i) => (groupOf[i] === g ? levels : []));
      mip.addRow(floors.need[g] - 1e-6, Infinity, members);
    }
  }
  const isOpen = new Map(Array.from(open, (c, k) => [c, k]));
  const startValues = start?.every((c) => isOpen.has(c)) ? new Float64Array(open.length) : null;
  if (startValues) for (const c of start ?? []) startValues[isOpen.get(c)!] = 1;
  const answer = solve(mip.build(), { ...limits, start: startValues });
  return {
    sites: answer.values ? [...open].filter((_, k) => answer.values![k] > 0.5) : null,
    upper: answer.bound,
    isInfeasible: answer.status === 'infeasible',
  };
}

function countEntries(demandCount: number, rows: ReturnType<typeof transpose>): number {
  let entries = 0;
  for (let i = 0; i < demandCount; i++) {
    const length = rows.start[i + 1] - rows.start[i];
    const levels = new Set(rows.worth.subarray(rows.start[i], rows.start[i + 1])).size;
    entries += levels === 1 ? length + 1 : ((length + 1) * levels) / 2 + levels;
  }
  return entries;
}

/** Only some of the candidates, renumbered in their order. */
function restrictTo({ demandCount, start, demand, worth }: Savings, open: Int32Array): Savings {
  const fewStart = new Uint32Array(open.length + 1);
  open.forEach((c, k) => (fewStart[k + 1] = fewStart[k] + start[c + 1] - start[c]));
  const fewDemand = new Int32Array(fewStart[open.length]);
  const fewWorth = new Float64Array(fewDemand.length);
  open.forEach((c, k) => {
    fewDemand.set(demand.subarray(start[c], start[c + 1]), fewStart[k]);
    fewWorth.set(worth.subarray(start[c], start[c + 1]), fewStart[k]);
  });
  return { candidateCount: open.length, demandCount, start: fewStart, demand: fewDemand, worth: fewWorth };
}
