import type { Line, MultiPolygon } from '../../schema/coordinates';
import { areaSquareMetres } from '../../geometry/area-square-metres';
import { assignPoints, createFaceFinder } from '../../geometry/assign-points';
import { boundingBox } from '../../geometry/bounding-box';
import { cutFaces, edgesOf } from '../../geometry/cut-faces';
import type { FaceCut } from '../../geometry/cut-faces';
import { dissolveFaces } from '../../geometry/dissolve-faces';
import { findCrossing } from '../../geometry/find-crossing';
import { insertVertices } from '../../geometry/insert-vertices';
import type { BorderInsertion } from '../../geometry/insert-vertices';
import { doubledArea } from '../../geometry/ring-area';
import { VertexTable } from '../../geometry/vertex-table';
import { voronoiEdges } from '../../geometry/voronoi-edges';
import { compareLand } from '../same-land';
import { EdgeClasses, measureBorders } from './cell-borders';
import type { CellBorder } from './cell-borders';
import { joinPieces } from './join-pieces';
import { BETWEEN_BUILDINGS, createUnitGraph } from './unit-graph';
import type { BorderClass, UnitGraph } from './unit-graph';

/** A street, river, wall or outline of a small area that cells do not reach across. */
export interface CellLine {
  line: Line;
  borderClass: BorderClass;
}

export interface UnitCellsInput {
  /**
   * Faces that share their borders vertex by vertex and that no cell reaches across: the land of a community as one face,
   * or its grids where their borders are to stay.
   */
  faces: readonly MultiPolygon[];
  lines: readonly CellLine[];
  /** Where units are, flat lattice coordinates. Units outside the land get no cell. */
  points: ArrayLike<number>;
  /** Compound of each unit, -1 for none; left out: none has one. */
  compounds?: ArrayLike<number>;
  /** Blocks without a unit below this join the cell beside them; default 50 m². */
  smallestSquareMetres?: number;
}

/** Land divided among its units; all columns are by cell. */
export interface UnitCells {
  /** They tile the land exactly and share their borders vertex by vertex. */
  cells: MultiPolygon[];
  /** Units in the cell: none in a block nobody lives in, several where units share a point. */
  units: number[][];
  /** The face each cell is part of. */
  faceOf: Int32Array;
  /** Compound of the cell's first unit, -1 for none. */
  compounds: Int32Array;
  areaSquareMetres: Float64Array;
  /** Metres of border that no other cell shares. */
  outerMetres: Float64Array;
  /** Two cells may have several borders, one for each class of street. */
  borders: { a: number; b: number; metres: number; borderClass: BorderClass }[];
  /** Cell of each unit, -1 for units outside the land. */
  cellOf: Int32Array;
  /** Vertices that the rim of the land gained: what lies outside needs them too, where a border of grids ends there. */
  insertions: BorderInsertion[];
}

/** A pocket of land left between a street and a border, which no grid would be made of. */
const SMALLEST_CELL_SQUARE_METRES = 50;
/** What a wall between two compounds counts as where no street runs there: people see it as they see a lane. */
const WALL: BorderClass = 2;

/**
 * The cells of base units: land is cut into blocks along the lines, and each block among its units by nearness. Every
 * vertex is on the lattice. Where rounding would fold a block onto itself (things a centimetre apart), the block stays
 * one cell; where it would fold the land, the lines are left out.
 */
export function makeUnitCells(input: UnitCellsInput): UnitCells {
  const { faces, points } = input;
  for (const effort of ['blocks-and-units', 'blocks', 'land'] as const) {
    const made = tile(input, effort);
    if (!made) continue;
    const { cells, units } = made;
    const insertions = soundInsertions(faces, cells);
    if (!insertions && effort !== 'land') continue;
    const cellOf = new Int32Array(points.length / 2).fill(-1);
    units.forEach((list, cell) => list.forEach((unit) => (cellOf[unit] = cell)));
    return { ...made, cellOf, insertions: insertions ?? [] };
  }
  throw new Error('Land that is not cut is its own cell');
}

/** The graph of cells for the partition; unknown households (below 0) count as none. */
export function graphOfCells(cells: UnitCells, households: ArrayLike<number>, prices?: readonly number[]): UnitGraph {
  return createUnitGraph(
    {
      households: cells.units.map((units) => units.reduce((sum, unit) => sum + Math.max(0, households[unit]!), 0)),
      area: cells.areaSquareMetres,
      outerBorder: cells.outerMetres,
      compound: cells.compounds,
      edges: cells.borders.map(({ a, b, metres, borderClass }) => [a, b, metres, borderClass] as const),
    },
    prices,
  );
}

function tile(
  input: UnitCellsInput,
  effort: 'blocks-and-units' | 'blocks' | 'land',
): Omit<UnitCells, 'cellOf' | 'insertions'> | null {
  const { faces, points } = input;
  const lines = effort === 'land' ? [] : input.lines;
  const streets = lines.map(({ line }) => line);
  // Nearness is cut in one go with the streets, so that every new vertex is rounded once, whichever blocks it lies between.
  const inner = effort === 'blocks-and-units' ? linesWithinBlocks(faces, streets, points) : [];
  const cut = inner && cutFaces(faces, [...streets, ...inner]);
  if (!cut && effort !== 'land') return null;
  // Land that cannot be noded at all (borders a centimetre apart) is taken as it is.
  const pieces = cut ? cut.pieces.map(({ polygon }): MultiPolygon => [polygon]) : [...faces];
  const faceOf = cut ? cut.pieces.map(({ face }) => face) : faces.map((_, face) => face);
  const classes = new EdgeClasses();
  if (cut) lines.forEach(({ borderClass }, i) => classes.setAlong(cut.lines[i]!, borderClass));
  return settle(input, pieces, faceOf, classes);
}

/**
 * The lines that divide the blocks between the streets among their units: of all borders between what is near to one unit
 * and to the next, those that part two cells. Null where the land cannot be cut.
 */
function linesWithinBlocks(
  faces: readonly MultiPolygon[],
  streets: readonly Line[],
  points: ArrayLike<number>,
): Line[] | null {
  const cut = cutFaces(faces, streets);
  if (!cut) return null;
  const blocks = cut.pieces.map(({ polygon }): MultiPolygon => [polygon]);
  const units = blocks.map((): number[] => []);
  locateUnits(points, faces, blocks).forEach((block, unit) => units[block]?.push(unit));
  return blocks.flatMap((block, i) => linesWithinBlock(block, sitesOf(units[i]!, points)));
}

function linesWithinBlock(block: MultiPolygon, sites: readonly number[]): Line[] {
  if (sites.length < 4) return [];
  const cut = cutFaces([block], voronoiEdges(sites, boundingBox(block)));
  if (!cut) return [];
  const rim = new VertexTable();
  for (const [ax, ay] of edgesOf(insertVertices(block, cut.insertions))) rim.intern(ax, ay);
  const isOnRim = (x: number, y: number): boolean => rim.find(x, y) !== -1;
  const open = new Map<string, Line>();
  const lines: Line[] = [];
  for (const part of partsOfBlock(cut, sites)) {
    for (const [ax, ay, bx, by] of edgesOf(part)) {
      // An edge of two parts is met twice, once each way; the rim only once.
      if (open.delete(`${bx},${by},${ax},${ay}`)) {
        const [dx, dy] = overshoot(ax, ay, bx, by);
        const start = isOnRim(ax, ay) ? [ax - dx, ay - dy] : [ax, ay];
        const end = isOnRim(bx, by) ? [bx + dx, by + dy] : [bx, by];
        lines.push([...start, ...end]);
      } else open.set(`${ax},${ay},${bx},${by}`, [ax, ay, bx, by]);
    }
  }
  return lines;
}

/** Some units farther on, so that a line ends beyond the rim it meets, and rounding cannot leave it short of that. */
function overshoot(ax: number, ay: number, bx: number, by: number): readonly [number, number] {
  const length = Math.hypot(bx - ax, by - ay);
  return [Math.round(((bx - ax) * OVERSHOOT) / length) + 0, Math.round(((by - ay) * OVERSHOOT) / length) + 0];
}

const OVERSHOOT = 4;

/** The piece of each unit, -1 outside the land. A unit on the rim, which rounding may have moved, is in the piece beside it. */
function locateUnits(
  points: ArrayLike<number>,
  faces: readonly MultiPolygon[],
  pieces: readonly MultiPolygon[],
): Int32Array {
  const find = createFaceFinder(pieces);
  const findFace = createFaceFinder(faces);
  const pieceOf = new Int32Array(points.length / 2);
  for (let unit = 0; unit < pieceOf.length; unit++) {
    const [x, y] = [points[unit * 2]!, points[unit * 2 + 1]!];
    let piece = find(x, y);
    if (piece === -1 && findFace(x, y) !== -1) {
      piece = BESIDE.map(([dx, dy]) => find(x + dx, y + dy)).find((found) => found !== -1) ?? -1;
    }
    pieceOf[unit] = piece;
  }
  return pieceOf;
}

const BESIDE = [-2, -1, 0, 1, 2]
  .flatMap((dx) => [-2, -1, 0, 1, 2].map((dy) => [dx, dy] as const))
  .sort((a, b) => a[0] ** 2 + a[1] ** 2 - b[0] ** 2 - b[1] ** 2);

/** Distinct places of units. */
function sitesOf(units: readonly number[], points: ArrayLike<number>): number[] {
  const seen = new Set<string>();
  const sites: number[] = [];
  for (const unit of units) {
    const [x, y] = [points[unit * 2]!, points[unit * 2 + 1]!];
    const key = `${x},${y}`;
    if (seen.has(key)) continue;
    seen.add(key);
    sites.push(x, y);
  }
  return sites;
}

/** The pieces of a cut joined to parts that hang together: one for each site, or for several that rounding put together. */
function partsOfBlock(cut: FaceCut, sites: readonly number[]): MultiPolygon[] {
  const pieces = cut.pieces.map(({ polygon }): MultiPolygon => [polygon]);
  const isSeat = new Uint8Array(pieces.length);
  for (const piece of assignPoints(sites, pieces)) if (piece !== -1) isSeat[piece] = 1;
  if (!isSeat.includes(1)) return [];
  return joinPieces(pieces, (piece) => isSeat[piece] === 1).map(({ polygons }) => polygons);
}

function settle(
  input: UnitCellsInput,
  pieces: readonly MultiPolygon[],
  faceOf: readonly number[],
  classes: EdgeClasses,
): Omit<UnitCells, 'cellOf' | 'insertions'> {
  const units = pieces.map((): number[] => []);
  locateUnits(input.points, input.faces, pieces).forEach((piece, unit) => units[piece]?.push(unit));
  const isLivedIn = (piece: number): boolean => units[piece]!.length > 0;
  // What is cut off from its unit joins the cell beside it, but not across a street …
  const cells = joinPieces(pieces, isLivedIn, (a, b, edge) => faceOf[a] === faceOf[b] && classes.at(...edge) === null);
  // … unless it is too small to be a block of its own.
  const smallest = input.smallestSquareMetres ?? SMALLEST_CELL_SQUARE_METRES;
  const faceOfCell = cells.map((cell) => faceOf[cell.pieces[0]!]!);
  const joined = joinPieces(
    cells.map(({ polygons }) => polygons),
    (cell) => cells[cell]!.pieces.some(isLivedIn) || areaSquareMetres(cells[cell]!.polygons) >= smallest,
    (a, b) => faceOfCell[a] === faceOfCell[b],
  );
  const shapes = joined.map(({ polygons }) => polygons);
  const unitsOf = joined.map((group) =>
    group.pieces.flatMap((cell) => cells[cell]!.pieces.flatMap((piece) => units[piece]!)).sort((a, b) => a - b),
  );
  const compounds = Int32Array.from(unitsOf, (list) => (list.length > 0 ? (input.compounds?.[list[0]!] ?? -1) : -1));
  const { borders, outer } = measureBorders(shapes, classes);
  return {
    cells: shapes,
    units: unitsOf,
    faceOf: Int32Array.from(joined, (group) => faceOfCell[group.pieces[0]!]!),
    compounds,
    areaSquareMetres: Float64Array.from(shapes, areaSquareMetres),
    outerMetres: outer,
    borders: borders.map((border) => ({
      ...border,
      borderClass: border.borderClass ?? classBetween(border, compounds),
    })),
  };
}

function classBetween({ a, b }: CellBorder, compounds: Int32Array): BorderClass {
  const isWall = compounds[a] !== -1 && compounds[b] !== -1 && compounds[a] !== compounds[b];
  return isWall ? WALL : BETWEEN_BUILDINGS;
}

/** What the rim gained where the cells tile the land exactly, null where they do not. */
function soundInsertions(faces: readonly MultiPolygon[], cells: readonly MultiPolygon[]): BorderInsertion[] | null {
  const differences = compareLand(faces, cells);
  if (!differences || differences.missingAfter.length > 0) return null;
  const renoded = insertVertices(dissolveFaces(faces), differences.missingBefore);
  const sum = cells.reduce((total, cell) => total + doubledArea(cell), 0);
  if (sum !== doubledArea(renoded) || findCrossing(renoded) || cells.some((cell) => findCrossing(cell))) return null;
  return doubledArea(dissolveFaces(cells)) === sum ? differences.missingBefore : null;
}
