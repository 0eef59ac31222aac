import { locatePoint } from '../geometry/point-in-polygon';
import { groundMetres } from '../geometry/ground-metres';
import type { ClosedStretch, Closure } from '../schema/closure';
import type { LatticePoint, Line } from '../schema/coordinates';
import type { Street } from '../schema/settlement';
import { indexBoxes, indexSegments, pushRing, ringBox } from './segment-index';

/** Which stretches of street are closed. */
export interface ClosedStreets {
  readonly closures: readonly Closure[];
  /** Positions in `closures` of all that close a stretch of the street, ascending. */
  closing(street: string, ax: number, ay: number, bx: number, by: number): readonly number[];
  /** The same of the stretches of one street alone, each from its vertex `i` to the next. */
  closingParts(street: Pick<Street, 'id' | 'line'>): (i: number) => readonly number[];
}

const none: readonly number[] = [];

/** Indexes closures in force. A stretch that touches the land of one cannot be walked through and is closed whole. */
export function indexClosures(closures: readonly Closure[]): ClosedStreets {
  const byStreet = new Map<string, number[]>();
  const partsOf = new Map<string, { closure: number; stretch: ClosedStretch }[]>();
  closures.forEach(({ streets, stretches = [] }, c) => {
    for (const stretch of stretches) {
      partsOf.set(stretch.street, [...(partsOf.get(stretch.street) ?? []), { closure: c, stretch }]);
    }
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

  function closingParts({ id, line }: Pick<Street, 'id' | 'line'>): (i: number) => readonly number[] {
    const parts = (partsOf.get(id) ?? []).map(({ closure, stretch }) => ({
      closure,
      ends: stretchEnds(line, stretch),
    }));
    if (parts.length === 0) return () => none;
    return (i) => parts.flatMap(({ closure, ends }) => (ends[0] <= i && i <= ends[1] ? [closure] : []));
  }

  return { closures, closing, closingParts };
}

/** First and last vertex that a closed part of a street begins a stretch at. */
export function stretchEnds(
  line: Line,
  { from, to }: Pick<ClosedStretch, 'from' | 'to'>,
): [first: number, last: number] {
  const ends = [from, to].map((place) => nearestStretch(line, place));
  return [Math.min(...ends), Math.max(...ends)];
}

/** The stretch, named by its first vertex, whose middle is nearest to a place. */
function nearestStretch(line: Line, [x, y]: LatticePoint): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; 2 * i + 3 < line.length; i++) {
    const middle = [(line[2 * i]! + line[2 * i + 2]!) / 2, (line[2 * i + 1]! + line[2 * i + 3]!) / 2] as const;
    const metres = groundMetres(middle[0], middle[1], x, y);
    if (metres >= least) continue;
    least = metres;
    best = i;
  }
  return best;
}
