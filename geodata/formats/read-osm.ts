import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { isGzip } from './inflate';
import type { Inflate } from './inflate';
import type { OsmExtract } from './osm-extract';
import { readGraphml } from './read-graphml';
import { readOsmPbf } from './read-osm-pbf';
import { readOsmXml } from './read-osm-xml';
import type { ReadProgress } from './read-xml';

/** Unpacked size above which a packed file is refused instead of being held in memory. */
export const osmLimitBytes = 1536 * 1024 * 1024;

/** What a map file is, told from its first bytes and never from its name. */
export type MapFileFormat = 'osm-pbf' | 'osm-xml' | 'graphml';

/** The format of an unpacked file, or null where it is none of those that hold streets. */
export function mapFileFormat(bytes: Uint8Array): MapFileFormat | null {
  const start = String.fromCharCode(...bytes.subarray(0, 4096)).replaceAll('\0', '');
  // A PBF file begins with the length of a header that names its block.
  if (bytes[0] === 0 && bytes[1] === 0 && start.slice(0, 40).includes('OSMHeader')) return 'osm-pbf';
  const root = /<(?![?!])\s*([A-Za-z_][\w.:-]*)/.exec(
    start.replace(/<!--.*?-->/gs, '').replace(/<!DOCTYPE[^[>]*(\[.*?\])?\s*>/gis, ''),
  )?.[1];
  if (root === 'graphml') return 'graphml';
  return root === 'osm' || root === 'osmChange' ? 'osm-xml' : null;
}

/**
 * Reads a map file whose format is told from its bytes: OSM PBF, OSM XML or a GraphML street graph, each also gzipped.
 * Problems: `osm.unknown-format`, those of unpacking, and those of the format.
 */
export async function readOsm(
  bytes: Uint8Array,
  file: string,
  inflate: Inflate,
  progress?: ReadProgress,
): Promise<Result<OsmExtract>> {
  const plain = isGzip(bytes) ? await unpack(bytes, file, inflate) : ok(bytes);
  if (!plain.ok) return plain;
  switch (mapFileFormat(plain.value)) {
    case 'osm-pbf':
      return readOsmPbf(plain.value, file, inflate, progress);
    case 'osm-xml':
      return readOsmXml(plain.value, file, progress);
    case 'graphml':
      return readGraphml(plain.value, file, progress);
    case null:
      if (plain.value[0] === 0x42 && plain.value[1] === 0x5a && plain.value[2] === 0x68)
        return fail('osm.packed-with-bzip2', { file });
      return fail('osm.unknown-format', { file });
  }
}

async function unpack(bytes: Uint8Array, file: string, inflate: Inflate): Promise<Result<Uint8Array>> {
  try {
    return ok(await inflate(bytes, 'gzip', osmLimitBytes));
  } catch (error) {
    // Node's zlib says which of the three it was.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
    if (code === 'ERR_BUFFER_TOO_LARGE') return fail('osm.too-large', { file, megabytes: osmLimitBytes / 1024 / 1024 });
    if (code === 'Z_BUF_ERROR') return fail('file.gzip-truncated', { file });
    return fail('file.damaged-gzip', { file });
  }
}
