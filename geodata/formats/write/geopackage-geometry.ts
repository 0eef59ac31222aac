import type { Position } from 'geojson';

/** Header of a GeoPackage geometry: magic, version, flags, srs_id, then an envelope of four doubles. */
const headerBytes = 8 + 32;

/** Polygons as a GeoPackage geometry (OGC 12-128r19, 2.1.3): header with envelope, then a MultiPolygon in WKB. */
export function writeGeoPackageGeometry(polygons: readonly Position[][][], srsId: number): Uint8Array {
  const points = polygons.flat(2);
  const ringCount = polygons.flat().length;
  const view = new DataView(
    new ArrayBuffer(headerBytes + 9 + polygons.length * 9 + ringCount * 4 + points.length * 16),
  );
  view.setUint8(0, 0x47);
  view.setUint8(1, 0x50);
  // Little-endian, with an envelope of x and y.
  view.setUint8(3, 0b11);
  view.setInt32(4, srsId, true);
  const edge = (axis: 0 | 1, pick: (a: number, b: number) => number): number =>
    points.reduce((found, point) => pick(found, point[axis]!), points[0]![axis]!);
  [edge(0, Math.min), edge(0, Math.max), edge(1, Math.min), edge(1, Math.max)].forEach((value, i) =>
    view.setFloat64(8 + i * 8, value, true),
  );
  let at = headerBytes;
  const open = (type: number, count: number): void => {
    view.setUint8(at, 1);
    view.setUint32(at + 1, type, true);
    view.setUint32(at + 5, count, true);
    at += 9;
  };
  open(6, polygons.length);
  for (const polygon of polygons) {
    open(3, polygon.length);
    for (const ring of polygon) {
      view.setUint32(at, ring.length, true);
      at += 4;
      for (const [x, y] of ring) {
        view.setFloat64(at, x!, true);
        view.setFloat64(at + 8, y!, true);
        at += 16;
      }
    }
  }
  return new Uint8Array(view.buffer);
}
