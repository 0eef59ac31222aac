import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import type { AreaId, GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { boundingBox } from '../geometry/bounding-box';
import { containsPoint } from '../geometry/point-in-polygon';
import { doubledArea, doubledPolygonArea } from '../geometry/ring-area';
import { nextDrawnName } from './draw-grid';
import { joinWorkers } from './grid-workers';
import { fitFaces, fitsExactly } from './fit-faces';
import type { IndexedPlan } from './indexed-plan';
import { nextGridCode } from './next-grid-code';
import type { PlannedChange } from './planned-change';
import { firstMalformed } from './replace-grids';
import { westToEast } from './split-grid';

export interface RedrawGridsInput {
  act: 'partition' | 'balance';
  communityId: AreaId;
  /** The grids as proposed: an id of the plan keeps its grid on new land, any other id is a new grid. */
  faces: readonly { id: GridId; polygons: MultiPolygon }[];
  /** Faces of the community that end. */
  delete: readonly GridId[];
}

/**
 * Lays the grids of a community anew on the land they have: an accepted proposal. Taken only where the new faces tile exactly
 * the land of those they replace. New grids get codes and names west to east and descend from those that end; the
 * workers of a grid that ends go to the one that now holds its middle.
 */
export function redrawGrids(plan: IndexedPlan, input: RedrawGridsInput): Result<PlannedChange> {
  const { act, communityId } = input;
  const ids = [...input.faces.map(({ id }) => id), ...input.delete];
  if (new Set(ids).size < ids.length) return fail('plan.id-taken');
  const missing = input.delete.find((id) => plan.get(id)?.communityId !== communityId);
  if (missing !== undefined) return fail('grid.not-found', { grid: missing });
  const elsewhere = input.faces.find(({ id }) => plan.has(id) && plan.get(id)!.communityId !== communityId);
  if (elsewhere) return fail('plan.id-taken');
  const put = faceRecords(plan, input);
  if (!put.ok) return put;
  const wrong = firstMalformed(plan, put.value);
  if (wrong) return wrong;
  const community = plan.labelOf(communityId);
  const note = { act, subject: plan.communities.get(communityId)?.name ?? '' };
  if (fitsExactly(plan, put.value, input.delete)) {
    return ok({ note, put: put.value, delete: [...input.delete], notices: [] });
  }
  const fitted = fitFaces(plan, put.value, input.delete);
  return fitted
    ? ok({ note, put: fitted, delete: [...input.delete], notices: [] })
    : fail('plan.redraw-outdated', { community });
}

function faceRecords(plan: IndexedPlan, { communityId, faces, delete: gone }: RedrawGridsInput): Result<Grid[]> {
  const ended = gone.flatMap((id) => plan.get(id) ?? []).filter(({ kind }) => kind !== 'unassigned');
  const parents = ended.map(({ id }) => id);
  const ranks = new Map<GridId, number>();
  const fresh = faces.filter(({ id }) => !plan.has(id));
  westToEast(fresh.map(({ polygons }) => polygons)).forEach((index, rank) => ranks.set(fresh[index]!.id, rank));
  const grids: Grid[] = [];
  for (const { id, polygons } of faces) {
    const before = plan.get(id);
    if (before) {
      grids.push({ ...before, polygons, revision: before.revision + 1 });
      continue;
    }
    const rank = ranks.get(id)!;
    const code = nextGridCode(plan, communityId, rank);
    if (!code.ok) return code;
    const name = nextDrawnName(plan, communityId, rank);
    const record = { id, communityId, kind: 'general' as const, code: code.value, name };
    grids.push({ ...record, workers: [], polygons, parents, revision: 0 });
  }
  for (const { workers, polygons } of ended) {
    if (workers.length === 0) continue;
    const middle = middleOf(polygons);
    const heir = grids.find((grid) => containsPoint(middle, grid.polygons)) ?? largest(grids);
    if (heir) heir.workers = joinWorkers([heir.workers, workers]);
  }
  return ok(grids);
}

/** The middle of the box of a face's largest part. */
function middleOf(polygons: MultiPolygon): LatticePoint {
  const main = polygons.reduce((best, one) => (doubledPolygonArea(one) > doubledPolygonArea(best) ? one : best));
  const [minX, minY, maxX, maxY] = boundingBox([main]);
  return [Math.round((minX + maxX) / 2), Math.round((minY + maxY) / 2)];
}

const largest = (grids: readonly Grid[]): Grid | undefined =>
  [...grids].sort((a, b) => doubledArea(b.polygons) - doubledArea(a.polygons))[0];
