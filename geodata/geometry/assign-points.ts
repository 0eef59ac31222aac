import Flatbush from 'flatbush';
import type { MultiPolygon } from '../schema/coordinates';
import { boundingBox } from './bounding-box';
import { containsPoint } from './point-in-polygon';

/**
 * The face that holds each point: `xy` is flat lattice coordinates, the answer has one index into `faces`
 * a point, -1 where no face holds it. Points on shared borders go to exactly one face (half-open rule).
 * Where faces overlap, the first of them.
 */
export function assignPoints(xy: ArrayLike<number>, faces: readonly MultiPolygon[]): Int32Array {
  const answer = new Int32Array(xy.length / 2).fill(-1);
  if (faces.length === 0) return answer;
  const index = new Flatbush(faces.length);
  for (const face of faces) {
    const [minX, minY, maxX, maxY] = boundingBox(face);
    index.add(minX, minY, maxX, maxY);
  }
  index.finish();
  for (let i = 0; i < answer.length; i++) {
    const x = xy[i * 2]!;
    const y = xy[i * 2 + 1]!;
    let found = -1;
    for (const candidate of index.search(x, y, x, y)) {
      if ((found === -1 || candidate < found) && containsPoint([x, y], faces[candidate]!)) found = candidate;
    }
    answer[i] = found;
  }
  return answer;
}
