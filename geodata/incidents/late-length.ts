const DAY = 86_400_000;
/** Up to here hours are said: "1 day" would hide whether it is 25 or 47 of them. */
const HOURS_SAID = 48;

/** How long something is late, as it is said: whole hours or whole days that have gone by. */
export interface LateLength {
  unit: 'hours' | 'days';
  /** At least 1. */
  n: number;
}

/** Days late as they go over the wire, to the second (1e-5 days): `lateLength` makes the same of them. */
export const daysLate = (milliseconds: number): number => Math.round((milliseconds / DAY) * 1e5) / 1e5;

/**
 * The one rule by which lists, tables, tooltips and sentences say how late something is: what has fully gone by, never
 * rounded up, so that 129 days and 23 hours are 129 days everywhere.
 * @param days as `daysLate` gives them
 */
export function lateLength(days: number): LateLength {
  // Back to whole seconds first: 25 hours are 1.04167 days, and must not become 24.
  const hours = Math.floor(Math.round(days * 86_400) / 3600);
  return hours < HOURS_SAID ? { unit: 'hours', n: Math.max(1, hours) } : { unit: 'days', n: Math.floor(hours / 24) };
}
