import { addDays } from './local-days';

/** A month of a calendar that begins its weeks on Monday. */
export interface MonthBlock {
  /** `YYYY-MM`. */
  month: string;
  /** Empty cells before the first day: 0 where it is a Monday. */
  lead: number;
  /** Every day of the month, `YYYY-MM-DD`. */
  days: readonly string[];
}

/** Day of the week by the calendar: Monday 1 … Sunday 7. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** The twelve months of a year. */
export function monthBlocks(year: number): MonthBlock[] {
  const blocks: { month: string; lead: number; days: string[] }[] = [];
  for (let date = `${String(year).padStart(4, '0')}-01-01`; ; date = addDays(date, 1)) {
    const month = date.slice(0, 7);
    if (date.endsWith('-01')) {
      if (blocks.length === 12) return blocks;
      blocks.push({ month, lead: weekdayOf(date) - 1, days: [] });
    }
    blocks.at(-1)!.days.push(date);
  }
}
