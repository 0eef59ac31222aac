import type { IncidentPeriod } from '../schema/incident-summary';
import { daysBetween } from './local-days';
import type { LocalDays } from './local-days';

export const DAYS_PER_WEEK = 7;

/**
 * How many days of a period the data holds, at least 1: what a density by week is divided by. Days before the first
 * and after the last incident are no days without incidents, they are not known.
 */
export function daysCounted(period: IncidentPeriod | null, data: LocalDays | null): number {
  if (!period || !data) return 1;
  const first = data.dates[0]!;
  const last = data.dates.at(-1)!;
  const from = period.from > first ? period.from : first;
  const to = period.to < last ? period.to : last;
  return from <= to ? daysBetween(from, to) : 1;
}

/** Incidents per km² and week of so many on so much land in so many days. */
export function weeklyDensity(count: number, squareKilometres: number, days: number): number {
  return (count * DAYS_PER_WEEK) / (squareKilometres * days);
}
