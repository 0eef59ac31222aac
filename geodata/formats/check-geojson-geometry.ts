import type { ProblemCode } from '../schema/problems';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Fault = ProblemCode | null;

/**
 * What is wrong with a GeoJSON geometry by RFC 7946, section 3.1; null where nothing is. `takesRough`: rings may be open and
 * too short, for whoever repairs them.
 */
export function checkGeometry(value: unknown, takesRough = false): Fault {
  const ring = takesRough ? checkRoughRing : checkRing;
  if (!isRecord(value)) return 'geojson.bad-geometry-type';
  const { type, coordinates } = value;
  switch (type) {
    case 'Point':
      return checkPosition(coordinates);
    case 'MultiPoint':
      return checkAll(coordinates, checkPosition);
    case 'LineString':
      return checkLine(coordinates);
    case 'MultiLineString':
      return checkAll(coordinates, checkLine);
    case 'Polygon':
      return checkAll(coordinates, ring);
    case 'MultiPolygon':
      return checkAll(coordinates, (polygon) => checkAll(polygon, ring));
    case 'GeometryCollection':
      return checkAll(value['geometries'], (part) => checkGeometry(part, takesRough));
    default:
      return 'geojson.bad-geometry-type';
  }
}

function checkAll(list: unknown, check: (entry: unknown) => Fault): Fault {
  if (!Array.isArray(list)) return 'geojson.bad-coordinates';
  for (const entry of list) {
    const fault = check(entry);
    if (fault) return fault;
  }
  return null;
}

function checkPosition(value: unknown): Fault {
  const fine = Array.isArray(value) && value.length >= 2 && value.every((part) => Number.isFinite(part));
  return fine ? null : 'geojson.bad-coordinates';
}

function checkLine(value: unknown): Fault {
  const fault = checkAll(value, checkPosition);
  return fault ?? ((value as unknown[]).length < 2 ? 'geojson.too-few-positions' : null);
}

const checkRoughRing = (value: unknown): Fault => checkAll(value, checkPosition);

function checkRing(value: unknown): Fault {
  const fault = checkAll(value, checkPosition);
  if (fault) return fault;
  const ring = value as number[][];
  if (ring.length < 4) return 'geojson.too-few-positions';
  const [first, last] = [ring[0]!, ring[ring.length - 1]!];
  const closed = first.length === last.length && first.every((part, i) => part === last[i]);
  return closed ? null : 'geojson.ring-open';
}
