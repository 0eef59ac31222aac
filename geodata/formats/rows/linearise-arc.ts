/** Positions of one file's curve; x and y in the units of its system. */
export type Planar = readonly [number, number];

/** Pieces of one arc, at most: a full circle of 100 km comes to fewer at a tolerance of 5 cm. */
const mostPieces = 4096;

/**
 * The arc of a circle through three positions (ISO 13249-3, ST_CircularString) as positions whose line stays within
 * `tolerance` of it, without the first. Where start and end are one the arc is the whole circle that has the middle across from
 * them; three positions on a line are a line. The same arc the other way round gives the same positions.
 * Throws RangeError for positions that are no numbers.
 */
export function lineariseArc(start: Planar, middle: Planar, end: Planar, tolerance: number): Planar[] {
  if (![...start, ...middle, ...end].every(Number.isFinite)) throw new RangeError('arc');
  // Both neighbours of an arc run it their own way: it is divided one way, so that they get the same positions.
  if (end[0] < start[0] || (end[0] === start[0] && end[1] < start[1])) {
    const back = [end, ...lineariseArc(end, middle, start, tolerance)];
    return back.reverse().slice(1);
  }
  const centre = centreOf(start, middle, end);
  if (!centre) return [middle, end];
  const radius = Math.hypot(start[0] - centre[0], start[1] - centre[1]);
  const angleOf = ([x, y]: Planar): number => Math.atan2(y - centre[1], x - centre[0]);
  const from = angleOf(start);
  const turn = (to: number): number => (to - from + 4 * Math.PI) % (2 * Math.PI);
  const isWhole = start[0] === end[0] && start[1] === end[1];
  const sweep = isWhole ? 2 * Math.PI : turn(angleOf(end));
  // Anticlockwise from the start the middle comes before the end, or the arc runs clockwise.
  const angle = isWhole || turn(angleOf(middle)) <= sweep ? sweep : sweep - 2 * Math.PI;
  // A chord is off its arc by r (1 - cos(half its angle)).
  const largest = tolerance >= radius ? Math.PI / 2 : 2 * Math.acos(1 - tolerance / radius);
  const pieces = Math.min(mostPieces, Math.max(2, Math.ceil(Math.abs(angle) / largest)));
  const positions: Planar[] = [];
  for (let i = 1; i < pieces; i++) {
    const at = from + (angle * i) / pieces;
    positions.push([centre[0] + radius * Math.cos(at), centre[1] + radius * Math.sin(at)]);
  }
  return [...positions, end];
}

/** The centre of the circle through three positions; null where they lie on a line, to the precision of numbers. */
function centreOf(start: Planar, middle: Planar, end: Planar): Planar | null {
  if (start[0] === end[0] && start[1] === end[1]) {
    if (middle[0] === start[0] && middle[1] === start[1]) return null;
    return [(start[0] + middle[0]) / 2, (start[1] + middle[1]) / 2];
  }
  const [bx, by] = [middle[0] - start[0], middle[1] - start[1]];
  const [cx, cy] = [end[0] - start[0], end[1] - start[1]];
  const double = 2 * (bx * cy - by * cx);
  const [bb, cc] = [bx * bx + by * by, cx * cx + cy * cy];
  if (Math.abs(double) <= 1e-12 * Math.max(bb, cc)) return null;
  const centre: Planar = [start[0] + (cy * bb - by * cc) / double, start[1] + (bx * cc - cx * bb) / double];
  return centre.every(Number.isFinite) ? centre : null;
}
