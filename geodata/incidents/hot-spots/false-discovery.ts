/**
 * p-values adjusted by Benjamini and Hochberg (1995): rejecting where the adjusted value is at most q keeps the expected
 * part of false discoveries among all discoveries at or below q. NaN stays NaN and counts as no test.
 */
export function adjustForDiscoveries(chances: ArrayLike<number>): Float64Array {
  const adjusted = Float64Array.from(chances);
  const order = [...adjusted.keys()].filter((i) => !Number.isNaN(adjusted[i]!));
  order.sort((a, b) => adjusted[a]! - adjusted[b]!);
  let least = 1;
  for (let rank = order.length; rank >= 1; rank--) {
    const i = order[rank - 1]!;
    least = Math.min(least, (adjusted[i]! * order.length) / rank);
    adjusted[i] = least;
  }
  return adjusted;
}
