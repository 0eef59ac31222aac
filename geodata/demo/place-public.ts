import { centroid } from './frame';
import type { Metres } from './frame';
import { dominantDirection, southFacing } from './direction';
import { clearIntervals, createLocalFrame, localBox, without } from './local-frame';
import type { LocalFrame } from './local-frame';
import type { Random } from './prng';
import type { Building, BuildingUse } from './town-parts';

/** A parcel with axes of its own, for buildings that are set out freely. */
export interface Ground {
  frame: LocalFrame;
  ring: Metres[];
  face: number;
  compound: number;
  /** u of a path that buildings keep off, where there is one. */
  spine: number | null;
  /** Levels v of paths across it. */
  levels: readonly number[];
}

export function openGround(yard: readonly Metres[], face: number): Ground {
  const frame = createLocalFrame(centroid(yard), southFacing(dominantDirection(yard)));
  return { frame, ring: yard.map((p) => frame.toLocal(p)), face, compound: -1, spine: null, levels: [] };
}

/** Footprints by shape: a box, a U or an L open to the south, a hall with its corners cut. */
export type Shape = 'box' | 'u' | 'l' | 'hall';

/** A building with its lower left corner at u, v in the ground's axes. */
export function placeBuilding(
  ground: Ground,
  use: BuildingUse,
  shape: Shape,
  u: number,
  v: number,
  w: number,
  d: number,
  storeys: number,
): Building {
  const { local, anchor } = outline(shape, u, v, w, d);
  return {
    use,
    ring: local.map(ground.frame.toMetres),
    anchor: ground.frame.toMetres(anchor),
    storeys,
    homes: 0,
    compound: ground.compound,
    face: ground.face,
  };
}

function outline(shape: Shape, u: number, v: number, w: number, d: number): { local: Metres[]; anchor: Metres } {
  const t = Math.min(18, d * 0.38, w * 0.3);
  const middle: Metres = [u + w / 2, v + d / 2];
  const north: Metres = [u + w / 2, v + d - t / 2];
  switch (shape) {
    case 'box':
      return { local: boxRing(u, v, w, d), anchor: middle };
    case 'l':
      return {
        local: [
          [u, v],
          [u + t, v],
          [u + t, v + d - t],
          [u + w, v + d - t],
          [u + w, v + d],
          [u, v + d],
        ],
        anchor: north,
      };
    case 'u':
      return {
        local: [
          [u, v],
          [u + t, v],
          [u + t, v + d - t],
          [u + w - t, v + d - t],
          [u + w - t, v],
          [u + w, v],
          [u + w, v + d],
          [u, v + d],
        ],
        anchor: north,
      };
    case 'hall': {
      // A store: entrance recessed in the middle of the south side, one corner rounded, loading yard behind.
      const c = Math.min(w, d) * 0.3;
      return {
        local: [
          [u, v],
          [u + w * 0.38, v],
          [u + w * 0.42, v + d * 0.09],
          [u + w * 0.58, v + d * 0.09],
          [u + w * 0.62, v],
          [u + w - c, v],
          [u + w - c * 0.5, v + c * 0.13],
          [u + w - c * 0.13, v + c * 0.5],
          [u + w, v + c],
          [u + w, v + d * 0.8],
          [u + w * 0.82, v + d * 0.8],
          [u + w * 0.82, v + d],
          [u, v + d],
        ],
        anchor: middle,
      };
    }
  }
}

const boxRing = (u: number, v: number, w: number, d: number): Metres[] => [
  [u, v],
  [u + w, v],
  [u + w, v + d],
  [u, v + d],
];

/** Sizes in metres; `left` is the share of places left free, `top` the level rows stop at. */
export interface RowSize {
  width: readonly [number, number];
  depth: readonly [number, number];
  gap: readonly [number, number];
  margin: number;
  left: number;
  storeys: readonly [number, number];
  top?: number;
}

/** Fills a ground with rows of boxes: works' sheds, market halls, shops' blocks. */
export function placeRows(ground: Ground, use: BuildingUse, size: RowSize, random: Random): Building[] {
  const box = localBox(ground.ring);
  const v0 = box.v0;
  const v1 = Math.min(box.v1, size.top ?? box.v1);
  const out: Building[] = [];
  let v = v0 + size.margin;
  while (v < v1 - size.margin - size.depth[0]) {
    const depth = Math.min(random.between(...size.depth), v1 - size.margin - v);
    const path = ground.levels.find((level) => level > v - 3 && level < v + depth + 3);
    if (path !== undefined) {
      v = path + 3.5;
      continue;
    }
    let free = clearIntervals(ground.ring, v - 1, v + depth + 1);
    if (ground.spine !== null) free = without(free, ground.spine - 6, ground.spine + 6);
    for (const [from, to] of free) {
      let u = from + size.margin;
      while (u < to - size.margin - size.width[0]) {
        const width = Math.min(random.between(...size.width), to - size.margin - u);
        if (!random.chance(size.left))
          out.push(placeBuilding(ground, use, 'box', u, v, width, depth, random.int(...size.storeys)));
        u += width + random.between(...size.gap);
      }
    }
    v += depth + random.between(...size.gap) + 2;
  }
  return out;
}

/** The largest rectangle of about a shape that fits round a level: where a landmark stands. */
export function placeLandmark(
  ground: Ground,
  use: BuildingUse,
  shape: Shape,
  width: number,
  depth: number,
  level: number,
  storeys: number,
): Building | null {
  const { v0, v1 } = localBox(ground.ring);
  for (const scale of [1, 0.85, 0.7, 0.55]) {
    const d = depth * scale;
    const v = v0 + (v1 - v0 - d) * level;
    const free = clearIntervals(ground.ring, v - 2, v + d + 2);
    const widest = free.reduce<readonly [number, number]>(
      (best, next) => (next[1] - next[0] > best[1] - best[0] ? next : best),
      [0, 0],
    );
    const w = Math.min(width * scale, widest[1] - widest[0] - 8);
    if (w < width * scale * 0.6) continue;
    return placeBuilding(ground, use, shape, (widest[0] + widest[1] - w) / 2, v, w, d, storeys);
  }
  return null;
}
