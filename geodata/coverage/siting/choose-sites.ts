import { boundSavings } from './bound-savings';
import type { GroupFloors, SavingsBound } from './bound-savings';
import { growSites } from './grow-sites';
import type { MipSolver } from './mip';
import { proveSavings } from './prove-savings';
import { randomNumbers } from './random-numbers';
import { numberNearby } from './savings';
import type { Savings } from './savings';
import type { SiteRules } from './site-rules';
import { countExisting, maySwap } from './site-rules';
import { swapSites } from './swap-sites';

/** How far a search for sites has come. */
export interface SitingProgress {
  phase: 'search' | 'exact';
  /** The best value so far, and what no set of sites can pass. Null where there is none yet. */
  value: number | null;
  bound: number | null;
}

export interface SitingWatch {
  onProgress: (progress: SitingProgress) => void;
  /** True once somebody wants what there is. */
  isStopped: () => boolean;
}

/** What bounds the work; counts and not time, so that the answer is the same on every machine. */
export interface SitingEffort {
  seed: number;
  /** Stop once the gap is proven to be at most this share; 0 proves the optimum where it can. */
  gap: number;
  /** How often good sets are shaken up and improved anew. */
  shakes: number;
  /** Exact solver and its seconds; null leaves the proof to the bound. */
  exact: { solve: MipSolver; seconds: number } | null;
}

export interface ChosenSites {
  sites: number[];
  value: number;
  /** Proven: no set of sites is worth more. */
  upper: number;
  /** True where the exact solver had a part in the bound. */
  byExactSolver: boolean;
}

/** Sites that meet every floor, or whether it is proven that there are none. */
export type ChooseOutcome =
  { kind: 'chosen'; chosen: ChosenSites } | { kind: 'floors-unmet'; isProven: boolean; best: number[] };

const boundTurns = 40;
const mostBoundTurns = 600;
const mostSlowTurns = 900;
const floorRounds = 24;

/**
 * The sites worth most: greedy, then swaps, then an upper bound whose own sets are improved by swaps in turn, until the
 * gap is small enough; what is left open goes to the exact solver.
 * @param grain worth comes in multiples of this; 0 where it does not
 */
export function chooseSites(
  given: Savings,
  rules: SiteRules,
  grain: number,
  floorsGiven: GroupFloors | null,
  effort: SitingEffort,
  watch: SitingWatch,
): ChooseOutcome {
  const { isStopped } = watch;
  const { savings, oldNumber } = numberNearby(given);
  const floors = floorsGiven && { ...floorsGiven, group: oldNumber.map((i) => floorsGiven.group[i]) };
  const all = Int32Array.from({ length: savings.candidateCount }, (_, c) => c);
  const judge = createJudge(savings, floors);
  const random = randomNumbers(effort.seed);
  let known: { sites: number[]; value: number } = { sites: [], value: -1 };
  // Nobody is served better than by whoever serves them best.
  let upper = floors ? Infinity : ceilingOf(savings);
  const tell = (phase: SitingProgress['phase']) =>
    watch.onProgress({
      phase,
      value: known.value < 0 ? null : known.value,
      bound: Number.isFinite(upper) ? upper : null,
    });
  const offer = (sites: number[]) => {
    const { value, isEnough } = judge(sites);
    if (isEnough && value > known.value) known = { sites, value };
  };
  const improve = (sites: number[], among: ArrayLike<number>) =>
    offer(swapSites(savings, rules, sites, among, isStopped).sites);

  const grown = growSites(savings, rules).map(({ site }) => site);
  // Swaps wait for the first bound, which leaves out most candidates; floors need them at once.
  const first = floors ? swapSites(savings, rules, grown, all, isStopped).sites : grown;
  offer(first);
  if (known.value < 0 && floors) offerForFloors();
  tell('search');

  let bound: SavingsBound | null = null;
  const isDone = () =>
    Number.isFinite(upper) && known.value >= 0 && upper - known.value <= effort.gap * Math.max(upper, 0) + 1e-9 * upper;
  const tighten = (iterations: number, isSlow: boolean): SavingsBound => {
    const tighter = boundSavings(
      savings,
      rules,
      { sites: known.sites, value: Math.max(0, known.value) },
      {
        iterations,
        grain,
        gap: effort.gap,
        floors,
        from: bound,
        isSlow,
        isStopped,
        onBound: (value) => {
          upper = Math.min(upper, value);
          if (isSlow) tell('search');
        },
      },
    );
    upper = Math.min(upper, tighter.upper);
    if (grain > 0) upper = Math.max(Math.max(0, known.value), Math.floor(upper / grain + 1e-6) * grain);
    return tighter;
  };
  for (let turns = 0; turns < mostBoundTurns && !isDone() && !isStopped(); turns += boundTurns) {
    const before: number = bound?.upper ?? Infinity;
    bound = tighten(boundTurns, false);
    if (!isDone()) for (const set of bound.sets.slice(-2)) improve(set, bound.open);
    tell('search');
    // Prices that hardly move any more stay where they are; the rest is for shaking and for the exact solver.
    if (bound.upper > before * (1 - 2e-4) && turns >= 3 * boundTurns) break;
  }
  shake(bound);
  // Where sites nearly cover everybody, prices stand still long before the bound is as low as it can be.
  if (bound && effort.shakes > 0 && !isDone() && !isStopped()) {
    bound = tighten(mostSlowTurns, true);
    shake(bound);
  }
  if (isDone() || isStopped() || !bound || !effort.exact) return outcome(false, false);

  // With what is known now, more candidates may be hopeless.
  bound = boundSavings(
    savings,
    rules,
    { sites: known.sites, value: Math.max(0, known.value) },
    {
      iterations: boundTurns,
      grain,
      gap: effort.gap,
      floors,
      from: { ...bound, upper: Infinity },
      isStopped,
    },
  );
  upper = Math.min(upper, Math.max(bound.upper, known.value));
  if (isDone()) return outcome(false, false);
  tell('exact');
  const proof = proveSavings(savings, rules, bound.open, floors, known.sites, effort.exact.solve, {
    seconds: effort.exact.seconds,
    isStopped,
    onBound: (value) => {
      upper = Math.min(upper, Math.max(value, known.value));
      tell('exact');
    },
  });
  if (!proof) return outcome(false, false);
  // An infeasible rest means that no set beats what is known, or, without any known, that no set meets the floors.
  if (proof.isInfeasible) {
    if (known.value >= 0) upper = known.value;
    return outcome(known.value >= 0, known.value < 0);
  }
  if (proof.sites) offer(proof.sites);
  upper = Math.min(upper, Math.max(proof.upper, known.value));
  if (grain > 0) upper = Math.max(known.value, Math.floor(upper / grain + 1e-6) * grain);
  return outcome(true, false);

  function outcome(byExactSolver: boolean, isProvenUnmet: boolean): ChooseOutcome {
    tell('search');
    if (known.value < 0) return { kind: 'floors-unmet', isProven: isProvenUnmet, best: first };
    return {
      kind: 'chosen',
      chosen: { ...known, upper: Number.isFinite(upper) ? Math.max(upper, known.value) : Infinity, byExactSolver },
    };
  }

  /** Groups below their floor count more and more until they are above it. */
  function offerForFloors(): void {
    if (!floors) return;
    const price = new Float64Array(floors.need.length);
    let sites = first;
    for (let round = 0; round < floorRounds && known.value < 0 && !isStopped(); round++) {
      const { short } = judge(sites);
      for (let g = 0; g < price.length; g++) if (short[g] > 0) price[g] = price[g] * 1.6 + 0.5;
      const dearer = reprice(savings, floors, price);
      const start = round % 3 === 2 ? growSites(dearer, rules).map(({ site }) => site) : sites;
      sites = swapSites(dearer, rules, start, all, isStopped).sites;
      offer(sites);
    }
  }

  /** Some sites of the best set are exchanged at random and the set improved again. */
  function shake(from: SavingsBound | null): void {
    const among = from?.open ?? all;
    for (let k = 0; k < effort.shakes && !isDone() && !isStopped() && known.value >= 0 && among.length > 1; k++) {
      const sites = [...known.sites];
      const moved = 1 + Math.floor(random() * Math.min(4, sites.length));
      for (let m = 0; m < moved; m++) {
        const c = among[Math.floor(random() * among.length)];
        const slot = Math.floor(random() * sites.length);
        if (sites.includes(c) || !maySwap(rules, countExisting(rules, sites), sites[slot], c)) continue;
        sites[slot] = c;
      }
      const before = known.value;
      improve(sites, among);
      if (known.value > before) tell('search');
    }
  }
}

/** What all candidates together would be worth. */
function ceilingOf({ demandCount, demand, worth }: Savings): number {
  const most = new Float64Array(demandCount);
  for (let e = 0; e < demand.length; e++) most[demand[e]] = Math.max(most[demand[e]], worth[e]);
  return most.reduce((sum, value) => sum + value, 0);
}

/** The value of a set, and by how much each group is below its floor. */
function createJudge({ demandCount, start, demand, worth }: Savings, floors: GroupFloors | null) {
  const best = new Float64Array(demandCount);
  return (sites: readonly number[]): { value: number; isEnough: boolean; short: Float64Array } => {
    best.fill(0);
    for (const c of sites) {
      for (let e = start[c]; e < start[c + 1]; e++) if (worth[e] > best[demand[e]]) best[demand[e]] = worth[e];
    }
    const short = Float64Array.from(floors?.need ?? []);
    let value = 0;
    for (let i = 0; i < demandCount; i++) {
      value += best[i];
      if (floors && floors.group[i] >= 0) short[floors.group[i]] -= best[i];
    }
    return { value, isEnough: short.every((s) => s <= 1e-6), short };
  };
}

function reprice(savings: Savings, { group }: GroupFloors, price: Float64Array): Savings {
  const worth = savings.worth.map((value, e) => {
    const g = group[savings.demand[e]];
    return g < 0 ? value : value * (1 + price[g]);
  });
  return { ...savings, worth };
}
