import type { Geometry, Position } from 'geojson';
import { fail, ok } from '../../schema/problems';
import type { ProblemCode, Result } from '../../schema/problems';
import { groupRings } from './group-rings';

/** One record of a .shp: its geometry, null for an empty one, or why it is none. */
export type ShpRecord = { geometry: Geometry | null } | { fault: ProblemCode };

const POINT = 1;
const LINE = 3;
const POLYGON = 5;
const MULTI_POINT = 8;

/**
 * Reads the records of a .shp one after the other, by the ESRI Shapefile Technical Description of July 1998. Heights and
 * measures are left out. A record whose numbers make no sense is told as a fault and the next one is read where the
 * lengths still lead to it. Problems: no .shp, an unknown kind, a file that ends within a record.
 */
export function readShp(
  bytes: Uint8Array,
  file: string,
  take: (record: ShpRecord, index: number) => boolean | void,
): Result<true> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 100 || view.getInt32(0) !== 9994) return fail('shapefile.not-shp', { file });
  const kind = view.getInt32(32, true);
  if (!baseKind(kind)) return fail('shapefile.unknown-kind', { file, kind });
  let index = 0;
  for (let at = 100; at < bytes.length; index++) {
    const length = at + 8 <= bytes.length ? view.getInt32(at + 4) * 2 : -1;
    if (length < 4 || at + 8 + length > bytes.length) return fail('shapefile.truncated', { file, record: index + 1 });
    const record = new DataView(bytes.buffer, bytes.byteOffset + at + 8, length);
    if (take(readRecord(record), index) === false) break;
    at += 8 + length;
  }
  return ok(true);
}

/** Of a kind with heights or measures the one without; 0 for an unknown kind. */
function baseKind(kind: number): number {
  const base = kind % 10;
  return kind >= 0 && kind < 30 && [POINT, LINE, POLYGON, MULTI_POINT].includes(base) ? base : 0;
}

function readRecord(view: DataView): ShpRecord {
  const kind = view.getInt32(0, true);
  if (kind === 0) return { geometry: null };
  try {
    switch (baseKind(kind)) {
      case POINT:
        return checked({ type: 'Point', coordinates: position(view, 4) });
      case MULTI_POINT: {
        const points = positions(view, 40, view.getInt32(36, true));
        return checked({ type: 'MultiPoint', coordinates: points });
      }
      case LINE:
        return checked({ type: 'MultiLineString', coordinates: parts(view) });
      case POLYGON: {
        const polygons = groupRings(parts(view));
        return polygons ? checked({ type: 'MultiPolygon', coordinates: polygons }) : { fault: 'shapefile.loose-hole' };
      }
      default:
        return { fault: 'shapefile.bad-record' };
    }
  } catch {
    // A count that leads out of the record.
    return { fault: 'shapefile.bad-record' };
  }
}

function checked(geometry: Extract<Geometry, { coordinates: unknown }>): ShpRecord {
  const numbers = (geometry.coordinates as unknown[]).flat(4) as number[];
  return numbers.length > 0 && numbers.every(Number.isFinite) ? { geometry } : { fault: 'geojson.bad-coordinates' };
}

function position(view: DataView, at: number): Position {
  return [view.getFloat64(at, true), view.getFloat64(at + 8, true)];
}

function positions(view: DataView, at: number, count: number): Position[] {
  if (count < 0 || at + count * 16 > view.byteLength) throw new RangeError('count');
  return Array.from({ length: count }, (_, i) => position(view, at + i * 16));
}

function parts(view: DataView): Position[][] {
  const partCount = view.getInt32(36, true);
  const pointCount = view.getInt32(40, true);
  if (partCount < 1 || 44 + partCount * 4 > view.byteLength) throw new RangeError('parts');
  const points = positions(view, 44 + partCount * 4, pointCount);
  const starts = Array.from({ length: partCount }, (_, i) => view.getInt32(44 + i * 4, true));
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? pointCount;
    if (start < 0 || end <= start || end > pointCount) throw new RangeError('part');
    return points.slice(start, end);
  });
}
