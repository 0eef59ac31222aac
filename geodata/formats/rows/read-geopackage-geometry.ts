import type { Geometry, Position } from 'geojson';
import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { lineariseArc } from './linearise-arc';
import type { Planar } from './linearise-arc';

/**
 * What the line of an arc may be off it: 5 cm, a tenth of what the cleaning of a layer brings together. Metres in a projected
 * system, else degrees of the equator.
 */
const arcMetres = 0.05;
const arcDegrees = arcMetres / 111_320;
/** Positions one geometry may come to with its arcs. */
const mostPositions = 1_000_000;

/** Bytes of the envelope by its kind in the flags; kinds 5 to 7 are not allowed. */
const envelopeBytes = [0, 32, 48, 48, 64];

/**
 * The geometry of a GeoPackage blob (OGC 12-128r19, 2.1.3): a header, then well-known binary in either byte order; heights
 * and measures are skipped. Arcs (CIRCULARSTRING, COMPOUNDCURVE, CURVEPOLYGON, MULTICURVE, MULTISURFACE) become lines within 5 cm
 * of them. Null where it is empty. Fails with `gpkg.bad-geometry` for what is cut short, an arc without an end, surfaces
 * in space (TIN, POLYHEDRALSURFACE) and anything else that is none.
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
  /** Positions made of arcs so far. */
  #made = 0;

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
    const start = this.#at;
    switch (this.#type()) {
      case 1:
        return { type: 'Point', coordinates: this.#position() };
      case 2:
        return { type: 'LineString', coordinates: this.#list(16, () => this.#position()) };
      case 8:
      case 9:
        this.#at = start;
        return { type: 'LineString', coordinates: this.#project(this.#curve(depth)) };
      case 10:
        return { type: 'Polygon', coordinates: this.#list(5, () => this.#project(this.#curve(depth + 1))) };
      case 11:
        return {
          type: 'MultiLineString',
          coordinates: this.#list(5, () => this.#project(this.#curve(depth + 1))),
        };
      case 12:
        return { type: 'MultiPolygon', coordinates: this.#parts(depth, 'Polygon') };
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

  /** Byte order, type and dimensions: what every part begins with. */
  #type(): number {
    this.#isLittle = this.#view.getUint8(this.#at++) === 1;
    const written = this.#count();
    // Thousands tell of heights and measures (ISO), the two highest bits do the same (EWKB).
    const iso = Math.floor((written & 0x0fffffff) / 1000);
    const extra = (written & 0x80000000 ? 1 : 0) + (written & 0x40000000 ? 1 : 0);
    this.#dimensions = 2 + (iso === 3 ? 2 : iso > 0 ? 1 : extra);
    return (written & 0x0fffffff) % 1000;
  }

  /** A line of straight pieces, of arcs, or of both, as positions of the file's own system. */
  #curve(depth: number): Planar[] {
    if (depth > depthLimit) throw new RangeError('too deep');
    switch (this.#type()) {
      case 2:
        return this.#list(16, () => this.#planar());
      case 8:
        return this.#arcs(this.#list(16, () => this.#planar()));
      case 9: {
        const parts = this.#list(5, () => this.#curve(depth + 1));
        // Each part begins where the one before it ends.
        return parts.flatMap((part, i) => (i === 0 ? part : part.slice(1)));
      }
      default:
        throw new RangeError('type');
    }
  }

  /** Each arc runs over three positions and begins at the last of the one before. */
  #arcs(positions: readonly Planar[]): Planar[] {
    if (positions.length === 0) return [];
    if (positions.length < 3 || positions.length % 2 === 0) throw new RangeError('arc');
    const tolerance = this.toDegrees ? arcMetres : arcDegrees;
    const line: Planar[] = [positions[0]!];
    for (let i = 2; i < positions.length; i += 2) {
      const arc = lineariseArc(positions[i - 2]!, positions[i - 1]!, positions[i]!, tolerance);
      this.#made += arc.length;
      if (this.#made > mostPositions) throw new RangeError('positions');
      line.push(...arc);
    }
    return line;
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
    return this.#project([this.#planar()])[0]!;
  }

  #planar(): [number, number] {
    const x = this.#view.getFloat64(this.#at, this.#isLittle);
    const y = this.#view.getFloat64(this.#at + 8, this.#isLittle);
    this.#at += 8 * this.#dimensions;
    return [x, y];
  }

  #project(positions: readonly Planar[]): Position[] {
    return positions.map(([x, y]): Position => (this.toDegrees ? this.toDegrees([x, y]) : [x, y]));
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
