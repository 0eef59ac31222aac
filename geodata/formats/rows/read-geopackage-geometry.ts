import type { Geometry, Position } from 'geojson';
import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';

/** Bytes of the envelope by its kind in the flags; kinds 5 to 7 are not allowed. */
const envelopeBytes = [0, 32, 48, 48, 64];

/**
 * The geometry of a GeoPackage blob (OGC 12-128r19, 2.1.3): a header, then well-known binary in either byte order; heights
 * and measures are skipped. Null where it is empty. Fails with `gpkg.bad-geometry` for what is cut short, curves and
 * anything else that is none.
 */
export function readGeoPackageGeometry(
  bytes: Uint8Array,
  toDegrees: ((position: [number, number]) => [number, number]) | null,
): Result<Geometry | null> {
  const flags = bytes[3] ?? 0;
  const envelope = envelopeBytes[(flags >> 1) & 7];
  // The bit 0x20 marks types of an extension, which are not well-known binary.
  if (bytes.length < 8 || bytes[0] !== 0x47 || bytes[1] !== 0x50 || envelope === undefined || (flags & 0x20) !== 0)
    return fail('gpkg.bad-geometry');
  if ((flags & 0x10) !== 0) return ok(null);
  try {
    return ok(new WkbReader(bytes, 8 + envelope, toDegrees).geometry(0));
  } catch (error) {
    // Reading beyond the end, a type nobody knows, a count that the bytes cannot hold.
    if (error instanceof RangeError) return fail('gpkg.bad-geometry');
    throw error;
  }
}

/** Collections within collections, at most. */
const depthLimit = 8;

interface Coordinates {
  Point: Position;
  LineString: Position[];
  Polygon: Position[][];
}

class WkbReader {
  readonly #view: DataView;
  #at: number;
  #isLittle = true;
  #dimensions = 2;

  constructor(
    bytes: Uint8Array,
    start: number,
    private readonly toDegrees: ((position: [number, number]) => [number, number]) | null,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#at = start;
  }

  geometry(depth: number): Geometry {
    if (depth > depthLimit) throw new RangeError('too deep');
    this.#isLittle = this.#view.getUint8(this.#at++) === 1;
    const written = this.#count();
    // Thousands tell of heights and measures (ISO), the two highest bits do the same (EWKB).
    const iso = Math.floor((written & 0x0fffffff) / 1000);
    const extra = (written & 0x80000000 ? 1 : 0) + (written & 0x40000000 ? 1 : 0);
    this.#dimensions = 2 + (iso === 3 ? 2 : iso > 0 ? 1 : extra);
    switch ((written & 0x0fffffff) % 1000) {
      case 1:
        return { type: 'Point', coordinates: this.#position() };
      case 2:
        return { type: 'LineString', coordinates: this.#list(16, () => this.#position()) };
      case 3:
        return { type: 'Polygon', coordinates: this.#rings() };
      case 4:
        return { type: 'MultiPoint', coordinates: this.#parts(depth, 'Point') };
      case 5:
        return { type: 'MultiLineString', coordinates: this.#parts(depth, 'LineString') };
      case 6:
        return { type: 'MultiPolygon', coordinates: this.#parts(depth, 'Polygon') };
      case 7:
        return { type: 'GeometryCollection', geometries: this.#list(5, () => this.geometry(depth + 1)) };
      default:
        throw new RangeError('type');
    }
  }

  #parts<T extends keyof Coordinates>(depth: number, type: T): Coordinates[T][] {
    return this.#list(5, () => {
      const part = this.geometry(depth + 1);
      if (part.type !== type || !('coordinates' in part)) throw new RangeError('part');
      return part.coordinates as Coordinates[T];
    });
  }

  #rings(): Position[][] {
    return this.#list(4, () => this.#list(16, () => this.#position()));
  }

  #position(): Position {
    const x = this.#view.getFloat64(this.#at, this.#isLittle);
    const y = this.#view.getFloat64(this.#at + 8, this.#isLittle);
    this.#at += 8 * this.#dimensions;
    return this.toDegrees ? this.toDegrees([x, y]) : [x, y];
  }

  /** As many as are announced, if the bytes that are left can hold them. */
  #list<T>(leastBytes: number, read: () => T): T[] {
    const count = this.#count();
    if (count * leastBytes > this.#view.byteLength - this.#at) throw new RangeError('count');
    return Array.from({ length: count }, read);
  }

  #count(): number {
    const count = this.#view.getUint32(this.#at, this.#isLittle);
    this.#at += 4;
    return count;
  }
}
