/** Grids of two plans by their households: both ends of a bin are in it; `most` null is open. */
export interface SizeBin {
  least: number;
  most: number | null;
  before: number;
  after: number;
}

/**
 * How many grids of each plan there are of each size. The band is cut into two bins, and bins of the same width go down to 0
 * and up to twice the band's end. Grids whose households nobody knows are in no bin.
 */
export function countSizes(
  [least, most]: readonly [number, number],
  before: readonly (number | null)[],
  after: readonly (number | null)[],
): SizeBin[] {
  const width = Math.max(1, Math.ceil((most - least) / 2));
  const starts: number[] = [];
  for (let start = least - width; start > 0; start -= width) starts.unshift(start);
  starts.unshift(0);
  for (let start = least; start < most; start += width) if (start > 0) starts.push(start);
  for (let start = most + 1; start <= most * 2; start += width) starts.push(start);
  const distinct = [...new Set(starts)];
  const bins = distinct.map((start, i): SizeBin => ({
    least: start,
    most: i + 1 < distinct.length ? distinct[i + 1]! - 1 : null,
    before: 0,
    after: 0,
  }));
  const count = (sizes: readonly (number | null)[], side: 'before' | 'after'): void => {
    for (const size of sizes) {
      if (size === null) continue;
      const bin = bins.findLast((one) => one.least <= size);
      if (bin) bin[side]++;
    }
  };
  count(before, 'before');
  count(after, 'after');
  return bins;
}
