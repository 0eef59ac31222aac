/** How many classes the map tells apart, 0 the worst. */
export const CIRCLE_CLASSES = 5;
/** Class of a base unit without a value. */
export const NO_CLASS = -1;

/** Class by how many of `count` services are missing: all there, one, two, three or four missing, more or every one. */
export function missingClass(missing: number, count: number): number {
  if (missing === 0) return 4;
  if (missing === count || missing >= 5) return 0;
  return missing === 1 ? 3 : missing === 2 ? 2 : 1;
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
