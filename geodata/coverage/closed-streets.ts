import { locatePoint } from '../geometry/point-in-polygon';
import type { Closure } from '../schema/closure';
import { indexBoxes, indexSegments, pushRing, ringBox } from './segment-index';

/** Which stretches of street are closed. */
export interface ClosedStreets {
  readonly closures: readonly Closure[];
  /** Positions in `closures` of all that close a stretch of the street, ascending. */
  closing(street: string, ax: number, ay: number, bx: number, by: number): readonly number[];
}

const none: readonly number[] = [];

/** Indexes closures in force. A stretch that touches the land of one cannot be walked through and is closed whole. */
export function indexClosures(closures: readonly Closure[]): ClosedStreets {
  const byStreet = new Map<string, number[]>();
  closures.forEach(({ streets }, c) => {
    for (const street of new Set(streets)) byStreet.set(street, [...(byStreet.get(street) ?? []), c]);
  });
  const lands = closures.flatMap(({ area }, closure) =>
    (area ?? []).map((polygon) => {
      const segments: number[] = [];
      for (const ring of polygon) pushRing(segments, ring);
      return { closure, polygon, contacts: indexSegments(segments) };
    }),
  );
  const index = indexBoxes(lands.length, (i) => ringBox(lands[i]!.polygon[0]!));

  function closing(street: string, ax: number, ay: number, bx: number, by: number): readonly number[] {
    const whole = byStreet.get(street) ?? none;
    const near = index?.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)) ?? [];
    if (near.length === 0) return whole;
    const found = new Set(whole);
    for (const i of near) {
      const { closure, polygon, contacts } = lands[i]!;
      const isInside = locatePoint([(ax + bx) / 2, (ay + by) / 2], [polygon]) === 'inside';
      if (isInside || contacts(ax, ay, bx, by).length > 0) found.add(closure);
    }
    return [...found].sort((p, q) => p - q);
  }

  return { closures, closing };
}
