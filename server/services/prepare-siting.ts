import { ENCLOSED, OFF_NETWORK } from '../../geodata/coverage/connect-points';
import type { GroupFloors } from '../../geodata/coverage/siting/bound-savings';
import { measureReach, MOST_PAIRS } from '../../geodata/coverage/siting/measure-reach';
import { siteRules } from '../../geodata/coverage/siting/site-rules';
import { floorsOutOfReach, LONGEST_AVERAGED_MINUTES } from '../../geodata/coverage/siting/solve-siting';
import type { SitingInstance } from '../../geodata/coverage/siting/solve-siting';
import { UNREACHED } from '../../geodata/coverage/travel-times';
import { assignPoints } from '../../geodata/geometry/assign-points';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import type { Area } from '../../geodata/schema/place';
import type { Station } from '../../geodata/schema/station';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { CountedGroup, SitingAnswer, SitingGoal, SitingQuestion } from '../../geodata/schema/siting';
import { selectYoungAndOld } from '../db/queries/counted-people';
import { coverageGroups } from './coverage-groups';
import { coverageNetwork, kindTimes } from './coverage-network';
import type { CoverageNetwork, CoverageSource } from './coverage-network';
import { usableCandidates } from './siting-candidates';
import type { Candidate } from './siting-candidates';

/** Everything the thread of a siting job needs; its columns lie in shared memory, so that no thread copies them. */
export interface PreparedSiting {
  question: SitingQuestion;
  instance: SitingInstance;
  candidates: Candidate[];
  /** Community of each candidate, -1 for none. */
  candidateCommunity: Int32Array;
  communities: Pick<Area, 'id' | 'name' | 'code'>[];
  communityOf: Int32Array;
  /** Per base unit, with all stations of the kind as they stand: milliseconds, -1 for none in two hours. */
  todayMilliseconds: Int32Array;
  connection: Uint8Array;
  stationsBefore: number;
  stationsWithoutCapacity: number;
  facts: Pick<
    SitingAnswer,
    'datasetVersion' | 'dataDate' | 'at' | 'closedMetres' | 'walker' | 'speedMetresPerSecond' | 'candidates'
  > & {
    counted: Omit<SitingAnswer['counted'], 'total'>;
  };
}

const goalsOf: Record<'closable' | 'floorPercent' | 'capacity' | 'stationCapacity', readonly SitingGoal[]> = {
  closable: ['cover-most', 'median'],
  floorPercent: ['cover-most'],
  capacity: ['cover-most'],
  stationCapacity: ['cover-most'],
};

/**
 * Measures what a siting question is about: who counts where, where stations could stand, who is reached from there.
 * @param pause awaited now and then, so that others get their answers meanwhile
 */
export async function prepareSiting(
  source: CoverageSource,
  question: SitingQuestion,
  pause: () => Promise<void>,
): Promise<Result<PreparedSiting>> {
  const misfit = misfitOf(question);
  if (misfit) return misfit;
  const found = await coverageNetwork(source, { walker: question.walker, at: question.at });
  if (!found.ok) return found;
  const on = found.value;
  const grouped = await coverageGroups(source, on, undefined);
  if (!grouped.ok) return grouped;
  const { communities, communityOf } = grouped.value;
  const { members, milliseconds } = await kindTimes(source, on, question.kind);
  if (question.closable > members.length) {
    return fail('siting.too-much-closed', { closable: question.closable, stations: members.length });
  }
  const people = await peopleOf(source, on, question.count);
  const kinds = on.unitConnections.kind;
  // Who is walled in behind closed gates reaches no station, as in every other answer about coverage.
  const today = milliseconds.map((time, i) => (kinds[i] === ENCLOSED ? UNREACHED : time));
  const weight = Float64Array.from(people, (count, i) => (count > 0 && kinds[i] !== OFF_NETWORK ? count : 0));
  if (people.every((count) => count < 0)) return fail('siting.nobody-counted', { count: question.count });
  const usable = usableCandidates(on, question, weight);
  if (!usable.ok) return usable;
  const { candidates, connections, xy, told } = usable.value;
  if (question.goal !== 'cover-all' && question.sites > told.used) {
    return fail('siting.too-many-sites', { sites: question.sites, candidates: told.used });
  }
  const bound = boundMinutes(question) * 60_000;
  const reach = await measureReach(on.search, connections, on.unitConnections, bound, pause);
  if (!reach) return fail('siting.too-large', { most: MOST_PAIRS, candidates: candidates.length });

  const cutoffMilliseconds = question.minutes * 60_000;
  const weighsExisting = question.closable > 0 || question.stationCapacity !== undefined;
  const existingCount = weighsExisting ? members.length : 0;
  const base = weighsExisting ? new Int32Array(today.length).fill(-1) : today;
  const { capacity, unknown } = capacitiesOf(
    question,
    candidates,
    members.map((i) => on.stations[i]),
  );
  const floors = floorsOf(question, weight, base, communityOf, communities.length);
  if (floors) {
    const short = floorsOutOfReach(reach, weight, base, cutoffMilliseconds, floors);
    if (short.length > 0) {
      const names = short.map(({ group }) => communities[group].name);
      return fail('siting.floor-out-of-reach', { floor: question.floorPercent, communities: names });
    }
  }
  const rules =
    existingCount === 0
      ? siteRules(question.sites)
      : {
          sites: existingCount + question.sites,
          existing: Uint8Array.from(candidates, ({ isExisting }) => (isExisting ? 1 : 0)),
          keptAtLeast: existingCount - question.closable,
        };
  const assumed = on.units.assumed;
  return ok({
    question,
    instance: {
      goal: question.goal,
      reach: {
        ...reach,
        start: shared(reach.start),
        demand: shared(reach.demand),
        milliseconds: shared(reach.milliseconds),
      },
      weight: shared(weight),
      baseMilliseconds: shared(base),
      cutoffMilliseconds,
      rules,
      floors,
      capacity,
    },
    candidates,
    candidateCommunity: assignPoints(
      xy,
      communities.map(({ geometry }) => geometry),
    ),
    communities: communities.map(({ id, name, code }) => ({ id, name, code })),
    communityOf: shared(communityOf),
    todayMilliseconds: shared(today),
    connection: shared(kinds),
    stationsBefore: members.length,
    stationsWithoutCapacity: unknown,
    facts: {
      datasetVersion: on.place.datasetVersion,
      dataDate: on.place.dataDate,
      at: on.at,
      closedMetres: Math.round(on.network.report.closedMetres),
      walker: on.network.walker.group,
      speedMetresPerSecond: on.network.walker.speedMetresPerSecond,
      candidates: told,
      counted: {
        unknownUnits: people.filter((count) => count < 0).length,
        offNetworkUnits: kinds.filter((kind) => kind === OFF_NETWORK).length,
        assumedUnits: people.filter((count, i) => count > 0 && assumed[i] === 1).length,
      },
    },
  });
}

/** Options that do not go with the goal: taken silently, the answer would be to another question. */
function misfitOf({ goal, closable, floorPercent, capacity, stationCapacity }: SitingQuestion): Result<never> | null {
  const given = {
    closable: closable > 0,
    floorPercent: floorPercent > 0,
    capacity: capacity !== undefined,
    stationCapacity: stationCapacity !== undefined,
  };
  for (const option of ['closable', 'floorPercent', 'capacity', 'stationCapacity'] as const) {
    if (given[option] && !goalsOf[option].includes(goal)) {
      return fail('siting.option-not-for-goal', { option, goal, goals: goalsOf[option].join(', ') });
    }
  }
  for (const option of ['capacity', 'stationCapacity'] as const) {
    if (!given[option] || !given.floorPercent) continue;
    return fail('siting.option-not-for-goal', { option: `${option} + floorPercent`, goal, goals: '–' });
  }
  return null;
}

/** What each candidate can take, Infinity without a limit; null where nobody has one. `unknown`: stations with nothing on record. */
function capacitiesOf(
  { capacity, stationCapacity }: SitingQuestion,
  candidates: readonly Candidate[],
  members: readonly Station[],
): { capacity: Float64Array | null; unknown: number } {
  if (capacity === undefined && !stationCapacity) return { capacity: null, unknown: 0 };
  const byId = new Map(members.map((station) => [station.id, station]));
  const takes = (station: Station): number => {
    if (!stationCapacity) return Infinity;
    const { people, by } = stationCapacity;
    const recorded = {
      station: 1,
      seat: station.seats,
      staff: station.staff,
      'square-metre': station.floorAreaSquareMetres,
    };
    return recorded[by] === null ? Infinity : Math.floor(recorded[by] * people);
  };
  const limits = Float64Array.from(candidates, ({ isExisting, station }) =>
    isExisting && station ? takes(byId.get(station)!) : (capacity ?? Infinity),
  );
  const unknown = stationCapacity ? members.filter((station) => takes(station) === Infinity).length : 0;
  return { capacity: shared(limits), unknown };
}

/** How far a walk is looked at: to the cutoff where only that matters, as far as anybody walks where the longest does. */
function boundMinutes({ goal, minutes }: SitingQuestion): number {
  if (goal === 'centre') return LONGEST_WALK_MINUTES;
  return goal === 'median' ? Math.max(minutes, LONGEST_AVERAGED_MINUTES) : minutes;
}

async function peopleOf(source: CoverageSource, on: CoverageNetwork, count: CountedGroup): Promise<readonly number[]> {
  const { households, residents, elderly } = on.units;
  switch (count) {
    case 'households':
      return households;
    case 'residents':
      return residents;
    case 'elderly':
      return elderly;
    case 'children':
    case 'aged-75': {
      const ages = await source.cached('young-and-old', () => selectYoungAndOld(source.client));
      return count === 'children' ? ages.children : ages.aged75;
    }
  }
}

/** What newly covered people each community needs; null without a floor. */
function floorsOf(
  { floorPercent, minutes }: SitingQuestion,
  weight: Float64Array,
  base: Int32Array,
  group: Int32Array,
  groupCount: number,
): GroupFloors | null {
  if (floorPercent === 0) return null;
  const total = new Float64Array(groupCount);
  const covered = new Float64Array(groupCount);
  weight.forEach((count, i) => {
    if (group[i] < 0) return;
    total[group[i]] += count;
    if (base[i] >= 0 && base[i] <= minutes * 60_000) covered[group[i]] += count;
  });
  return { group, need: total.map((all, g) => Math.max(0, (all * floorPercent) / 100 - covered[g])) };
}

/** A copy in memory that threads share instead of copying. */
function shared<T extends Int32Array | Uint32Array | Float64Array | Uint8Array>(column: T): T {
  const Column = column.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new Column(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}
