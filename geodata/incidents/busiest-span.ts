/**
 * The most times within any span shorter than `length`, the earliest such span where several hold as many.
 * @param times ascending
 * @returns how many, and the positions of the first and the last of them; zero of none
 */
export function busiestSpan(times: ArrayLike<number>, length: number): { count: number; first: number; last: number } {
  let best = { count: 0, first: 0, last: -1 };
  let first = 0;
  for (let last = 0; last < times.length; last++) {
    while (times[last]! - times[first]! >= length) first++;
    if (last - first + 1 > best.count) best = { count: last - first + 1, first, last };
  }
  return best;
}
