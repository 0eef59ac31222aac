import { assignPoints } from '../../geodata/geometry/assign-points';
import type { Area, Place } from '../../geodata/schema/place';
import type { Grid } from '../../geodata/schema/plan';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { Station } from '../../geodata/schema/station';
import { selectAreas } from '../db/queries/areas';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { selectStations } from '../db/queries/stations';
import type { StoredPlan } from '../db/rows';
import { coverageGroups } from './coverage-groups';
import { incidentGrids } from './incident-grids';
import type { IncidentSet, IncidentSource } from './incident-set';

/** The areas of one level, or the grids of a plan, with what lies in each: indices, -1 for what lies in none. */
export interface OverviewGroup {
  members: Pick<Area, 'id' | 'name' | 'level' | 'parentId'>[];
  unitOf: Int32Array;
  incidentOf: Int32Array;
  stationOf: Int32Array;
  gridOf: Int32Array;
}

export interface OverviewGroups {
  units: BaseUnitColumns;
  stations: Station[];
  plan: StoredPlan | null;
  /** Without unassigned land. */
  grids: Grid[];
  /** Of every base unit its grid. */
  gridOfUnit: Int32Array;
  /** One a level that is ranked: every level below the outermost one, or that one where it is alone. */
  levels: OverviewGroup[];
  /** The grids themselves; null where nobody asked for them or there are none. */
  byGrid: OverviewGroup | null;
}

/** Sorts base units, incidents, stations and grids into the areas of every level, and into grids if asked. */
export async function overviewGroups(
  source: IncidentSource,
  set: IncidentSet,
  planId: string | undefined,
  withGrids: boolean,
): Promise<Result<OverviewGroups>> {
  const { client } = source;
  const { place } = set;
  const units = await source.cached('base-unit-columns', () => selectBaseUnitColumns(client));
  const stations = await source.cached('stations', () => selectStations(client));
  const grouped = await coverageGroups(source, { place, units }, planId);
  if (!grouped.ok) return grouped;
  const { plan, grids, gridOf: gridOfUnit, communities, communityOf } = grouped.value;
  const areas = await source.cached('overview-areas', () => selectAreas(client));
  const inCommunity = await source.cached('overview-communities', () => {
    const shapes = communities.map(({ geometry }) => geometry);
    return Promise.resolve({
      incidents: assignPoints(set.columns.xy, shapes),
      stations: assignPoints(pointsOf(stations), shapes),
    });
  });
  const communityIndex = new Map(communities.map(({ id }, i) => [id as string, i]));
  const communityOfGrid = Int32Array.from(grids, ({ communityId }) => communityIndex.get(communityId) ?? -1);
  const levels = rankedLevels(place).map((level): OverviewGroup => {
    const { members, above } = liftToLevel(areas, communities, level);
    const lift = (inner: Int32Array): Int32Array => inner.map((i) => (i < 0 ? -1 : above[i]!));
    return {
      members,
      unitOf: lift(communityOf),
      incidentOf: lift(inCommunity.incidents),
      stationOf: lift(inCommunity.stations),
      gridOf: lift(communityOfGrid),
    };
  });
  let byGrid: OverviewGroup | null = null;
  if (withGrids && plan && grids.length > 0) {
    const found = await incidentGrids(source, set, { plan: plan.id });
    if (!found.ok) return found;
    byGrid = {
      members: grids.map(({ id, name, code, communityId }) => ({
        id: id as string as Area['id'],
        name: { zh: name || (code ?? id) },
        level: place.profile.levels.length,
        parentId: communityId,
      })),
      unitOf: gridOfUnit,
      incidentOf: found.value?.gridOf ?? new Int32Array(0),
      stationOf: assignPoints(
        pointsOf(stations),
        grids.map(({ polygons }) => polygons),
      ),
      gridOf: Int32Array.from(grids.keys()),
    };
  }
  return ok({ units, stations, plan, grids, gridOfUnit, levels, byGrid });
}

/** Levels of areas that are ranked, outermost first. */
function rankedLevels({ profile }: Place): number[] {
  const all = [...profile.levels.keys()];
  return all.length > 1 ? all.slice(1) : all;
}

/** The areas of a level, and for each community the index of the one it lies in. */
function liftToLevel(
  areas: readonly Area[],
  communities: readonly Area[],
  level: number,
): { members: Area[]; above: Int32Array } {
  const members = areas.filter((area) => area.level === level);
  const byId = new Map(areas.map((area) => [area.id, area]));
  const index = new Map(members.map(({ id }, i) => [id, i]));
  const above = Int32Array.from(communities, (community) => {
    let area: Area | undefined = community;
    while (area && area.level > level) area = area.parentId === null ? undefined : byId.get(area.parentId);
    return (area && index.get(area.id)) ?? -1;
  });
  return { members, above };
}

const pointsOf = (stations: readonly Station[]): number[] => stations.flatMap(({ point }) => [point[0], point[1]]);
