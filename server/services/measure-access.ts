import { measureAccess } from '../../geodata/coverage/access';
import type { Access } from '../../geodata/coverage/access';
import { OFF_NETWORK } from '../../geodata/coverage/connect-points';
import { sumByGroup } from '../../geodata/coverage/group-means';
import { peopleWeights } from '../../geodata/coverage/people-weights';
import type { AccessAnswer, AccessCounts, AccessUnits, CapacityMeasure } from '../../geodata/schema/life-circle';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Station, StationKind } from '../../geodata/schema/station';
import { coverageGroups } from './coverage-groups';
import { coverageNetwork, membersOf } from './coverage-network';
import type { CoverageNetwork, CoverageSource } from './coverage-network';
import { assumedUnits } from './measure-life-circle';

export interface AccessQuery {
  kind: StationKind;
  minutes: number;
  walker?: string | undefined;
  /** Day that closures of streets are in force on; today without it. */
  at?: string | undefined;
  capacity: CapacityMeasure;
  /** Nearest stations told of each base unit. */
  nearest: number;
  plan?: string | undefined;
}

/** Capacity of a station by each measure, null where it is not recorded. */
export const capacityOf: Readonly<Record<CapacityMeasure, (station: Station) => number | null>> = {
  'floor-area': ({ floorAreaSquareMetres }) => floorAreaSquareMetres,
  seats: ({ seats }) => seats,
  staff: ({ staff }) => staff,
};

/** How far the stations of a kind go round: how many are within reach, and what capacity there is for each person. */
export async function answerAccess(source: CoverageSource, query: AccessQuery): Promise<Result<AccessAnswer>> {
  const network = await coverageNetwork(source, query);
  if (!network.ok) return network;
  const on = network.value;
  const grouped = await coverageGroups(source, on, query.plan);
  if (!grouped.ok) return grouped;
  const { communities, communityOf, plan, grids, gridOf } = grouped.value;
  const access = await accessOf(source, on, query);
  const { basis, weight } = peopleWeights(on.units);
  const isOff = (i: number): boolean => on.unitConnections.kind[i] === OFF_NETWORK;
  const sum = (group: Int32Array | null, count: number): AccessCounts[] => {
    const within = (i: number) => (isOff(i) ? null : access.within[i]!);
    const stations = sumByGroup(access.within.length, within, (i) => access.within[i]! > 0, weight, group, count);
    const { supplyPerPerson } = access;
    const supply =
      supplyPerPerson &&
      sumByGroup(
        access.within.length,
        (i) => (isOff(i) ? null : supplyPerPerson[i]!),
        () => false,
        weight,
        group,
        count,
      );
    return stations.map((one, g) => ({
      people: one.weight,
      stations: one.weighted,
      withAny: one.counted,
      supply: supply ? supply[g]!.weighted : null,
      units: one.units,
      unknownUnits: one.unknownUnits,
      offNetwork: one.withoutValue,
    }));
  };
  const byCommunity = sum(communityOf, communities.length);
  const byGrid = plan ? sum(gridOf, grids.length) : [];
  return ok({
    ...namesOf(on, query),
    basis,
    supply: access.supply,
    plan: plan && { id: plan.id, name: plan.name, revision: plan.revision },
    total: sum(null, 1)[0]!,
    byCommunity: communities.map(({ id, name, code }, i) => ({ id, name, code, ...byCommunity[i]! })),
    byGrid: grids.map(({ id, name, code, communityId }, i) => ({ id, name, code, communityId, ...byGrid[i]! })),
    assumedUnits: assumedUnits(on, basis),
  });
}

/** The same of every base unit, as columns. */
export async function listAccess(
  source: CoverageSource,
  query: Omit<AccessQuery, 'plan'>,
): Promise<Result<AccessUnits>> {
  const network = await coverageNetwork(source, query);
  if (!network.ok) return network;
  const on = network.value;
  const access = await accessOf(source, on, query);
  const isOff = (i: number): boolean => on.unitConnections.kind[i] === OFF_NETWORK;
  const { supplyPerPerson } = access;
  const members = membersOf(on, query.kind);
  const position = new Map(members.map((member, i) => [member, i]));
  return ok({
    ...namesOf(on, query),
    nearestCount: access.nearestCount,
    within: Array.from(access.within, (count, i) => (isOff(i) ? -1 : count)),
    // Thousandths of a square metre for a thousand people are more than any map shows.
    supplyPerThousand:
      supplyPerPerson &&
      Array.from(supplyPerPerson, (share, i) => (isOff(i) ? -1 : Math.round(share * 1_000_000) / 1000)),
    nearestMilliseconds: [...access.nearestMilliseconds],
    nearestStation: Array.from(access.nearestStation, (index) => position.get(index) ?? -1),
    stations: members.map((index) => on.stations[index]!.id),
  });
}

/** Measured once a dataset version, walker and question: a walk from each station of the kind. */
function accessOf(source: CoverageSource, on: CoverageNetwork, query: Omit<AccessQuery, 'plan'>): Promise<Access> {
  const { kind, minutes, capacity, nearest } = query;
  const key = `coverage-access ${kind} ${minutes} ${capacity} ${nearest} ${on.key}`;
  return source.cached(key, async () => {
    const members = membersOf(on, kind);
    return measureAccess({
      search: on.search,
      stations: on.stationConnections,
      members,
      units: on.unitConnections,
      capacity: members.map((index) => capacityOf[capacity](on.stations[index]!)),
      people: peopleWeights(on.units).weight,
      cutoffMilliseconds: minutes * 60_000,
      nearestCount: nearest,
    });
  });
}

const namesOf = (
  on: CoverageNetwork,
  { kind, minutes, capacity }: Pick<AccessQuery, 'kind' | 'minutes' | 'capacity'>,
) => ({
  datasetVersion: on.place.datasetVersion,
  kind,
  minutes,
  walker: on.network.walker.group,
  capacity,
});
