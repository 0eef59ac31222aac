import Flatbush from 'flatbush';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { BasemapFeature, BasemapLayer } from '../../geodata/schema/settlement';
import { clipLine, clipRing } from '../../geodata/geometry/clip-to-square';
import { simplifyLine } from '../../geodata/geometry/simplify-line';

/** A feature of the base map: which layer it is drawn in, from which zoom on, and what it says of itself. */
export interface TileFeature {
  layer: BasemapLayer;
  minZoom: number;
  geometry: BasemapFeature['geometry'];
  tags: TileTags;
  /** Feature id on the map. */
  id?: number;
}

export type TileTags = Readonly<Record<string, string | number | boolean>>;

/** A feature as the encoder takes it: type 1 a point, 2 lines, 3 rings; whole units of the tile. */
export interface DrawnFeature {
  id?: number;
  type: 1 | 2 | 3;
  tags: TileTags;
  geometry: [number, number][] | [number, number][][];
}

/** Units across a tile. */
export const TILE_EXTENT = 4096;
/** Units that a line may be off at all zooms but the last: half a pixel of the screen. */
const tolerance = 4;
/** Features reach so far beyond their tile that no border shows where tiles meet; streets are drawn wide. */
const bufferOf = (layer: BasemapLayer): number => (layer === 'street' ? 96 : 64);
/** The world is so wide in the units that shapes are kept in (Web Mercator): two centimetres at the equator. */
const WORLD = 2 ** 31;
const POINT = 1;
const LINE = 2;
const POLYGON = 3;

/**
 * Features of one layer that appear at the same zoom. A city has 90,000 buildings, so shapes are one array of integers and
 * not objects: for each feature its type and ring count, then each ring's point count and coordinates.
 */
export class TileBand {
  readonly layer: BasemapLayer;
  readonly minZoom: number;
  readonly #ints: Int32Array;
  readonly #starts: Int32Array;
  readonly #tags: readonly TileTags[];
  readonly #ids: Int32Array;
  readonly #index: Flatbush;

  /** @param features of one layer and zoom, at least one */
  constructor(layer: BasemapLayer, minZoom: number, features: readonly TileFeature[]) {
    this.layer = layer;
    this.minZoom = minZoom;
    const ints: number[] = [];
    const known = new Map<string, TileTags>();
    this.#starts = new Int32Array(features.length);
    this.#ids = new Int32Array(features.length);
    this.#index = new Flatbush(features.length);
    this.#tags = features.map(({ geometry, tags, id }, i) => {
      this.#starts[i] = ints.length;
      this.#ids[i] = id ?? -1;
      const rings = ringsOf(geometry);
      ints.push(geometry.type === 'point' ? POINT : geometry.type === 'line' ? LINE : POLYGON, rings.length);
      const box = [WORLD, WORLD, 0, 0];
      for (const { line, isOuter } of rings) {
        // A hole is told by a negative count.
        ints.push(isOuter ? line.length / 2 : -line.length / 2);
        for (let k = 0; k < line.length; k += 2) {
          const [x, y] = [worldX(line[k]!), worldY(line[k + 1]!)];
          ints.push(x, y);
          if (x < box[0]!) box[0] = x;
          if (y < box[1]!) box[1] = y;
          if (x > box[2]!) box[2] = x;
          if (y > box[3]!) box[3] = y;
        }
      }
      this.#index.add(box[0]!, box[1]!, box[2]!, box[3]!);
      // Thousands of buildings have the same few names.
      const key = JSON.stringify(tags);
      const same = known.get(key) ?? tags;
      known.set(key, same);
      return same;
    });
    this.#ints = Int32Array.from(ints);
    this.#index.finish();
  }

  /** What lies in a tile, in the order of the features. */
  draw(z: number, x: number, y: number, isLastZoom: boolean): DrawnFeature[] {
    const size = WORLD / 2 ** z;
    const reach = (bufferOf(this.layer) / TILE_EXTENT) * size;
    const found = this.#index
      .search(x * size - reach, y * size - reach, (x + 1) * size + reach, (y + 1) * size + reach)
      .sort((a, b) => a - b);
    const scale = TILE_EXTENT / size;
    const place: TilePlace = {
      scale,
      x: x * TILE_EXTENT,
      y: y * TILE_EXTENT,
      low: -bufferOf(this.layer),
      high: TILE_EXTENT + bufferOf(this.layer),
      tolerance: isLastZoom ? 0 : tolerance,
    };
    return found.flatMap((feature) => this.#drawOne(feature, place) ?? []);
  }

  #drawOne(feature: number, place: TilePlace): DrawnFeature | null {
    const ints = this.#ints;
    let at = this.#starts[feature]!;
    const type = ints[at++] as DrawnFeature['type'];
    const drawn: [number, number][][] = [];
    for (let rings = ints[at++]!; rings > 0; rings--) {
      const count = ints[at++]!;
      const end = at + 2 * Math.abs(count);
      const line: number[] = [];
      for (; at < end; at += 2) line.push(ints[at]! * place.scale - place.x, ints[at + 1]! * place.scale - place.y);
      if (type === POLYGON) drawRing(drawn, line, count > 0, place);
      else if (type === LINE) drawLine(drawn, line, place);
      else if (isWithin(line, place)) drawn.push(toPoints(line));
    }
    if (drawn.length === 0) return null;
    const id = this.#ids[feature]!;
    return {
      ...(id < 0 ? {} : { id }),
      type,
      tags: this.#tags[feature]!,
      geometry: type === POINT ? drawn[0]! : drawn,
    };
  }
}

/** Where a tile lies and how coarsely it is drawn, in its own units. */
interface TilePlace {
  scale: number;
  x: number;
  y: number;
  low: number;
  high: number;
  tolerance: number;
}

function ringsOf(geometry: BasemapFeature['geometry']): { line: readonly number[]; isOuter: boolean }[] {
  if (geometry.type === 'point') return [{ line: geometry.point, isOuter: true }];
  if (geometry.type === 'line') return [{ line: geometry.line, isOuter: true }];
  return geometry.polygons.flatMap((polygon) => polygon.map((line, ring) => ({ line, isOuter: ring === 0 })));
}

function drawRing(drawn: [number, number][][], open: number[], isOuter: boolean, place: TilePlace): void {
  if (place.tolerance > 0 && Math.abs(doubledArea(open)) / 2 < place.tolerance * place.tolerance) return;
  const closed = [...open, open[0]!, open[1]!];
  const shape = place.tolerance > 0 ? simplifyLine(closed, place.tolerance) : closed;
  const ring = isWithin(shape, place) ? shape : clipRing(shape, place.low, place.high);
  if (ring.length < 8) return;
  const points = toPoints(ring);
  // The format tells an outer ring by its sense: positive in a frame whose y points down.
  if (doubledArea(ring) > 0 !== isOuter) points.reverse();
  drawn.push(points);
}

function drawLine(drawn: [number, number][][], line: number[], place: TilePlace): void {
  if (place.tolerance > 0 && lengthOf(line) < place.tolerance) return;
  const shape = place.tolerance > 0 ? simplifyLine(line, place.tolerance) : line;
  const parts = isWithin(shape, place) ? [shape] : clipLine(shape, place.low, place.high);
  for (const part of parts) drawn.push(toPoints(part));
}

function isWithin(xy: readonly number[], { low, high }: TilePlace): boolean {
  for (const value of xy) if (value < low || value > high) return false;
  return true;
}

function toPoints(xy: readonly number[]): [number, number][] {
  const points: [number, number][] = [];
  for (let i = 0; i < xy.length; i += 2) points.push([Math.round(xy[i]!), Math.round(xy[i + 1]!)]);
  return points;
}

/** Twice the area of a ring, positive where it runs clockwise as seen (y points down). */
function doubledArea(xy: readonly number[]): number {
  let sum = 0;
  for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) sum += xy[j]! * xy[i + 1]! - xy[i]! * xy[j + 1]!;
  return sum;
}

function lengthOf(xy: readonly number[]): number {
  let sum = 0;
  for (let i = 2; i < xy.length; i += 2) sum += Math.hypot(xy[i]! - xy[i - 2]!, xy[i + 1]! - xy[i - 1]!);
  return sum;
}

const worldX = (x: number): number => toWorld((fromLattice(x) + 180) / 360);

function worldY(y: number): number {
  const sine = Math.sin((fromLattice(y) * Math.PI) / 180);
  return toWorld(0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI);
}

const toWorld = (share: number): number => Math.min(WORLD - 1, Math.max(0, Math.round(share * WORLD)));
