/**
 * Upper borders of the classes of a choropleth, ascending, without the last (open) class: quantiles of the positive
 * values, rounded to two digits and without repeats. Computed once for an analysis; map, legend and table read the
 * same ones.
 */
export function classBreaks(values: readonly number[], classes: number): number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  const breaks: number[] = [];
  for (let k = 1; k < classes && sorted.length > 0; k++) {
    const value = Number(quantile(sorted, k / classes).toPrecision(2));
    if (value > (breaks.at(-1) ?? 0) && value < sorted.at(-1)!) breaks.push(value);
  }
  return breaks;
}

/**
 * The same for counts: quantiles of the positive counts as whole numbers, so that a legend reads 1, 2–3, 4–7 …
 * A border is the least count of the class above it.
 */
export function countBreaks(counts: ArrayLike<number>, classes: number): number[] {
  const sorted = Float64Array.from(counts)
    .filter((count) => count > 0)
    .sort();
  const breaks: number[] = [];
  for (let k = 1; k < classes && sorted.length > 0; k++) {
    const value = Math.max(2, Math.round(quantile(sorted, k / classes)));
    if (value > (breaks.at(-1) ?? 1) && value <= sorted.at(-1)!) breaks.push(value);
  }
  return breaks;
}

/** Class of a value, 0 … breaks.length: a value on a border belongs to the class above it. */
export function classOf(value: number, breaks: readonly number[]): number {
  let k = 0;
  while (k < breaks.length && value >= breaks[k]!) k++;
  return k;
}

/** Linear quantile (Hyndman and Fan, type 7) of ascending values. */
function quantile(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (at - low);
}
