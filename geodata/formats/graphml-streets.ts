import { isOnEarth } from './osm-extract';
import type { OsmParts } from './osm-parts';
import { hindranceOf } from './osm-walking';

/** One directed edge as it stands in the file. */
export interface GraphmlEdge {
  source: string;
  target: string;
  tags: ReadonlyMap<string, string>;
}

/** What an edge says that is no word of OSM's. */
const notTags = new Set(['geometry', 'length', 'osmid', 'oneway', 'reversed', 'id', 'speed_kph', 'travel_time']);

/**
 * Turns the edges of a street graph into ways of `parts`. An edge and its counterpart, the same line walked the other
 * way, are one way; parallel edges with lines of their own stay apart. An edge to a node that the file lacks is left
 * out and counted as a fault. `numbers` has the node number of each node id.
 */
export function graphmlStreets(
  edges: readonly GraphmlEdge[],
  numbers: ReadonlyMap<string, number>,
  parts: OsmParts,
): void {
  const at = new Map<number, number>();
  for (let i = 0; i < parts.nodeIds.length; i++) at.set(parts.nodeIds[i]!, i);
  let nextVertex = parts.nodeIds.reduce((lowest, id) => Math.min(lowest, id), 0) - 1;
  const seen = new Set<string>();
  for (const { source, target, tags } of edges) {
    const [from, to] = [numbers.get(source), numbers.get(target)];
    const object = `edge ${source} → ${target}`;
    if (from === undefined || to === undefined) {
      parts.faults.push({
        code: 'graphml.unknown-node',
        params: { object, node: from === undefined ? source : target },
      });
      continue;
    }
    const [first, last] = [at.get(from)!, at.get(to)!];
    const written = tags.get('geometry');
    const drawn = written === undefined ? null : readLineString(written);
    if (written !== undefined && !drawn) parts.faults.push({ code: 'graphml.bad-geometry', params: { object } });
    const between = drawn ? drawn.slice(2, -2) : [];
    const line = [parts.xs[first]!, parts.ys[first]!, ...between, parts.xs[last]!, parts.ys[last]!];
    const key = lineKey(from, to, line);
    if (seen.has(key)) continue;
    seen.add(key);
    const refs = [from];
    for (let i = 0; i < between.length; i += 2) {
      parts.nodeIds.push(nextVertex);
      parts.xs.push(between[i]!);
      parts.ys.push(between[i + 1]!);
      refs.push(nextVertex--);
    }
    refs.push(to);
    parts.ways.push({ id: parts.ways.length + 1, refs, tags: wayTags(tags) });
  }
}

/** The same text for a line and for the line the other way. */
function lineKey(from: number, to: number, line: readonly number[]): string {
  const forward = `${from}:${line.join(' ')}:${to}`;
  const points: string[] = [];
  for (let i = line.length - 2; i >= 0; i -= 2) points.push(`${line[i]} ${line[i + 1]}`);
  const back = `${to}:${points.join(' ')}:${from}`;
  return forward < back ? forward : back;
}

/** Lattice units of a WKT line string; null where it is none or leaves the Earth. */
function readLineString(text: string): number[] | null {
  const body = /^\s*LINESTRING\s*(?:Z\s*)?\(([^()]*)\)\s*$/i.exec(text)?.[1];
  if (body === undefined) return null;
  const line: number[] = [];
  for (const pair of body.split(',')) {
    const [x, y] = pair
      .trim()
      .split(/\s+/)
      .map((part) => Math.round(Number(part) * 1e7) + 0);
    if (x === undefined || y === undefined || !isOnEarth(x, y)) return null;
    line.push(x, y);
  }
  return line.length >= 4 ? line : null;
}

/**
 * An edge made of several OSM ways has lists, written as Python writes them. A way has one value: of names all of
 * them, of what hinders people on foot the worst, for the whole stretch is as passable as its worst part.
 */
function wayTags(tags: ReadonlyMap<string, string>): Map<string, string> {
  const own = new Map<string, string>();
  for (const [key, written] of tags) {
    if (notTags.has(key)) continue;
    const values = readList(written);
    if (values.length === 0) continue;
    own.set(key, key === 'name' ? values.join(' / ') : values.reduce((a, b) => (worse(key, b, a) ? b : a)));
  }
  // An edge that runs against its way rises the other way round; of one that does both nothing is known.
  const incline = own.get('incline');
  if (incline !== undefined && tags.get('reversed') !== 'False') {
    if (tags.get('reversed') === 'True' && turned.has(incline)) own.set('incline', turned.get(incline)!);
    else if (tags.has('reversed')) own.delete('incline');
  }
  return own;
}

const turned: ReadonlyMap<string, string> = new Map([
  ['up', 'down'],
  ['down', 'up'],
]);
const worse = (key: string, a: string, b: string): boolean => hindranceOf(key, a) > hindranceOf(key, b);

/** `['a', 'b']` as its items; other text is its one item. */
function readList(text: string): string[] {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return trimmed === '' ? [] : [trimmed];
  const items = [...trimmed.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s,'"[\]]+)/g)];
  return items
    .map((item) => (item[1] ?? item[2] ?? item[3] ?? '').replace(/\\(.)/g, '$1'))
    .filter((item) => item !== '');
}
