const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/**
 * The top of a colour domain for a largest value: the next round number, so that the legend reads well.
 * 1 where there is nothing, so that an empty map still has a legend.
 */
export function domainTop(max: number): number {
  if (!(max > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(max));
  // A largest value of 3 may come as 3.0000001 out of a sum; it is still covered by 3.
  const step = STEPS.find((candidate) => candidate * power >= max * (1 - 1e-6)) ?? 10;
  return round(step * power);
}

/**
 * Where a density stands on its ramp, 0…1. By the square root: a density is heavily skewed, and on a linear ramp one
 * hot corner would flatten the rest of the town. Layer, legend and tooltip all use this one function.
 */
export function densityPosition(value: number, top: number): number {
  return value <= 0 ? 0 : Math.min(1, Math.sqrt(value / top));
}

/** Round values from 0 to the top for the legend, not closer on the ramp than `gap` (0…1). */
export function densityTicks(top: number, gap = 0.16): number[] {
  const ticks = [top];
  for (let power = 10 ** Math.floor(Math.log10(top)); ticks.length < 12 && power > top / 1e4; power /= 10) {
    for (const step of [5, 2, 1]) {
      const value = round(step * power);
      const below = densityPosition(ticks[0]!, top) - densityPosition(value, top);
      if (value < top && below >= gap && densityPosition(value, top) >= gap) ticks.unshift(value);
    }
  }
  return [0, ...ticks];
}

/**
 * Decimals a density is written with: two significant digits without trailing zeros, whole
 * numbers from 10 on. A colour domain's top and the
 * ticks of its legend have no more than two, so that what is written of them is what they are.
 */
export function densityDigits(value: number): number {
  if (!(value > 0) || value >= 9.95) return 0;
  let digits = Math.min(6, 1 - Math.floor(Math.log10(value)));
  while (digits > 0 && value.toFixed(digits).endsWith('0')) digits--;
  return digits;
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
