/**
 * Index of the first day of the busiest stretch of `length` days; the earliest among equals.
 * Colours of a sliding period hang on it, so that they stay the same wherever the period slides.
 */
export function busiestWindow(byDay: ArrayLike<number>, length: number): number {
  const span = Math.min(Math.max(1, length), byDay.length);
  let sum = 0;
  let best = -1;
  let first = 0;
  for (let day = 0; day < byDay.length; day++) {
    sum += byDay[day]! - (day >= span ? byDay[day - span]! : 0);
    if (day >= span - 1 && sum > best) {
      best = sum;
      first = day - span + 1;
    }
  }
  return first;
}
