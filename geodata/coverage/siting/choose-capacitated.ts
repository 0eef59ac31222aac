import { chooseSites } from './choose-sites';
import type { ChosenSites, SitingEffort, SitingWatch } from './choose-sites';
import { createMipBuilder } from './mip';
import { mergeDemand, transpose } from './savings';
import type { Savings } from './savings';
import { shareCapacity } from './share-capacity';
import { countExisting, mayAdd, maySwap } from './site-rules';
import type { SiteRules } from './site-rules';

/** A model with more pairs than this is not given to the exact solver. */
const mostPairs = 40_000;
/** Candidates that are tried in full for each site that is taken out. */
const triedPerSite = 4;

/**
 * The sites that serve most where each candidate can take only so much (`capacity`, Infinity without a limit): greedy, then swaps, each set judged by a maximum flow.
 * The bound is the least of three: the bound without capacities, what so many sites can take at most, and the exact
 * solver's where the model is small enough.
 */
export function chooseCapacitated(
  savings: Savings,
  rules: SiteRules,
  capacity: ArrayLike<number>,
  grain: number,
  effort: SitingEffort,
  watch: SitingWatch,
): ChosenSites {
  const { candidateCount, demandCount, start, demand, worth } = savings;
  const { isStopped } = watch;
  const quiet: SitingWatch = { onProgress: () => undefined, isStopped };
  const unlimited = chooseSites(savings, rules, grain, null, { ...effort, exact: null }, quiet);
  const reachTotals = Array.from({ length: candidateCount }, (_, c) => {
    let total = 0;
    for (let e = start[c]; e < start[c + 1]; e++) total += worth[e];
    return Math.min(capacity[c], total);
  });
  // Stations that all stay are in every set; the room of the others is the most there is.
  const standing = standingSites(rules, candidateCount);
  const isStanding = new Set(standing);
  const roomInAll = [
    ...standing.map((c) => reachTotals[c]),
    ...reachTotals
      .filter((_, c) => !isStanding.has(c))
      .sort((a, b) => b - a)
      .slice(0, rules.sites - standing.length),
  ].reduce((sum, room) => sum + room, 0);
  let upper = Math.min(roomInAll, unlimited.kind === 'chosen' ? unlimited.chosen.upper : Infinity);
  let known: { sites: number[]; value: number } = { sites: [], value: 0 };
  const offer = (sites: number[]): boolean => {
    const { served } = shareCapacity(savings, sites, capacity);
    if (served <= known.value + 1e-6) return false;
    known = { sites, value: served };
    watch.onProgress({ phase: 'search', value: served, bound: upper });
    return true;
  };

  /** Candidates by how much of what the sites leave unserved each could take, the most first. */
  const byNeed = (sites: readonly number[], isAllowed: (c: number) => boolean): number[] => {
    const { servedOf } = shareCapacity(savings, sites, capacity);
    const left = new Float64Array(demandCount);
    for (let e = 0; e < demand.length; e++) left[demand[e]] = worth[e] - servedOf[demand[e]];
    const taken = new Set(sites);
    const scored: { c: number; gain: number }[] = [];
    for (let c = 0; c < candidateCount; c++) {
      if (taken.has(c) || !isAllowed(c)) continue;
      let gain = 0;
      for (let e = start[c]; e < start[c + 1]; e++) gain += left[demand[e]];
      if (gain > 1e-9) scored.push({ c, gain: Math.min(capacity[c], gain) });
    }
    return scored.sort((a, b) => b.gain - a.gain || a.c - b.c).map(({ c }) => c);
  };

  const grown = [...standing];
  while (grown.length < rules.sites && !isStopped()) {
    const [next] = byNeed(grown, (c) => mayAdd(rules, grown.length, countExisting(rules, grown), c));
    if (next === undefined) break;
    grown.push(next);
  }
  offer(grown);
  if (unlimited.kind === 'chosen') {
    offer([...standing, ...unlimited.chosen.sites.filter((c) => !isStanding.has(c))]);
  }
  for (let improved = true; improved && !isStopped() && known.value < upper - 1e-6;) {
    improved = false;
    for (let slot = 0; slot < known.sites.length && !improved; slot++) {
      const out = known.sites[slot];
      if (isStanding.has(out)) continue;
      const rest = known.sites.filter((_, s) => s !== slot);
      const existing = countExisting(rules, known.sites);
      const tried = byNeed(rest, (c) => c !== out && maySwap(rules, existing, out, c)).slice(0, triedPerSite);
      improved = tried.some((c) => offer([...rest, c]));
    }
  }
  if (!effort.exact || isStopped() || upper - known.value <= effort.gap * upper + 1e-6) {
    return { ...known, upper: Math.max(upper, known.value), byExactSolver: false };
  }
  const proven = prove(savings, rules, reachTotals, known.sites, effort.exact, watch);
  if (proven?.sites) offer(proven.sites);
  if (proven) upper = Math.min(upper, proven.upper);
  if (grain > 0) upper = Math.floor(upper / grain + 1e-6) * grain;
  return { ...known, upper: Math.max(upper, known.value), byExactSolver: proven !== null };
}

/** Existing stations none of which may be given up; nobody where some may. */
function standingSites({ existing, keptAtLeast }: SiteRules, candidateCount: number): number[] {
  const all = Array.from({ length: candidateCount }, (_, c) => c).filter((c) => existing?.[c]);
  return keptAtLeast === all.length ? all : [];
}

function prove(
  savings: Savings,
  rules: SiteRules,
  /** What each candidate takes at most, which is never more than it reaches. */
  most: readonly number[],
  known: readonly number[],
  { solve, seconds }: NonNullable<SitingEffort['exact']>,
  watch: SitingWatch,
): { sites: number[] | null; upper: number } | null {
  const { merged } = mergeDemand(savings, null);
  if (merged.demand.length > mostPairs) return null;
  const { candidateCount, demandCount } = merged;
  const rows = transpose(merged);
  const mip = createMipBuilder('maximise');
  for (let c = 0; c < candidateCount; c++) mip.addColumn(0, 1, true);
  const taken: [number, number][][] = Array.from({ length: candidateCount }, () => []);
  for (let i = 0; i < demandCount; i++) {
    const shares: [number, number][] = [];
    for (let e = rows.start[i]; e < rows.start[i + 1]; e++) {
      const column = mip.addColumn(1, rows.worth[e], false);
      shares.push([column, 1]);
      taken[rows.candidate[e]].push([column, 1]);
      mip.addRow(-Infinity, 0, [
        [column, 1],
        [rows.candidate[e], -rows.worth[e]],
      ]);
    }
    mip.addRow(-Infinity, rows.worth[rows.start[i]], shares);
  }
  taken.forEach((shares, c) => mip.addRow(-Infinity, 0, [...shares, [c, -most[c]]]));
  const every = Array.from({ length: candidateCount }, (_, c): [number, number] => [c, 1]);
  mip.addRow(-Infinity, rules.sites, every);
  const { existing, keptAtLeast } = rules;
  if (existing && keptAtLeast > 0)
    mip.addRow(
      keptAtLeast,
      Infinity,
      every.filter(([c]) => existing[c]),
    );
  const start = new Float64Array(candidateCount);
  for (const c of known) start[c] = 1;
  const answer = solve(mip.build(), {
    seconds,
    isStopped: watch.isStopped,
    start,
    onBound: () => undefined,
  });
  const { values } = answer;
  return {
    sites: values ? Array.from({ length: candidateCount }, (_, c) => c).filter((c) => values[c] > 0.5) : null,
    upper: answer.bound,
  };
}
