import { ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import type { SitingGoal } from '../../schema/siting';
import type { GroupFloors } from './bound-savings';
import { chooseCapacitated } from './choose-capacitated';
import { chooseSites } from './choose-sites';
import type { SitingEffort, SitingWatch } from './choose-sites';
import { coverAll } from './cover-all';
import type { ReachTable } from './reach-table';
import { coverSavings, timeSavings } from './savings';
import type { Savings } from './savings';
import { shrinkRadius } from './shrink-radius';
import type { SiteRules } from './site-rules';

/** Whoever walks longer than this, or reaches nothing, counts as walking so long where walks are averaged. */
export const LONGEST_AVERAGED_MINUTES = 60;

/** A question of where stations should stand, as numbers. */
export interface SitingInstance {
  goal: SitingGoal;
  reach: ReachTable;
  /** Who counts at each demand point; 0 for nobody. */
  weight: Float64Array;
  /** To the nearest station that stays whatever is chosen; -1 for none. */
  baseMilliseconds: Int32Array;
  cutoffMilliseconds: number;
  rules: SiteRules;
  /** What newly covered people each group needs so that its floor is met. */
  floors: GroupFloors | null;
  /** How many each candidate can take, Infinity without a limit; null where none has one. */
  capacity: Float64Array | null;
}

/** In what the value and the bound of a proof are. */
export type ProofUnit = 'people' | 'sites' | 'milliseconds';

export interface SitingSolution {
  sites: number[];
  proof: {
    unit: ProofUnit;
    /** People newly covered, sites, mean or longest milliseconds. */
    value: number;
    /** What no set of sites can pass. */
    bound: number;
    /** How far the value may be from the optimum, as a share; null where nothing is proven. */
    gap: number | null;
    byExactSolver: boolean;
  };
}

/**
 * Where the sites go, by the goal asked for. Fails with `floor-unmet` where the sites cannot bring every group
 * above its floor (`groups`: the positions of those left below) and with `not-all-reached` where even the best
 * sites leave somebody without a station within the longest walk.
 */
export function solveSiting(
  instance: SitingInstance,
  effort: SitingEffort,
  watch: SitingWatch,
): Result<SitingSolution, { code: 'floor-unmet'; groups: number[]; isProven: boolean } | { code: 'not-all-reached' }> {
  const { goal, reach, weight, baseMilliseconds, cutoffMilliseconds, rules, floors, capacity } = instance;
  if (goal === 'cover-all') {
    const found = coverAll(coverSavings(reach, weight, baseMilliseconds, cutoffMilliseconds), effort, watch);
    const value = found.sites.length;
    return ok({
      sites: found.sites,
      proof: {
        unit: 'sites',
        value,
        bound: found.lower,
        gap: value === 0 ? 0 : (value - found.lower) / value,
        byExactSolver: found.byExactSolver,
      },
    });
  }
  if (goal === 'centre') {
    const found = shrinkRadius(reach, weight, baseMilliseconds, rules.sites, effort, watch);
    if (!found) return { ok: false, problem: { code: 'not-all-reached' } };
    const { milliseconds, lower, sites, byExactSolver } = found;
    const gap = milliseconds === 0 ? 0 : (milliseconds - lower) / milliseconds;
    return ok({ sites, proof: { unit: 'milliseconds', value: milliseconds, bound: lower, gap, byExactSolver } });
  }
  const longest = LONGEST_AVERAGED_MINUTES * 60_000;
  const savings =
    goal === 'median'
      ? timeSavings(reach, weight, baseMilliseconds, longest)
      : coverSavings(reach, weight, baseMilliseconds, cutoffMilliseconds);
  const grain = grainOf(weight);
  if (capacity !== null) {
    const { sites, value, upper, byExactSolver } = chooseCapacitated(savings, rules, capacity, grain, effort, watch);
    return ok({ sites, proof: { unit: 'people', value, bound: upper, gap: gapOf(value, upper), byExactSolver } });
  }
  const outcome = chooseSites(savings, rules, grain, floors, effort, watch);
  if (outcome.kind === 'floors-unmet') {
    const groups = groupsBelow(savings, outcome.best, floors);
    return { ok: false, problem: { code: 'floor-unmet', groups, isProven: outcome.isProven } };
  }
  const { sites, value, upper, byExactSolver } = outcome.chosen;
  if (goal === 'cover-most') {
    return ok({ sites, proof: { unit: 'people', value, bound: upper, gap: gapOf(value, upper), byExactSolver } });
  }
  // Savings are against the walks of today; the answer is about the walks themselves.
  let today = 0;
  let people = 0;
  for (let i = 0; i < weight.length; i++) {
    today += weight[i] * Math.min(longest, baseMilliseconds[i] < 0 ? longest : baseMilliseconds[i]);
    people += weight[i];
  }
  const mean = (saved: number) => (people === 0 ? 0 : (today - saved) / people);
  return ok({
    sites,
    proof: {
      unit: 'milliseconds',
      value: mean(value),
      bound: mean(upper),
      gap: Number.isFinite(upper) ? (today - value === 0 ? 0 : (upper - value) / (today - value)) : null,
      byExactSolver,
    },
  });
}

const gapOf = (value: number, upper: number): number | null =>
  Number.isFinite(upper) ? (upper === 0 ? 0 : Math.max(0, upper - value) / upper) : null;

/** Counts of people are whole numbers, and so is whatever they add up to; times whole milliseconds it still is. */
function grainOf(weight: Float64Array): number {
  return weight.every(Number.isInteger) ? 1 : 0;
}

function groupsBelow(savings: Savings, sites: readonly number[], floors: GroupFloors | null): number[] {
  if (!floors) return [];
  const reached = new Float64Array(savings.demandCount);
  for (const c of sites) {
    for (let e = savings.start[c]; e < savings.start[c + 1]; e++) reached[savings.demand[e]] = savings.worth[e];
  }
  const left = Float64Array.from(floors.need);
  reached.forEach((value, i) => {
    if (floors.group[i] >= 0) left[floors.group[i]] -= value;
  });
  return [...left.keys()].filter((g) => left[g] > 1e-6);
}

/** The positions of groups whose floor no number of sites could meet, with the most each could reach of its need. */
export function floorsOutOfReach(
  reach: ReachTable,
  weight: ArrayLike<number>,
  baseMilliseconds: ArrayLike<number>,
  cutoffMilliseconds: number,
  { group, need }: GroupFloors,
): { group: number; most: number }[] {
  const savings = coverSavings(reach, weight, baseMilliseconds, cutoffMilliseconds);
  const most = new Float64Array(need.length);
  const isSeen = new Uint8Array(savings.demandCount);
  savings.demand.forEach((i, e) => {
    if (isSeen[i] || group[i] < 0) return;
    isSeen[i] = 1;
    most[group[i]] += savings.worth[e];
  });
  return [...most.keys()].filter((g) => most[g] < need[g] - 1e-6).map((g) => ({ group: g, most: most[g] }));
}
