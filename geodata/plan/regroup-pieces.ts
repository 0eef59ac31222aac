import type { MultiPolygon } from '../schema/coordinates';
import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Problem, ProblemCode, ProblemPlace, Result } from '../schema/problems';
import { dissolveFaces } from '../geometry/dissolve-faces';
import type { FaceCut } from '../geometry/cut-faces';
import { findCrossing } from '../geometry/find-crossing';
import { faceLabel } from './face-label';
import type { IndexedPlan } from './indexed-plan';
import { pointPlace } from './problem-place';
import { renodeNeighbours } from './renode-neighbours';
import { compareLand } from './same-land';

/** What the faces of a cut become once its pieces have new owners. */
export interface Regrouped {
  put: Grid[];
  /** Faces left without land. */
  gone: Grid[];
  notices: Problem[];
}

/**
 * Gives each piece of a cut to the face at `owners` (an index of `faces`) and fits the neighbours to it. Faces that keep
 * just their land come back only where they gained a vertex.
 * @param tooTight what to say where a border would run within a lattice unit of another
 */
export function regroupPieces(
  plan: IndexedPlan,
  faces: readonly Grid[],
  cut: FaceCut,
  owners: readonly number[],
  tooTight: { code: ProblemCode; where: ProblemPlace },
): Result<Regrouped> {
  const parts = faces.map((): MultiPolygon[] => []);
  cut.pieces.forEach((piece, i) => parts[owners[i]!]!.push([piece.polygon]));
  const answer: Regrouped = { put: [], gone: [], notices: [] };
  for (const [index, face] of faces.entries()) {
    const gained = cut.pieces.some((piece, i) => owners[i] === index && piece.face !== index);
    const lost = cut.pieces.some((piece, i) => owners[i] !== index && piece.face === index);
    if (parts[index]!.length === 0) {
      answer.gone.push(face);
      continue;
    }
    const polygons = dissolveFaces(parts[index]!);
    const crossing = findCrossing(polygons);
    if (crossing) return fail(tooTight.code, { grid: faceLabel(face) }, pointPlace(crossing.point));
    const changed = gained || lost;
    if (changed && polygons.length > face.polygons.length && face.kind !== 'unassigned') {
      answer.notices.push({ code: 'plan.left-apart', params: { grid: faceLabel(face), count: polygons.length } });
    }
    answer.put.push({ ...face, polygons, revision: changed ? face.revision + 1 : face.revision });
  }
  const shapes = (grids: readonly Grid[]): MultiPolygon[] => grids.map(({ polygons }) => polygons);
  if (!compareLand(shapes(faces), shapes(answer.put))) return fail(tooTight.code, {}, tooTight.where);
  const neighbours = renodeNeighbours(plan, cut.insertions, new Set<GridId>(faces.map(({ id }) => id)));
  if (!neighbours.ok) return fail(tooTight.code, {}, pointPlace(neighbours.point));
  const before = new Map(faces.map((face) => [face.id, JSON.stringify(face.polygons)]));
  answer.put = answer.put.filter(({ id, polygons }) => before.get(id) !== JSON.stringify(polygons));
  answer.put.push(...neighbours.grids);
  return ok(answer);
}
