import type { MultiPolygon } from '../../schema/coordinates';
import type { AreaId, GridId } from '../../schema/ids';
import type { Grid } from '../../schema/plan';
import { assignPoints } from '../../geometry/assign-points';
import { dissolveFaces } from '../../geometry/dissolve-faces';
import { findCrossing } from '../../geometry/find-crossing';
import type { BorderInsertion } from '../../geometry/insert-vertices';
import type { IndexedPlan } from '../indexed-plan';
import { compareLand } from '../same-land';
import { matchParts } from './match-parts';
import type { BandOutlook } from './part-counts';
import type { PartitionMeasures } from './partition-measures';
import { partitionSteps } from './partition-units';
import type { Partition, PartitionOptions } from './partition-units';
import type { PartitionProgress } from './run-steps';
import { straightenParts } from './straighten-parts';
import { graphOfCells, makeUnitCells } from './unit-cells';
import type { CellLine, UnitCells } from './unit-cells';
import type { UnitGraph } from './unit-graph';

/** Base units as columns; a place's whole columns do, units outside the land are passed over. */
export interface ProposalUnits {
  /** Flat lattice coordinates. */
  xy: ArrayLike<number>;
  /** Households, below 0 where unknown (counted as none). */
  households: ArrayLike<number>;
  /** Compound of each unit, -1 for none; left out: none. */
  compounds?: ArrayLike<number>;
}

export interface ProposalInput {
  communityId: AreaId;
  /** `partition` draws anew, on unassigned land too; `balance` starts from the grids there are and moves few households. */
  act: 'partition' | 'balance';
  /** Grids that stay as they are; dedicated grids always do. */
  lockedGrids?: readonly GridId[];
  units: ProposalUnits;
  /** Streets, rivers, walls. */
  lines: readonly CellLine[];
  /** Prices of a metre of border by class; left out: the defaults. */
  borderPrices?: readonly number[];
  /** What the partition is told besides; the band is the plan's where left out. */
  options: Omit<PartitionOptions, 'band' | 'current' | 'from' | 'lockedParts' | 'lockedUnits'> & {
    band?: readonly [number, number];
  };
}

/** Land ready to be divided. */
export interface ProposalLand {
  /** Faces whose land is divided; what comes out tiles exactly these. */
  grids: Grid[];
  cells: UnitCells;
  graph: UnitGraph;
  options: PartitionOptions;
}

/** One face of a proposal. */
export interface ProposedGrid {
  polygons: MultiPolygon;
  /** The grid it continues, with which it has most households in common; null for a new grid. */
  continues: GridId | null;
  households: number;
  /** False where it has the very land of the grid it continues. */
  isChanged: boolean;
  /** Base units in it, by index. */
  units: number[];
}

export interface GridProposal {
  communityId: AreaId;
  /** Grids without any land left: they end. */
  ended: GridId[];
  /** The unassigned faces the proposal covers. */
  covered: GridId[];
  grids: ProposedGrid[];
  /** Vertices that faces beside the land need too. */
  insertions: BorderInsertion[];
  measures: PartitionMeasures;
  outlook: BandOutlook;
}

/** Chooses the land of a community that a proposal is about and divides it into cells; null where there is none. */
export function prepareProposal(plan: IndexedPlan, input: ProposalInput): ProposalLand | null {
  const locked = new Set(input.lockedGrids);
  const kinds = new Set<Grid['kind']>(input.act === 'partition' ? ['general', 'unassigned'] : ['general']);
  const grids = plan
    .inCommunity(input.communityId)
    .filter(({ id, kind }) => !locked.has(id) && kinds.has(kind))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (grids.length === 0) return null;
  const shapes = grids.map(({ polygons }) => polygons);
  const faces = input.act === 'balance' ? shapes : [dissolveFaces(shapes)];
  const { xy, households, compounds } = input.units;
  const cells = makeUnitCells({ faces, lines: input.lines, points: xy, ...(compounds ? { compounds } : {}) });
  const graph = graphOfCells(cells, households, input.borderPrices);
  const options: PartitionOptions = {
    ...input.options,
    band: input.options.band ?? plan.rules.householdBand,
    ...(input.act === 'balance' ? { from: 'current', current: cells.faceOf } : {}),
  };
  return { grids, cells, graph, options };
}

/** The division of prepared land as grids, exact to the last lattice unit. */
export function finishProposal(
  { communityId, units }: Pick<ProposalInput, 'communityId' | 'units'>,
  { grids, cells }: ProposalLand,
  partition: Partition,
): GridProposal {
  const faces = grids.map(({ polygons }) => polygons);
  const members = Array.from({ length: partition.partCount }, (): number[] => []);
  partition.partOf.forEach((part, cell) => members[part]!.push(cell));
  const rough = members.map((list) => dissolveFaces(list.map((cell) => cells.cells[cell]!)));
  const straight = straightenParts(rough, faces);
  const polygons = isSameLand(faces, straight) ? straight : rough;
  const unitsOf = members.map((list) => list.flatMap((cell) => cells.units[cell]!).sort((a, b) => a - b));
  const { continued, householdsMoved } = continuedGrids(grids, unitsOf, units);
  const proposed = polygons.map((shape, part): ProposedGrid => {
    const grid = continued[part] ?? null;
    const isChanged = !grid || !isSameShape(grid.polygons, shape);
    return {
      polygons: shape,
      continues: grid?.id ?? null,
      households: partition.measures.households[part]!,
      isChanged,
      units: unitsOf[part]!,
    };
  });
  const living = new Set(proposed.map((grid) => grid.continues));
  return {
    communityId,
    ended: grids.filter(({ id, kind }) => kind !== 'unassigned' && !living.has(id)).map(({ id }) => id),
    covered: grids.filter(({ kind }) => kind === 'unassigned').map(({ id }) => id),
    grids: proposed,
    insertions: compareLand(faces, polygons)?.missingBefore ?? [],
    measures: { ...partition.measures, householdsMoved },
    outlook: partition.outlook,
  };
}

/**
 * A proposal for one community, from start to end; null where it has no land to divide. Yields every few milliseconds
 * but while the cells are made, which takes some tens of milliseconds for each thousand units.
 */
export function* proposalSteps(
  plan: IndexedPlan,
  input: ProposalInput,
): Generator<PartitionProgress, GridProposal | null, void> {
  const land = prepareProposal(plan, input);
  if (!land) return null;
  return finishProposal(input, land, yield* partitionSteps(land.graph, land.options));
}

function isSameLand(before: readonly MultiPolygon[], after: readonly MultiPolygon[]): boolean {
  const differences = compareLand(before, after);
  if (!differences || differences.missingAfter.length > 0) return false;
  return !after.some(
    (polygons) => polygons.some((polygon) => polygon.some((ring) => ring.length < 6)) || findCrossing(polygons),
  );
}

/** True where two faces cover the same land up to vertices on straight borders. */
function isSameShape(before: MultiPolygon, after: MultiPolygon): boolean {
  return compareLand([before], [after]) !== null;
}

/**
 * The grid each part continues, with which it has most households in common; each grid once, null for a new one. Moved are
 * the households of a grid that come to be in another.
 */
function continuedGrids(
  grids: readonly Grid[],
  unitsOf: readonly number[][],
  { xy, households }: ProposalUnits,
): { continued: (Grid | null)[]; householdsMoved: number } {
  const former = grids.filter(({ kind }) => kind !== 'unassigned');
  const units = unitsOf.flat();
  const after = unitsOf.flatMap((list, part) => list.map(() => part));
  const before = assignPoints(
    units.flatMap((unit) => [xy[unit * 2]!, xy[unit * 2 + 1]!]),
    former.map(({ polygons }) => polygons),
  );
  const known = units.map((unit) => Math.max(0, households[unit]!));
  const matched = matchParts(known, before, after, unitsOf.length);
  let householdsMoved = 0;
  known.forEach((count, i) => {
    if (before[i]! >= 0 && matched[after[i]!] !== before[i]) householdsMoved += count;
  });
  return { continued: Array.from(matched, (index) => former[index] ?? null), householdsMoved };
}
