import { randomUUID } from 'node:crypto';
import { applyChange } from '../../geodata/plan/apply-change';
import { drawGrid } from '../../geodata/plan/draw-grid';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { drawFittingGrids } from '../../geodata/plan/draw-fitting-grids';
import type { PlannedChange } from '../../geodata/plan/planned-change';
import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import { boundingBox, boxesMeet } from '../../geodata/geometry/bounding-box';
import { polygonsFromGeoJson } from '../../geodata/geometry/from-geojson';
import type { GeoJsonLimits } from '../../geodata/geometry/from-geojson';
import { fromLattice, toLattice } from '../../geodata/schema/coordinates';
import type { LngLat, MultiPolygon, Ring } from '../../geodata/schema/coordinates';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Problem, Result } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { selectPlace } from '../db/queries/places';
import type { Client } from '../db/open-database';
import { selectPlan } from '../db/queries/plans';
import { openDraft, writeChange } from './commit-change';
import type { CommitContext, Committed } from './commit-change';
import { indexPlan } from './open-plan';

/** Grids taken in one request. */
export const MOST_GRIDS = 500;

export interface PostedGrid {
  name: string;
  communityId: string | null;
  geometry: unknown;
}

interface ReadGrid {
  name: string;
  communityId: AreaId | null;
  /** Counter-clockwise, not crossing itself. */
  ring: Ring;
  repairs: readonly Problem[];
}

/** What drawing came to on the plan as it was at a revision. */
export interface DrawnPosted {
  revision: number;
  drawn: Result<PlannedChange>;
}

/**
 * Draws posted outlines into the free land of a draft: all of them or, with the first one that does not fit as it is,
 * none. `draw` works out the change elsewhere, while others go on editing; where they have changed the plan meanwhile,
 * it works it out again and they wait.
 */
export async function drawPostedGrids(
  store: PlaceStore,
  planId: string,
  draw: () => Promise<DrawnPosted>,
  context: CommitContext,
): Promise<Result<Committed>> {
  const first = await draw();
  if (!first.drawn.ok) return first.drawn;
  return store.exclusive(async (client) => {
    const open = await openDraft(store, planId);
    if (!open.ok) return open;
    const { drawn } = first.revision === open.value.stored.revision ? first : await draw();
    if (!drawn.ok) return drawn;
    return writeChange(store, client, open.value, drawn.value, context);
  });
}

/**
 * The change that draws posted outlines into a draft, on a copy of the plan; for a worker. An outline is never clipped
 * here; a person at the map may agree to that, a program may not.
 */
export async function planPostedGrids(
  client: Client,
  planId: string,
  posted: readonly PostedGrid[],
): Promise<DrawnPosted> {
  const stored = await selectPlan(client, planId);
  const place = await selectPlace(client);
  if (!stored || !place) return { revision: 0, drawn: fail('plan.not-found', { plan: planId }) };
  const { revision } = stored;
  if (stored.status !== 'draft') return { revision, drawn: fail('plan.not-a-draft', { plan: stored.name }) };
  const [west, south, east, north] = place.bbox;
  const limits: GeoJsonLimits = {
    box: [toLattice(west), toLattice(south), toLattice(east), toLattice(north)],
    placeName: place.name,
  };
  const grids: ReadGrid[] = [];
  for (const [index, grid] of posted.entries()) {
    const read = readPosted(grid, limits);
    if (!read.ok) return { revision, drawn: atPosition(read.problem, index) };
    grids.push(read.value);
  }
  const plan = await indexPlan(client, stored);
  const before = new Map<GridId, Grid | null>();
  const refusal = drawAll(plan, grids, 0, before);
  if (refusal) return { revision, drawn: refusal };
  const notices = grids.flatMap(({ repairs }) => repairs);
  return { revision, drawn: ok(wholeChange(plan, before, posted[0]?.name ?? '', notices)) };
}

/**
 * Draws outlines into `plan`, all at once where they fit exactly, else half by half down to the one that does not, and
 * keeps in `before` the faces as they were. Returns the first refusal.
 */
function drawAll(
  plan: IndexedPlan,
  grids: readonly ReadGrid[],
  offset: number,
  before: Map<GridId, Grid | null>,
): Result<never> | null {
  const [one] = grids;
  if (!one) return null;
  if (grids.length > 1) {
    const wanted = grids.map((grid) => ({ ...grid, id: newGridId() }));
    const change = drawFittingGrids(plan, wanted);
    if (change) {
      carryOut(plan, change, before);
      return null;
    }
    const half = Math.ceil(grids.length / 2);
    return (
      drawAll(plan, grids.slice(0, half), offset, before) ?? drawAll(plan, grids.slice(half), offset + half, before)
    );
  }
  const drawn = drawOne(plan, one);
  if (!drawn.ok) return atPosition(drawn.problem, offset);
  carryOut(plan, drawn.value, before);
  return null;
}

function carryOut(plan: IndexedPlan, change: PlannedChange, before: Map<GridId, Grid | null>): void {
  for (const id of [...change.delete, ...change.put.map((face) => face.id)]) {
    if (!before.has(id)) before.set(id, plan.get(id) ?? null);
  }
  applyChange(plan, change);
}

/** Says which of the posted features it is, counted from 1. */
function atPosition(problem: Problem, index: number): Result<never> {
  return { ok: false, problem: { ...problem, params: { ...problem.params, position: index + 1 } } };
}

function newGridId(): GridId {
  return `g-${randomUUID()}` as GridId;
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

function readPosted({ name, communityId, geometry }: PostedGrid, limits: GeoJsonLimits): Result<ReadGrid> {
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
  return ok({ name, communityId: communityId as AreaId | null, ring: polygon[0]!, repairs });
}

/** Draws one outline, which may be off by what rounding makes of a border but not more. */
function drawOne(plan: IndexedPlan, { name, communityId, ring: outline }: ReadGrid): Result<PlannedChange> {
  const polygons: MultiPolygon = [[outline]];
  const ring = toDegrees(outline);
  const wanted = areaSquareMetres(polygons);
  const communities = communityId === null ? communitiesWithFreeLand(plan, polygons) : [communityId];
  let best: { kept: number; change: PlannedChange; community: AreaId } | null = null;
  let refusal: Result<never> | null = null;
  for (const community of communities) {
    const newIds = Array.from({ length: 20 }, newGridId);
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
      community: plan.labelOf(best.community),
      drawn: Math.round(wanted),
      kept: Math.round(best.kept),
    };
    const where = best.change.notices[0]?.where;
    return fail('plan.overlaps-grids', params, where);
  }
  return ok({ ...best.change, notices: [] });
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
