import type { Line, MultiPolygon, Polygon } from '../schema/coordinates';

/*
 * Geometry as stored: little-endian Int32, because a lattice longitude (at most 1.8e9) fits 31 bits.
 * Line: the flat coordinates. MultiPolygon: polygon count, then per polygon its ring count,
 * then per ring its point count and flat coordinates.
 */

/** A line as bytes. */
export function packLine(line: Line): Uint8Array {
  return toBytes(Int32Array.from(line));
}

/** The inverse of `packLine`. */
export function unpackLine(bytes: ArrayBuffer | Uint8Array): number[] {
  return Array.from(toInts(bytes));
}

/** Polygons as bytes. */
export function packMultiPolygon(polygons: MultiPolygon): Uint8Array {
  const out: number[] = [polygons.length];
  for (const polygon of polygons) {
    out.push(polygon.length);
    for (const ring of polygon) {
      out.push(ring.length / 2);
      for (const coordinate of ring) out.push(coordinate);
    }
  }
  return toBytes(Int32Array.from(out));
}

/** The inverse of `packMultiPolygon`. */
export function unpackMultiPolygon(bytes: ArrayBuffer | Uint8Array): Polygon[] {
  const ints = toInts(bytes);
  let at = 0;
  const polygons: Polygon[] = new Array(ints[at++]!);
  for (let p = 0; p < polygons.length; p++) {
    const rings: number[][] = new Array(ints[at++]!);
    for (let r = 0; r < rings.length; r++) {
      const length = ints[at++]! * 2;
      rings[r] = Array.from(ints.subarray(at, at + length));
      at += length;
    }
    polygons[p] = rings;
  }
  return polygons;
}

// Every machine this runs on is little-endian (Node and browsers ship on no other), so the
// platform's Int32Array is the stored order.
function toBytes(ints: Int32Array): Uint8Array {
  return new Uint8Array(ints.buffer, ints.byteOffset, ints.byteLength);
}

function toInts(bytes: ArrayBuffer | Uint8Array): Int32Array {
  // A copy, because a blob from the database may start at an address Int32Array does not accept.
  const copy = bytes instanceof Uint8Array ? bytes.slice() : new Uint8Array(bytes.slice(0));
  return new Int32Array(copy.buffer);
}
