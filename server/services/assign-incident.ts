import { createFaceFinder } from '../../geodata/geometry/assign-points';
import { borderMetres } from '../../geodata/geometry/border-metres';
import { createNearestFace } from '../../geodata/geometry/nearest-face';
import { boundingBox } from '../../geodata/geometry/bounding-box';
import { metresPerUnit } from '../../geodata/geometry/ground-metres';
import { spreadShare } from '../../geodata/geometry/spread-share';
import { localDate } from '../../geodata/incidents/local-days';
import { planInForce } from '../../geodata/plan/plan-standing';
import type { LatticePoint } from '../../geodata/schema/coordinates';
import type { Incident } from '../../geodata/schema/incident';
import { NEAR_GRID_METRES, SURE_SHARE } from '../../geodata/schema/incident-assignment';
import type { IncidentAssignment, IncidentInPlan } from '../../geodata/schema/incident-assignment';
import type { Place } from '../../geodata/schema/place';
import type { Grid } from '../../geodata/schema/plan';
import { selectGrids } from '../db/queries/plans';
import type { StoredPlan } from '../db/rows';
import { sigmaOf } from './incident-set';
import type { IncidentSource } from './incident-set';
import { countVersions, plansToday } from './plan-days';

/** A neighbour with less of the error than this is not named. */
const LEAST_SHARE = 0.001;
/** Faces farther than so many standard deviations have no share. */
const REACH = 5;

/** The grid of an incident in every scheme: by the plan of the day of its report, and by today's. None without a point. */
export async function assignIncident(
  source: IncidentSource,
  place: Place,
  { point, reportedAt, accuracyMetres }: Incident,
): Promise<IncidentAssignment[]> {
  if (!point) return [];
  const { schemes, plans, day } = await plansToday(source.client, source.now);
  const reported = localDate(reportedAt, place.profile.timeZone);
  const locate = async (plan: StoredPlan | undefined): Promise<IncidentInPlan | null> =>
    plan ? locateInPlan(await planFaces(source, plan), plan, point, sigmaOf(place, accuracyMetres ?? null)) : null;
  const found: IncidentAssignment[] = [];
  for (const { id, name } of schemes) {
    const [then, now] = [planInForce(plans, id, reported), planInForce(plans, id, day)];
    if (!then && !now) continue;
    found.push({
      schemeId: id,
      schemeName: name,
      then: await locate(then),
      now: await locate(now),
      versions: await countVersions(source.client, id, source.now),
    });
  }
  return found;
}

interface PlanFaces {
  /** Without unassigned land. */
  grids: Grid[];
  find(x: number, y: number): number;
  nearest: ReturnType<typeof createNearestFace>;
}

function planFaces(source: IncidentSource, plan: StoredPlan): Promise<PlanFaces> {
  return source.cached(`incident-faces ${plan.id} ${plan.revision}`, async () => {
    const grids = (await selectGrids(source.client, plan.id)).filter(({ kind }) => kind !== 'unassigned');
    const shapes = grids.map(({ polygons }) => polygons);
    return { grids, find: createFaceFinder(shapes), nearest: createNearestFace(shapes) };
  });
}

function locateInPlan(
  { grids, find, nearest }: PlanFaces,
  plan: StoredPlan,
  point: LatticePoint,
  sigmaMetres: number,
): IncidentInPlan {
  const face = find(point[0], point[1]);
  const grid = face < 0 ? null : grids[face]!;
  const share = grid && spreadShare(point, grid.polygons, sigmaMetres);
  const closest = grid ? null : nearest(point, NEAR_GRID_METRES);
  const around = shareAround(grids, point, sigmaMetres, face);
  return {
    planId: plan.id,
    planName: plan.name,
    gridId: grid?.id ?? null,
    name: grid?.name ?? null,
    code: grid?.code ?? null,
    borderMetres: grid ? borderMetres(point, grid.polygons) : (closest?.metres ?? null),
    nearestName: closest ? grids[closest.face]!.name : null,
    share,
    isNearBorder: share !== null && share < SURE_SHARE,
    neighbour: around && around.share >= LEAST_SHARE ? around : null,
  };
}

/** Of the other grids the one with the largest share; null where none is within reach. */
function shareAround(
  grids: readonly Grid[],
  point: LatticePoint,
  sigmaMetres: number,
  own: number,
): IncidentInPlan['neighbour'] {
  const { east, north } = metresPerUnit(point[1]);
  const [dx, dy] = [(REACH * sigmaMetres) / east, (REACH * sigmaMetres) / north];
  let best: IncidentInPlan['neighbour'] = null;
  grids.forEach(({ id, name, polygons }, face) => {
    if (face === own) return;
    const [west, south, eastmost, northmost] = boundingBox(polygons);
    if (west > point[0] + dx || eastmost < point[0] - dx || south > point[1] + dy || northmost < point[1] - dy) return;
    const share = spreadShare(point, polygons, sigmaMetres);
    if (!best || share > best.share) best = { gridId: id, name, share };
  });
  return best;
}
