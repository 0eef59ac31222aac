import { compareWithCircle } from '../../geodata/coverage/circle-comparison';
import { OFF_NETWORK, OFF_NETWORK_METRES } from '../../geodata/coverage/connect-points';
import { standsAt } from '../../geodata/coverage/stations-at';
import { summariseCoverage } from '../../geodata/coverage/coverage-summary';
import type { CoverageCounts } from '../../geodata/coverage/coverage-summary';
import type { CoverageAnswer, CoverageUnits } from '../../geodata/schema/coverage';
import { minuteOfWeek } from '../../geodata/schema/moment';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { StationKind } from '../../geodata/schema/station';
import { coverageGroups } from './coverage-groups';
import { coverageNetwork, kindStreets, kindTimes } from './coverage-network';
import type { CoverageNetwork, CoverageSource, WalkQuery } from './coverage-network';
import { leavingOn, stateOn, tellCutOff } from './tell-cut-off';

export interface CoverageQuery extends WalkQuery {
  kind: StationKind;
  minutes: number;
  plan?: string | undefined;
}

/** Who reaches a station of a kind in time: in all, by community and by grid, with the circle's version beside it. */
export async function measureCoverage(source: CoverageSource, query: CoverageQuery): Promise<Result<CoverageAnswer>> {
  const found = await coverageNetwork(source, query);
  if (!found.ok) return found;
  const on = found.value;
  const grouped = await coverageGroups(source, on, query.plan);
  if (!grouped.ok) return grouped;
  const groups = grouped.value;
  const { members, milliseconds } = await kindTimes(source, on, query.kind);
  const streets = await kindStreets(source, on, query.kind, query.minutes);
  const cutoff = query.minutes * 60_000;
  const kinds = on.unitConnections.kind;
  const count = (group: Int32Array | null, groupCount: number): CoverageCounts[] =>
    summariseCoverage(on.units, milliseconds, kinds, cutoff, group, groupCount);
  const byCommunity = count(groups.communityOf, groups.communities.length);
  const byGrid = groups.plan ? count(groups.gridOf, groups.grids.length) : [];
  const byArea = groups.outer.flatMap(({ level, areas, areaOf }) => {
    const counts = count(areaOf, areas.length);
    return areas.map(({ id, name, code, parentId }, i) => ({ id, name, code, parentId, level, ...counts[i]! }));
  });
  const { plan } = groups;
  const remote = members.filter((s) => on.stationConnections.kind[s] === OFF_NETWORK);
  return ok({
    datasetVersion: on.place.datasetVersion,
    dataDate: on.place.dataDate,
    at: on.at,
    kind: query.kind,
    minutes: query.minutes,
    walker: on.network.walker.group,
    plan: plan && { id: plan.id, name: plan.name, revision: plan.revision },
    stations: {
      count: members.length,
      offNetwork: remote.length,
      hours: hoursOf(on, query.kind),
      offNetworkStations: remote.slice(0, 20).map((s) => ({ id: on.stations[s]!.id, name: on.stations[s]!.name })),
    },
    total: count(null, 1)[0]!,
    streets: { coveredMetres: Math.round(streets.withinMetres[0]!), totalMetres: Math.round(streets.totalMetres) },
    byArea,
    byCommunity: groups.communities.map(({ id, name, code, parentId }, i) => ({
      id,
      name,
      code,
      parentId,
      ...byCommunity[i]!,
    })),
    byGrid: groups.grids.map(({ id, name, code, communityId }, i) => ({ id, name, code, communityId, ...byGrid[i]! })),
    circle: compareWithCircle(
      on.units.xy,
      milliseconds,
      kinds,
      on.units.households,
      members.flatMap((s) => on.stations[s]!.point),
      cutoff,
      on.network.walker.speedMetresPerSecond,
    ),
    cutOff:
      on.network.closures.length === 0
        ? []
        : await tellCutOff(source, on.units, await leavingOn(source, on, true), stateOn(on)),
    assumptions: assumptionsOf(on),
  });
}

/** Stations of a kind by how they stand at the hour; null on a day without one. */
function hoursOf({ stations, at }: CoverageNetwork, kind: StationKind): CoverageAnswer['stations']['hours'] {
  if (minuteOfWeek(at) === null) return null;
  const hours = { open: 0, closed: 0, unknown: 0 };
  for (const station of stations) if (station.kind === kind) hours[standsAt(station, at)]++;
  return hours;
}

function assumptionsOf(on: CoverageNetwork): CoverageAnswer['assumptions'] {
  const { walker, report } = on.network;
  const total = on.unitConnections.count;
  return {
    speedMetresPerSecond: walker.speedMetresPerSecond,
    gateWaitSeconds: walker.gateWaitSeconds,
    crossingWaitSeconds: walker.crossingWaitSeconds,
    slopes: report.unknownSlopeMetres < report.slopeMetres ? 'counted' : 'none',
    heights: {
      withoutMetres: Math.round(report.unknownSlopeMetres),
      totalMetres: Math.round(report.slopeMetres),
    },
    stairs: walker.stairs,
    steepestSlope: walker.steepestSlope,
    steepMetres: Math.round(report.steepMetres),
    lift: { waitSeconds: walker.liftSeconds.wait, floorSeconds: walker.liftSeconds.floor },
    closures: on.network.closures.map(({ id, name }) => ({ id, name })),
    closedMetres: Math.round(report.closedMetres),
    assumedDoors: { units: sum(on.unitConnections.assumed), of: total, detour: walker.assumedDetour },
    assumedHouseholds: { units: sum(on.units.assumed), of: total },
    offNetworkMetres: OFF_NETWORK_METRES,
    network: {
      streets: report.streets,
      crossings: report.crossings,
      kilometres: Math.round(report.lengthMetres / 100) / 10,
      islands: report.islands,
      throughWalls: report.throughWalls,
      gatesClosed: report.gatesClosed,
      gatesResidentsOnly: report.gatesResidentsOnly,
      gatesOffNetwork: report.gatesOffNetwork,
    },
  };
}

function sum(flags: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < flags.length; i++) total += flags[i]!;
  return total;
}

/** Minutes of every base unit, as columns for the map. */
export async function listUnitTimes(
  source: CoverageSource,
  query: Omit<CoverageQuery, 'minutes' | 'plan'>,
): Promise<Result<CoverageUnits>> {
  const found = await coverageNetwork(source, query);
  if (!found.ok) return found;
  const on = found.value;
  const { members, milliseconds, station } = await kindTimes(source, on, query.kind);
  const position = new Map(members.map((member, i) => [member, i]));
  return ok({
    datasetVersion: on.place.datasetVersion,
    kind: query.kind,
    walker: on.network.walker.group,
    milliseconds: [...milliseconds],
    station: Array.from(station, (s) => position.get(s) ?? -1),
    connection: [...on.unitConnections.kind],
    stations: members.map((member) => on.stations[member]!.id),
  });
}
