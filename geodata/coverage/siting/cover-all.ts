import type { ChosenSites, SitingEffort, SitingWatch } from './choose-sites';
import { chooseSites } from './choose-sites';
import { createMipBuilder } from './mip';
import { MOST_PROOF_ENTRIES } from './prove-savings';
import { mergeDemand, transpose } from './savings';
import type { Savings } from './savings';
import { siteRules } from './site-rules';

export interface CoveringSites {
  sites: number[];
  /** Proven: fewer sites cannot reach everybody. */
  lower: number;
  byExactSolver: boolean;
}

const boundTurns = 300;

/**
 * The fewest sites that reach every demand point some candidate reaches (set covering, LSCP, Toregas and others 1971).
 * Points nobody reaches are left out: whoever asks says so.
 * @param enough a set of so many sites will do; the search ends once there is one or it is proven that there is none
 */
export function coverAll(reached: Savings, effort: SitingEffort, watch: SitingWatch, enough = 0): CoveringSites {
  const ones = { ...reached, worth: new Float64Array(reached.worth.length).fill(1) };
  // How many live at a point does not matter here: each has to be reached.
  const single = mergeDemand(ones, null).merged;
  const savings = { ...single, worth: new Float64Array(single.worth.length).fill(1) };
  if (savings.demandCount === 0) return { sites: [], lower: 0, byExactSolver: false };
  let sites = withoutSpare(savings, growCover(savings, null));
  const tell = (phase: 'search' | 'exact', lower: number) =>
    watch.onProgress({ phase, value: sites.length, bound: lower });

  const bound = boundCover(savings, sites.length, watch.isStopped, (prices) => {
    const found = withoutSpare(savings, growCover(savings, prices));
    if (found.length < sites.length) sites = found;
    return sites.length;
  });
  let { lower } = bound;
  const isDone = () => sites.length <= Math.max(lower, enough) || (enough > 0 && lower > enough);
  tell('search', lower);
  // One site fewer (or as few as will do), if that many can be made to reach everybody: a search with a known end.
  while (!isDone() && !watch.isStopped()) {
    const fewer = fewerSites(savings, enough > 0 ? enough : sites.length - 1, effort, watch.isStopped);
    if (!fewer) break;
    sites = withoutSpare(savings, fewer);
    tell('search', lower);
  }
  if (isDone() || watch.isStopped() || !effort.exact) return { sites, lower, byExactSolver: false };
  // Looked for is a cover of fewer sites than this.
  const below = enough > 0 ? enough + 1 : sites.length;
  const proof = proveCover(savings, below, bound.open(below), effort.exact, watch, (value) =>
    tell('exact', Math.max(lower, Math.ceil(value - 1e-6))),
  );
  if (!proof) return { sites, lower, byExactSolver: false };
  if (proof.sites && proof.sites.length < sites.length) sites = withoutSpare(savings, proof.sites);
  lower = Math.min(sites.length, Math.max(lower, proof.lower));
  return { sites, lower, byExactSolver: true };
}

function fewerSites(savings: Savings, count: number, effort: SitingEffort, isStopped: () => boolean): number[] | null {
  const quiet = { onProgress: () => undefined, isStopped };
  const outcome = chooseSites(savings, siteRules(count), 1, null, { ...effort, exact: null, gap: 0 }, quiet);
  const chosen: ChosenSites | null = outcome.kind === 'chosen' ? outcome.chosen : null;
  return chosen && chosen.value >= savings.demandCount ? chosen.sites : null;
}

/** Takes the candidate that reaches most points still missing, dear points counting more, until none is. */
function growCover({ candidateCount, demandCount, start, demand }: Savings, prices: Float64Array | null): number[] {
  const isReached = new Uint8Array(demandCount);
  const score = new Float64Array(candidateCount);
  const worthOf = (i: number) => (prices ? prices[i] + 1e-4 : 1);
  const rescore = (c: number) => {
    let sum = 0;
    for (let e = start[c]; e < start[c + 1]; e++) if (!isReached[demand[e]]) sum += worthOf(demand[e]);
    score[c] = sum;
  };
  for (let c = 0; c < candidateCount; c++) rescore(c);
  const sites: number[] = [];
  for (let left = demandCount; left > 0;) {
    // What a candidate still reaches only shrinks: the top one is reckoned anew until it stays at the top.
    let top = 0;
    for (;;) {
      top = 0;
      for (let c = 1; c < candidateCount; c++) if (score[c] > score[top]) top = c;
      const before = score[top];
      rescore(top);
      if (score[top] === before) break;
    }
    sites.push(top);
    for (let e = start[top]; e < start[top + 1]; e++) {
      if (isReached[demand[e]]) continue;
      isReached[demand[e]] = 1;
      left--;
    }
    score[top] = 0;
  }
  return sites;
}

/** Without sites whose points others reach too; the last chosen, which reach least, are asked first. */
function withoutSpare({ demandCount, start, demand }: Savings, sites: readonly number[]): number[] {
  const times = new Int32Array(demandCount);
  for (const c of sites) for (let e = start[c]; e < start[c + 1]; e++) times[demand[e]]++;
  const kept = [...sites];
  for (let k = kept.length - 1; k >= 0; k--) {
    const c = kept[k];
    let isSpare = true;
    for (let e = start[c]; e < start[c + 1] && isSpare; e++) isSpare = times[demand[e]] > 1;
    if (!isSpare) continue;
    for (let e = start[c]; e < start[c + 1]; e++) times[demand[e]]--;
    kept.splice(k, 1);
  }
  return kept;
}

/**
 * A lower bound by Lagrangian relaxation (Caprara, Fischetti and Toth 1999): each point offers a price for being
 * reached, and candidates offered more than they cost are taken.
 * @param onPrices makes a cover by the prices; returns how many sites the best one has
 */
function boundCover(
  savings: Savings,
  known: number,
  isStopped: () => boolean,
  onPrices: (prices: Float64Array) => number,
): { lower: number; open: (count: number) => Int32Array } {
  const { candidateCount, demandCount, start, demand } = savings;
  const rows = transpose(savings);
  let best = known;
  const price = Float64Array.from({ length: demandCount }, (_, i) => {
    // As much as its cheapest share: 1 divided by what the largest candidate that reaches it reaches.
    let largest = 1;
    for (let e = rows.start[i]; e < rows.start[i + 1]; e++) {
      const c = rows.candidate[e];
      largest = Math.max(largest, start[c + 1] - start[c]);
    }
    return 1 / largest;
  });
  const slack = new Float64Array(demandCount);
  const left = new Float64Array(candidateCount);
  let bestLeft = left.slice();
  let highest = 0;
  let pace = 1;
  let idle = 0;
  for (let turn = 0; turn < boundTurns && !isStopped(); turn++) {
    let value = 0;
    for (const p of price) value += p;
    slack.fill(1);
    for (let c = 0; c < candidateCount; c++) {
      let cost = 1;
      for (let e = start[c]; e < start[c + 1]; e++) cost -= price[demand[e]];
      left[c] = cost;
      if (cost >= 0) continue;
      value += cost;
      for (let e = start[c]; e < start[c + 1]; e++) slack[demand[e]]--;
    }
    if (value > highest + 1e-9) {
      idle = value > highest * (1 + 1e-4) ? 0 : idle + 1;
      highest = value;
      bestLeft = left.slice();
    } else idle++;
    if (turn % 10 === 0) best = Math.min(best, onPrices(price));
    if (Math.ceil(highest - 1e-6) >= best) break;
    if (idle >= 5) {
      pace *= 0.7;
      idle = 0;
      if (pace < 0.01) break;
    }
    let length = 0;
    for (let i = 0; i < demandCount; i++) if (slack[i] > 0 || price[i] > 0) length += slack[i] * slack[i];
    if (length === 0) break;
    const step = (pace * Math.max(best - value, 0.05)) / length;
    for (let i = 0; i < demandCount; i++) price[i] = Math.max(0, price[i] + step * slack[i]);
  }
  return {
    lower: Math.ceil(highest - 1e-6),
    // A candidate that would lift the bound to what is known cannot be in a smaller set.
    open: (count) =>
      Int32Array.from(
        Array.from({ length: candidateCount }, (_, c) => c).filter(
          (c) => highest + Math.max(0, bestLeft[c]) <= count - 1 + 1e-6,
        ),
      ),
  };
}

/** A cover with fewer than `count` sites among the open candidates, or that there is none. */
function proveCover(
  savings: Savings,
  count: number,
  open: Int32Array,
  { solve, seconds }: NonNullable<SitingEffort['exact']>,
  { isStopped }: SitingWatch,
  onBound: (bound: number) => void,
): { sites: number[] | null; lower: number } | null {
  const rows = transpose(savings);
  if (rows.candidate.length > MOST_PROOF_ENTRIES) return null;
  const columnOf = new Map(Array.from(open, (c, k) => [c, k]));
  const mip = createMipBuilder('minimise');
  for (let k = 0; k < open.length; k++) mip.addColumn(1, 1, true);
  for (let i = 0; i < savings.demandCount; i++) {
    const entries: [number, number][] = [];
    for (let e = rows.start[i]; e < rows.start[i + 1]; e++) {
      const column = columnOf.get(rows.candidate[e]);
      if (column !== undefined) entries.push([column, 1]);
    }
    // Reached by no open candidate: no smaller cover exists.
    if (entries.length === 0) return { sites: null, lower: count };
    mip.addRow(1, Infinity, entries);
  }
  const answer = solve(mip.build(), { seconds, isStopped, onBound, start: null });
  if (answer.status === 'infeasible') return { sites: null, lower: count };
  const { values } = answer;
  return {
    sites: values ? [...open].filter((_, k) => values[k] > 0.5) : null,
    lower: Math.min(count, Math.ceil(answer.bound - 1e-6)),
  };
}
