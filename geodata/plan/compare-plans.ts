import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { createFaceFinder } from '../geometry/assign-points';
import type { CountColumns } from './count-units';
import { countSizes } from './size-histogram';
import type { SizeBin } from './size-histogram';
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
  workersBefore: number | null;
  workersAfter: number | null;
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

const NOWHERE = -1;
/** Below this share of both grids' units, a source is a corner that a border shifted over, not where a grid came from. */
const SOURCE_SHARE = 0.1;

/**
 * What differs between two plans, base unit by base unit. A grid is the same in both where its id is; a grid whose id is
 * new is taken for the one that is gone and gave it the largest number of households (units where no households are
 * known), one to one, largest first. A unit has moved where its grid is not the same one.
 */
export function comparePlans(input: CompareInput): PlanDifference {
  const { before, after, columns } = input;
  const located = input.located ?? locateUnits(columns, before);
  const beforeOf = withoutFreeLand(located, before);
  const kept = untouchedFaces(before, after);
  const afterOf = withoutFreeLand(locateAnew(columns, after, located, kept), after);
  const flows = countFlows(columns, beforeOf, afterOf, after.length);
  const grids = { before: before.filter(isGrid), after: after.filter(isGrid) };
  const same = matchGrids(before, after, flows);
  const [countBefore, countAfter] = [
    countLiving(columns, beforeOf, before.length),
    countLiving(columns, afterOf, after.length),
  ];
  const sources = findSources(input, flows, countBefore, countAfter);
  const lineage = traceLineage(
    grids.before,
    grids.after,
    input.ancestry ?? new Map<GridId, GridId[]>(),
    (id) => sources.get(id) ?? [],
    (id) => kept.ids.has(id),
  );
  const moves = findMoves(columns, beforeOf, afterOf, same);
  const indexBefore = new Map(before.map((grid, i) => [grid.id, i]));
  const indexAfter = new Map(after.map((grid, i) => [grid.id, i]));
  const rows: GridDifference[] = [];
  for (const grid of grids.after) {
    const index = indexAfter.get(grid.id)!;
    const twin = same.beforeOf[index]!;
    rows.push({
      id: grid.id,
      fate: lineage.fateOf(grid.id),
      from: lineage.from.get(grid.id) ?? [],
      to: [],
      sameAs: before[twin]?.id ?? null,
      before: countBefore[twin] ?? null,
      after: countAfter[index]!,
      workersBefore: before[twin]?.workers ?? null,
      workersAfter: grid.workers,
      joined: moves.joined[index]!,
      left: twin === NOWHERE ? 0 : moves.left[twin]!,
    });
  }
  for (const grid of grids.before) {
    if (isGridAt(after, indexAfter.get(grid.id))) continue;
    const index = indexBefore.get(grid.id)!;
    rows.push({
      id: grid.id,
      fate: lineage.fateOf(grid.id),
      from: [],
      to: lineage.to.get(grid.id) ?? [],
      sameAs: after[same.afterOf[index]!]?.id ?? null,
      before: countBefore[index]!,
      after: null,
      workersBefore: grid.workers,
      workersAfter: null,
      joined: 0,
      left: moves.left[index]!,
    });
  }
  const sizes = (all: readonly Grid[], counts: readonly LivingCount[]): (number | null)[] =>
    all.flatMap((grid, i) => (isGrid(grid) ? [counts[i]!.households] : []));
  const { joined: _joined, left: _left, ...moved } = moves;
  return {
    grids: rows,
    ...moved,
    histogram: countSizes(input.householdBand, sizes(before, countBefore), sizes(after, countAfter)),
  };
}

const isGrid = (grid: Grid): boolean => grid.kind !== 'unassigned';
const isGridAt = (grids: readonly Grid[], index: number | undefined): boolean =>
  index !== undefined && isGrid(grids[index]!);

/** The index of the face each base unit lies in, -1 for none: what `located` takes. */
export function locateUnits({ xy }: Pick<CountColumns, 'xy'>, faces: readonly Grid[]): Int32Array {
  const find = createFaceFinder(faces.map((face) => face.polygons));
  const found = new Int32Array(xy.length / 2);
  for (let unit = 0; unit < found.length; unit++) found[unit] = find(xy[unit * 2]!, xy[unit * 2 + 1]!);
  return found;
}

/** Faces that are the same in both plans, vertex by vertex. */
interface UntouchedFaces {
  /** For each face of the earlier plan its index in the later one; -1 where it was touched. */
  indices: Int32Array;
  ids: ReadonlySet<GridId>;
}

function untouchedFaces(before: readonly Grid[], after: readonly Grid[]): UntouchedFaces {
  const index = new Map(after.map((grid, i) => [grid.id, i]));
  const ids = new Set<GridId>();
  const indices = Int32Array.from(before, (grid) => {
    const i = index.get(grid.id);
    if (i === undefined || grid.kind !== after[i]!.kind || !hasSameRings(grid, after[i]!)) return NOWHERE;
    ids.add(grid.id);
    return i;
  });
  return { indices, ids };
}

/** The faces of the later plan. Most are those of the earlier one, and what lay in such a face still does. */
function locateAnew(
  { xy }: CountColumns,
  after: readonly Grid[],
  located: Int32Array,
  { indices, ids }: UntouchedFaces,
): Int32Array {
  const changed = after.flatMap((grid, i) => (ids.has(grid.id) ? [] : [i]));
  const find = createFaceFinder(changed.map((i) => after[i]!.polygons));
  const found = new Int32Array(located.length);
  for (let unit = 0; unit < found.length; unit++) {
    const face = located[unit]!;
    const same = face === NOWHERE ? NOWHERE : indices[face]!;
    found[unit] = same !== NOWHERE ? same : (changed[find(xy[unit * 2]!, xy[unit * 2 + 1]!)] ?? NOWHERE);
  }
  return found;
}

/** Number by number; much cheaper than looking every unit up again. */
function hasSameRings(a: Grid, b: Grid): boolean {
  if (a.polygons === b.polygons) return true;
  if (a.polygons.length !== b.polygons.length) return false;
  return a.polygons.every((polygon, p) => {
    const other = b.polygons[p]!;
    return (
      polygon.length === other.length &&
      polygon.every((ring, r) => {
        const twin = other[r]!;
        if (ring.length !== twin.length) return false;
        for (let i = 0; i < ring.length; i++) if (ring[i] !== twin[i]) return false;
        return true;
      })
    );
  });
}

function withoutFreeLand(located: Int32Array, faces: readonly Grid[]): Int32Array {
  return located.map((face) => (face !== NOWHERE && isGrid(faces[face]!) ? face : NOWHERE));
}

/** Units and households that went from a grid to another, by `before index × after.length + after index`. */
interface Flow {
  before: number;
  after: number;
  units: number;
  households: number;
}

function countFlows(
  { households }: CountColumns,
  beforeOf: Int32Array,
  afterOf: Int32Array,
  afterCount: number,
): Map<number, Flow> {
  const flows = new Map<number, Flow>();
  for (let unit = 0; unit < beforeOf.length; unit++) {
    const before = beforeOf[unit]!;
    const after = afterOf[unit]!;
    if (before === NOWHERE || after === NOWHERE) continue;
    const key = before * afterCount + after;
    let flow = flows.get(key);
    if (!flow) flows.set(key, (flow = { before, after, units: 0, households: 0 }));
    flow.units++;
    flow.households += Math.max(0, households[unit]!);
  }
  return flows;
}

/** The same grid in both plans, by index; -1 where there is none. */
interface Matches {
  beforeOf: Int32Array;
  afterOf: Int32Array;
}

function matchGrids(before: readonly Grid[], after: readonly Grid[], flows: ReadonlyMap<number, Flow>): Matches {
  const beforeOf = new Int32Array(after.length).fill(NOWHERE);
  const afterOf = new Int32Array(before.length).fill(NOWHERE);
  const index = new Map(before.flatMap((grid, i) => (isGrid(grid) ? [[grid.id, i]] : [])));
  const pair = (b: number, a: number): void => {
    beforeOf[a] = b;
    afterOf[b] = a;
  };
  after.forEach((grid, a) => {
    const b = isGrid(grid) ? index.get(grid.id) : undefined;
    if (b !== undefined) pair(b, a);
  });
  const open = [...flows.values()].filter(
    (flow) => beforeOf[flow.after] === NOWHERE && afterOf[flow.before] === NOWHERE,
  );
  open.sort((a, b) => b.households - a.households || b.units - a.units || a.before - b.before || a.after - b.after);
  for (const flow of open) {
    if (beforeOf[flow.after] === NOWHERE && afterOf[flow.before] === NOWHERE) pair(flow.before, flow.after);
  }
  return { beforeOf, afterOf };
}

/** For each grid with a new id: the grids that are gone and gave it more than a corner of themselves or of it. */
function findSources(
  { before, after }: CompareInput,
  flows: ReadonlyMap<number, Flow>,
  countBefore: readonly LivingCount[],
  countAfter: readonly LivingCount[],
): Map<GridId, GridId[]> {
  const earlier = new Set(before.flatMap((grid) => (isGrid(grid) ? [grid.id] : [])));
  const later = new Set(after.flatMap((grid) => (isGrid(grid) ? [grid.id] : [])));
  const isGone = before.map(({ id }) => !later.has(id));
  const isNew = after.map(({ id }) => !earlier.has(id));
  const sources = new Map<GridId, GridId[]>();
  for (const flow of flows.values()) {
    if (!isGone[flow.before] || !isNew[flow.after]) continue;
    const [source, grid] = [before[flow.before]!, after[flow.after]!];
    const whole = Math.min(countBefore[flow.before]!.units, countAfter[flow.after]!.units);
    if (flow.units < whole * SOURCE_SHARE) continue;
    const known = sources.get(grid.id);
    if (known) known.push(source.id);
    else sources.set(grid.id, [source.id]);
  }
  return sources;
}

function countLiving(columns: CountColumns, faceOf: Int32Array, faces: number): LivingCount[] {
  const counts = Array.from({ length: faces }, (): LivingCount => ({ units: 0, households: null, residents: null }));
  for (let unit = 0; unit < faceOf.length; unit++) {
    const count = counts[faceOf[unit]!];
    if (!count) continue;
    const households = columns.households[unit]!;
    const residents = columns.residents[unit]!;
    count.units++;
    if (households >= 0) count.households = (count.households ?? 0) + households;
    if (residents >= 0) count.residents = (count.residents ?? 0) + residents;
  }
  return counts;
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
