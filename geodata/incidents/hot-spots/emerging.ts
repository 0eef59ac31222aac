import type { EmergingClass } from '../../schema/incident-summary';
import { mannKendall } from './mann-kendall';
import type { Trend } from './mann-kendall';

export interface Emerging {
  /** Null: neither hot nor cold by these rules. */
  readonly kind: { readonly temperature: 'hot' | 'cold'; readonly class: EmergingClass } | null;
  /** Trend of the scores over the steps. */
  readonly trend: Trend;
}

/** From this part of the steps on, an area is hot "always". */
const ALWAYS = 0.9;
const TREND_CHANCE = 0.05;

/**
 * Class of one area from its history, by the definitions of emerging hot spot analysis: what each step was found to be
 * (1 hot, −1 cold, 0 neither, oldest first) and the score of each step, whose trend tells intensifying from diminishing.
 */
export function classifyEmerging(found: ArrayLike<number>, scores: ArrayLike<number>): Emerging {
  const trend = mannKendall(scores);
  for (const [temperature, sign] of [
    ['hot', 1],
    ['cold', -1],
  ] as const) {
    const name = classOf(found, sign, trend.chance < TREND_CHANCE ? Math.sign(trend.s) * sign : 0);
    if (name) return { kind: { temperature, class: name }, trend };
  }
  return { kind: null, trend };
}

function classOf(found: ArrayLike<number>, sign: number, direction: number): EmergingClass | null {
  const steps = found.length;
  let times = 0;
  let opposite = false;
  for (let i = 0; i < steps; i++) {
    if (found[i] === sign) times++;
    else if (found[i] === -sign) opposite = true;
  }
  if (times === 0) return null;
  const isLast = found[steps - 1] === sign;
  const isAlways = times >= ALWAYS * steps;
  if (!isLast) return isAlways ? 'historical' : null;
  if (times === 1 && steps > 1) return 'new';
  if (isAlways) return direction > 0 ? 'intensifying' : direction < 0 ? 'diminishing' : 'persistent';
  let run = 0;
  while (found[steps - 1 - run] === sign) run++;
  if (run === times) return 'consecutive';
  return opposite ? 'oscillating' : 'sporadic';
}
