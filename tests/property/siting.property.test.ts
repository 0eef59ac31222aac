import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseSites } from '../../geodata/coverage/siting/choose-sites';
import type { SitingEffort, SitingWatch } from '../../geodata/coverage/siting/choose-sites';
import { chooseCapacitated } from '../../geodata/coverage/siting/choose-capacitated';
import { coverAll } from '../../geodata/coverage/siting/cover-all';
import type { MipSolver } from '../../geodata/coverage/siting/mip';
import { coverSavings, mergeDemand, timeSavings } from '../../geodata/coverage/siting/savings';
import { worthOfSites } from '../fixtures/worth-of-sites';
import { shareCapacity } from '../../geodata/coverage/siting/share-capacity';
import { shrinkRadius } from '../../geodata/coverage/siting/shrink-radius';
import { siteRules } from '../../geodata/coverage/siting/site-rules';
import { loadHighsSolver } from '../../server/workers/highs-solver';
import { SMALL_BOUND, SMALL_CUTOFF, smallCase, subsets, timesOf } from '../fixtures/siting-cases';
import type { SmallCase } from '../fixtures/siting-cases';

const numRuns = process.env['PROVE'] === 'full' ? 3000 : 150;
const watch: SitingWatch = { onProgress: () => undefined, isStopped: () => false };
let solve: MipSolver;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

const effort = (exact: boolean): SitingEffort => ({
  seed: 1,
  gap: 0,
  shakes: 20,
  exact: exact ? { solve, seconds: 20 } : null,
});
const budget = fc.integer({ min: 1, max: 4 });

/** The most a set of sites that obeys everything is worth; null where there is none. */
function best(of: SmallCase, most: number, value: (sites: number[]) => number | null): number | null {
  let highest: number | null = null;
  for (const set of subsets(of.reach.candidateCount, most)) {
    const worth = value(set);
    if (worth !== null && (highest === null || worth > highest)) highest = worth;
  }
  return highest;
}

const covered = (of: SmallCase, sites: readonly number[], group: number | null = null): number => {
  const before = timesOf(of, []);
  return timesOf(of, sites).reduce((sum, time, i) => {
    const isNew = time <= SMALL_CUTOFF && before[i] > SMALL_CUTOFF && (group === null || of.group[i] === group);
    return sum + (isNew ? of.weight[i] : 0);
  }, 0);
};

const saved = (of: SmallCase, sites: readonly number[]): number => {
  const cap = (time: number) => Math.min(time, SMALL_BOUND);
  const before = timesOf(of, []).map(cap);
  return timesOf(of, sites).reduce((sum, time, i) => sum + of.weight[i] * (before[i] - cap(time)), 0);
};

describe('choosing sites, against every set there is', () => {
  it('covers most: the proven optimum is the optimum, a bound alone is never below it', () => {
    fc.assert(
      fc.property(smallCase, budget, fc.boolean(), (of, sites, exact) => {
        const savings = coverSavings(of.reach, of.weight, of.base, SMALL_CUTOFF);
        const outcome = chooseSites(savings, siteRules(sites), 1, null, effort(exact), watch);
        if (outcome.kind !== 'chosen') throw new Error('there are no floors');
        const truth = best(of, sites, (set) => covered(of, set))!;
        const { chosen } = outcome;
        expect(chosen.sites.length).toBeLessThanOrEqual(sites);
        expect(covered(of, chosen.sites)).toBe(chosen.value);
        expect(chosen.value).toBeLessThanOrEqual(truth);
        expect(chosen.upper).toBeGreaterThanOrEqual(truth - 1e-6);
        if (exact) {
          expect(chosen.value).toBe(truth);
          expect(chosen.upper).toBeCloseTo(truth, 6);
        }
      }),
      { numRuns },
    );
  });

  it('with a gap allowed: ends within it, under a bound that holds', () => {
    fc.assert(
      fc.property(smallCase, budget, fc.constantFrom(0.01, 0.1, 0.4), (of, sites, gap) => {
        const savings = coverSavings(of.reach, of.weight, of.base, SMALL_CUTOFF);
        const outcome = chooseSites(savings, siteRules(sites), 1, null, { ...effort(true), gap }, watch);
        if (outcome.kind !== 'chosen') throw new Error('there are no floors');
        const truth = best(of, sites, (set) => covered(of, set))!;
        expect(outcome.chosen.upper).toBeGreaterThanOrEqual(truth - 1e-6);
        expect(outcome.chosen.upper - outcome.chosen.value).toBeLessThanOrEqual(gap * outcome.chosen.upper + 1e-6);
      }),
      { numRuns },
    );
  });

  it('shortest walks: the proven optimum of the p-median is the optimum', () => {
    fc.assert(
      fc.property(smallCase, budget, fc.boolean(), (of, sites, exact) => {
        const savings = timeSavings(of.reach, of.weight, of.base, SMALL_BOUND);
        const outcome = chooseSites(savings, siteRules(sites), 1, null, effort(exact), watch);
        if (outcome.kind !== 'chosen') throw new Error('there are no floors');
        const truth = best(of, sites, (set) => saved(of, set))!;
        expect(saved(of, outcome.chosen.sites)).toBeCloseTo(outcome.chosen.value, 6);
        expect(outcome.chosen.upper).toBeGreaterThanOrEqual(truth - 1e-6);
        if (exact) expect(outcome.chosen.value).toBeCloseTo(truth, 6);
      }),
      { numRuns },
    );
  });

  it('floors: meets them at the best value, or proves that no set does', () => {
    fc.assert(
      fc.property(
        smallCase,
        budget,
        fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 3, maxLength: 3 }),
        (of, sites, need) => {
          const savings = coverSavings(of.reach, of.weight, of.base, SMALL_CUTOFF);
          const outcome = chooseSites(savings, siteRules(sites), 1, { group: of.group, need }, effort(true), watch);
          const truth = best(of, sites, (set) =>
            need.every((floor, g) => covered(of, set, g) >= floor) ? covered(of, set) : null,
          );
          if (truth === null) expect(outcome).toMatchObject({ kind: 'floors-unmet', isProven: true });
          else if (outcome.kind !== 'chosen') throw new Error(`a set of worth ${truth} meets the floors`);
          else {
            expect(need.every((floor, g) => covered(of, outcome.chosen.sites, g) >= floor)).toBe(true);
            expect(outcome.chosen.value).toBe(truth);
            expect(outcome.chosen.upper).toBeCloseTo(truth, 6);
          }
        },
      ),
      { numRuns },
    );
  });

  it('existing stations: at least so many of them stay', () => {
    fc.assert(
      fc.property(
        smallCase,
        budget,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 127 }),
        (of, extra, kept, mask) => {
          const existing = Uint8Array.from({ length: of.reach.candidateCount }, (_, c) => (mask >> c) & 1);
          const standing = existing.reduce((sum, one) => sum + one, 0);
          const keptAtLeast = Math.min(kept, standing);
          const rules = { sites: Math.max(keptAtLeast, standing) + extra, existing, keptAtLeast };
          const savings = coverSavings(of.reach, of.weight, of.base, SMALL_CUTOFF);
          const outcome = chooseSites(savings, rules, 1, null, effort(true), watch);
          if (outcome.kind !== 'chosen') throw new Error('there are no floors');
          const isAllowed = (set: readonly number[]) =>
            set.filter((c) => !existing[c]).length <= rules.sites - keptAtLeast;
          const truth = best(of, rules.sites, (set) => (isAllowed(set) ? covered(of, set) : null))!;
          expect(isAllowed(outcome.chosen.sites)).toBe(true);
          expect(outcome.chosen.value).toBe(truth);
        },
      ),
      { numRuns },
    );
  });

  it('covers all with the fewest sites, and knows that fewer do not', () => {
    fc.assert(
      fc.property(smallCase, fc.boolean(), (of, exact) => {
        const savings = coverSavings(of.reach, of.weight, of.base, SMALL_CUTOFF);
        const { sites, lower } = coverAll(savings, effort(exact), watch);
        const everybody = covered(
          of,
          Array.from({ length: of.reach.candidateCount }, (_, c) => c),
        );
        expect(covered(of, sites)).toBe(everybody);
        let fewest = Infinity;
        for (const set of subsets(of.reach.candidateCount, 7)) {
          if (covered(of, set) === everybody) fewest = Math.min(fewest, set.length);
        }
        expect(lower).toBeLessThanOrEqual(fewest);
        if (exact) expect([sites.length, lower]).toEqual([fewest, fewest]);
      }),
      { numRuns },
    );
  });

  it('shortest longest walk: the radius of the p-centre is the least there is', () => {
    fc.assert(
      fc.property(smallCase, budget, (of, sites) => {
        const found = shrinkRadius(of.reach, of.weight, of.base, sites, effort(true), watch);
        const all = Array.from({ length: of.reach.candidateCount }, (_, c) => c);
        const reachable = timesOf(of, all).map((time, i) => Number.isFinite(time) && of.weight[i] > 0);
        const radius = (set: readonly number[]) => Math.max(0, ...timesOf(of, set).filter((_, i) => reachable[i]));
        let least = Infinity;
        for (const set of subsets(of.reach.candidateCount, sites)) least = Math.min(least, radius(set));
        if (!Number.isFinite(least)) expect(found).toBeNull();
        else {
          expect(found?.milliseconds).toBe(least);
          expect(found?.lower).toBe(least);
          expect(radius(found!.sites)).toBe(least);
        }
      }),
      { numRuns },
    );
  });

  it('merging points that every candidate serves alike changes the worth of no set', () => {
    fc.assert(
      fc.property(smallCase, fc.boolean(), (of, byTime) => {
        const savings = byTime
          ? timeSavings(of.reach, of.weight, of.base, SMALL_BOUND)
          : coverSavings(of.reach, of.weight, of.base, SMALL_CUTOFF);
        const { merged } = mergeDemand(savings, null);
        expect(merged.demandCount).toBeLessThanOrEqual(savings.demandCount);
        for (const set of subsets(of.reach.candidateCount, 7)) {
          expect(worthOfSites(merged, set)).toBeCloseTo(worthOfSites(savings, set), 6);
        }
      }),
      { numRuns },
    );
  });
});

describe('sites that can take only so much', () => {
  /** The most a set of sites can serve: whole units tried one by one, which small cases allow (max-flow = min-cut). */
  const leastCut = (of: SmallCase, sites: readonly number[], capacity: readonly number[]): number => {
    const before = timesOf(of, []);
    const reaches = (c: number, i: number) => timesOf({ ...of, base: of.base.map(() => -1) }, [c])[i] <= SMALL_CUTOFF;
    const points = of.weight.flatMap((weight, i) => (before[i] > SMALL_CUTOFF && weight > 0 ? [i] : []));
    const table = sites.map((c) => points.map((i) => reaches(c, i)));
    let least = Infinity;
    for (const cut of subsets(sites.length, sites.length)) {
      const full = cut.reduce((sum, slot) => sum + capacity[sites[slot]], 0);
      const rest = points.reduce(
        (sum, point, k) => sum + (table.some((row, slot) => !cut.includes(slot) && row[k]) ? of.weight[point] : 0),
        0,
      );
      least = Math.min(least, full + rest);
    }
    return least;
  };

  /** What each of the candidates can take; some take whoever comes. */
  const capacities = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(Infinity)), {
    minLength: 7,
    maxLength: 7,
  });

  it('share demand as well as any way can, and never beyond what each takes', () => {
    fc.assert(
      fc.property(smallCase, capacities, (of, capacity) => {
        const savings = coverSavings(of.reach, of.weight, of.base, SMALL_CUTOFF);
        const sites = Array.from({ length: Math.min(4, of.reach.candidateCount) }, (_, c) => c);
        const share = shareCapacity(savings, sites, capacity);
        expect(share.served).toBeCloseTo(leastCut(of, sites, capacity), 6);
        expect(share.servedOf.reduce((sum, part) => sum + part, 0)).toBeCloseTo(share.served, 6);
        share.servedOf.forEach((part, i) => expect(part).toBeLessThanOrEqual(of.weight[i] + 1e-9));
      }),
      { numRuns },
    );
  });

  it('are chosen as well as any set can be', () => {
    fc.assert(
      fc.property(smallCase, fc.integer({ min: 1, max: 3 }), capacities, (of, sites, capacity) => {
        const savings = coverSavings(of.reach, of.weight, of.base, SMALL_CUTOFF);
        const chosen = chooseCapacitated(savings, siteRules(sites), capacity, 1, effort(true), watch);
        const truth = best(of, sites, (set) => leastCut(of, set, capacity))!;
        expect(chosen.value).toBeCloseTo(truth, 6);
        expect(chosen.upper).toBeCloseTo(truth, 6);
      }),
      { numRuns },
    );
  });

  it('are chosen beside stations that stay and can take only so much themselves', () => {
    fc.assert(
      fc.property(
        smallCase,
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 1 }),
        capacities,
        (of, sites, standing, closable, capacity) => {
          const count = of.reach.candidateCount;
          const existing = Uint8Array.from({ length: count }, (_, c) => (c < standing ? 1 : 0));
          const there = Math.min(standing, count);
          const keptAtLeast = Math.max(0, there - closable);
          const rules = { sites: there + sites, existing, keptAtLeast };
          const savings = coverSavings(of.reach, of.weight, of.base, SMALL_CUTOFF);
          const chosen = chooseCapacitated(savings, rules, capacity, 1, effort(true), watch);
          const fresh = (set: readonly number[]) => set.filter((c) => !existing[c]).length;
          const truth = best(of, rules.sites, (set) =>
            fresh(set) <= rules.sites - keptAtLeast ? leastCut(of, set, capacity) : null,
          )!;
          expect(chosen.value).toBeCloseTo(truth, 6);
          expect(chosen.upper).toBeCloseTo(truth, 6);
          expect(fresh(chosen.sites)).toBeLessThanOrEqual(rules.sites - keptAtLeast);
        },
      ),
      { numRuns },
    );
  });
});
