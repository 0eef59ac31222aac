import { workerKinds } from '../schema/grid-worker';
import type { GridWorker, WorkerPosts } from '../schema/grid-worker';
import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import type { CountColumns } from './count-units';
import { compareWorkers, countPosts } from './grid-workers';
import { countSizes } from './size-histogram';
import type { SizeBin } from './size-histogram';
import { locateAnew, locateUnits, onlyGrids } from './locate-units';
import { countFlows, isMissing, matchGrids } from './match-grids';
import type { Flow, Matches } from './match-grids';
import { hasSameShape, NOWHERE, pairPlans } from './pair-plans';
import type { PairedPlans } from './pair-plans';
import { traceLineage } from './trace-lineage';
import type { Ancestry, GridFate } from './trace-lineage';

export interface CompareInput {
  /** Faces of the earlier plan; unassigned land is left out of account. */
  before: readonly Grid[];
  after: readonly Grid[];
  columns: CountColumns;
  householdBand: readonly [number, number];
  /** Parents of grids that are in neither plan. */
  ancestry?: Ancestry;
  /** Index into `before` of the face each base unit lies in, -1 for none, where that is known already. */
  located?: Int32Array;
}

/** What lives in a grid; null where no unit in it has a known count. */
export interface LivingCount {
  units: number;
  households: number | null;
  residents: number | null;
}

export interface GridDifference {
  id: GridId;
  fate: GridFate;
  /** Grids of the earlier plan it came from; itself where it kept its id, none where it is gone. */
  from: readonly GridId[];
  /** Grids of the later plan it went to, where it is gone. */
  to: readonly GridId[];
  /** The grid of the other plan that is taken for the same one; null where none is. */
  sameAs: GridId | null;
  /** Null where it is not in that plan; of a grid with another id the counts of `sameAs`. */
  before: LivingCount | null;
  after: LivingCount | null;
  /** Posts of each kind. */
  postsBefore: WorkerPosts | null;
  postsAfter: WorkerPosts | null;
  /** Named workers who were not in the grid, or its earlier self, before; and who are no longer. */
  came: readonly GridWorker[];
  went: readonly GridWorker[];
  /** Whether posts, names or parts of a post differ. */
  staffChanged: boolean;
  /** Households that come to the grid, and that leave it. */
  joined: number;
  left: number;
}

/** Units whose grid changes, in the order of the columns. */
export interface MovedUnits {
  unit: Int32Array;
  /** Index into `before` and `after` of the faces; -1 for no grid. */
  from: Int32Array;
  to: Int32Array;
}

export interface PlanDifference {
  /** Every grid of the later plan in its order, then those of the earlier one that are gone. */
  grids: GridDifference[];
  moved: MovedUnits;
  movedHouseholds: number;
  movedResidents: number;
  /** Moved units whose households nobody knows. */
  movedUnknown: number;
  histogram: SizeBin[];
}

/** Below this share of both grids' units, a source is a corner that a border shifted over, not where a grid came from. */
const SOURCE_SHARE = 0.1;
const none: readonly GridId[] = [];

/**
 * What differs between two plans, base unit by base unit. A grid is the same in both where its id is; a grid whose id is
 * new is taken for the one that is gone and gave it the largest number of households (units where no households are
 * known), one to one, largest first. A unit has moved where its grid is not the same one.
 */
export function comparePlans(input: CompareInput): PlanDifference {
  const { before, after, columns } = input;
  const pairs = pairPlans(before, after);
  const located = input.located ?? locateUnits(columns, before);
  const beforeOf = onlyGrids(located, pairs.isGridBefore);
  const afterOf = onlyGrids(locateAnew(columns, after, located, pairs), pairs.isGridAfter);
  const flows = countFlows(columns, beforeOf, afterOf, pairs);
  const same = matchGrids(flows, pairs);
  const countBefore = countLiving(columns, beforeOf, before.length);
  const countAfter = countLiving(columns, afterOf, after.length);
  const moves = findMoves(columns, beforeOf, afterOf, same);
  const { joined: _joined, left: _left, ...moved } = moves;
  const sizes = (isGrid: Uint8Array, counts: readonly LivingCount[]): (number | null)[] =>
    counts.map((count, i) => (isGrid[i] ? count.households : null));
  return {
    grids: describeGrids(input, pairs, { flows, same, moves, countBefore, countAfter }),
    ...moved,
    histogram: countSizes(
      input.householdBand,
      sizes(pairs.isGridBefore, countBefore),
      sizes(pairs.isGridAfter, countAfter),
    ),
  };
}

/** What was counted, by index of the faces. */
interface Counted {
  flows: readonly Flow[];
  same: Matches;
  moves: Moves;
  countBefore: readonly LivingCount[];
  countAfter: readonly LivingCount[];
}

function describeGrids(
  { before, after, ancestry }: CompareInput,
  pairs: PairedPlans,
  counted: Counted,
): GridDifference[] {
  const { same, moves, countBefore, countAfter } = counted;
  const { indexBefore, indexAfter, isGridBefore, isGridAfter, twinOfBefore, twinOfAfter, isUntouched } = pairs;
  const sources = findSources(before, after, counted);
  const lineage = traceLineage({
    made: after.filter((_, a) => isGridAfter[a] && isMissing(a, twinOfAfter, isGridBefore)),
    isEarlier: (id) => isGridOf(id, indexBefore, isGridBefore),
    isLater: (id) => isGridOf(id, indexAfter, isGridAfter),
    ancestry: ancestry ?? new Map<GridId, GridId[]>(),
    guess: (id) => sources.get(id) ?? none,
  });
  const rows: GridDifference[] = [];
  after.forEach((grid, a) => {
    if (!isGridAfter[a]) return;
    const { id } = grid;
    const twin = same.beforeOf[a]!;
    // Asked for only where there is one: an array asked for -1 looks through its properties.
    const was = twin === NOWHERE ? null : before[twin]!;
    const isMade = isMissing(a, twinOfAfter, isGridBefore);
    const fateOfKept = (): GridFate =>
      isUntouched[twin] || hasSameShape(before[twin]!, grid) ? 'unchanged' : 'reshaped';
    rows.push({
      id,
      fate: isMade ? lineage.fateOfMade(id) : fateOfKept(),
      from: isMade ? lineage.parentsOf(id) : [id],
      to: none,
      sameAs: was && was.id,
      before: was && countBefore[twin]!,
      after: countAfter[a]!,
      ...describeStaff(was, grid),
      joined: moves.joined[a]!,
      left: twin === NOWHERE ? 0 : moves.left[twin]!,
    });
  });
  before.forEach((face, b) => {
    const { id } = face;
    if (!isGridBefore[b] || !isMissing(b, twinOfBefore, isGridAfter)) return;
    const twin = same.afterOf[b]!;
    rows.push({
      id,
      fate: lineage.fateOfGone(id),
      from: none,
      to: lineage.childrenOf(id),
      sameAs: twin === NOWHERE ? null : after[twin]!.id,
      before: countBefore[b]!,
      after: null,
      ...describeStaff(face, null),
      joined: 0,
      left: moves.left[b]!,
    });
  });
  return rows;
}

function isGridOf(id: GridId, indexOf: ReadonlyMap<GridId, number>, isGrid: Uint8Array): boolean {
  const index = indexOf.get(id);
  return index !== undefined && isGrid[index] === 1;
}

type Staff = Pick<GridDifference, 'postsBefore' | 'postsAfter' | 'came' | 'went' | 'staffChanged'>;

function describeStaff(before: Grid | null, after: Grid | null): Staff {
  const [was, is] = [before?.workers ?? [], after?.workers ?? []];
  const posts = { before: countPosts(was), after: countPosts(is) };
  const difference = compareWorkers(was, is);
  return {
    postsBefore: before && posts.before,
    postsAfter: after && posts.after,
    ...difference,
    staffChanged:
      difference.came.length + difference.went.length > 0 ||
      workerKinds.some((kind) => posts.before[kind] !== posts.after[kind]),
  };
}

/** For each grid with a new id: the grids that are gone and gave it more than a corner of themselves or of it. */
function findSources(
  before: readonly Grid[],
  after: readonly Grid[],
  { flows, countBefore, countAfter }: Counted,
): Map<GridId, GridId[]> {
  const sources = new Map<GridId, GridId[]>();
  for (const flow of flows) {
    const whole = Math.min(countBefore[flow.before]!.units, countAfter[flow.after]!.units);
    if (flow.units < whole * SOURCE_SHARE) continue;
    const { id } = after[flow.after]!;
    const known = sources.get(id);
    if (known) known.push(before[flow.before]!.id);
    else sources.set(id, [before[flow.before]!.id]);
  }
  return sources;
}

function countLiving(columns: CountColumns, faceOf: Int32Array, faces: number): LivingCount[] {
  const units = new Int32Array(faces);
  // NaN until a count is known.
  const households = new Float64Array(faces).fill(NaN);
  const residents = new Float64Array(faces).fill(NaN);
  const add = (sums: Float64Array, face: number, count: number): void => {
    if (count >= 0) sums[face] = Number.isNaN(sums[face]) ? count : sums[face]! + count;
  };
  for (let unit = 0; unit < faceOf.length; unit++) {
    const face = faceOf[unit]!;
    if (face === NOWHERE) continue;
    units[face]!++;
    add(households, face, columns.households[unit]!);
    add(residents, face, columns.residents[unit]!);
  }
  const known = (sum: number): number | null => (Number.isNaN(sum) ? null : sum);
  return Array.from(units, (count, face) => ({
    units: count,
    households: known(households[face]!),
    residents: known(residents[face]!),
  }));
}

interface Moves {
  moved: MovedUnits;
  movedHouseholds: number;
  movedResidents: number;
  movedUnknown: number;
  /** Households, by index of the later and of the earlier plan. */
  joined: Float64Array;
  left: Float64Array;
}

function findMoves(
  { households, residents }: CountColumns,
  beforeOf: Int32Array,
  afterOf: Int32Array,
  same: Matches,
): Moves {
  const units: number[] = [];
  const moves: Moves = {
    moved: { unit: new Int32Array(0), from: new Int32Array(0), to: new Int32Array(0) },
    movedHouseholds: 0,
    movedResidents: 0,
    movedUnknown: 0,
    joined: new Float64Array(same.beforeOf.length),
    left: new Float64Array(same.afterOf.length),
  };
  for (let unit = 0; unit < beforeOf.length; unit++) {
    const before = beforeOf[unit]!;
    const after = afterOf[unit]!;
    if (before === NOWHERE ? after === NOWHERE : same.afterOf[before] === after && after !== NOWHERE) continue;
    units.push(unit);
    const count = Math.max(0, households[unit]!);
    if (households[unit]! < 0) moves.movedUnknown++;
    moves.movedHouseholds += count;
    moves.movedResidents += Math.max(0, residents[unit]!);
    if (after !== NOWHERE) moves.joined[after]! += count;
    if (before !== NOWHERE) moves.left[before]! += count;
  }
  const unit = Int32Array.from(units);
  moves.moved = { unit, from: unit.map((u) => beforeOf[u]!), to: unit.map((u) => afterOf[u]!) };
  return moves;
}
