/** Things sorted by a key, for looking up all of one key. */
export interface Grouped {
  /** The things, by ascending key and in their own order within one. */
  items: Int32Array;
  /** Positions in `items` of the things with this key: from the first up to the second. */
  range(key: number): readonly [from: number, to: number];
}

// One number a thing to sort by, key above and index below: 2^31 · 2^22 stays exact.
const MOST_THINGS = 2 ** 22;

/** Groups the things 0, 1, 2 … by key (below 2^31); a thing with a negative key is left out. */
export function groupBy(keys: ArrayLike<number>): Grouped {
  if (keys.length > MOST_THINGS) throw new RangeError('more things than can be grouped');
  const sorted = new Float64Array(keys.length);
  let count = 0;
  for (let i = 0; i < keys.length; i++) if (keys[i]! >= 0) sorted[count++] = keys[i]! * MOST_THINGS + i;
  const order = sorted.subarray(0, count).sort();
  const items = Int32Array.from(order, (key) => key % MOST_THINGS);
  const firstFrom = (key: number): number => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order[middle]! < key * MOST_THINGS) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return { items, range: (key) => [firstFrom(key), firstFrom(key + 1)] };
}
