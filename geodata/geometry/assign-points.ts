import Flatbush from 'flatbush';
import type { MultiPolygon } from '../schema/coordinates';
import { boundingBox, mergeBoxes } from './bounding-box';
import { createContainment } from './containment';
import { FaceRaster } from './face-raster';
import { PointRaster } from './point-raster';
import { containsPoint } from './point-in-polygon';

/** So many points are looked up edge by edge in a face before it is worth sorting its edges. */
const FIRST_LOOKS = 12;

/**
 * Tells which face holds a point in lattice units: its index, -1 where none does. Points on shared borders are in
 * exactly one face (half-open rule). Where faces overlap, the first of them.
 */
export function createFaceFinder(faces: readonly MultiPolygon[]): (x: number, y: number) => number {
  if (faces.length === 0) return () => -1;
  const index = new Flatbush(faces.length);
  for (const face of faces) {
    const [minX, minY, maxX, maxY] = boundingBox(face);
    index.add(minX, minY, maxX, maxY);
  }
  index.finish();
  const containments: ReturnType<typeof createContainment>[] = [];
  const looks = new Uint8Array(faces.length);
  const isIn = (face: number, x: number, y: number): boolean => {
    if (looks[face]! < FIRST_LOOKS) {
      looks[face]! += 1;
      return containsPoint([x, y], faces[face]!);
    }
    return (containments[face] ??= createContainment(faces[face]!))(x, y);
  };
  return (x, y) => {
    let found = -1;
    for (const candidate of index.search(x, y, x, y)) {
      if ((found === -1 || candidate < found) && isIn(candidate, x, y)) found = candidate;
    }
    return found;
  };
}

/** From so many points a face on, cells of the faces are worth making: below, each face looks at its points. */
const POINTS_A_FACE = 80;

/**
 * The face that holds each point: `xy` is flat lattice coordinates, the answer has one index into `faces`
 * a point, as `createFaceFinder` finds it.
 */
export function assignPoints(xy: ArrayLike<number>, faces: readonly MultiPolygon[]): Int32Array {
  const count = xy.length >> 1;
  const boxes = faces.map(boundingBox);
  const all = mergeBoxes(boxes);
  if (faces.length > 0 && count >= POINTS_A_FACE * faces.length && FaceRaster.suits(boxes, all)) {
    const cells = new FaceRaster(faces, boxes, all, count);
    const faceOf = new Int32Array(count);
    for (let i = 0; i < count; i++) faceOf[i] = cells.find(xy[2 * i]!, xy[2 * i + 1]!);
    return faceOf;
  }
  const raster = new PointRaster(xy, all);
  faces.forEach((polygons, face) => raster.take(face, polygons, boxes[face]!));
  return raster.faceOf;
}
