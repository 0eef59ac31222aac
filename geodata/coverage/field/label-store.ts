import type { MultiPolygon } from '../../schema/coordinates';
import type { WalkNetwork } from '../walk-network';
import { createFrame, marginCells, networkBox, TILE_CELLS } from './frame';
import type { FieldFrame } from './frame';
import { bytesOf, labelTile } from './label-tile';
import type { LabelTile, StreetLines } from './label-tile';
import { createSidePainter } from './paint-sides';
import type { PaintSides } from './paint-sides';

/** The labels of a raster, tile by tile. */
export interface LabelSource {
  readonly frame: FieldFrame;
  /** Edges of which a cell of the tile may hear. */
  edgesNear(tile: number): Int32Array;
  /** The tile, made where it is not kept. */
  tile(tile: number): LabelTile;
}

/**
 * Keeps label tiles of one place for all its networks, the least recently used going first once all exceed the limit. Walkers
 * and closures make networks that differ in which edges doors may hang on; a tile is shared by those that agree about the
 * edges near it, and made anew for one that does not.
 */
export interface LabelStore {
  /** Null for a network without streets. */
  labelsOf(network: WalkNetwork, cellMetres: number): LabelSource | null;
  /** Bytes of all tiles kept. */
  keptBytes(): number;
}

/** A tile of those of its edges that are usable. */
interface Variant {
  usable: Uint8Array;
  labels: LabelTile;
  bytes: number;
  /** The other tiles of the same place on the raster. */
  among: Variant[];
}

/** Streets as they run, for all networks that share them. */
interface Ground {
  lines: StreetLines;
  boundaries: number[];
  paint: PaintSides;
  rasters: Map<number, Raster>;
}

interface Raster {
  frame: FieldFrame;
  edgesNear(tile: number): Int32Array;
  variants: Map<number, Variant[]>;
}

/** @param water rivers and lakes, which are left out */
export function createLabelStore(water: MultiPolygon, limitBytes: number): LabelStore {
  const grounds: Ground[] = [];
  // In the order of use.
  const kept = new Set<Variant>();
  let total = 0;

  function groundOf(network: WalkNetwork): Ground {
    const boundaries = network.walls.compounds.flatMap(({ boundary }) => boundary.flatMap((ring) => [...ring, NaN]));
    const known = grounds.find(
      ({ lines, boundaries: others }) => isSameLines(lines, network) && isSame(boundaries, others),
    );
    if (known) return known;
    const { nodeX, nodeY, edgeCount, edgeA, edgeB, edgeSide } = network;
    const lines = { nodeX, nodeY, edgeCount, edgeA, edgeB, edgeSide };
    const made = { lines, boundaries, paint: createSidePainter(network.walls, water), rasters: new Map() };
    grounds.push(made);
    return made;
  }

  function keep(variant: Variant): void {
    if (!kept.delete(variant)) total += variant.bytes;
    kept.add(variant);
    for (const oldest of kept) {
      if (total <= limitBytes || oldest === variant) return;
      kept.delete(oldest);
      total -= oldest.bytes;
      oldest.among.splice(oldest.among.indexOf(oldest), 1);
    }
  }

  function labelsOf(network: WalkNetwork, cellMetres: number): LabelSource | null {
    const box = networkBox(network);
    if (!box) return null;
    const ground = groundOf(network);
    let raster = ground.rasters.get(cellMetres);
    if (!raster) {
      const frame = createFrame(box, cellMetres);
      raster = { frame, edgesNear: indexEdges(ground.lines, frame), variants: new Map() };
      ground.rasters.set(cellMetres, raster);
    }
    const { frame, edgesNear, variants } = raster;
    return {
      frame,
      edgesNear,
      tile(tile) {
        const near = edgesNear(tile);
        const among = variants.get(tile) ?? [];
        variants.set(tile, among);
        const agrees = ({ usable }: Variant) => near.every((edge, k) => usable[k] === network.edgeUsable[edge]);
        let variant = among.find(agrees);
        if (!variant) {
          const usable = Uint8Array.from(near, (edge) => network.edgeUsable[edge]!);
          const labels = labelTile(ground.lines, frame, tile, near, usable, ground.paint);
          variant = { usable, labels, bytes: bytesOf(labels) + usable.byteLength, among };
          among.push(variant);
        }
        keep(variant);
        return variant.labels;
      },
    };
  }

  return { labelsOf, keptBytes: () => total };
}

/** Edges by the tiles they are near to: in, or within reach of a cell in. */
function indexEdges(
  { nodeX, nodeY, edgeCount, edgeA, edgeB }: StreetLines,
  frame: FieldFrame,
): (tile: number) => Int32Array {
  const { x0, y0, stepX, stepY, tileColumns, tileRows, cellMetres } = frame;
  const margin = marginCells(cellMetres);
  const start = new Int32Array(tileColumns * tileRows + 1);
  const eachTile = (visit: (tile: number, edge: number) => void): void => {
    for (let e = 0; e < edgeCount; e++) {
      const [a, b] = [edgeA[e]!, edgeB[e]!];
      const tileOf = (at: number, from: number, step: number, by: number) =>
        Math.floor(((at - from) / step + by) / TILE_CELLS);
      const firstColumn = Math.max(0, tileOf(Math.min(nodeX[a]!, nodeX[b]!), x0, stepX, -margin));
      const lastColumn = Math.min(tileColumns - 1, tileOf(Math.max(nodeX[a]!, nodeX[b]!), x0, stepX, margin));
      const firstRow = Math.max(0, tileOf(Math.min(nodeY[a]!, nodeY[b]!), y0, stepY, -margin));
      const lastRow = Math.min(tileRows - 1, tileOf(Math.max(nodeY[a]!, nodeY[b]!), y0, stepY, margin));
      for (let row = firstRow; row <= lastRow; row++) {
        for (let column = firstColumn; column <= lastColumn; column++) visit(row * tileColumns + column, e);
      }
    }
  };
  eachTile((tile) => start[tile + 1]!++);
  for (let tile = 0; tile + 1 < start.length; tile++) start[tile + 1]! += start[tile]!;
  const next = start.slice();
  const edges = new Int32Array(start[start.length - 1]!);
  eachTile((tile, edge) => (edges[next[tile]!++] = edge));
  return (tile) => edges.subarray(start[tile], start[tile + 1]);
}

function isSameLines(p: StreetLines, q: StreetLines): boolean {
  return (
    p.edgeCount === q.edgeCount &&
    isSame(p.nodeX, q.nodeX) &&
    isSame(p.nodeY, q.nodeY) &&
    isSame(p.edgeA, q.edgeA) &&
    isSame(p.edgeB, q.edgeB) &&
    isSame(p.edgeSide, q.edgeSide)
  );
}

function isSame(p: ArrayLike<number>, q: ArrayLike<number>): boolean {
  if (p.length !== q.length) return false;
  for (let i = 0; i < p.length; i++) if (!Object.is(p[i], q[i])) return false;
  return true;
}
