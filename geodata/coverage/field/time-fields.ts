import { metresPerUnit } from '../../geometry/ground-metres';
import type { Connections, Connector } from '../connect-points';
import { UNREACHED } from '../travel-times';
import type { WalkSearch } from '../travel-times';
import type { WalkNetwork } from '../walk-network';
import { forCorners, readStamps, stampDoors } from './door-stamps';
import type { DoorStamps, FieldDoors } from './door-stamps';
import { networkBox, TILE_BITS, TILE_CELLS } from './frame';
import type { FieldFrame } from './frame';
import { linkToGates, readGateLinks } from './gate-links';
import type { GateLinks } from './gate-links';
import type { LabelSource, LabelStore } from './label-store';
import { APART_EAST, APART_NORTH } from './label-tile';
import type { LabelTile } from './label-tile';
import { createTileReader } from './read-tile';
import type { TimeField } from './time-field';

/** Cell of the raster that outlines are drawn from; larger only where an area would need more than `MOST_CELLS`. */
export const CELL_METRES = 5;
const MOST_CELLS = 2_000_000;
/** Each next size of cells is so much larger: few sizes, for each has labels of its own. */
const NEXT_CELL = 1.5;

/** What a field is made of: where doors are given, they are the ones of `connections`. */
export interface FieldGround {
  network: WalkNetwork;
  connector: Connector;
  labels: LabelStore;
  cellMetres?: number;
  doors?: FieldDoors & { connections: Connections };
}

/** A field with the times of the doors, both of one run of the search. */
export interface MeasuredField {
  /** Null if nothing was reached. */
  field: TimeField | null;
  /** By door, `UNREACHED` beyond the bound; overwritten by the next. */
  doorMilliseconds: Int32Array;
}

/** Draws times on a raster for one network. */
export interface TimeFields {
  /**
   * Runs the search (see `WalkSearch.run`, of which this takes the arguments) and reads it by the rule households follow: every
   * cell walks straight to its nearest path on its own side of the walls and then along the network. Costs what is reached,
   * once the labels of the tiles are there.
   */
  measure(
    search: WalkSearch,
    sources: Connections,
    boundMilliseconds: number,
    chosen?: readonly number[],
  ): MeasuredField;
  /** How many tiles can be made ahead, at the smallest size of cells and at the one in which the whole place is drawn; and one of them. */
  tileCount: number;
  prepare(tile: number): void;
}

/** What is kept for one size of cells. */
interface Level {
  source: LabelSource;
  stamps: DoorStamps | null;
  /** How the cells of compounds without mapped paths walk to the gates. */
  links: WeakMap<LabelTile, GateLinks>;
}

export function createTimeFields(ground: FieldGround): TimeFields {
  const { network, connector, doors } = ground;
  const smallest = ground.cellMetres ?? CELL_METRES;
  const box = networkBox(network);
  const levels = new Map<number, Level | null>();
  const doorCount = doors?.connections.count ?? 0;
  const doorMilliseconds = new Int32Array(doorCount).fill(UNREACHED);
  const reachedDoors: number[] = [];
  const reader = createTileReader(network);
  const tilesOfGates = new WeakMap<FieldFrame, Map<number, number[]>>();
  let milliseconds = new Float32Array(0);

  function levelOf(cellMetres: number): Level | null {
    let level = levels.get(cellMetres);
    if (level === undefined) {
      const source = ground.labels.labelsOf(network, cellMetres);
      level = source && { source, stamps: doors ? stampDoors(source.frame, doors) : null, links: new WeakMap() };
      levels.set(cellMetres, level);
    }
    return level;
  }

  /** The smallest cells of which a box needs no more than `MOST_CELLS`. */
  function levelFor([minX, minY, maxX, maxY]: readonly [number, number, number, number]): Level | null {
    const first = levelOf(smallest);
    if (!first) return null;
    const { stepX, stepY } = first.source.frame;
    const cells = (Math.max(0, maxX - minX) / stepX) * (Math.max(0, maxY - minY) / stepY);
    const steps = Math.max(0, Math.ceil(Math.log(cells / MOST_CELLS) / (2 * Math.log(NEXT_CELL))));
    return levelOf(smallest * NEXT_CELL ** steps);
  }

  /** The one for the land that may be reached. */
  function pickLevel(sources: Connections, boundMilliseconds: number, chosen: readonly number[]): Level | null {
    if (!box) return null;
    const metres = (boundMilliseconds / 1000) * network.walker.speedMetresPerSecond;
    const { east, north } = metresPerUnit((box[1] + box[3]) / 2);
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const i of chosen) {
      minX = Math.min(minX, sources.footX[i]! - metres / east);
      maxX = Math.max(maxX, sources.footX[i]! + metres / east);
      minY = Math.min(minY, sources.footY[i]! - metres / north);
      maxY = Math.max(maxY, sources.footY[i]! + metres / north);
    }
    return levelFor([Math.max(minX, box[0]), Math.max(minY, box[1]), Math.min(maxX, box[2]), Math.min(maxY, box[3])]);
  }

  /** Tiles with a cell that may be reached, found from the sources outward: reached streets hang together. */
  function reachedTiles(
    level: Level,
    search: WalkSearch,
    sources: Connections,
    chosen: readonly number[],
  ): Set<number> {
    const { frame } = level.source;
    const { tileColumns, tileRows } = frame;
    const reached = new Set<number>();
    const looked = new Uint8Array(tileColumns * tileRows);
    const waiting: number[] = [];
    const look = (column: number, row: number): void => {
      const tile = row * tileColumns + column;
      if (column < 0 || row < 0 || column >= tileColumns || row >= tileRows || looked[tile]) return;
      looked[tile] = 1;
      waiting.push(tile);
    };
    for (const i of chosen) {
      for (let link = sources.linkStart[i]!; link < sources.linkStart[i + 1]!; link++) {
        const node = sources.linkNode[link]!;
        look(...tileAt(frame, network.nodeX[node]!, network.nodeY[node]!));
      }
    }
    const gates = gatesByTile(frame);
    for (let tile = waiting.pop(); tile !== undefined; tile = waiting.pop()) {
      const isReached =
        level.source.edgesNear(tile).some((edge) => search.reachesEdge(edge)) ||
        gates.get(tile)?.some((node) => search.leastTime(node) < Infinity);
      if (!isReached) continue;
      reached.add(tile);
      const column = tile % tileColumns;
      const row = (tile - column) / tileColumns;
      for (let r = row - 1; r <= row + 1; r++) for (let c = column - 1; c <= column + 1; c++) look(c, r);
    }
    // A door may hang on a path farther from it than any cell does.
    if (doors) {
      for (const door of reachedDoors) {
        forCorners(frame, doors.xy[2 * door]!, doors.xy[2 * door + 1]!, (tile) => reached.add(tile));
      }
    }
    return reached;
  }

  /** Nodes inside the gates of the compounds that lie in a tile: their land may be walked to from gates alone. */
  function gatesByTile(frame: FieldFrame): Map<number, number[]> {
    const known = tilesOfGates.get(frame);
    if (known) return known;
    const byTile = new Map<number, number[]>();
    const sideOf = new Map(network.walls.compounds.map(({ id }, side) => [id, side]));
    network.gates.forEach((gate, g) => {
      const side = sideOf.get(gate.compoundId);
      if (side === undefined || network.gateInside[g] === -1) return;
      const ring = network.walls.compounds[side]!.boundary[0]!;
      const xs = ring.filter((_, i) => i % 2 === 0);
      const ys = ring.filter((_, i) => i % 2 === 1);
      const [fromColumn, fromRow] = tileAt(frame, Math.min(...xs), Math.min(...ys));
      const [toColumn, toRow] = tileAt(frame, Math.max(...xs), Math.max(...ys));
      for (let row = Math.max(0, fromRow); row <= Math.min(frame.tileRows - 1, toRow); row++) {
        for (let column = Math.max(0, fromColumn); column <= Math.min(frame.tileColumns - 1, toColumn); column++) {
          const tile = row * frame.tileColumns + column;
          byTile.set(tile, [...(byTile.get(tile) ?? []), network.gateInside[g]!]);
        }
      }
    });
    tilesOfGates.set(frame, byTile);
    return byTile;
  }

  function linksOf(level: Level, tile: number, labels: LabelTile): GateLinks {
    let links = level.links.get(labels);
    if (!links) level.links.set(labels, (links = linkToGates(network, connector, level.source.frame, tile, labels)));
    return links;
  }

  function measure(
    search: WalkSearch,
    sources: Connections,
    boundMilliseconds: number,
    chosen: readonly number[] = Array.from({ length: sources.count }, (_, i) => i),
  ): MeasuredField {
    search.run(sources, boundMilliseconds, chosen);
    reader.begin(search);
    for (const door of reachedDoors) doorMilliseconds[door] = UNREACHED;
    reachedDoors.length = 0;
    if (doors) {
      search.reachedPoints(doors.connections, (door, time) => {
        doorMilliseconds[door] = time;
        reachedDoors.push(door);
      });
    }
    const level = pickLevel(sources, boundMilliseconds, chosen);
    if (!level) return { field: null, doorMilliseconds };
    const reached = reachedTiles(level, search, sources, chosen);
    if (reached.size === 0) return { field: null, doorMilliseconds };
    const { frame } = level.source;
    let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const tile of reached) {
      const column = tile % frame.tileColumns;
      const row = (tile - column) / frame.tileColumns;
      left = Math.min(left, column);
      right = Math.max(right, column);
      bottom = Math.min(bottom, row);
      top = Math.max(top, row);
    }
    const across = right - left + 1;
    // A cell more in the south and north, and four in the west and east.
    const columns = across * TILE_CELLS + 8;
    const rows = (top - bottom + 1) * TILE_CELLS + 2;
    if (milliseconds.length < columns * rows) milliseconds = new Float32Array(columns * rows);
    milliseconds.fill(Infinity, 0, columns * rows);
    const tiles: (LabelTile | undefined)[] = [];
    const spans: [number, number][] = [];
    for (const tile of reached) {
      const column = (tile % frame.tileColumns) - left;
      const row = Math.floor(tile / frame.tileColumns) - bottom;
      const labels = level.source.tile(tile);
      tiles[row * across + column] = labels;
      const origin = (row * TILE_CELLS + 1) * columns + column * TILE_CELLS + 4;
      reader.read(labels, milliseconds, origin, columns);
      const write = (cell: number, time: number): void => {
        milliseconds[origin + (cell >> TILE_BITS) * columns + (cell & (TILE_CELLS - 1))] = time;
      };
      if (labels.unmapped.length > 0) {
        readGateLinks(linksOf(level, tile, labels), search, (i, time) => write(labels.unmapped[i]!, time));
      }
      if (level.stamps) readStamps(level.stamps, tile, doorMilliseconds, write);
      const [from, to] = spans[row] ?? [Infinity, 0];
      spans[row] = [Math.min(from, column * TILE_CELLS), Math.max(to, (column + 1) * TILE_CELLS + 8)];
    }
    const span: TimeField['span'] = (row) => spans[Math.floor((row - 1) / TILE_CELLS)] ?? NO_SPAN;
    const isApart: TimeField['isApart'] = (cell, towards) => {
      const column = (cell % columns) - 4;
      const row = Math.floor(cell / columns) - 1;
      if (column < 0 || row < 0) return true;
      const labels = tiles[Math.floor(row / TILE_CELLS) * across + Math.floor(column / TILE_CELLS)];
      if (!labels) return true;
      const away = labels.away[(row % TILE_CELLS) * TILE_CELLS + (column % TILE_CELLS)] ?? 0;
      return (away & (towards === 'east' ? APART_EAST : APART_NORTH)) !== 0;
    };
    const x0 = frame.x0 + (left * TILE_CELLS - 4) * frame.stepX;
    const y0 = frame.y0 + (bottom * TILE_CELLS - 1) * frame.stepY;
    const { stepX, stepY } = frame;
    return { field: { columns, rows, x0, y0, stepX, stepY, milliseconds, span, isApart }, doorMilliseconds };
  }

  const ahead = [...new Set([levelOf(smallest), box && levelFor(box)])].filter((level) => level !== null);
  const counts = ahead.map(({ source: { frame } }) => frame.tileColumns * frame.tileRows);
  return {
    measure,
    tileCount: counts.reduce((sum, count) => sum + count, 0),
    prepare(tile) {
      for (let i = 0, at = tile; i < ahead.length; at -= counts[i++]!) {
        if (at >= counts[i]!) continue;
        const labels = ahead[i]!.source.tile(at);
        if (labels.unmapped.length > 0) linksOf(ahead[i]!, at, labels);
        return;
      }
    },
  };
}

const NO_SPAN = [0, 0] as const;

function tileAt(frame: FieldFrame, x: number, y: number): [column: number, row: number] {
  return [Math.floor((x - frame.x0) / frame.stepX / TILE_CELLS), Math.floor((y - frame.y0) / frame.stepY / TILE_CELLS)];
}
