/** Where the sun is and when the moon is new, to the minute: what the lunar calendar of China is made of. */

const DAY_MS = 86_400_000;
const J2000 = 2_451_545;
const UNIX_EPOCH = 2_440_587.5;
/** Terrestrial time is so far ahead of UTC between 2000 and 2030, within 6 s. */
const DELTA_T_DAYS = 70 / 86_400;
const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);

/** Apparent longitude of the sun, degrees, to 0.01°: Meeus, Astronomical Algorithms (1998), chapter 25. @param at UTC, ms */
export function solarLongitude(at: number): number {
  const t = (at / DAY_MS + UNIX_EPOCH + DELTA_T_DAYS - J2000) / 36_525;
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t ** 2;
  const anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t ** 2;
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t ** 2) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.000289 * sine(3 * anomaly);
  const apparent = mean + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
  return ((apparent % 360) + 360) % 360;
}

/** Number of the last new moon of `newMoon` that may be before an instant; the true one is it or one beside it. */
export const newMoonNear = (at: number): number => Math.floor((at / DAY_MS + UNIX_EPOCH - 2_451_550.1) / 29.530588861);

/** UTC, ms, of the new moon `k` months after that of 6 January 2000, to some 20 s: Meeus (1998), chapter 49. */
export function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t ** 2 - 0.00000015 * t ** 3 + 0.00000000073 * t ** 4;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t ** 2 - 0.00000011 * t ** 3;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t ** 2 + 0.00001238 * t ** 3 - 0.000000058 * t ** 4;
  const node = 160.7108 + 390.67050284 * k - 0.0016118 * t ** 2 - 0.00000227 * t ** 3 + 0.000000011 * t ** 4;
  const omega = 124.7746 - 1.56375588 * k + 0.0020672 * t ** 2 + 0.00000215 * t ** 3;
  const e = 1 - 0.002516 * t - 0.0000074 * t ** 2;
  let days = -0.00017 * sine(omega);
  for (const [size, m, n, f] of periodic) {
    days += size * e ** Math.abs(m) * sine(m * sun + n * moon + f * node);
  }
  for (const [size, start, speed] of planetary) days += size * sine(start + speed * k);
  days += 0.000325 * sine(299.77 + 0.107408 * k - 0.009173 * t ** 2);
  return Math.round((mean + days - DELTA_T_DAYS - UNIX_EPOCH) * DAY_MS);
}

/** Days, and how often the anomalies of sun and moon and the distance from the node are in the angle. */
const periodic: readonly (readonly [number, number, number, number])[] = [
  [-0.4072, 0, 1, 0],
  [0.17241, 1, 0, 0],
  [0.01608, 0, 2, 0],
  [0.01039, 0, 0, 2],
  [0.00739, -1, 1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 2, 0, 0],
  [-0.00111, 0, 1, -2],
  [-0.00057, 0, 1, 2],
  [0.00056, 1, 2, 0],
  [-0.00042, 0, 3, 0],
  [0.00042, 1, 0, 2],
  [0.00038, 1, 0, -2],
  [-0.00024, -1, 2, 0],
  [-0.00007, 2, 1, 0],
  [0.00004, 0, 2, -2],
  [0.00004, 3, 0, 0],
  [0.00003, 1, 1, -2],
  [0.00003, 0, 2, 2],
  [-0.00003, 1, 1, 2],
  [0.00003, -1, 1, 2],
  [-0.00002, -1, 1, -2],
  [-0.00002, 1, 3, 0],
  [0.00002, 0, 4, 0],
];

/** Days, and the angle of each at k = 0 and a month. */
const planetary: readonly (readonly [number, number, number])[] = [
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];
