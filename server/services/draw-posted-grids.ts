import { applyChange } from '../../geodata/plan/apply-change';
import { drawGrid } from '../../geodata/plan/draw-grid';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { invertChange } from '../../geodata/plan/invert-change';
import type { PlannedChange } from '../../geodata/plan/planned-change';
import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import { boundingBox, boxesMeet } from '../../geodata/geometry/bounding-box';
import { polygonsFromGeoJson } from '../../geodata/geometry/from-geojson';
import type { GeoJsonLimits } from '../../geodata/geometry/from-geojson';
import { fromLattice, toLattice } from '../../geodata/schema/coordinates';
import type { LngLat, MultiPolygon } from '../../geodata/schema/coordinates';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { Grid, GridChange } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Problem, Result } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { selectPlace } from '../db/queries/places';
import { openDraft, writeChange } from './commit-change';
import type { CommitContext, Committed } from './commit-change';

export interface PostedGrid {
  name: string;
  communityId: string | null;
  geometry: unknown;
}

/**
 * Draws posted outlines into the free land of a draft: all of them or, with the first one that does not fit as it is,
 * none. An outline is never clipped here; a person at the map may agree to that, a program may not.
 */
export function drawPostedGrids(
  store: PlaceStore,
  planId: string,
  posted: readonly PostedGrid[],
  newId: () => GridId,
  context: CommitContext,
): Promise<Result<Committed>> {
  return store.exclusive(async (client) => {
    const open = await openDraft(store, planId);
    if (!open.ok) return open;
    const place = await selectPlace(client);
    if (!place) return fail('plan.not-found', { plan: planId });
    const [west, south, east, north] = place.bbox;
    const limits: GeoJsonLimits = {
      box: [toLattice(west), toLattice(south), toLattice(east), toLattice(north)],
      placeName: place.name.zh,
    };
    const { plan } = open.value;
    const undo: GridChange[] = [];
    const before = new Map<GridId, Grid | null>();
    const rollBack = (): void => {
      for (const change of undo.reverse()) applyChange(plan, change);
    };
    const notices: Problem[] = [];
    for (const grid of posted) {
      const drawn = drawOne(plan, grid, limits, newId);
      if (!drawn.ok) {
        rollBack();
        return drawn;
      }
      notices.push(...drawn.value.notices);
      for (const id of [...drawn.value.delete, ...drawn.value.put.map((face) => face.id)]) {
        if (!before.has(id)) before.set(id, plan.get(id) ?? null);
      }
      undo.push(invertChange(plan, drawn.value));
      applyChange(plan, drawn.value);
    }
    const whole = wholeChange(plan, before, posted[0]?.name ?? '', notices);
    rollBack();
    return writeChange(store, client, open.value, whole, context);
  });
}

/** One change from the faces as they were to the faces as they are. */
function wholeChange(
  plan: IndexedPlan,
  before: ReadonlyMap<GridId, Grid | null>,
  subject: string,
  notices: readonly Problem[],
): PlannedChange {
  const put: Grid[] = [];
  const gone: GridId[] = [];
  for (const [id, old] of before) {
    const now = plan.get(id);
    if (now) put.push(now);
    else if (old) gone.push(id);
  }
  return { note: { act: 'draw', subject: subject.slice(0, 200) }, put, delete: gone, notices };
}

function drawOne(
  plan: IndexedPlan,
  { name, communityId, geometry }: PostedGrid,
  limits: GeoJsonLimits,
  newId: () => GridId,
): Result<PlannedChange> {
  const read = polygonsFromGeoJson(geometry, limits);
  if (!read.ok) return read;
  const { polygons, repairs } = read.value;
  const [polygon] = polygons;
  if (!polygon || polygons.length > 1 || polygon.length > 1) {
    return fail('geometry.unsupported', {
      expected: 'Polygon',
      actual: polygons.length > 1 ? 'MultiPolygon' : 'holes',
    });
  }
  const ring = toDegrees(polygon[0]!);
  const wanted = areaSquareMetres(polygons);
  const communities = communityId === null ? communitiesWithFreeLand(plan, polygons) : [communityId as AreaId];
  let best: { kept: number; change: PlannedChange; community: AreaId } | null = null;
  let refusal: Result<never> | null = null;
  for (const community of communities) {
    const newIds = Array.from({ length: 20 }, newId);
    const drawn = drawGrid(plan, { communityId: community, ring, newIds, gridName: name });
    if (!drawn.ok) {
      refusal = drawn;
      continue;
    }
    const ids = new Set<GridId>(newIds);
    const kept = drawn.value.put
      .filter((grid) => ids.has(grid.id))
      .reduce((sum, grid) => sum + areaSquareMetres(grid.polygons), 0);
    if (!best || kept > best.kept) best = { kept, change: drawn.value, community };
  }
  if (!best) return refusal ?? fail('plan.outside-communities', { grid: name });
  if (best.change.notices.length > 0) {
    const params = {
      grid: name,
      community: plan.communities.get(best.community)?.name ?? best.community,
      drawn: Math.round(wanted),
      kept: Math.round(best.kept),
    };
    const where = best.change.notices[0]?.where;
    return fail('plan.overlaps-grids', params, where);
  }
  return ok({ ...best.change, notices: repairs });
}

function communitiesWithFreeLand(plan: IndexedPlan, polygons: MultiPolygon): AreaId[] {
  const box = boundingBox(polygons);
  const ids = plan
    .near(box)
    .filter((grid) => grid.kind === 'unassigned' && boxesMeet(box, boundingBox(grid.polygons)))
    .map((grid) => grid.communityId);
  return [...new Set(ids)].sort();
}

function toDegrees(ring: readonly number[]): LngLat[] {
  const points: LngLat[] = [];
  for (let i = 0; i < ring.length; i += 2) points.push([fromLattice(ring[i]!), fromLattice(ring[i + 1]!)]);
  return points;
}
