import { PbfReader } from 'pbf';
import type { LatticeBox } from '../schema/coordinates';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { Inflate } from './inflate';
import type { OsmExtract } from './osm-extract';
import { emptyParts, toExtract } from './osm-parts';
import { readPrimitiveBlock } from './osm-primitive-block';
import type { ReadProgress } from './read-xml';

/*
 * OSM PBF (wiki.openstreetmap.org/wiki/PBF_Format): a chain of [4-byte big-endian length][BlobHeader][Blob].
 * A Blob holds one HeaderBlock or PrimitiveBlock, plain or deflated.
 */

// Limits of the format itself: a reader may refuse what is above them.
const headerLimitBytes = 64 * 1024;
const blobLimitBytes = 32 * 1024 * 1024;
/** Features of the file this reader understands; a file that requires another one is refused. */
const understood = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/**
 * Reads an OSM extract from the bytes of a `.osm.pbf` file.
 * Problems: `osm.truncated`, `osm.damaged`, `osm.unknown-feature`, `osm.not-pbf`, each naming the byte.
 */
export async function readOsmPbf(
  bytes: Uint8Array,
  file: string,
  inflate: Inflate,
  progress?: ReadProgress,
): Promise<Result<OsmExtract>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = emptyParts();
  let declaredBox: LatticeBox | null = null;
  let sawHeader = false;
  let at = 0;
  while (at < bytes.length) {
    const blockAt = at;
    const truncated = () => fail('osm.truncated', { file, byte: blockAt, size: bytes.length });
    if (at + 4 > bytes.length) return truncated();
    const headerLength = view.getUint32(at);
    if (headerLength === 0 || headerLength > headerLimitBytes) return fail('osm.not-pbf', { file, byte: at });
    at += 4;
    if (at + headerLength > bytes.length) return truncated();
    const header = readBlobHeader(bytes.subarray(at, at + headerLength));
    if (!header || header.size < 0 || header.size > blobLimitBytes) return fail('osm.not-pbf', { file, byte: blockAt });
    at += headerLength;
    if (at + header.size > bytes.length) return truncated();
    const blob = bytes.subarray(at, at + header.size);
    at += header.size;
    // Blocks of other types are to be skipped, says the format.
    if (header.type !== 'OSMHeader' && header.type !== 'OSMData') continue;
    const content = await openBlob(blob, inflate);
    if (!content) return fail('osm.damaged', { file, byte: blockAt });
    if (header.type === 'OSMHeader') {
      const block = readHeaderBlock(content);
      if (!block) return fail('osm.damaged', { file, byte: blockAt });
      const unknown = block.required.find((feature) => !understood.has(feature));
      if (unknown !== undefined) return fail('osm.unknown-feature', { file, feature: unknown });
      declaredBox = block.box;
      parts.newestAt = Math.max(parts.newestAt, block.replicatedAt);
      sawHeader = true;
    } else {
      if (!sawHeader) return fail('osm.not-pbf', { file, byte: blockAt });
      if (!readPrimitiveBlock(content, parts)) return fail('osm.damaged', { file, byte: blockAt });
    }
    await progress?.(at, bytes.length);
  }
  if (!sawHeader) return fail('osm.not-pbf', { file, byte: 0 });
  return ok(toExtract(parts, declaredBox));
}

function readBlobHeader(bytes: Uint8Array): { type: string; size: number } | null {
  try {
    return new PbfReader(bytes).readFields(
      (tag, header: { type: string; size: number }, pbf) => {
        if (tag === 1) header.type = pbf.readString();
        else if (tag === 3) header.size = pbf.readVarint(true);
      },
      { type: '', size: -1 },
    );
  } catch {
    return null;
  }
}

/** The block inside a blob; null where it is damaged or packed in a way this reader does not know. */
async function openBlob(blob: Uint8Array, inflate: Inflate): Promise<Uint8Array | null> {
  const found: { raw: Uint8Array | null; zlib: Uint8Array | null; rawSize: number } = {
    raw: null,
    zlib: null,
    rawSize: -1,
  };
  try {
    new PbfReader(blob).readFields((tag, out: typeof found, pbf) => {
      if (tag === 1) out.raw = pbf.readBytes();
      else if (tag === 2) out.rawSize = pbf.readVarint(true);
      else if (tag === 3) out.zlib = pbf.readBytes();
    }, found);
    if (found.raw) return found.raw;
    if (!found.zlib || found.rawSize < 0 || found.rawSize > blobLimitBytes) return null;
    const content = await inflate(found.zlib, 'deflate', found.rawSize);
    return content.length === found.rawSize ? content : null;
  } catch {
    return null;
  }
}

interface HeaderBlock {
  required: string[];
  box: LatticeBox | null;
  /** UTC milliseconds of the database the file was cut from; -Infinity where it does not say. */
  replicatedAt: number;
}

function readHeaderBlock(bytes: Uint8Array): HeaderBlock | null {
  try {
    return new PbfReader(bytes).readFields(
      (tag, block: HeaderBlock, pbf) => {
        if (tag === 32) block.replicatedAt = pbf.readVarint(true) * 1000;
        else if (tag === 4) block.required.push(pbf.readString());
        else if (tag === 1) {
          // left, right, top, bottom in nanodegrees.
          const edges = pbf.readMessage((edge, out: number[], box) => void (out[edge - 1] = box.readSVarint()), []);
          const [left, right, top, bottom] = edges.map((nano) => Math.round(nano / 100));
          if (left !== undefined && right !== undefined && top !== undefined && bottom !== undefined)
            block.box = [left, bottom, right, top];
        }
      },
      { required: [], box: null, replicatedAt: -Infinity },
    );
  } catch {
    return null;
  }
}
