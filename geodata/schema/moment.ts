import { z } from 'zod';

/**
 * When coverage is asked for, in the place's own calendar and clock: `2026-11-27`, or with the time of day
 * `2026-11-27T21:30`. Closures are in force on days; gates and stations with hours on record are open at times.
 */
export const momentSchema = z.union([z.iso.date(), z.iso.datetime({ local: true, precision: -1 })]).meta({
  description:
    'Day that closures are in force on, `YYYY-MM-DD`; with a time of day, `YYYY-MM-DDTHH:MM` in the zone of the place, gates with opening hours are open or shut by them. Today without it, whatever the hour',
  example: '2026-11-27T21:30',
});

/** The day of a moment, `YYYY-MM-DD`. */
export const dayOf = (moment: string): string => moment.slice(0, 10);

/** Minutes from Monday's midnight of a moment with a time of day; null for a day. */
export function minuteOfWeek(moment: string): number | null {
  const time = /T(\d{2}):(\d{2})/.exec(moment);
  if (!time) return null;
  // 1970-01-05 was a Monday.
  const days = Date.parse(`${dayOf(moment)}T00:00:00Z`) / 86_400_000 - 4;
  return ((((days % 7) + 7) % 7) * 24 + Number(time[1])) * 60 + Number(time[2]);
}
