import type { MultiPolygon } from '../schema/coordinates';
import { WALKED } from './arc-list';
import type { Connector } from './connect-points';
import { createFieldGrid, paintSides } from './field-grid';
import type { FieldGrid } from './field-grid';
import { UNREACHED } from './travel-times';
import type { WalkSearch } from './travel-times';
import type { WalkNetwork } from './walk-network';

/** Walking time at the middle of every cell, from one search. */
export interface TimeField {
  readonly grid: FieldGrid;
  /** Milliseconds; `Infinity` where nobody walks to within the bound or no path is near. */
  readonly milliseconds: Float32Array;
  /** Walled compound of each cell, `ON_WATER` or `OUTSIDE`: times on two sides of a wall have nothing to do with each other. */
  readonly side: Int16Array;
}

/** Land farther than this from any path is left out of a drawn service area. */
export const FIELD_REACH_METRES = 150;

const NO_EDGE = -1;

/**
 * Times on a raster by the rule households follow: every cell walks straight to its nearest path on its own side of
 * the walls and then along the network. Nearest paths spread from the paths outward over cells of one side, so no
 * cell hears of a path behind a wall or across a river. Null if nothing was reached.
 */
export function buildTimeField(
  network: WalkNetwork,
  connector: Connector,
  search: WalkSearch,
  cellMetres: number,
  maxCells: number,
  water: MultiPolygon = [],
): TimeField | null {
  const seen = new Uint8Array(network.nodeCount);
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const reach = (node: number) => {
    if (seen[node]) return;
    seen[node] = 1;
    if (search.arrival(node).milliseconds === UNREACHED) return;
    box[0] = Math.min(box[0], network.nodeX[node]!);
    box[1] = Math.min(box[1], network.nodeY[node]!);
    box[2] = Math.max(box[2], network.nodeX[node]!);
    box[3] = Math.max(box[3], network.nodeY[node]!);
  };
  for (let e = 0; e < network.edgeCount; e++) {
    reach(network.edgeA[e]!);
    reach(network.edgeB[e]!);
  }
  for (const node of network.gateInside) if (node !== -1) reach(node);
  if (box[0] === Infinity) return null;
  growAlongEdges(network, search, box);

  const grid = createFieldGrid(box, FIELD_REACH_METRES, cellMetres, maxCells);
  const side = paintSides(network.walls, grid, water);
  const { edge, along, metres } = spreadEdges(network, grid, side);
  const msPerMetre = 1000 / network.walker.speedMetresPerSecond;
  const milliseconds = new Float32Array(grid.columns * grid.rows).fill(Infinity);
  const unmapped: number[] = [];
  for (let cell = 0; cell < milliseconds.length; cell++) {
    const e = edge[cell]!;
    if (e === NO_EDGE) {
      if (side[cell]! >= 0) unmapped.push(cell);
      continue;
    }
    if (network.edgeRefusal[e] !== WALKED) continue;
    milliseconds[cell] = search.edgeTime(e, along[cell]!) + metres[cell]! * msPerMetre;
  }
  fillUnmapped(connector, search, grid, unmapped, milliseconds);
  return { grid, milliseconds, side };
}

/** Takes the far ends of half-walked edges into the box: a long road is left by far more than the margin beyond its last reached node. */
function growAlongEdges(network: WalkNetwork, search: WalkSearch, box: [number, number, number, number]): void {
  const isReached = (node: number) => search.arrival(node).milliseconds !== UNREACHED;
  for (let e = 0; e < network.edgeCount; e++) {
    const [a, b] = [network.edgeA[e]!, network.edgeB[e]!];
    if (isReached(a) === isReached(b)) continue;
    for (const node of [a, b]) {
      box[0] = Math.min(box[0], network.nodeX[node]!);
      box[1] = Math.min(box[1], network.nodeY[node]!);
      box[2] = Math.max(box[2], network.nodeX[node]!);
      box[3] = Math.max(box[3], network.nodeY[node]!);
    }
  }
}

/** Compounds without mapped paths: their cells walk to the gates, as their doors do. */
function fillUnmapped(
  connector: Connector,
  search: WalkSearch,
  grid: FieldGrid,
  cells: readonly number[],
  milliseconds: Float32Array,
): void {
  const xy = new Float64Array(cells.length * 2);
  cells.forEach((cell, i) => {
    xy[2 * i] = grid.x0 + (cell % grid.columns) * grid.stepX;
    xy[2 * i + 1] = grid.y0 + Math.floor(cell / grid.columns) * grid.stepY;
  });
  const times = search.pointTimes(connector.connect(xy));
  cells.forEach((cell, i) => {
    const time = times.milliseconds[i]!;
    if (time !== UNREACHED) milliseconds[cell] = time;
  });
}

/** Labels every cell within reach with its nearest edge of the same side, spreading in order of distance. */
function spreadEdges(network: WalkNetwork, grid: FieldGrid, side: Int16Array) {
  const { columns, rows, x0, y0, stepX, stepY, cellMetres } = grid;
  const edge = new Int32Array(columns * rows).fill(NO_EDGE);
  const along = new Float32Array(columns * rows);
  const metres = new Float32Array(columns * rows).fill(Infinity);
  // One bucket a metre; a cell may wait in several, only its nearest edge counts.
  const buckets: number[][] = Array.from({ length: FIELD_REACH_METRES + 1 }, () => []);
  // Nodes in cell units and the cells' own, so that a distance is one hypot.
  const column = Float64Array.from(network.nodeX, (x) => (x - x0) / stepX);
  const row = Float64Array.from(network.nodeY, (y) => (y - y0) / stepY);

  const offer = (cell: number, e: number): void => {
    const ax = column[network.edgeA[e]!]!;
    const ay = row[network.edgeA[e]!]!;
    const ux = column[network.edgeB[e]!]! - ax;
    const uy = row[network.edgeB[e]!]! - ay;
    const px = (cell % columns) - ax;
    const py = Math.floor(cell / columns) - ay;
    const length2 = ux * ux + uy * uy;
    const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * ux + py * uy) / length2));
    const away = Math.sqrt((px - t * ux) ** 2 + (py - t * uy) ** 2) * cellMetres;
    if (away >= metres[cell]! || away > FIELD_REACH_METRES) return;
    metres[cell] = away;
    along[cell] = t;
    edge[cell] = e;
    buckets[Math.floor(away)]!.push(cell);
  };
  /** Offers an edge to the cell and its eight neighbours, where they are on the given side. */
  const offerAround = (c: number, r: number, e: number, onSide: number): void => {
    for (let dr = Math.max(0, r - 1); dr <= Math.min(rows - 1, r + 1); dr++) {
      for (let dc = Math.max(0, c - 1); dc <= Math.min(columns - 1, c + 1); dc++) {
        const cell = dr * columns + dc;
        if (side[cell] === onSide && edge[cell] !== e) offer(cell, e);
      }
    }
  };

  for (let e = 0; e < network.edgeCount; e++) {
    if (network.edgeUsable[e] === 0) continue;
    const ax = column[network.edgeA[e]!]!;
    const ay = row[network.edgeA[e]!]!;
    const ux = column[network.edgeB[e]!]! - ax;
    const uy = row[network.edgeB[e]!]! - ay;
    if (Math.max(ax, ax + ux) < -1 || Math.min(ax, ax + ux) > columns) continue;
    if (Math.max(ay, ay + uy) < -1 || Math.min(ay, ay + uy) > rows) continue;
    const steps = Math.ceil(Math.hypot(ux, uy));
    for (let k = 0; k <= steps; k++) {
      const t = steps === 0 ? 0 : k / steps;
      offerAround(Math.round(ax + t * ux), Math.round(ay + t * uy), e, network.edgeSide[e]!);
    }
  }
  for (const bucket of buckets) {
    for (let k = 0; k < bucket.length; k++) {
      const cell = bucket[k]!;
      offerAround(cell % columns, Math.floor(cell / columns), edge[cell]!, side[cell]!);
    }
  }
  return { edge, along, metres };
}
