import type { Geometry } from 'geojson';
import { fail, ok } from '../schema/problems';
import type { ProblemCode, Result } from '../schema/problems';
import { decodeText } from './decode-text';
import { checkGeometry, isRecord } from './check-geojson-geometry';
import type { LayerLog } from './import-log';
import { isGzip } from './inflate';
import type { Inflate } from './inflate';
import { locateJsonFault } from './locate-json-fault';

/** One feature as it came. `number` counts from 1 in the order of the file. */
export interface GeoFeature {
  number: number;
  properties: Readonly<Record<string, unknown>>;
  geometry: Geometry | null;
}

/** Decompressed size above which a GeoJSON file is refused instead of being held in memory at once. */
export const geoJsonLimitBytes = 400 * 1024 * 1024;

/**
 * Reads GeoJSON (RFC 7946): a collection, one feature or a bare geometry, plain or gzipped. What is wrong with the
 * file as a whole is a problem; what is wrong with one feature refuses that feature with its number.
 */
export async function readGeoJson(
  bytes: Uint8Array,
  options: { file: string; inflate: Inflate },
  log: LayerLog,
): Promise<Result<GeoFeature[]>> {
  const { file } = options;
  let plain = bytes;
  if (isGzip(bytes)) {
    try {
      plain = await options.inflate(bytes, 'gzip', geoJsonLimitBytes);
    } catch {
      return fail('file.damaged-gzip', { file });
    }
  } else if (file.endsWith('.gz')) return fail('file.damaged-gzip', { file });
  const text = decodeText(plain, 'utf-8', file);
  if (!text.ok) return text;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.value);
  } catch {
    const fault = locateJsonFault(text.value) ?? { line: 1, column: 1 };
    return fail('file.not-json', { file, line: fault.line, column: fault.column });
  }
  return collectFeatures(parsed, file, log);
}

function collectFeatures(parsed: unknown, file: string, log: LayerLog): Result<GeoFeature[]> {
  if (!isRecord(parsed) || typeof parsed['type'] !== 'string') return fail('geojson.no-type', { file });
  if (parsed['type'] !== 'FeatureCollection') {
    const single = parsed['type'] === 'Feature' ? parsed : { type: 'Feature', properties: null, geometry: parsed };
    // RFC 7946, section 7.1: the members of one type may not stand in another.
    if (single !== parsed && ('features' in parsed || 'geometry' in parsed || 'properties' in parsed))
      return fail('geojson.mixed-types', { file, type: parsed['type'] });
    const feature = readFeature(single, 1, log);
    return ok(feature ? [feature] : []);
  }
  if (!isBBox(parsed['bbox'])) return fail('geojson.bad-bbox', { file });
  const list = parsed['features'];
  if (!Array.isArray(list)) return fail('geojson.no-features', { file });
  const features: GeoFeature[] = [];
  list.forEach((entry: unknown, index) => {
    const feature = readFeature(entry, index + 1, log);
    if (feature) features.push(feature);
  });
  return ok(features);
}

function readFeature(entry: unknown, number: number, log: LayerLog): GeoFeature | null {
  log.read();
  const refuse = (code: ProblemCode) => {
    log.refuse(code, number);
    return null;
  };
  if (!isRecord(entry) || entry['type'] !== 'Feature') return refuse('geojson.not-a-feature');
  const { properties, geometry, id } = entry;
  if (properties !== null && properties !== undefined && !isRecord(properties)) return refuse('geojson.bad-properties');
  if (id !== undefined && typeof id !== 'string' && typeof id !== 'number') return refuse('geojson.bad-id');
  if (!isBBox(entry['bbox'])) return refuse('geojson.bad-bbox');
  if (geometry !== null && geometry !== undefined) {
    const code = isRecord(geometry) && !isBBox(geometry['bbox']) ? 'geojson.bad-bbox' : checkGeometry(geometry);
    if (code) return refuse(code);
  }
  // Checked just above: what passes is a geometry.
  return { number, properties: properties ?? {}, geometry: (geometry ?? null) as Geometry | null };
}

function isBBox(value: unknown): boolean {
  if (value === undefined) return true;
  const size = Array.isArray(value) ? value.length : 0;
  return (size === 4 || size === 6) && (value as unknown[]).every((edge) => typeof edge === 'number');
}
