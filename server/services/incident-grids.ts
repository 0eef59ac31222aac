import type { Grid } from '../../geodata/schema/plan';
import type { RateBasis } from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import { boundingBox } from '../../geodata/geometry/bounding-box';
import { fullTimePosts } from '../../geodata/plan/grid-workers';
import { assignPoints } from '../../geodata/geometry/assign-points';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import { touchingFaces } from '../../geodata/geometry/touching-faces';
import { neighboursOfPairs } from '../../geodata/incidents/hot-spots/neighbours';
import type { Neighbours } from '../../geodata/incidents/hot-spots/neighbours';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { StoredPlan } from '../db/rows';
import { selectAreas } from '../db/queries/areas';
import { selectUnitShapes } from '../db/queries/settlement';
import { selectGrids } from '../db/queries/plans';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { findPlan } from './find-plan';
import type { IncidentSet, IncidentSource } from './incident-set';

/**
 * What incidents are counted by, and who is in it: grids of a plan, base units where the place has no grids, or the areas
 * of a level.
 */
export interface IncidentGrids {
  kind: 'grids' | 'base-units' | 'areas';
  /** Key of the level whose areas these are, else null. */
  level: string | null;
  /** Null where the place has none. */
  plan: StoredPlan | null;
  /** Without unassigned land. */
  grids: Pick<Grid, 'id' | 'communityId' | 'code' | 'name'>[];
  /** Per incident of the set the index of its grid, -1 in none. */
  gridOf: Int32Array;
  /** What rates are divided by: residents only where no household is counted anywhere. */
  basis: RateBasis;
  /** Households per grid; null where no base unit in it has a count. */
  households: (number | null)[];
  residents: (number | null)[];
  /** Lattice middles of their boxes, `[x0, y0, x1, y1 …]`. */
  middles: Int32Array;
  /** Who touches whom. */
  neighbours: Neighbours;
  /** Full-time posts per grid; null where these are not grids, or no worker of any kind is on record: unknown is not none. */
  fullTimePosts: number[] | null;
  /** Share of base units whose counts are assumed. */
  assumedShare: number;
}

/**
 * The grids to count by: of the plan asked for, else of the default one. Where that has no grid and base units have
 * shapes of their own (statistical areas, hexagons), those units. Null where there is neither;
 * `plan.not-found` for a plan that is not there. With a level its areas; `incident.unknown-level` where the place has no
 * such level.
 */
export async function incidentGrids(
  source: IncidentSource,
  set: IncidentSet,
  planId: string | undefined,
  levelKey?: string,
): Promise<Result<IncidentGrids | null>> {
  if (levelKey !== undefined) {
    const { levels } = set.place.profile;
    const level = levels.findIndex(({ key }) => key === levelKey);
    if (level < 0)
      return fail('incident.unknown-level', { level: levelKey, known: levels.map(({ key }) => key).join(', ') });
    return ok(await source.cached(`incident-areas ${level}`, () => assignToAreas(source, set, level)));
  }
  const asked = await findPlan(source.client, planId, source.now);
  if (!asked.ok) return asked;
  const plan = asked.value;
  // A draft changes between two imports, so its revision is part of the key.
  const grids = plan
    ? await source.cached(`incident-grids ${plan.id} ${plan.revision}`, () => assignToGrids(source, set, plan))
    : null;
  if (grids && grids.grids.length > 0) return ok(grids);
  const units = await source.cached('incident-base-units', () => assignToUnits(source, set));
  return ok(units ? { ...units, plan } : grids);
}

function middlesOf(shapes: readonly MultiPolygon[]): Int32Array {
  return Int32Array.from(
    shapes.flatMap((shape) => {
      const [west, south, east, north] = boundingBox(shape);
      return [Math.round((west + east) / 2), Math.round((south + north) / 2)];
    }),
  );
}

/** Incidents, households and residents in each of some shapes, and which shapes touch. */
async function assignToShapes(
  source: IncidentSource,
  set: IncidentSet,
  shapes: readonly MultiPolygon[],
): Promise<
  Pick<IncidentGrids, 'gridOf' | 'basis' | 'households' | 'residents' | 'middles' | 'neighbours' | 'assumedShare'>
> {
  const units = await selectBaseUnitColumns(source.client);
  const households: (number | null)[] = shapes.map(() => null);
  const residents: (number | null)[] = shapes.map(() => null);
  assignPoints(units.xy, shapes).forEach((shape, unit) => {
    if (shape < 0) return;
    const [homes, people] = [units.households[unit]!, units.residents[unit]!];
    if (homes >= 0) households[shape] = (households[shape] ?? 0) + homes;
    if (people >= 0) residents[shape] = (residents[shape] ?? 0) + people;
  });
  return {
    // An incident without a point stands at an impossible one, far from every shape.
    gridOf: assignPoints(set.columns.xy, shapes),
    basis: basisOf(units),
    households,
    residents,
    middles: middlesOf(shapes),
    neighbours: neighboursOfPairs(shapes.length, touchingFaces(shapes)),
    assumedShare: assumedShare(units),
  };
}

async function assignToGrids(source: IncidentSource, set: IncidentSet, plan: StoredPlan): Promise<IncidentGrids> {
  const faces = (await selectGrids(source.client, plan.id)).filter(({ kind }) => kind !== 'unassigned');
  return {
    kind: 'grids',
    level: null,
    plan,
    grids: faces.map(({ id, communityId, code, name }) => ({ id, communityId, code, name })),
    fullTimePosts: faces.some(({ workers }) => workers.length > 0)
      ? faces.map(({ workers }) => fullTimePosts(workers))
      : null,
    ...(await assignToShapes(
      source,
      set,
      faces.map(({ polygons }) => polygons),
    )),
  };
}

async function assignToAreas(source: IncidentSource, set: IncidentSet, level: number): Promise<IncidentGrids> {
  const areas = (await selectAreas(source.client)).filter((area) => area.level === level);
  return {
    kind: 'areas',
    level: set.place.profile.levels[level]!.key,
    plan: null,
    fullTimePosts: null,
    grids: areas.map(({ id, code, name }) => ({
      // Ids of areas take the place of those of grids; `kind` says so.
      id: id as string as Grid['id'],
      communityId: id,
      code,
      name: name.zh,
    })),
    ...(await assignToShapes(
      source,
      set,
      areas.map(({ geometry }) => geometry),
    )),
  };
}

async function assignToUnits(source: IncidentSource, set: IncidentSet): Promise<IncidentGrids | null> {
  const shaped = await selectUnitShapes(source.client);
  if (shaped.length === 0) return null;
  const units = await selectBaseUnitColumns(source.client);
  const areas = await selectAreas(source.client);
  const deepest = areas.reduce((level, area) => Math.max(level, area.level), 0);
  const communities = areas.filter(({ level }) => level === deepest);
  const anchors = shaped.flatMap(({ index }) => [units.xy[2 * index]!, units.xy[2 * index + 1]!]);
  const community = assignPoints(
    anchors,
    communities.map(({ geometry }) => geometry),
  );
  const known = (count: number): number | null => (count >= 0 ? count : null);
  return {
    kind: 'base-units',
    level: null,
    plan: null,
    fullTimePosts: null,
    grids: shaped.map(({ index, name }, i) => ({
      // Ids of base units take the place of those of grids; `kind` says so.
      id: units.ids[index] as string as Grid['id'],
      communityId: (communities[community[i]!]?.id ?? '') as Grid['communityId'],
      code: null,
      name,
    })),
    gridOf: assignPoints(
      set.columns.xy,
      shaped.map(({ footprint }) => footprint),
    ),
    basis: basisOf(units),
    households: shaped.map(({ index }) => known(units.households[index]!)),
    residents: shaped.map(({ index }) => known(units.residents[index]!)),
    middles: middlesOf(shaped.map(({ footprint }) => footprint)),
    neighbours: neighboursOfPairs(shaped.length, touchingFaces(shaped.map(({ footprint }) => footprint))),
    assumedShare: assumedShare(units),
  };
}

/** Shapes of the base units that stand in for grids, as GeoJSON. */
export async function listUnitAreas(source: IncidentSource): Promise<Result<object>> {
  const units = await selectUnitShapes(source.client);
  return ok({
    type: 'FeatureCollection',
    features: units.map(({ id, name, footprint }) => ({
      type: 'Feature',
      id,
      geometry: multiPolygonToGeoJson(footprint),
      properties: { id, name },
    })),
  });
}

const basisOf = ({ households, residents }: BaseUnitColumns): RateBasis =>
  !households.some((count) => count >= 0) && residents.some((count) => count >= 0) ? 'residents' : 'households';

const assumedShare = ({ assumed }: BaseUnitColumns): number =>
  assumed.length > 0 ? assumed.reduce<number>((total, flag) => total + flag, 0) / assumed.length : 0;
