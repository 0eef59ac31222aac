import { addDays, isCalendarDate } from '../../geodata/incidents/local-days';
import type { ScaleBasis } from '../../geodata/schema/incident-summary';
import type { QueryCodec } from './url-query';

/** Which days are looked at. The last days are counted back from the last day of the data, not from today. */
export type HeatPeriod = { kind: 'all' } | { kind: 'last'; days: number } | { kind: 'range'; from: string; to: string };

/** `30` for the last 30 days, `2025-01-01..2025-01-31` for a range; everything is left out. */
export const heatPeriodParam: QueryCodec<HeatPeriod> = {
  parse(text) {
    if (/^\d{1,4}$/.test(text) && Number(text) > 0) return { kind: 'last', days: Number(text) };
    const [from = '', to = ''] = text.split('..');
    return isCalendarDate(from) && isCalendarDate(to) && from <= to ? { kind: 'range', from, to } : null;
  },
  format(period) {
    if (period.kind === 'all') return null;
    return period.kind === 'last' ? String(period.days) : `${period.from}..${period.to}`;
  },
  fallback: { kind: 'all' },
};

/** First and last day of a period as the API takes them; both absent for everything. */
export function periodDays(period: HeatPeriod, lastDay: string): { from?: string; to?: string } {
  if (period.kind === 'all') return {};
  if (period.kind === 'range') return { from: period.from, to: period.to };
  return { from: addDays(lastDay, 1 - period.days), to: lastDay };
}

/** Below so many days the whole data is no measure: every short period would be the same pale colour. */
const shortPeriodDays = 90;

/** What the colours are scaled by while nobody has chosen: the period itself where it is short. */
export function usualScale(period: HeatPeriod): ScaleBasis {
  if (period.kind === 'all') return 'full';
  const days =
    period.kind === 'last'
      ? period.days
      : Math.round((Date.parse(period.to) - Date.parse(period.from)) / 86_400_000) + 1;
  return days < shortPeriodDays ? 'period' : 'full';
}
