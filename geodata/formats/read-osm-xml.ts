import type { LatticeBox } from '../schema/coordinates';
import { fail, ok } from '../schema/problems';
import type { Problem, Result } from '../schema/problems';
import { isOnEarth } from './osm-extract';
import type { OsmExtract, OsmMember } from './osm-extract';
import { emptyParts, toExtract } from './osm-parts';
import { readXml } from './read-xml';
import type { ReadProgress } from './read-xml';

/** The object whose children are being read. */
interface Open {
  id: number;
  tags: Map<string, string>;
  refs: number[];
  members: OsmMember[];
}

type Attributes = Readonly<Record<string, string>>;

/**
 * Reads an OSM extract from the bytes of an `.osm` file (API 0.6, as Overpass, JOSM and osmium write it), the same
 * extract a `.osm.pbf` of the same objects gives. Objects marked as deleted are left out; objects without a usable id
 * and nodes off the Earth are left out and counted as faults.
 */
export async function readOsmXml(
  bytes: Uint8Array,
  file: string,
  progress?: ReadProgress,
): Promise<Result<OsmExtract>> {
  const parts = emptyParts();
  let declaredBox: LatticeBox | null = null;
  let open: Open | null = null;
  /** Attributes of one object mostly repeat those of others: each text is kept once. */
  const texts = new Map<string, string>();
  const once = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, text);
    return text;
  };

  const startObject = (kind: string, attributes: Attributes): void => {
    open = null;
    if (attributes['visible'] === 'false' || attributes['action'] === 'delete') return;
    const id = Number(attributes['id']);
    if (!Number.isSafeInteger(id) || attributes['id'] === '') {
      parts.faults.push({ code: 'osm.bad-id', params: { object: kind, id: attributes['id'] ?? '—' } });
      return;
    }
    noteTime(attributes['timestamp']);
    open = { id, tags: new Map(), refs: [], members: [] };
    if (kind !== 'node') return;
    const [x, y] = [latticeOf(attributes['lon']), latticeOf(attributes['lat'])];
    if (!isOnEarth(x, y)) {
      const coordinate = `${attributes['lon'] ?? '—'}, ${attributes['lat'] ?? '—'}`;
      parts.faults.push({ code: 'osm.bad-coordinate', params: { object: `node ${id}`, coordinate } });
      open = null;
      return;
    }
    parts.nodeIds.push(id);
    parts.xs.push(x);
    parts.ys.push(y);
  };
  const noteTime = (text: string | undefined): void => {
    const at = text === undefined ? NaN : Date.parse(text);
    if (at > parts.newestAt) parts.newestAt = at;
  };

  const read = await readXml(
    bytes,
    file,
    {
      open(name, attributes, depth): Problem | void {
        if (depth === 0) {
          if (name !== 'osm') return problemOf(fail('osm.not-osm-xml', { file, element: name }));
          noteTime(attributes['timestamp']);
          return;
        }
        if (depth === 1) {
          if (name === 'node' || name === 'way' || name === 'relation') startObject(name, attributes);
          else if (name === 'bounds' || name === 'bound') declaredBox = readBounds(attributes) ?? declaredBox;
          else if (name === 'meta') noteTime(attributes['osm_base']);
          return;
        }
        if (!open) return;
        if (name === 'tag') {
          const { k, v } = attributes;
          if (k !== undefined && v !== undefined) open.tags.set(once(k), once(v));
        } else if (name === 'nd') open.refs.push(Number(attributes['ref']));
        else if (name === 'member') {
          const { type, ref, role } = attributes;
          if (type === 'node' || type === 'way' || type === 'relation')
            open.members.push({ type, ref: Number(ref), role: once(role ?? '') });
        }
      },
      close(name, _text, depth) {
        if (depth !== 1 || !open) return;
        const { id, tags, refs, members } = open;
        if (name === 'node' && tags.size > 0) parts.nodeTags.set(id, tags);
        else if (name === 'way') parts.ways.push({ id, refs, tags });
        else if (name === 'relation') parts.relations.push({ id, members, tags });
        open = null;
      },
    },
    progress,
  );
  return read.ok ? ok(toExtract(parts, declaredBox)) : read;
}

const problemOf = (failed: Result<never>): Problem | void => (failed.ok ? undefined : failed.problem);

/** Degrees as written, as lattice units; NaN where it is no number. */
function latticeOf(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? NaN : Math.round(Number(text) * 1e7) + 0;
}

function readBounds(attributes: Attributes): LatticeBox | null {
  // Older programs wrote one attribute: south, west, north, east.
  const [south, west, north, east] = attributes['box']?.split(',') ?? [
    attributes['minlat'],
    attributes['minlon'],
    attributes['maxlat'],
    attributes['maxlon'],
  ];
  const box: LatticeBox = [latticeOf(west), latticeOf(south), latticeOf(east), latticeOf(north)];
  return isOnEarth(box[0], box[1]) && isOnEarth(box[2], box[3]) && box[0] < box[2] && box[1] < box[3] ? box : null;
}
