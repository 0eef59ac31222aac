import { growSites } from '../../geodata/coverage/siting/grow-sites';
import type { SitingEffort, SitingWatch } from '../../geodata/coverage/siting/choose-sites';
import type { MipSolver } from '../../geodata/coverage/siting/mip';
import { coverSavings, timeSavings } from '../../geodata/coverage/siting/savings';
import type { Savings } from '../../geodata/coverage/siting/savings';
import { shareCapacity } from '../../geodata/coverage/siting/share-capacity';
import { siteRules } from '../../geodata/coverage/siting/site-rules';
import { LONGEST_AVERAGED_MINUTES, solveSiting } from '../../geodata/coverage/siting/solve-siting';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { SitedPlace, SitingAnswer, SitingUnits } from '../../geodata/schema/siting';
import type { PreparedSiting } from './prepare-siting';
import { lngLatOf } from './siting-candidates';

/** How much work a question is given. Counts bound the search; only the exact solver is bounded by time. */
const efforts = {
  quick: { gap: 0.01, shakes: 0, exactSeconds: 0 },
  proven: { gap: 0, shakes: 30, exactSeconds: 30 },
} as const;
/** So many of the next best sites are told beside the answer. */
const furtherSites = 5;

/**
 * Solves a prepared question and puts the answer together: sites in order, what each adds, shares before and after.
 * @param clock milliseconds, for the seconds it took
 */
export function answerSiting(
  prepared: PreparedSiting,
  solve: MipSolver,
  watch: SitingWatch,
  clock: () => number,
): Result<{ answer: SitingAnswer; units: SitingUnits }> {
  const { question, instance, candidates } = prepared;
  const began = clock();
  const { gap, shakes, exactSeconds } = efforts[question.thoroughness];
  const effort: SitingEffort = {
    seed: question.seed,
    gap,
    shakes,
    exact: exactSeconds > 0 ? { solve, seconds: exactSeconds } : null,
  };
  const solved = solveSiting(instance, effort, watch);
  if (!solved.ok) return explain(prepared, solved.problem);
  const { sites, proof } = solved.value;

  const kept = keptOf(prepared, sites);
  const chosen = sites.filter((c) => !candidates[c].isExisting);
  const base = withSites(prepared, instance.baseMilliseconds, kept);
  const standing = question.stationCapacity ? kept : [];
  const savings =
    question.goal === 'median' || question.goal === 'centre'
      ? timeSavings(instance.reach, instance.weight, base, LONGEST_AVERAGED_MINUTES * 60_000)
      : standing.length > 0
        ? leftBy(prepared, standing)
        : coverSavings(instance.reach, instance.weight, base, instance.cutoffMilliseconds);
  const ordered = growSites(savings, siteRules(chosen.length), [], chosen).map(({ site }) => site);
  ordered.push(...chosen.filter((c) => !ordered.includes(c)));
  const fresh = candidates.flatMap(({ isExisting }, c) => (isExisting ? [] : [c]));
  const further = growSites(savings, siteRules(ordered.length + furtherSites), ordered, fresh).map(({ site }) => site);

  const places: SitedPlace[] = [];
  const after = base.slice();
  const site = new Int32Array(after.length).fill(-1);
  for (const [k, c] of [...ordered, ...further].entries()) {
    const isFurther = k >= ordered.length;
    const times = isFurther ? withSites(prepared, after, further.slice(0, k - ordered.length + 1)) : after;
    if (!isFurther) addSite(prepared, after, site, c, k);
    const limited = [...ordered, ...further].slice(0, k + 1);
    places.push({ ...describeSite(prepared, c), stand: standOf(prepared, times, [...standing, ...limited], base) });
  }
  return ok({
    answer: {
      question,
      ...prepared.facts,
      counted: { ...prepared.facts.counted, total: sum(instance.weight) },
      before: standOf(prepared, prepared.todayMilliseconds, standingToday(prepared), prepared.todayMilliseconds),
      stationsBefore: prepared.stationsBefore,
      stationsWithoutCapacity: prepared.stationsWithoutCapacity,
      sites: places.slice(0, ordered.length),
      further: places.slice(ordered.length),
      closed: candidates.flatMap(({ isExisting }, c) =>
        isExisting && !kept.includes(c) ? [describeSite(prepared, c)] : [],
      ),
      byCommunity: byCommunity(prepared, coveredOf(prepared, after, [...standing, ...ordered], base)),
      unreachable: unreachableOf(prepared),
      proof: {
        unit: proof.unit,
        value: proof.value,
        bound: proof.gap === null ? null : proof.bound,
        gapPercent: proof.gap === null ? null : proof.gap * 100,
        byExactSolver: proof.byExactSolver,
        seconds: (clock() - began) / 1000,
      },
    },
    units: {
      datasetVersion: prepared.facts.datasetVersion,
      before: [...prepared.todayMilliseconds],
      after: [...after],
      site: [...site],
      connection: [...prepared.connection],
    },
  });
}

/** Existing stations that stay: those chosen, and as many more as may not be given up. */
function keptOf({ instance: { rules }, candidates }: PreparedSiting, sites: readonly number[]): number[] {
  const existing = candidates.flatMap(({ isExisting }, c) => (isExisting ? [c] : []));
  const chosen = new Set(sites);
  const others = existing.filter((c) => !chosen.has(c));
  const kept = existing.filter((c) => chosen.has(c));
  return [...kept, ...others.slice(0, Math.max(0, rules.keptAtLeast - kept.length))];
}

/** The existing stations as candidates, where they can take only so much. */
function standingToday({ question, candidates }: PreparedSiting): number[] {
  return question.stationCapacity ? candidates.flatMap(({ isExisting }, c) => (isExisting ? [c] : [])) : [];
}

/** What is left to be served where these stations take what they can. */
function leftBy({ instance }: PreparedSiting, standing: readonly number[]): Savings {
  const { reach, weight, baseMilliseconds, cutoffMilliseconds, capacity } = instance;
  const all = coverSavings(reach, weight, baseMilliseconds, cutoffMilliseconds);
  const { servedOf } = shareCapacity(all, standing, capacity!);
  const left = weight.map((count, i) => Math.max(0, count - servedOf[i]));
  return coverSavings(reach, left, baseMilliseconds, cutoffMilliseconds);
}

function explain(
  { question, communities }: PreparedSiting,
  problem: { code: 'floor-unmet'; groups: number[]; isProven: boolean } | { code: 'not-all-reached' },
): Result<never> {
  const { sites, floorPercent } = question;
  if (problem.code === 'not-all-reached') {
    return fail('siting.not-all-reached', { sites, minutes: LONGEST_WALK_MINUTES });
  }
  return fail(problem.isProven ? 'siting.floor-impossible' : 'siting.floor-not-met', {
    sites,
    floor: floorPercent,
    communities: problem.groups.map((g) => communities[g].name),
  });
}

/** Times once a site stands, written into `times`; `site` says who goes there. */
function addSite(
  { instance: { reach } }: PreparedSiting,
  times: Int32Array,
  site: Int32Array,
  c: number,
  k: number,
): void {
  for (let e = reach.start[c]; e < reach.start[c + 1]; e++) {
    const i = reach.demand[e];
    if (times[i] >= 0 && times[i] <= reach.milliseconds[e]) continue;
    times[i] = reach.milliseconds[e];
    site[i] = k;
  }
}

function withSites(prepared: PreparedSiting, from: Int32Array, sites: readonly number[]): Int32Array {
  const times = from.slice();
  const nobody = new Int32Array(times.length);
  for (const c of sites) addSite(prepared, times, nobody, c, 0);
  return times;
}

/**
 * Who of those counted is covered at each base unit, with capacities where sites have one.
 * @param sites new ones, and existing ones where those have capacities too
 */
function coveredOf(
  prepared: PreparedSiting,
  times: Int32Array,
  sites: readonly number[],
  base: Int32Array,
): Float64Array {
  const { weight, cutoffMilliseconds, capacity, reach } = prepared.instance;
  const isCovered = (time: number) => time >= 0 && time <= cutoffMilliseconds;
  if (capacity === null || sites.length === 0) return weight.map((count, i) => (isCovered(times[i]) ? count : 0));
  const from = prepared.question.stationCapacity ? prepared.instance.baseMilliseconds : base;
  const { servedOf } = shareCapacity(coverSavings(reach, weight, from, cutoffMilliseconds), sites, capacity);
  return weight.map((count, i) => (isCovered(from[i]) ? count : servedOf[i]));
}

function standOf(
  prepared: PreparedSiting,
  times: Int32Array,
  sites: readonly number[],
  base: Int32Array,
): SitedPlace['stand'] {
  const { weight } = prepared.instance;
  const longestAveraged = LONGEST_AVERAGED_MINUTES * 60_000;
  let walked = 0;
  let people = 0;
  let longest = -1;
  weight.forEach((count, i) => {
    if (count === 0) return;
    people += count;
    walked += count * Math.min(longestAveraged, times[i] < 0 ? longestAveraged : times[i]);
    longest = Math.max(longest, times[i]);
  });
  const { goal } = prepared.question;
  // Walks longer than the goal looks at are not measured, so nothing is said of them.
  const isAveraged = goal === 'median' || goal === 'centre';
  return {
    covered: sum(coveredOf(prepared, times, sites, base)),
    averageMilliseconds: isAveraged && people > 0 ? walked / people : null,
    longestMilliseconds: goal === 'centre' && longest >= 0 ? longest : null,
  };
}

function describeSite({ candidates, candidateCommunity, communities }: PreparedSiting, c: number) {
  const { name, address, unit, station } = candidates[c];
  const community = communities[candidateCommunity[c]];
  return {
    name,
    address,
    unit,
    station,
    coordinates: lngLatOf(candidates[c]),
    community: community ? { id: community.id, name: community.name } : null,
  };
}

function byCommunity(prepared: PreparedSiting, after: Float64Array): SitingAnswer['byCommunity'] {
  const { communities, communityOf, todayMilliseconds, instance } = prepared;
  const before = coveredOf(prepared, todayMilliseconds, standingToday(prepared), todayMilliseconds);
  const sums = communities.map(() => ({ before: 0, after: 0, total: 0 }));
  instance.weight.forEach((count, i) => {
    const group = sums[communityOf[i]];
    if (!group) return;
    group.total += count;
    group.before += before[i];
    group.after += after[i];
  });
  return communities.map(({ id, name, code }, g) => {
    const { total, ...covered } = sums[g];
    return {
      id,
      name,
      code,
      before: { covered: covered.before, total },
      after: { covered: covered.after, total },
    };
  });
}

/** Whom neither a station reaches in time nor any candidate would. */
function unreachableOf({ instance }: PreparedSiting): SitingAnswer['unreachable'] {
  const { reach, weight, baseMilliseconds, cutoffMilliseconds } = instance;
  const isReached = Uint8Array.from(baseMilliseconds, (time) => (time >= 0 && time <= cutoffMilliseconds ? 1 : 0));
  reach.demand.forEach((i, e) => {
    if (reach.milliseconds[e] <= cutoffMilliseconds) isReached[i] = 1;
  });
  let units = 0;
  let count = 0;
  weight.forEach((people, i) => {
    if (people === 0 || isReached[i]) return;
    units++;
    count += people;
  });
  return { units, count };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
