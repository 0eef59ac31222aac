import type { WalkNetwork } from '../walk-network';
import { FIELD_REACH_METRES, marginCells, TILE_CELLS } from './frame';
import type { FieldFrame } from './frame';
import type { PaintSides } from './paint-sides';

/** What the labels of cells hang on: where streets run, on which side of the walls, and how many there are. */
export type StreetLines = Pick<WalkNetwork, 'nodeX' | 'nodeY' | 'edgeCount' | 'edgeA' | 'edgeB' | 'edgeSide'>;

/** From where the cells of a tile are walked to. Nothing of it depends on a station, or on how fast somebody walks. */
export interface LabelTile {
  /** The edges that cells hang on, each once. */
  readonly edges: Int32Array;
  /**
   * Cells of a row that hang on one edge, cell = row * TILE_CELLS + column: run r is from `runStart[r]` up to `runEnd[r]`, on the
   * edge at position `runEdge[r]` in `edges`. Cells in no run hear of no path.
   */
  readonly runStart: Uint16Array;
  readonly runEnd: Uint16Array;
  readonly runEdge: Uint16Array;
  /** Of a tile with runs, by cell: how far along the edge it is reached from, from 0 at end A to `WHOLE_SHARE` at end B. */
  readonly share: Uint16Array;
  /** As long as `share`, by cell: centimetres from there, below 2^14, with `APART_EAST` and `APART_NORTH`. */
  readonly away: Uint16Array;
  /** Cells inside a compound where no path is near. */
  readonly unmapped: Uint16Array;
}

export const WHOLE_SHARE = 0xffff;
/** Set where the next cell in that direction is on another side of a wall or of a shore. */
export const [APART_EAST, APART_NORTH] = [0x4000, 0x8000] as const;
export const CENTIMETRES = 0x3fff;

/** Land without streets takes no room. */
const NOTHING = new Uint16Array(0);

/** Bytes that a tile takes. */
export const bytesOf = ({ edges, runStart, share, away, unmapped }: LabelTile): number =>
  edges.byteLength + 3 * runStart.byteLength + share.byteLength + away.byteLength + unmapped.byteLength;

const NO_EDGE = -1;

/**
 * Labels the cells of a tile with their nearest edge of the same side. Edges spread in order of distance over cells of one
 * side, so no cell hears of a path behind a wall or across a river. They do so from `FIELD_REACH_METRES` around the tile and
 * no farther: a tile has the same labels whoever asks for it, and whatever was asked before.
 * @param near edges that may reach the tile, of which those with a 0 in `usable` are left out
 */
export function labelTile(
  lines: StreetLines,
  frame: FieldFrame,
  tile: number,
  near: Int32Array,
  usable: Uint8Array,
  paint: PaintSides,
): LabelTile {
  const { stepX, stepY } = frame;
  const margin = marginCells(frame.cellMetres);
  const size = TILE_CELLS + 2 * margin;
  const x0 = frame.x0 + ((tile % frame.tileColumns) * TILE_CELLS - margin) * stepX;
  const y0 = frame.y0 + (Math.floor(tile / frame.tileColumns) * TILE_CELLS - margin) * stepY;
  const side = paint({ columns: size, rows: size, x0, y0, stepX, stepY });
  const spread = spreadEdges(lines, { size, x0, y0, stepX, stepY, metres: frame.cellMetres }, near, usable, side);

  const share = new Uint16Array(TILE_CELLS * TILE_CELLS);
  const away = new Uint16Array(TILE_CELLS * TILE_CELLS);
  const unmapped: number[] = [];
  const edges: number[] = [];
  const runs = { start: [] as number[], end: [] as number[], edge: [] as number[] };
  const positionOf = new Int32Array(near.length).fill(-1);
  for (let row = 0, cell = 0; row < TILE_CELLS; row++) {
    let last = NO_EDGE;
    for (let at = (row + margin) * size + margin, end = at + TILE_CELLS; at < end; at++, cell++) {
      const k = spread.edge[at]!;
      if (k !== NO_EDGE) {
        if (positionOf[k] === -1) positionOf[k] = edges.push(near[k]!) - 1;
        if (k !== last) {
          runs.start.push(cell);
          runs.end.push(cell);
          runs.edge.push(positionOf[k]!);
        }
        runs.end[runs.end.length - 1] = cell + 1;
        share[cell] = Math.round(spread.along[at]! * WHOLE_SHARE);
        away[cell] = Math.round(spread.away[at]! * 100);
      } else if (side[at]! >= 0) {
        unmapped.push(cell);
      }
      last = k;
      if (side[at] !== side[at + 1]) away[cell]! |= APART_EAST;
      if (side[at] !== side[at + size]) away[cell]! |= APART_NORTH;
    }
  }
  const isEmpty = edges.length === 0;
  return {
    edges: Int32Array.from(edges),
    runStart: Uint16Array.from(runs.start),
    runEnd: Uint16Array.from(runs.end),
    runEdge: Uint16Array.from(runs.edge),
    share: isEmpty ? NOTHING : share,
    away: isEmpty ? NOTHING : away,
    unmapped: Uint16Array.from(unmapped),
  };
}

interface SquareWindow {
  /** Cells along each side. */
  size: number;
  x0: number;
  y0: number;
  stepX: number;
  stepY: number;
  /** Metres of a cell. */
  metres: number;
}

/** Position in `near`, share and metres of the nearest edge of every cell. */
function spreadEdges(
  { nodeX, nodeY, edgeA, edgeB, edgeSide }: StreetLines,
  { size, x0, y0, stepX, stepY, metres }: SquareWindow,
  near: Int32Array,
  usable: Uint8Array,
  side: Int16Array,
) {
  const edge = new Int32Array(size * size).fill(NO_EDGE);
  const along = new Float32Array(size * size);
  const away = new Float32Array(size * size).fill(Infinity);
  // Ends and directions in cells, so that a distance is one square root.
  const ax = new Float64Array(near.length);
  const ay = new Float64Array(near.length);
  const ux = new Float64Array(near.length);
  const uy = new Float64Array(near.length);
  const perLength2 = new Float64Array(near.length);
  // One bucket a metre, as lists of entries; a cell may wait in several, only its nearest edge counts.
  const heads = new Int32Array(FIELD_REACH_METRES + 1).fill(-1);
  let entryCell = new Int32Array(2 * size * size);
  let entryNext = new Int32Array(2 * size * size);
  let entries = 0;

  const offer = (cell: number, column: number, row: number, k: number): void => {
    const px = column - ax[k]!;
    const py = row - ay[k]!;
    const t = Math.min(1, Math.max(0, (px * ux[k]! + py * uy[k]!) * perLength2[k]!));
    const dx = px - t * ux[k]!;
    const dy = py - t * uy[k]!;
    const distance = Math.sqrt(dx * dx + dy * dy) * metres;
    if (distance >= away[cell]! || distance > FIELD_REACH_METRES) return;
    away[cell] = distance;
    along[cell] = t;
    edge[cell] = k;
    if (entries === entryCell.length) {
      entryCell = grown(entryCell);
      entryNext = grown(entryNext);
    }
    const bucket = Math.floor(distance);
    entryCell[entries] = cell;
    entryNext[entries] = heads[bucket]!;
    heads[bucket] = entries++;
  };
  /** Offers an edge to the cell and its eight neighbours, where they are on the given side. */
  const offerAround = (column: number, row: number, k: number, onSide: number): void => {
    const lastColumn = Math.min(size - 1, column + 1);
    const lastRow = Math.min(size - 1, row + 1);
    for (let r = Math.max(0, row - 1); r <= lastRow; r++) {
      for (let c = Math.max(0, column - 1); c <= lastColumn; c++) {
        const cell = r * size + c;
        if (edge[cell] !== k && side[cell] === onSide) offer(cell, c, r, k);
      }
    }
  };

  for (let k = 0; k < near.length; k++) {
    const [a, b] = [edgeA[near[k]!]!, edgeB[near[k]!]!];
    ax[k] = (nodeX[a]! - x0) / stepX;
    ay[k] = (nodeY[a]! - y0) / stepY;
    ux[k] = (nodeX[b]! - x0) / stepX - ax[k]!;
    uy[k] = (nodeY[b]! - y0) / stepY - ay[k]!;
    const length2 = ux[k]! * ux[k]! + uy[k]! * uy[k]!;
    perLength2[k] = length2 === 0 ? 0 : 1 / length2;
    if (usable[k] === 0) continue;
    const steps = Math.ceil(Math.sqrt(length2));
    for (let step = 0; step <= steps; step++) {
      const t = steps === 0 ? 0 : step / steps;
      const column = Math.round(ax[k]! + t * ux[k]!);
      const row = Math.round(ay[k]! + t * uy[k]!);
      if (column < -1 || column > size || row < -1 || row > size) continue;
      offerAround(column, row, k, edgeSide[near[k]!]!);
    }
  }
  for (let bucket = 0; bucket <= FIELD_REACH_METRES; bucket++) {
    while (heads[bucket] !== -1) {
      const entry = heads[bucket]!;
      heads[bucket] = entryNext[entry]!;
      const cell = entryCell[entry]!;
      // Bettered since: it was in a nearer bucket too.
      if (away[cell]! < bucket) continue;
      offerAround(cell % size, Math.floor(cell / size), edge[cell]!, side[cell]!);
    }
  }
  return { edge, along, away };
}

function grown(entries: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(2 * entries.length);
  wider.set(entries);
  return wider;
}
