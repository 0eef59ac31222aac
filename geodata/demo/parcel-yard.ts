import type { Metres } from './frame';
import { insetRing } from './inset-ring';
import type { LineClass, PlanarMap } from './planar-map';

/** Metres from the middle of a bordering line to the wall or front of a parcel. */
const setbacks: Record<LineClass, number> = {
  arterial: 25,
  collector: 16,
  lane: 8,
  path: 5,
  fence: 8,
  wall: 0.8,
  edge: 4,
};
const oldTownSetbacks: Record<LineClass, number> = { ...setbacks, arterial: 21, collector: 11, lane: 3.8 };

/**
 * What is left of a face inside its streets, counter-clockwise, in metres; `extra` widens the strip along some
 * classes (for a row of shops). Null where nothing usable is left.
 */
export function parcelYard(
  map: PlanarMap,
  face: number,
  narrow: boolean,
  extra: Partial<Record<LineClass, number>> = {},
): Metres[] | null {
  const vertices = map.faces[face]!;
  const table = narrow ? oldTownSetbacks : setbacks;
  const distances = vertices.map((a, i) => {
    const lineClass = map.edgeClass(a, vertices[(i + 1) % vertices.length]!);
    return table[lineClass] + (extra[lineClass] ?? 0);
  });
  return insetRing(map.ring(face), distances);
}
