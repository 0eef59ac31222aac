/** How many classes the map tells apart, 0 the worst. */
export const CIRCLE_CLASSES = 5;
/** Class of a base unit without a value. */
export const NO_CLASS = -1;

/** Most services that are missing in each class, worst first: all but three fifths of them, two, one, none. */
const mostMissing = (count: number): number[] => [
  count,
  Math.floor((3 * count) / 5),
  Math.floor((2 * count) / 5),
  Math.floor(count / 5),
  0,
];

/** Class by how many of `count` services are missing: 4 with all of them, then by fifths. */
export function missingClass(missing: number, count: number): number {
  const most = mostMissing(count);
  let best = CIRCLE_CLASSES - 1;
  while (missing > most[best]!) best--;
  return best;
}

/** How many services are missing in a class, both ends included. */
export function missingRange(i: number, count: number): { from: number; to: number } {
  const most = mostMissing(count);
  return { from: i === CIRCLE_CLASSES - 1 ? 0 : most[i + 1]! + 1, to: most[i]! };
}

/** Class by how many stations there are to choose from: none, one, two, three or four, more. */
export const choiceClass = (stations: number): number => (stations >= 5 ? 4 : stations >= 3 ? 3 : stations);

/** Borders between the four classes above "none": quarters of what those have who have any. */
export function quarterBreaks(values: readonly number[]): number[] {
  const some = Float64Array.from(values.filter((value) => value > 0)).sort();
  return some.length === 0 ? [] : [0.25, 0.5, 0.75].map((part) => some[Math.floor(part * (some.length - 1))]!);
}

/** Class by quarter; 0 for nothing. A value on a border belongs to the quarter below it. */
export function quarterClass(value: number, breaks: readonly number[]): number {
  if (value <= 0) return 0;
  let quarter = 1;
  while (quarter <= breaks.length && value > breaks[quarter - 1]!) quarter++;
  return quarter;
}
