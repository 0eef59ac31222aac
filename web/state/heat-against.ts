import { isCalendarDate } from '../../geodata/incidents/local-days';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import type { QueryCodec } from './url-query';

/** Periods that follow from the one looked at; any other is named by its days. */
export const usualAgainst = ['previous', 'last-year'] as const;
export type UsualAgainst = (typeof usualAgainst)[number];
/** What the period is compared with: `previous`, `last-year` or `2025-01-01..2025-01-31`. */
export type HeatAgainst = UsualAgainst | `${string}..${string}`;

export const againstDays = ({ from, to }: IncidentPeriod): HeatAgainst => `${from}..${to}`;

/** The days of one that is named by its days; null for the usual ones. */
export function daysOfAgainst(against: string): IncidentPeriod | null {
  const [from = '', to = ''] = against.split('..');
  return isCalendarDate(from) && isCalendarDate(to) && from <= to ? { from, to } : null;
}

export const againstParam: QueryCodec<HeatAgainst> = {
  parse: (text) => {
    const days = daysOfAgainst(text);
    return days ? againstDays(days) : (usualAgainst.find((one) => one === text) ?? null);
  },
  format: (against) => against,
  fallback: 'previous',
};
