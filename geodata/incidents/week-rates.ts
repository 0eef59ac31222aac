import { binomialAtLeast } from '../numerics/count-distributions';
import { daysBetween } from './local-days';
import { weekdayOf } from './month-blocks';

/** First and last day, `YYYY-MM-DD`, both included. */
interface Days {
  from: string;
  to: string;
}

/** How often each day of the week comes in a period, Monday first: 30 days hold five of two weekdays and four of the rest. */
export function weekdaysIn({ from, to }: Days): number[] {
  const days = Math.max(0, daysBetween(from, to));
  const first = weekdayOf(from) - 1;
  return Array.from({ length: 7 }, (_, day) => {
    const before = (day - first + 7) % 7;
    return before >= days ? 0 : 1 + Math.floor((days - 1 - before) / 7);
  });
}

/**
 * What comes in each hour of the week on average each time that weekday comes: periods of any length can be compared.
 * @param counts 168 counts, Monday 0:00 first
 */
export function weekRates(counts: readonly number[], period: Days): number[] {
  const times = weekdaysIn(period);
  return counts.map((count, slot) => {
    const often = times[Math.floor(slot / 24)]!;
    return often > 0 ? count / often : 0;
  });
}

/** The hour of the week with the most. */
export interface BusiestHour {
  /** Monday 1 … Sunday 7. */
  day: number;
  /** 0 … 23. */
  hour: number;
  count: number;
  /** How often its weekday comes in the period. */
  times: number;
  /** `count` each time. */
  perTime: number;
  /** What an hour of the week has on average. */
  mean: number;
  /** The chance that some hour has so many where all hours are alike: exact binomial, times the number of hours (Bonferroni). */
  chance: number;
}

/**
 * Which hour of the week has the most each time it comes, and whether that can be chance.
 * @param counts 168 counts, Monday 0:00 first; null where there is nothing
 */
export function busiestHour(counts: readonly number[], period: Days): BusiestHour | null {
  const times = weekdaysIn(period);
  const rates = weekRates(counts, period);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let slot = 0;
  for (let other = 1; other < rates.length; other++) {
    // Where two have as many each time, the one that is surer: it was there more often.
    const isMore = rates[other]! > rates[slot]! || (rates[other] === rates[slot] && counts[other]! > counts[slot]!);
    if (isMore) slot = other;
  }
  const exposure = 24 * times.reduce((sum, often) => sum + often, 0);
  const hours = 24 * times.filter((often) => often > 0).length;
  const often = times[Math.floor(slot / 24)]!;
  const count = counts[slot]!;
  return {
    day: Math.floor(slot / 24) + 1,
    hour: slot % 24,
    count,
    times: often,
    perTime: rates[slot]!,
    mean: total / exposure,
    chance: Math.min(1, hours * binomialAtLeast(count, total, often / exposure)),
  };
}
