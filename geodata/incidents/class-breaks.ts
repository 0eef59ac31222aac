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
 * Borders of the classes of counts: whole numbers, each about as many times the one before, so that a legend reads
 * 1, 2–3, 4–9 … Counts by place are heavily skewed; classes of equal size would put every hot spot into one. A border
 * is the least count of the class above it.
 */
export function countBreaks(counts: ArrayLike<number>, classes: number): number[] {
  let top = 0;
  for (let i = 0; i < counts.length; i++) top = Math.max(top, counts[i]!);
  const breaks: number[] = [];
  for (let k = 1; k < classes; k++) {
    const value = Math.round(Number((top ** (k / classes)).toPrecision(2)));
    if (value > (breaks.at(-1) ?? 1) && value <= top) breaks.push(value);
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
function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (at - low);
}
