import Papa from 'papaparse';
import type { BBox } from '../schema/coordinates';
import type { LocalName } from '../schema/place';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { MOST_CANDIDATES } from '../schema/siting';
import type { CandidatePoint } from '../schema/siting';

const lngNames = /^(lng|lon|long|longitude|x|经度)$/i;
const latNames = /^(lat|latitude|y|纬度)$/i;
const labelNames = /^(name|title|label|名称|名字|地点|地址|address)$/i;

/**
 * Places a station could stand at, from GeoJSON points or a table with a column of longitude and one of latitude, WGS84.
 * All of them, or the first problem with its row: `siting.points-unreadable`, `siting.points-columns`,
 * `siting.points-row`, `siting.points-outside`, `siting.points-too-many`.
 * @param within box of the place; a point outside would be off its network
 */
export function readCandidatePoints(
  text: string,
  file: string,
  within: BBox,
  placeName: LocalName,
): Result<CandidatePoint[]> {
  const body = text.replace(/^\ufeff/, '').trim();
  const read = body.startsWith('{') ? pointsOfGeoJson(body, file) : pointsOfTable(body, file);
  if (!read.ok) return read;
  if (read.value.length === 0) return fail('siting.points-unreadable', { file });
  if (read.value.length > MOST_CANDIDATES) {
    return fail('siting.points-too-many', { file, count: read.value.length, limit: MOST_CANDIDATES });
  }
  const [west, south, east, north] = within;
  const outside = read.value.findIndex(
    ({ coordinates: [lng, lat] }) => lng < west || lng > east || lat < south || lat > north,
  );
  if (outside < 0) return read;
  const { coordinates } = read.value[outside];
  return fail(
    'siting.points-outside',
    { file, row: outside + 1, lng: coordinates[0].toFixed(5), lat: coordinates[1].toFixed(5), place: placeName },
    { type: 'Point', coordinates },
  );
}

function pointsOfGeoJson(text: string, file: string): Result<CandidatePoint[]> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return fail('siting.points-unreadable', { file });
  }
  const features = isRecord(parsed) && Array.isArray(parsed['features']) ? (parsed['features'] as unknown[]) : [parsed];
  const points: CandidatePoint[] = [];
  for (const [i, feature] of features.entries()) {
    const geometry = isRecord(feature) && isRecord(feature['geometry']) ? feature['geometry'] : feature;
    const position = isRecord(geometry) && geometry['type'] === 'Point' ? geometry['coordinates'] : null;
    const point = Array.isArray(position) ? pointOf(position[0], position[1]) : null;
    if (!point) return fail('siting.points-row', { file, row: i + 1 });
    const properties = isRecord(feature) && isRecord(feature['properties']) ? feature['properties'] : {};
    points.push({ name: labelOf(Object.entries(properties)), coordinates: point });
  }
  return ok(points);
}

function pointsOfTable(text: string, file: string): Result<CandidatePoint[]> {
  const lines: string[][] = [];
  Papa.parse<string[]>(text, { skipEmptyLines: true, step: ({ data }) => void lines.push(data) });
  const [head = [], ...rows] = lines;
  const find = (names: RegExp) => head.findIndex((title) => names.test(title.trim()));
  const [lng, lat] = [find(lngNames), find(latNames)];
  if (lng < 0 || lat < 0) return fail('siting.points-columns', { file, columns: head.join(', ').slice(0, 200) });
  const points: CandidatePoint[] = [];
  for (const [i, row] of rows.entries()) {
    const point = pointOf(toNumber(row[lng]), toNumber(row[lat]));
    if (!point) return fail('siting.points-row', { file, row: i + 2 });
    points.push({
      name: labelOf(head.map((title, k): [string, unknown] => [title.trim(), row[k]])),
      coordinates: point,
    });
  }
  return ok(points);
}

function labelOf(entries: readonly (readonly [string, unknown])[]): string {
  const found = entries.find(
    ([key, value]) => labelNames.test(key) && typeof value === 'string' && value.trim() !== '',
  );
  return found ? String(found[1]).trim().slice(0, 120) : '';
}

const toNumber = (text: string | undefined): number => (text?.trim() ? Number(text) : Number.NaN);

function pointOf(lng: unknown, lat: unknown): [number, number] | null {
  if (typeof lng !== 'number' || typeof lat !== 'number') return null;
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [lng, lat] : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
