import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { bytesToHeader, Compression, TileType } from 'pmtiles';
import type { Header } from 'pmtiles';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';

/** A PMTiles 3 file: 127 bytes of header, then directories, metadata and tiles wherever the header says. */
const headerBytes = 127;
/** Metadata beyond this is not read; it only has names. */
const metadataLimit = 8_000_000;

/** What a map has to know of an archive before it draws it. */
export interface PmtilesArchive {
  content: 'raster' | 'mvt' | 'mlt';
  bounds: [number, number, number, number];
  minzoom: number;
  maxzoom: number;
  /** Pixels; 512 where the archive does not say, for vector tiles. */
  tileSize: number;
  /** Empty where the archive says none. */
  name: string;
  attribution: string;
  vectorLayers: string[];
}

const contents: Partial<Record<TileType, PmtilesArchive['content']>> = {
  [TileType.Mvt]: 'mvt',
  [TileType.Mlt]: 'mlt',
  [TileType.Png]: 'raster',
  [TileType.Jpeg]: 'raster',
  [TileType.Webp]: 'raster',
  [TileType.Avif]: 'raster',
};
const readable: readonly Compression[] = [Compression.Unknown, Compression.None, Compression.Gzip];

/**
 * Reads header and metadata of an archive, for the start, which waits for it. Fails with `start.basemap-file`,
 * `start.basemap-not-pmtiles` or `start.basemap-content`.
 */
export function describeArchive(path: string): Result<PmtilesArchive> {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    if (!fstatSync(file).isFile()) return fail('start.basemap-file', { path, reason: 'not a file' });
    const header = readHeader(file);
    if (!header) return fail('start.basemap-not-pmtiles', { path });
    const content = contents[header.tileType];
    if (!content || !readable.includes(header.tileCompression) || !readable.includes(header.internalCompression)) {
      const compression = `${Compression[header.tileCompression]}, ${Compression[header.internalCompression]}`;
      return fail('start.basemap-content', { path, content: `${TileType[header.tileType]}, ${compression}` });
    }
    return ok({ content, ...placeOf(header), ...readMetadata(file, header, content) });
  } catch (error) {
    return fail('start.basemap-file', { path, reason: error instanceof Error ? error.message : String(error) });
  } finally {
    if (file !== null) closeSync(file);
  }
}

function readHeader(file: number): Header | null {
  const bytes = readBytes(file, 0, headerBytes);
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, 7) !== 'PMTiles' || bytes[7] !== 3) return null;
  return bytesToHeader(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + headerBytes) as ArrayBuffer);
}

function readBytes(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
}

function placeOf(header: Header): Pick<PmtilesArchive, 'bounds' | 'minzoom' | 'maxzoom'> {
  const { minLon, minLat, maxLon, maxLat, minZoom, maxZoom } = header;
  // Some writers leave the bounds at zero.
  const bounds: PmtilesArchive['bounds'] =
    minLon < maxLon && minLat < maxLat ? [minLon, minLat, maxLon, maxLat] : [-180, -85.0511, 180, 85.0511];
  return { bounds, minzoom: minZoom, maxzoom: maxZoom };
}

type Described = Pick<PmtilesArchive, 'name' | 'attribution' | 'vectorLayers' | 'tileSize'>;

/** What the metadata says; nothing of it is needed, so that a broken one is as good as none. */
function readMetadata(file: number, header: Header, content: PmtilesArchive['content']): Described {
  const metadata = parseMetadata(file, header);
  const text = (value: unknown): string => (typeof value === 'string' ? plainText(value) : '');
  const layers = Array.isArray(metadata['vector_layers']) ? (metadata['vector_layers'] as unknown[]) : [];
  const ids = layers.map((layer) => (layer as { id?: unknown } | null)?.id);
  const size = Number(metadata['tileSize'] ?? metadata['tile_size']);
  return {
    name: text(metadata['name']),
    attribution: text(metadata['attribution']),
    vectorLayers: ids.filter((id): id is string => typeof id === 'string'),
    tileSize: size === 256 || size === 512 ? size : content === 'raster' ? 256 : 512,
  };
}

function parseMetadata(file: number, header: Header): Record<string, unknown> {
  const { jsonMetadataOffset, jsonMetadataLength, internalCompression } = header;
  if (jsonMetadataLength === 0 || jsonMetadataLength > metadataLimit) return {};
  try {
    const bytes = readBytes(file, jsonMetadataOffset, jsonMetadataLength);
    const limit = { maxOutputLength: metadataLimit };
    const json = internalCompression === Compression.Gzip ? gunzipSync(bytes, limit) : bytes;
    const value: unknown = JSON.parse(json.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Attributions are often HTML; links and marks go, words stay. */
function plainText(html: string): string {
  const signs: Readonly<Record<string, string>> = { copy: '©', amp: '&', nbsp: ' ', lt: '<', gt: '>', quot: '"' };
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(\w+);/g, (whole, name: string) => signs[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

/** An archive opened for one answer. Its tag changes with the file. */
export interface OpenedArchive {
  handle: FileHandle;
  size: number;
  /** A strong entity tag. */
  tag: string;
}

/** Opens an archive; null where it is gone since the start. The caller closes the handle. */
export async function openArchive(path: string): Promise<OpenedArchive | null> {
  const handle = await open(path, 'r').catch(() => null);
  if (!handle) return null;
  const { size, mtimeMs } = await handle.stat();
  if (size === 0) {
    await handle.close();
    return null;
  }
  return { handle, size, tag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"` };
}
