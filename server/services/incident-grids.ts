import type { Grid } from '../../geodata/schema/plan';
import { SURE_SHARE } from '../../geodata/schema/incident-assignment';
import type { CountedKind } from '../../geodata/schema/incident-assignment';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { fullTimePosts } from '../../geodata/plan/grid-workers';
import { assignPoints } from '../../geodata/geometry/assign-points';
import { createNearestFace } from '../../geodata/geometry/nearest-face';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import { unsureShares } from '../../geodata/geometry/unsure-points';
import { touchingFaces } from '../../geodata/geometry/touching-faces';
import { neighboursOfPairs } from '../../geodata/incidents/hot-spots/neighbours';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { StoredPlan } from '../db/rows';
import { selectAreas } from '../db/queries/areas';
import { selectUnitShapes } from '../db/queries/settlement';
import { selectGrids, selectPlans } from '../db/queries/plans';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { assumedShare, basisOf, countPeople, middlesOf } from './count-in-shapes';
import type { IncidentGrids } from './counted-grids';
import { findPlan } from './find-plan';
import { gridsOfPeriod, gridTimeline } from './incident-timeline';
import type { IncidentSet, IncidentSource } from './incident-set';
import { once } from './once';

/** What to count by. */
export interface GridsAsked {
  plan?: string | undefined;
  /** Key of a level: its areas instead of grids. */
  level?: string | undefined;
  /** `then`: the grids in force on the day of each report, of the scheme of the plan. Areas and base units know no then. */
  counted?: CountedKind | undefined;
}

/**
 * The grids to count by: of the plan asked for, else of the default one. Where that has no grid and base units have
 * shapes of their own (statistical areas, hexagons), those units. Null where there is neither;
 * `plan.not-found` for a plan that is not there. With a level its areas; `incident.unknown-level` where the place has no
 * such level.
 *
 * @param period the days people of then are weighed over; null for all there are
 * @param steadyOnly by the grids of then: people only of those with the same land throughout the period
 */
export async function incidentGrids(
  source: IncidentSource,
  set: IncidentSet,
  asked: GridsAsked,
  period: IncidentPeriod | null = null,
  steadyOnly = false,
): Promise<Result<IncidentGrids | null>> {
  if (asked.level !== undefined) {
    const { levels } = set.place.profile;
    const level = levels.findIndex(({ key }) => key === asked.level);
    if (level < 0)
      return fail('incident.unknown-level', { level: asked.level, known: levels.map(({ key }) => key).join(', ') });
    return ok(await source.cached(`incident-areas ${level}`, () => assignToAreas(source, set, level)));
  }
  const found = await findPlan(source.client, asked.plan, source.now);
  if (!found.ok) return found;
  const plan = found.value;
  if (plan && asked.counted === 'then') {
    const timeline = await gridTimeline(source, set, await selectPlans(source.client), plan.schemeId);
    const grids = await gridsOfPeriod(source, set, timeline, period, steadyOnly);
    if (grids && grids.grids.length > 0) return ok(grids);
  }
  // A draft changes between two imports, so its revision is part of the key.
  const grids = plan
    ? await source.cached(`incident-grids ${plan.id} ${plan.revision}`, () => assignToGrids(source, set, plan))
    : null;
  if (grids && grids.grids.length > 0) return ok(grids);
  const units = await source.cached('incident-base-units', () => assignToUnits(source, set));
  return ok(units ? { ...units, plan } : grids);
}

/** What lies in each of some shapes, and which of them touch. */
async function assignToShapes(
  source: IncidentSource,
  set: IncidentSet,
  shapes: readonly MultiPolygon[],
): Promise<Omit<IncidentGrids, 'kind' | 'key' | 'level' | 'plan' | 'grids' | 'fullTimePosts'>> {
  const units = await source.cached('base-unit-columns', () => selectBaseUnitColumns(source.client));
  // An incident without a point stands at an impossible one, far from every shape.
  const gridOf = assignPoints(set.columns.xy, shapes);
  return {
    gridOf,
    heldBy: gridOf,
    basis: basisOf(units),
    ...countPeople(units, shapes),
    middles: middlesOf(shapes),
    neighbours: neighboursOfPairs(shapes.length, touchingFaces(shapes)),
    assumedShare: assumedShare(units),
    unsureShares: once(() => unsureShares(set.columns.xy, gridOf, shapes, set.sigmas, SURE_SHARE)),
    nearest: nearestOf(set, shapes),
    then: null,
  };
}

function nearestOf({ columns }: IncidentSet, shapes: readonly MultiPolygon[]): IncidentGrids['nearest'] {
  let find: ReturnType<typeof createNearestFace> | null = null;
  return (i, within) => {
    find ??= createNearestFace(shapes);
    const found = find([columns.xy[2 * i]!, columns.xy[2 * i + 1]!], within);
    return found && { grid: found.face, metres: found.metres };
  };
}

async function assignToGrids(source: IncidentSource, set: IncidentSet, plan: StoredPlan): Promise<IncidentGrids> {
  const faces = (await selectGrids(source.client, plan.id)).filter(({ kind }) => kind !== 'unassigned');
  return {
    kind: 'grids',
    key: `${plan.id} ${plan.revision}`,
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
    key: `level ${level}`,
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
  const units = await source.cached('base-unit-columns', () => selectBaseUnitColumns(source.client));
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
    key: 'base-units',
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
    ...(await assignToShapes(
      source,
      set,
      shaped.map(({ footprint }) => footprint),
    )),
    // Each shape is a unit: its own count, wherever its anchor lies.
    households: shaped.map(({ index }) => known(units.households[index]!)),
    residents: shaped.map(({ index }) => known(units.residents[index]!)),
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
