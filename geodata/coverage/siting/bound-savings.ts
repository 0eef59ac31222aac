import type { Savings } from './savings';
import type { SiteRules } from './site-rules';

/** A floor for each group: the sites must be worth at least so much to its demand points together. */
export interface GroupFloors {
  /** Group of each demand point, -1 for none. */
  readonly group: ArrayLike<number>;
  readonly need: ArrayLike<number>;
}

/** How far the search for a bound has come; `boundSavings` goes on from it. */
export interface SavingsBound {
  /** No set of sites that obeys the rules is worth more; at least the value that was known. */
  upper: number;
  /** Candidates that may belong to a better set than the one known; the others are proven not to. */
  open: Int32Array;
  /** Sets the bound came by, the latest last: good places to search from. */
  sets: number[][];
  /** Prices of groups at the best bound: how much dearer a group below its floor counts. */
  groupPrice: Float64Array | null;
  /** Prices of demand points at the best bound. */
  price: Float64Array;
}

export interface BoundOptions {
  /** Where to go on from. */
  from?: SavingsBound | null;
  iterations: number;
  /** Worth comes in multiples of this, so a better set is better by at least as much; 0 where unknown. */
  grain: number;
  /** Ends once (upper − known) / upper is at most this. */
  gap: number;
  floors?: GroupFloors | null;
  /** Long steps again and shortened slowly, from the best prices on: brings the bound down where it seemed to stand still. */
  isSlow?: boolean;
  isStopped?: () => boolean;
  onBound?: (upper: number) => void;
}

/** How far prices move at first and at least, after how many steps in vain it is less far, and what progress is none. */
const quickSteps = { first: 1, least: 0.02, patience: 3, matters: 1e-5 };
const slowSteps = { first: 2, least: 0.005, patience: 16, matters: 1e-6 };

/**
 * An upper bound by Lagrangian relaxation: demand points pay for being served, whatever site serves them, and the sites
 * that are paid most are taken (Galvão and ReVelle 1996 for covering, Cornuéjols, Fisher and Nemhauser 1977 for
 * medians). Prices move along the subgradient. A candidate that even at the best prices cannot be in a better set than
 * the one known is left out from then on, which makes every further step cheaper; so is what the exact solver is given.
 */
export function boundSavings(
  savings: Savings,
  rules: SiteRules,
  known: { sites: readonly number[]; value: number },
  options: BoundOptions,
): SavingsBound {
  const { demandCount, candidateCount, start, demand, worth } = savings;
  const {
    iterations,
    grain,
    gap,
    floors = null,
    from = null,
    isSlow = false,
    isStopped = () => false,
    onBound,
  } = options;
  const steps = isSlow ? slowSteps : quickSteps;
  const price = from?.price.slice() ?? startingPrices(savings, known.sites);
  const groupPrice = floors ? (from?.groupPrice?.slice() ?? new Float64Array(floors.need.length)) : null;
  const score = new Float64Array(candidateCount);
  const slack = new Float64Array(demandCount);
  const most = mostWorth(savings);
  const scale = priceScale(most);
  const evenWorth = savings.worth.every((value, e) => value === most[demand[e]]) ? most : null;
  const credit = new Float64Array(evenWorth ? demandCount : 0);
  const before = new Float64Array(demandCount);
  let open = from?.open ?? Int32Array.from({ length: candidateCount }, (_, c) => c);
  let upper = from?.upper ?? Infinity;
  let bestPrice = price.slice();
  let bestGroupPrice = groupPrice?.slice() ?? null;
  const sets: number[][] = [];
  let pace = steps.first;
  let idle = 0;
  // Longer steps lead up at first, so a slow run's progress is held against itself.
  let lowest = isSlow ? Infinity : upper;
  // What a set has to beat: a better one differs by a grain.
  const beat = known.value + grain * (1 - 1e-9);

  for (let turn = 0; turn < iterations; turn++) {
    if (isStopped()) break;
    scoreCandidates();
    const picked = pickSites(score, open, rules);
    let bound = 0;
    for (let i = 0; i < demandCount; i++) bound += price[i];
    for (const c of picked) bound += score[c];
    if (floors && groupPrice) for (let g = 0; g < groupPrice.length; g++) bound -= groupPrice[g] * floors.need[g];
    // Progress too small to matter counts as none, or the last digits are polished for ever.
    idle = bound < lowest * (1 - steps.matters) ? 0 : idle + 1;
    lowest = Math.min(lowest, bound);
    if (bound < upper) {
      upper = bound;
      bestPrice = price.slice();
      bestGroupPrice = groupPrice?.slice() ?? null;
      sets.push(picked);
      if (sets.length > 6) sets.shift();
      dropHopeless(bound, picked);
      onBound?.(Math.max(known.value, upper));
    }
    if (upper < beat) break;
    if (upper - known.value <= gap * upper) break;
    if (idle >= steps.patience) {
      pace *= 0.7;
      idle = 0;
      if (pace < steps.least) break;
    }
    movePrices(bound, picked);
  }
  return {
    upper: upper < beat ? known.value : Math.max(known.value, upper),
    open,
    sets,
    groupPrice: bestGroupPrice,
    price: bestPrice,
  };

  function factor(i: number): number {
    if (!floors || !groupPrice) return 1;
    const g = floors.group[i];
    return g < 0 ? 1 : 1 + groupPrice[g];
  }

  function scoreCandidates(): void {
    if (evenWorth) {
      // Whoever serves a point is worth the same to it: what is left after its price is one number a point, not an entry.
      for (let i = 0; i < demandCount; i++) {
        const more = evenWorth[i] * factor(i) - price[i];
        credit[i] = more > 0 ? more : 0;
      }
      for (const c of open) {
        let sum = 0;
        for (let e = start[c], end = start[c + 1]; e < end; e++) sum += credit[demand[e]];
        score[c] = sum;
      }
      return;
    }
    for (const c of open) {
      let sum = 0;
      for (let e = start[c], end = start[c + 1]; e < end; e++) {
        const more = (groupPrice ? worth[e] * factor(demand[e]) : worth[e]) - price[demand[e]];
        if (more > 0) sum += more;
      }
      score[c] = sum;
    }
  }

  /** Leaves out who is not picked and would bring the bound below what is known if it were forced in. */
  function dropHopeless(bound: number, picked: readonly number[]): void {
    if (picked.length < rules.sites || !(known.value > 0)) return;
    let least = Infinity;
    for (const c of picked) least = Math.min(least, score[c]);
    const isPicked = new Set(picked);
    const tolerance = 1e-9 * Math.max(1, known.value);
    const left = open.filter((c) => isPicked.has(c) || bound - least + score[c] >= beat - tolerance);
    if (left.length < open.length) open = left;
  }

  function movePrices(bound: number, picked: readonly number[]): void {
    // Slack: 1 minus how often a point is served by the picked; it pays too much where that is above 0.
    slack.fill(1);
    for (const c of picked) {
      for (let e = start[c], end = start[c + 1]; e < end; e++) {
        if (worth[e] * factor(demand[e]) > price[demand[e]]) slack[demand[e]]--;
      }
    }
    let length = 0;
    for (let i = 0; i < demandCount; i++) {
      // The last direction goes along (Camerini, Fratta and Maffioli 1975): it damps the zigzag.
      const along = slack[i] + 0.7 * before[i];
      before[i] = along;
      if ((along > 0 && price[i] === 0) || (along < 0 && price[i] >= most[i] * factor(i))) continue;
      length += along * along * scale[i];
    }
    let groupLength = 0;
    const groupSlack = floors
      ? groupSlacksOf(savings, floors, picked, (e) => worth[e] * factor(demand[e]) > price[demand[e]])
      : null;
    if (groupSlack) for (const s of groupSlack) groupLength += s * s;
    const step = (pace * Math.max(bound - known.value, 1e-6 * Math.abs(bound))) / Math.max(length, 1e-12);
    for (let i = 0; i < demandCount; i++) {
      const next = price[i] - step * before[i] * scale[i];
      // A price above all that a point is worth to anybody brings nothing.
      const highest = most[i] * factor(i);
      price[i] = next > 0 ? (next < highest ? next : highest) : 0;
    }
    if (groupSlack && groupPrice && groupLength > 0) {
      const groupStep = (0.3 * pace * Math.max(bound - known.value, 1e-6 * Math.abs(bound))) / groupLength;
      for (let g = 0; g < groupPrice.length; g++)
        groupPrice[g] = Math.max(0, groupPrice[g] - groupStep * groupSlack[g]);
    }
  }
}

function groupSlacksOf(
  { start, demand, worth }: Savings,
  { group, need }: GroupFloors,
  picked: readonly number[],
  isServed: (entry: number) => boolean,
): Float64Array {
  const slacks = Float64Array.from(need, (floor) => -floor);
  for (const c of picked) {
    for (let e = start[c]; e < start[c + 1]; e++) {
      const g = group[demand[e]];
      if (g >= 0 && isServed(e)) slacks[g] += worth[e];
    }
  }
  return slacks;
}

/** The most each point is worth to anybody. */
function mostWorth({ demandCount, demand, worth }: Savings): Float64Array {
  const most = new Float64Array(demandCount);
  for (let e = 0; e < demand.length; e++) if (worth[e] > most[demand[e]]) most[demand[e]] = worth[e];
  return most;
}

/** The same, about 1 on average: heavy points move in larger steps. */
function priceScale(most: Float64Array): Float64Array {
  let mean = 0;
  for (const value of most) mean += value / Math.max(1, most.length);
  return most.map((value) => value / (mean || 1));
}

/** What each point saves at the second-best of the known sites: so much it can do without the best. */
function startingPrices({ demandCount, start, demand, worth }: Savings, sites: readonly number[]): Float64Array {
  const first = new Float64Array(demandCount);
  const second = new Float64Array(demandCount);
  for (const c of sites) {
    for (let e = start[c]; e < start[c + 1]; e++) {
      const i = demand[e];
      if (worth[e] > first[i]) {
        second[i] = first[i];
        first[i] = worth[e];
      } else if (worth[e] > second[i]) second[i] = worth[e];
    }
  }
  return second;
}

/** The sites with the highest scores the rules allow: enough existing ones first, then the best of all. */
function pickSites(score: Float64Array, open: Int32Array, { sites, existing, keptAtLeast }: SiteRules): number[] {
  const order = [...open].sort((a, b) => score[b] - score[a] || a - b);
  if (!existing) return order.slice(0, sites);
  const kept = order.filter((c) => existing[c]).slice(0, keptAtLeast);
  const isKept = new Set(kept);
  return [...kept, ...order.filter((c) => !isKept.has(c)).slice(0, sites - kept.length)];
}
