import { PbfReader } from 'pbf';
import { isOnEarth } from './osm-extract';
import type { OsmMember, OsmRelation, OsmTags, OsmWay } from './osm-extract';
import type { OsmParts } from './osm-parts';

/** A reader that stops at the end of its message instead of reading on into nothing. */
class BoundedReader extends PbfReader {
  override readPackedEnd(): number {
    return this.#within(super.readPackedEnd());
  }

  /** The bytes of a nested message as a reader of their own. */
  nested(): BoundedReader {
    const length = this.readVarint();
    const end = this.#within(this.pos + length);
    const bytes = this.buf.subarray(this.pos, end);
    this.pos = end;
    return new BoundedReader(bytes);
  }

  #within(end: number): number {
    if (!(end <= this.length) || end < this.pos) throw new RangeError('a message is longer than the one it lies in');
    return end;
  }
}

/** Units of one block: nanodegrees a step, and the origin in nanodegrees. */
interface Frame {
  strings: readonly string[];
  granularity: number;
  latOffset: number;
  lonOffset: number;
  /** Milliseconds a unit of time. */
  dateGranularity: number;
}

/** Adds the content of one PrimitiveBlock to `parts`; false where the block is damaged. */
export function readPrimitiveBlock(bytes: Uint8Array, parts: OsmParts): boolean {
  try {
    const strings: string[] = [];
    const groups: BoundedReader[] = [];
    const frame: Frame = { strings, granularity: 100, latOffset: 0, lonOffset: 0, dateGranularity: 1000 };
    const block = new BoundedReader(bytes);
    for (let tag = block.nextField(); tag; tag = block.nextField()) {
      if (tag === 1) {
        const table = block.nested();
        for (let field = table.nextField(); field; field = table.nextField())
          if (field === 1) strings.push(table.readString());
      } else if (tag === 2) groups.push(block.nested());
      else if (tag === 17) frame.granularity = block.readVarint();
      else if (tag === 18) frame.dateGranularity = block.readVarint();
      else if (tag === 19) frame.latOffset = block.readVarint(true);
      else if (tag === 20) frame.lonOffset = block.readVarint(true);
    }
    for (const group of groups)
      for (let tag = group.nextField(); tag; tag = group.nextField()) {
        if (tag === 1) readNode(group.nested(), frame, parts);
        else if (tag === 2) readDenseNodes(group.nested(), frame, parts);
        else if (tag === 3) parts.ways.push(readWay(group.nested(), frame, parts));
        else if (tag === 4) parts.relations.push(readRelation(group.nested(), frame));
      }
    return true;
  } catch {
    return false;
  }
}

/** Takes a node in; false where it lies off the Earth. */
function addNode(parts: OsmParts, frame: Frame, id: number, lat: number, lon: number): boolean {
  const x = Math.round((frame.lonOffset + frame.granularity * lon) / 100);
  const y = Math.round((frame.latOffset + frame.granularity * lat) / 100);
  if (!isOnEarth(x, y)) {
    const coordinate = `${x / 1e7}, ${y / 1e7}`;
    parts.faults.push({ code: 'osm.bad-coordinate', params: { object: `node ${id}`, coordinate } });
    return false;
  }
  parts.nodeIds.push(id);
  parts.xs.push(x);
  parts.ys.push(y);
  return true;
}

/** Keeps the newest time seen; 0 stands for none. */
function noteTime(parts: OsmParts, frame: Frame, time: number): void {
  if (time > 0 && time * frame.dateGranularity > parts.newestAt) parts.newestAt = time * frame.dateGranularity;
}

/** The time in the metadata of a way; 0 where it has none. */
function timeOfInfo(info: BoundedReader): number {
  let time = 0;
  for (let tag = info.nextField(); tag; tag = info.nextField()) if (tag === 2) time = info.readVarint(true);
  return time;
}

/** The newest of the times in the metadata of dense nodes. */
function newestOfDenseInfo(info: BoundedReader): number {
  let newest = 0;
  for (let tag = info.nextField(); tag; tag = info.nextField()) {
    if (tag !== 2) continue;
    let time = 0;
    for (const step of info.readPackedSVarint([])) {
      time += step;
      if (time > newest) newest = time;
    }
  }
  return newest;
}

function toTags(frame: Frame, keys: readonly number[], values: readonly number[]): OsmTags {
  const tags = new Map<string, string>();
  for (let i = 0; i < keys.length; i++) {
    const key = frame.strings[keys[i]!];
    const value = frame.strings[values[i]!];
    if (key === undefined || value === undefined) throw new RangeError('a tag points outside the string table');
    tags.set(key, value);
  }
  return tags;
}

function readNode(pbf: BoundedReader, frame: Frame, parts: OsmParts): void {
  let id = 0;
  let lat = 0;
  let lon = 0;
  let keys: number[] = [];
  let values: number[] = [];
  for (let tag = pbf.nextField(); tag; tag = pbf.nextField()) {
    if (tag === 1) id = pbf.readSVarint();
    else if (tag === 2) keys = pbf.readPackedVarint(keys);
    else if (tag === 3) values = pbf.readPackedVarint(values);
    else if (tag === 8) lat = pbf.readSVarint();
    else if (tag === 9) lon = pbf.readSVarint();
  }
  if (addNode(parts, frame, id, lat, lon) && keys.length > 0) parts.nodeTags.set(id, toTags(frame, keys, values));
}

function readDenseNodes(pbf: BoundedReader, frame: Frame, parts: OsmParts): void {
  let ids: number[] = [];
  let lats: number[] = [];
  let lons: number[] = [];
  let keyValues: number[] = [];
  for (let tag = pbf.nextField(); tag; tag = pbf.nextField()) {
    if (tag === 1) ids = pbf.readPackedSVarint(ids);
    else if (tag === 5) noteTime(parts, frame, newestOfDenseInfo(pbf.nested()));
    else if (tag === 8) lats = pbf.readPackedSVarint(lats);
    else if (tag === 9) lons = pbf.readPackedSVarint(lons);
    else if (tag === 10) keyValues = pbf.readPackedVarint(keyValues);
  }
  if (lats.length !== ids.length || lons.length !== ids.length) throw new RangeError('dense columns differ in length');
  let id = 0;
  let lat = 0;
  let lon = 0;
  let at = 0;
  for (let i = 0; i < ids.length; i++) {
    id += ids[i]!;
    lat += lats[i]!;
    lon += lons[i]!;
    const isTaken = addNode(parts, frame, id, lat, lon);
    // Tags of all nodes in one row: key, value, key, value, 0 ends a node.
    const keys: number[] = [];
    const values: number[] = [];
    while (at < keyValues.length && keyValues[at] !== 0) {
      keys.push(keyValues[at++]!);
      values.push(keyValues[at++]!);
    }
    at++;
    if (isTaken && keys.length > 0) parts.nodeTags.set(id, toTags(frame, keys, values));
  }
}

function readWay(pbf: BoundedReader, frame: Frame, parts: OsmParts): OsmWay {
  let id = 0;
  let keys: number[] = [];
  let values: number[] = [];
  let deltas: number[] = [];
  for (let tag = pbf.nextField(); tag; tag = pbf.nextField()) {
    if (tag === 1) id = pbf.readVarint(true);
    else if (tag === 2) keys = pbf.readPackedVarint(keys);
    else if (tag === 3) values = pbf.readPackedVarint(values);
    else if (tag === 4) noteTime(parts, frame, timeOfInfo(pbf.nested()));
    else if (tag === 8) deltas = pbf.readPackedSVarint(deltas);
  }
  return { id, refs: sumUp(deltas), tags: toTags(frame, keys, values) };
}

const memberTypes = ['node', 'way', 'relation'] as const;

function readRelation(pbf: BoundedReader, frame: Frame): OsmRelation {
  let id = 0;
  let keys: number[] = [];
  let values: number[] = [];
  let roles: number[] = [];
  let deltas: number[] = [];
  let types: number[] = [];
  for (let tag = pbf.nextField(); tag; tag = pbf.nextField()) {
    if (tag === 1) id = pbf.readVarint(true);
    else if (tag === 2) keys = pbf.readPackedVarint(keys);
    else if (tag === 3) values = pbf.readPackedVarint(values);
    else if (tag === 8) roles = pbf.readPackedVarint(roles);
    else if (tag === 9) deltas = pbf.readPackedSVarint(deltas);
    else if (tag === 10) types = pbf.readPackedVarint(types);
  }
  const members = sumUp(deltas).map((ref, i): OsmMember => {
    const type = memberTypes[types[i] ?? -1];
    const role = frame.strings[roles[i] ?? -1];
    if (type === undefined || role === undefined) throw new RangeError('a member has no type or role');
    return { type, ref, role };
  });
  return { id, members, tags: toTags(frame, keys, values) };
}

function sumUp(deltas: readonly number[]): number[] {
  let sum = 0;
  return deltas.map((delta) => (sum += delta));
}
