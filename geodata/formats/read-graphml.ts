import { fail, ok } from '../schema/problems';
import type { Problem, Result } from '../schema/problems';
import { graphmlStreets } from './graphml-streets';
import type { GraphmlEdge } from './graphml-streets';
import { isOnEarth } from './osm-extract';
import type { OsmExtract } from './osm-extract';
import { emptyParts, toExtract } from './osm-parts';
import { readXml } from './read-xml';
import type { ReadProgress } from './read-xml';

/** Coordinates as OSMnx names the system they are in; others would have to be reprojected. */
const wgs84 = /^(epsg:4326|ogc:crs84|wgs ?84|\+?proj=longlat.*)$/i;

/**
 * Reads a street graph in GraphML, as OSMnx writes it, into the shape of an OSM extract: nodes by `x` and `y`, one way
 * for each street. The two directions of a street are one street; the vertices between two crossings come from
 * `geometry`. What an edge says in OSM's words (`highway`, `name`, `access` …) becomes the way's tags.
 * Problems: `graphml.not-graphml`, `graphml.no-coordinates`, `graphml.other-crs`, and those of the XML.
 */
export async function readGraphml(
  bytes: Uint8Array,
  file: string,
  progress?: ReadProgress,
): Promise<Result<OsmExtract>> {
  const parts = emptyParts();
  /** What a key stands for, by its id: the ids are arbitrary. */
  const names = new Map<string, string>();
  const graph = new Map<string, string>();
  const numbers = new Map<string, number>();
  const edges: GraphmlEdge[] = [];
  let object: { tags: Map<string, string>; id: string; source: string; target: string } | null = null;
  let key: string | null = null;
  let sawGraph = false;
  let withoutPlace = 0;
  let nodes = 0;

  /** OSM's own number where the node has one, else the next free one below zero. */
  const numberOf = (id: string): number => {
    const own = Number(id);
    return id.trim() !== '' && Number.isSafeInteger(own) && own > 0 ? own : -1 - numbers.size;
  };
  const endNode = (id: string, tags: Map<string, string>): void => {
    nodes++;
    const [x, y] = [degrees(tags.get('x')), degrees(tags.get('y'))];
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      withoutPlace++;
      return;
    }
    if (!isOnEarth(x, y)) {
      const coordinate = `${tags.get('x')}, ${tags.get('y')}`;
      parts.faults.push({ code: 'osm.bad-coordinate', params: { object: `node ${id}`, coordinate } });
      return;
    }
    const number = numberOf(id);
    numbers.set(id, number);
    parts.nodeIds.push(number);
    parts.xs.push(x);
    parts.ys.push(y);
    for (const name of ['x', 'y', 'street_count', 'lon', 'lat', 'osmid']) tags.delete(name);
    if (tags.size > 0) parts.nodeTags.set(number, tags);
  };

  const read = await readXml(
    bytes,
    file,
    {
      text: true,
      open(element, attributes, depth): Problem | void {
        if (depth === 0 && element !== 'graphml') return problemOf(fail('graphml.not-graphml', { file, element }));
        if (element === 'key') names.set(attributes['id'] ?? '', attributes['attr.name'] ?? attributes['id'] ?? '');
        else if (element === 'graph') sawGraph = true;
        else if (element === 'node' || element === 'edge')
          object = {
            tags: new Map(),
            id: attributes['id'] ?? '',
            source: attributes['source'] ?? '',
            target: attributes['target'] ?? '',
          };
        else if (element === 'data') key = names.get(attributes['key'] ?? '') ?? null;
      },
      close(element, text) {
        if (element === 'data' && key !== null) {
          if (text !== '') (object?.tags ?? graph).set(key, text);
          key = null;
        } else if (element === 'node' && object) {
          endNode(object.id, object.tags);
          object = null;
        } else if (element === 'edge' && object) {
          edges.push({ source: object.source, target: object.target, tags: object.tags });
          object = null;
        }
      },
    },
    progress,
  );
  if (!read.ok) return read;
  if (!sawGraph) return fail('graphml.not-graphml', { file, element: 'graphml' });
  const crs = graph.get('crs');
  if (crs !== undefined && !wgs84.test(crs.trim())) return fail('graphml.other-crs', { file, crs });
  if (nodes > 0 && withoutPlace === nodes) return fail('graphml.no-coordinates', { file });
  if (withoutPlace > 0) parts.faults.push({ code: 'graphml.nodes-without-place', params: { count: withoutPlace } });
  const created = Date.parse(`${(graph.get('created_date') ?? '').replace(' ', 'T')}Z`);
  if (Number.isFinite(created)) parts.newestAt = created;
  graphmlStreets(edges, numbers, parts);
  return ok(toExtract(parts, null, 'graphml'));
}

const problemOf = (failed: Result<never>): Problem | void => (failed.ok ? undefined : failed.problem);

function degrees(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? NaN : Math.round(Number(text) * 1e7) + 0;
}
