import { addDays } from './local-days';
import { newMoon, newMoonNear, solarLongitude } from './sun-and-moon';

/**
 * The lunar calendar of China by its rule (GB/T 33661-2017): months begin on the day of the new moon by Beijing time, the
 * winter solstice is in the eleventh, and where twelve months are not enough the first without a principal term is leap.
 * Computed, because the calendars of browsers are a day off where a new moon is near midnight (2027).
 */

const BEIJING_MS = 8 * 3_600_000;
const beijingDate = (at: number): string => new Date(at + BEIJING_MS).toISOString().slice(0, 10);
const startOfDay = (date: string): number => Date.parse(date) - BEIJING_MS;
const monthStart = (k: number): string => beijingDate(newMoon(k));

/** The first day from `from` on at whose end the sun has come to a longitude, degrees; within a fortnight. */
export function dayOfSolarLongitude(longitude: number, from: string): string {
  for (let i = 0; i < 15; i++) {
    const date = addDays(from, i);
    const past = (solarLongitude(startOfDay(addDays(date, 1))) - longitude + 540) % 360;
    if (past >= 180) return date;
  }
  throw new Error(`the sun is not at ${longitude}° within a fortnight of ${from}`);
}

/** Number of the new moon that begins the month with the winter solstice of a year. */
function solsticeMonth(year: number): number {
  const solstice = dayOfSolarLongitude(270, `${year}-12-18`);
  let k = newMoonNear(startOfDay(solstice)) + 1;
  while (monthStart(k) > solstice) k--;
  return k;
}

function hasPrincipalTerm(k: number): boolean {
  const [first, next] = [monthStart(k), monthStart(k + 1)].map((date) =>
    Math.floor(solarLongitude(startOfDay(date)) / 30),
  );
  return first !== next;
}

/**
 * The date of a day of the lunar year that begins in `year`, of its first ten months; never of a leap month.
 * @param month 1 … 10
 */
export function lunarDate(year: number, month: number, day: number): string {
  const [first, end] = [solsticeMonth(year - 1), solsticeMonth(year)];
  let leapMonths = end - first - 12;
  let number = 11;
  for (let k = first; k < end; k++) {
    if (k > first) {
      if (leapMonths > 0 && !hasPrincipalTerm(k)) {
        leapMonths--;
        continue;
      }
      number = (number % 12) + 1;
    }
    if (number === month) return addDays(monthStart(k), day - 1);
  }
  throw new Error(`no month ${month} in the lunar year of ${year}`);
}
