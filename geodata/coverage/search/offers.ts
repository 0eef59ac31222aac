/** What a search starts from: times at junctions, the source each counts from and what the junction was reached by. */
export interface Offers {
  count: number;
  junction: number[];
  milliseconds: number[];
  source: number[];
  by: number[];
}

export const noOffers = (): Offers => ({ count: 0, junction: [], milliseconds: [], source: [], by: [] });

/** Adds an offer. */
export function offer(offers: Offers, junction: number, milliseconds: number, source: number, by: number): void {
  const i = offers.count++;
  offers.junction[i] = junction;
  offers.milliseconds[i] = milliseconds;
  offers.source[i] = source;
  offers.by[i] = by;
}

// One number an offer to sort by, time above and index below: 2^31 · 2^22 stays exact.
const MOST_OFFERS = 2 ** 22;
/** Up to so many are put in order one by one, which a short search is over sooner with. */
const FEW = 24;
const few = new Int32Array(FEW);

/** The indices of the offers in order of time; to be read before the next call. */
export function inOrderOfTime({ count, milliseconds }: Offers): ArrayLike<number> {
  if (count > MOST_OFFERS) throw new RangeError('more offers than one search takes');
  if (count <= FEW) {
    for (let i = 0; i < count; i++) {
      let at = i;
      while (at > 0 && milliseconds[few[at - 1]!]! > milliseconds[i]!) {
        few[at] = few[at - 1]!;
        at--;
      }
      few[at] = i;
    }
    return few;
  }
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = milliseconds[i]! * MOST_OFFERS + i;
  keys.sort();
  for (let i = 0; i < count; i++) keys[i] = keys[i]! % MOST_OFFERS;
  return keys;
}
