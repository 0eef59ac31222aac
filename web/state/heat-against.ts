import { addDays, daysBetween, isCalendarDate } from '../../geodata/incidents/local-days';
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

/** Days that have as many before them in the data, and what makes them worth choosing. */
export interface ComparableDays {
  kind: 'halves' | 'last';
  days: number;
  period: IncidentPeriod;
}

/** Months that most people speak of; longer than half of the data there are none before. */
const usualLengths = [90, 30];

/** What can be compared with the days before it: the later half of the data, and the longest usual last days within it. */
export function comparableDays(data: IncidentPeriod): ComparableDays[] {
  const half = Math.floor(daysBetween(data.from, data.to) / 2);
  const last = usualLengths.find((days) => days < half);
  const endsLast = (kind: ComparableDays['kind'], days: number): ComparableDays => ({
    kind,
    days,
    period: { from: addDays(data.to, 1 - days), to: data.to },
  });
  return half < 1 ? [] : [endsLast('halves', half), ...(last === undefined ? [] : [endsLast('last', last)])];
}
