const DAY_MS = 86_400_000;

/** Consecutive days of one time zone. */
export interface LocalDays {
  /** `YYYY-MM-DD`, ascending. */
  readonly dates: readonly string[];
  /** UTC ms at which each day begins, and one more: the end of the last day. */
  readonly starts: Float64Array;
}

/** The local date (`YYYY-MM-DD`) of an instant in an IANA zone. */
export function localDate(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);
}

/**
 * UTC ms at which a local date begins. Where clocks jump over midnight the day begins at the jump;
 * days are then 23 or 25 hours long, which is why they are looked up and never multiplied.
 * @param date `YYYY-MM-DD`, a date that exists
 */
export function startOfLocalDate(date: string, timeZone: string): number {
  const asIfUtc = Date.parse(`${date}T00:00:00Z`);
  const first = asIfUtc - offsetAt(asIfUtc, timeZone);
  const second = asIfUtc - offsetAt(first, timeZone);
  if (localDate(second, timeZone) === date) {
    // Where a clock is set back over midnight, the hour before may carry the same date.
    return localDate(second - 1, timeZone) === date ? bisectStart(date, timeZone, second - DAY_MS, second) : second;
  }
  return bisectStart(date, timeZone, second, second + DAY_MS);
}

/** The date `days` after `date`; pure calendar, no zone. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from the first to the last date, both included; pure calendar. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** Whether the text is a date of the calendar as `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** Every local day from the one that holds `from` to the one that holds `to` (UTC ms, both included). */
export function localDays(from: number, to: number, timeZone: string): LocalDays {
  const dates: string[] = [];
  const last = localDate(to, timeZone);
  for (let date = localDate(from, timeZone); date <= last; date = addDays(date, 1)) dates.push(date);
  const starts = Float64Array.from([...dates, addDays(last, 1)], (date) => startOfLocalDate(date, timeZone));
  return { dates, starts };
}

/** Those of the days from one date to another, both included; null where one of these is not among them. */
export function sliceDays({ dates, starts }: LocalDays, from: string, to: string): LocalDays | null {
  const [first, last] = [dates.indexOf(from), dates.lastIndexOf(to)];
  if (first < 0 || last < first) return null;
  return { dates: dates.slice(first, last + 1), starts: starts.subarray(first, last + 2) };
}

/** Index of the day that holds `at`, or -1 where none does. */
export function dayIndex(days: LocalDays, at: number): number {
  const { starts } = days;
  const last = starts.length - 1;
  if (!(at >= starts[0]!) || at >= starts[last]!) return -1;
  // Days are 24 hours long but where a clock is set, so this is the day or one beside it.
  let day = Math.min(last - 1, Math.floor((at - starts[0]!) / DAY_MS));
  while (at < starts[day]!) day--;
  while (at >= starts[day + 1]!) day++;
  return day;
}

/** The first instant of `date` in `(low, high]`; the local date is monotone enough there to bisect to the millisecond. */
function bisectStart(date: string, timeZone: string, low: number, high: number): number {
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (localDate(middle, timeZone) >= date) high = middle;
    else low = middle;
  }
  return high;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local minus UTC time, ms, at an instant. */
export function offsetAt(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const local = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
  return local - Math.floor(at / 1000) * 1000;
}
