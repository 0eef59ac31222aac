import type { MultiPolygon, Polygon, Ring } from '../schema/coordinates';
import type { AreaId, GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { boundingBox } from '../geometry/bounding-box';
import { FaceSides, cutFaces } from '../geometry/cut-faces';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { findCrossing } from '../geometry/find-crossing';
import { doubledArea, doubledRingArea } from '../geometry/ring-area';
import { nextDrawnName } from './draw-grid';
import type { IndexedPlan } from './indexed-plan';
import { nextGridCode } from './next-grid-code';
import type { PlannedChange } from './planned-change';
import { remainingLand } from './remaining-land';
import { renodeNeighbours } from './renode-neighbours';
import { compareLand } from './same-land';

/** A grid to draw whose outline is known to be sound: counter-clockwise, not crossing itself. */
export interface FittingGrid {
  id: GridId;
  /** Null for the community whose free land it lies in. */
  communityId: AreaId | null;
  name: string;
  ring: Ring;
}

/**
 * Draws many grids into free land by cutting it once, so that the work grows with the land and not with land times
 * grids. Null unless every outline lies to the last lattice unit in the free land of one community and beside all
 * others: `drawGrid`, one by one, then says what is wrong or rounds what nearly fits.
 */
export function drawFittingGrids(plan: IndexedPlan, wanted: readonly FittingGrid[]): PlannedChange | null {
  const ids = new Set(wanted.map(({ id }) => id));
  if (ids.size < wanted.length || wanted.some(({ id }) => plan.has(id))) return null;
  const free = freeLandNear(plan, wanted);
  const cut = cutFaces(
    free.map((grid) => grid.polygons),
    wanted.map(({ ring }) => [...ring, ring[0]!, ring[1]!]),
  );
  if (!cut) return null;

  // Rings after noding: closed, so their last point repeats the first.
  const rings = cut.lines.map((line): Polygon => [line.slice(0, -2)]);
  const sides = new FaceSides(rings.map((polygon) => [polygon]));
  const parts = wanted.map((): Polygon[] => []);
  const communities = wanted.map((): AreaId | null => null);
  for (const { polygon, face } of cut.pieces) {
    const index = sides.faceAround(polygon);
    if (index === -1) continue;
    const { communityId } = free[face]!;
    if ((communities[index] ?? wanted[index]!.communityId ?? communityId) !== communityId) return null;
    communities[index] = communityId;
    parts[index]!.push(polygon);
  }
  // Land under two outlines counts for one of them, and the other comes out short.
  if (rings.some(([ring], index) => doubledArea(parts[index]!) !== doubledRingArea(ring!))) return null;

  const grids = numbered(plan, wanted, communities, parts);
  if (!grids) return null;
  const rest = remainingLand(
    free,
    cut,
    grids.map(({ polygons }) => polygons),
  );
  const after = [...grids, ...rest.put];
  if (after.some(({ polygons }) => findCrossing(polygons))) return null;
  const shapes = (faces: readonly Grid[]): MultiPolygon[] => faces.map(({ polygons }) => polygons);
  if (!compareLand(shapes(free), shapes(after))) return null;
  const neighbours = renodeNeighbours(plan, cut.insertions, new Set(free.map(({ id }) => id)));
  if (!neighbours.ok) return null;
  return {
    note: { act: 'draw', subject: grids[0]?.name ?? '' },
    put: [...after, ...neighbours.grids],
    delete: rest.delete,
    notices: [],
  };
}

function freeLandNear(plan: IndexedPlan, wanted: readonly FittingGrid[]): Grid[] {
  const free = new Map<GridId, Grid>();
  for (const { ring } of wanted) {
    for (const grid of plan.near(boundingBox([[ring]]))) if (grid.kind === 'unassigned') free.set(grid.id, grid);
  }
  return [...free.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The grids with codes in the order given; null where one is empty, in pieces, or a community is out of codes. */
function numbered(
  plan: IndexedPlan,
  wanted: readonly FittingGrid[],
  communities: readonly (AreaId | null)[],
  parts: readonly Polygon[][],
): Grid[] | null {
  const ahead = new Map<AreaId, number>();
  const grids: Grid[] = [];
  for (const [index, { id, name }] of wanted.entries()) {
    const communityId = communities[index] ?? null;
    const polygons = dissolveFaces(parts[index]!.map((polygon): MultiPolygon => [polygon]));
    if (communityId === null || polygons.length !== 1) return null;
    const before = ahead.get(communityId) ?? 0;
    const code = nextGridCode(plan, communityId, before);
    if (!code.ok) return null;
    ahead.set(communityId, before + 1);
    grids.push({
      id,
      communityId,
      kind: 'general',
      code: code.value,
      name: name.trim() || nextDrawnName(plan, communityId, before),
      workers: [],
      polygons,
      parents: [],
      revision: 0,
    });
  }
  return grids;
}
