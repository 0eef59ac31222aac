import { strToU8, zipSync } from 'fflate';
import type { Position } from 'geojson';
import type { CrsName } from '../../schema/incident';
import { encodeText } from './encode-text';
import type { TextEncoding } from './encode-text';
import { gridColumns } from './grid-columns';
import { positionsOf } from './grid-record';
import type { GridRecord } from './grid-record';
import { widenLists, writeDbf } from './write-dbf';

const polygonShape = 5;

/** Well-known text of the systems that have one; GCJ-02 and BD-09 have none, and a .prj of another would be a lie. */
const projections: Partial<Record<CrsName, string>> = {
  WGS84:
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  CGCS2000:
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
};

/**
 * Grids as a zip of a shapefile (ESRI Shapefile Technical Description, 1998): .shp, .shx, .dbf, .cpg and, where the system
 * has a name, .prj. Outer rings run clockwise there and holes the other way.
 */
export function writeShapefile(
  grids: readonly GridRecord[],
  name: string,
  crs: CrsName,
  encoding: TextEncoding,
  language: 'zh' | 'en',
): Uint8Array {
  const shapes = grids.map((grid) => positionsOf(grid.polygons, crs).flatMap((polygon) => polygon.map(reversed)));
  const { shp, shx } = writeShapes(shapes);
  const projection = projections[crs];
  const encode = (text: string): Uint8Array => encodeText(text, encoding);
  return zipSync({
    [`${name}.shp`]: shp,
    [`${name}.shx`]: shx,
    [`${name}.dbf`]: writeDbf(grids, widenLists(grids, gridColumns(language), encode), encode),
    [`${name}.cpg`]: strToU8(encoding === 'utf-8' ? 'UTF-8' : 'GB18030'),
    ...(projection === undefined ? {} : { [`${name}.prj`]: strToU8(projection) }),
  });
}

const reversed = (ring: readonly Position[]): Position[] => ring.toReversed();

type Box = [west: number, south: number, east: number, north: number];

function writeShapes(shapes: readonly Position[][][]): { shp: Uint8Array; shx: Uint8Array } {
  const lengths = shapes.map((rings) => 44 + rings.length * 4 + rings.reduce((sum, ring) => sum + ring.length, 0) * 16);
  const total = lengths.reduce((sum, length) => sum + length + 8, 100);
  const shp = new DataView(new ArrayBuffer(total));
  const shx = new DataView(new ArrayBuffer(100 + shapes.length * 8));
  const whole: Box = [Infinity, Infinity, -Infinity, -Infinity];
  let at = 100;
  for (const [index, rings] of shapes.entries()) {
    // Lengths and offsets count words of 16 bits.
    shx.setInt32(100 + index * 8, at / 2);
    shx.setInt32(104 + index * 8, lengths[index]! / 2);
    shp.setInt32(at, index + 1);
    shp.setInt32(at + 4, lengths[index]! / 2);
    at += 8;
    const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) for (const [x, y] of ring) stretch(box, x!, y!);
    stretch(whole, box[0], box[1]);
    stretch(whole, box[2], box[3]);
    shp.setInt32(at, polygonShape, true);
    box.forEach((edge, i) => shp.setFloat64(at + 4 + i * 8, edge, true));
    shp.setInt32(at + 36, rings.length, true);
    shp.setInt32(
      at + 40,
      rings.reduce((sum, ring) => sum + ring.length, 0),
      true,
    );
    at += 44;
    let start = 0;
    for (const ring of rings) {
      shp.setInt32(at, start, true);
      start += ring.length;
      at += 4;
    }
    for (const [x, y] of rings.flat()) {
      shp.setFloat64(at, x!, true);
      shp.setFloat64(at + 8, y!, true);
      at += 16;
    }
  }
  for (const view of [shp, shx]) {
    view.setInt32(0, 9994);
    view.setInt32(24, view.byteLength / 2);
    view.setInt32(28, 1000, true);
    view.setInt32(32, polygonShape, true);
    if (shapes.length > 0) whole.forEach((edge, i) => view.setFloat64(36 + i * 8, edge, true));
  }
  return { shp: new Uint8Array(shp.buffer), shx: new Uint8Array(shx.buffer) };
}

function stretch(box: Box, x: number, y: number): void {
  box[0] = Math.min(box[0], x);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x);
  box[3] = Math.max(box[3], y);
}
