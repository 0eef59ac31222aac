import Flatbush from 'flatbush';

/** Where a segment touches any of the indexed ones strictly between its ends: parameters in 0…1, ascending. */
export type Contacts = (ax: number, ay: number, bx: number, by: number) => number[];

/** Adds the sides of a ring (closed by itself) to flat segments `[ax, ay, bx, by …]`. */
export function pushRing(segments: number[], ring: readonly number[]): void {
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    segments.push(ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!);
  }
}

/** Indexes flat segments `[ax, ay, bx, by …]` of lattice integers. */
export function indexSegments(segments: readonly number[]): Contacts {
  const index = indexBoxes(segments.length / 4, (i) => [
    Math.min(segments[4 * i]!, segments[4 * i + 2]!),
    Math.min(segments[4 * i + 1]!, segments[4 * i + 3]!),
    Math.max(segments[4 * i]!, segments[4 * i + 2]!),
    Math.max(segments[4 * i + 1]!, segments[4 * i + 3]!),
  ]);
  return (ax, ay, bx, by) => {
    const found: number[] = [];
    for (const i of index?.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)) ?? []) {
      const [cx, cy, dx, dy] = [segments[4 * i]!, segments[4 * i + 1]!, segments[4 * i + 2]!, segments[4 * i + 3]!];
      pushContact(found, ax, ay, bx, by, cx, cy, dx, dy);
    }
    return found.sort((p, q) => p - q);
  };
}

/** `[minX, minY, maxX, maxY]` of a ring. */
export function ringBox(ring: readonly number[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    box[0] = Math.min(box[0], ring[i]!);
    box[1] = Math.min(box[1], ring[i + 1]!);
    box[2] = Math.max(box[2], ring[i]!);
    box[3] = Math.max(box[3], ring[i + 1]!);
  }
  return box;
}

/** A spatial index over boxes `[minX, minY, maxX, maxY]`; null over none. */
export function indexBoxes(count: number, boxOf: (i: number) => readonly number[]): Flatbush | null {
  if (count === 0) return null; // Flatbush refuses to be empty.
  const index = new Flatbush(count);
  for (let i = 0; i < count; i++) {
    const [minX, minY, maxX, maxY] = boxOf(i);
    index.add(minX!, minY!, maxX!, maxY!);
  }
  index.finish();
  return index;
}

/** Twice the signed area of a, b, c; exact for lattice integers, as the differences within a county stay small. */
function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/** Adds the parameters strictly inside a→b at which it meets the wall c→d: a crossing, a corner, or both ends of an overlap. */
function pushContact(
  found: number[],
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): void {
  const c = turn(ax, ay, bx, by, cx, cy);
  const d = turn(ax, ay, bx, by, dx, dy);
  if ((c > 0 && d > 0) || (c < 0 && d < 0)) return;
  if (c === 0 && d === 0) {
    const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
    if (length2 === 0) return;
    const along = (x: number, y: number) => ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2;
    const from = Math.min(along(cx, cy), along(dx, dy));
    const to = Math.max(along(cx, cy), along(dx, dy));
    if (from > 0 && from < 1) found.push(from);
    if (to > 0 && to < 1) found.push(to);
    // Walking along a wall from end to end touches it everywhere.
    if (from <= 0 && to >= 1) found.push(0.5);
    return;
  }
  const a = turn(cx, cy, dx, dy, ax, ay);
  const b = turn(cx, cy, dx, dy, bx, by);
  if ((a > 0 && b > 0) || (a < 0 && b < 0) || a === b) return;
  const t = a / (a - b);
  if (a !== 0 && b !== 0) found.push(t);
}
