import type { Neighbours } from './neighbours';

/**
 * Gi* of Ord and Getis (1995), binary weights with the area itself, as standard deviations from what values spread at
 * random would give. 0 where all values are equal or every area is a neighbour.
 */
export function getisOrdStar(values: ArrayLike<number>, neighbours: Neighbours): Float64Array {
  const n = values.length;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    sum += values[i]!;
    squares += values[i]! * values[i]!;
  }
  const mean = sum / n;
  const deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
  const scores = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let here = values[i]!;
    const weight = 1 + neighbours.start[i + 1]! - neighbours.start[i]!;
    for (let k = neighbours.start[i]!; k < neighbours.start[i + 1]!; k++) here += values[neighbours.index[k]!]!;
    const spread = deviation * Math.sqrt((n * weight - weight * weight) / (n - 1));
    scores[i] = spread > 0 ? (here - mean * weight) / spread : 0;
  }
  return scores;
}
