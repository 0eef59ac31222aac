/**
 * Deals a number of cases at random to places in proportion to their weights: a multinomial draw, two table look-ups a
 * case (alias method of Walker 1977 with Vose's tables, 1991).
 *
 * @param weights not negative, not all 0
 * @returns fills `into`, one count a place, in place of what it held
 */
export function createDealer(
  weights: ArrayLike<number>,
  random: () => number,
): (cases: number, into: Float64Array) => void {
  const n = weights.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += weights[i]!;
  // Each place is a column of height 1: up to `own` it stands for itself, above for its alias.
  const own = Float64Array.from({ length: n }, (_, i) => (weights[i]! * n) / sum);
  const alias = Uint32Array.from({ length: n }, (_, i) => i);
  const low: number[] = [];
  const high: number[] = [];
  for (let i = 0; i < n; i++) (own[i]! < 1 ? low : high).push(i);
  const left = own.slice();
  while (low.length > 0 && high.length > 0) {
    const small = low.pop()!;
    const large = high.at(-1)!;
    alias[small] = large;
    left[large]! -= 1 - left[small]!;
    own[small] = left[small]!;
    if (left[large]! < 1) {
      own[large] = left[large]!;
      low.push(high.pop()!);
    }
  }
  // What rounding left in one of the lists is full.
  for (const i of [...low, ...high]) own[i] = 1;
  return (cases, into) => {
    into.fill(0);
    for (let c = 0; c < cases; c++) {
      const drawn = random() * n;
      const place = Math.floor(drawn);
      into[drawn - place < own[place]! ? place : alias[place]!]!++;
    }
  };
}
