import { addDays, daysBetween, isCalendarDate } from '../../geodata/incidents/local-days';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
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

/** The period of these days within the data: everything, the last days, or a range, whichever a link says best. */
export function periodOf(from: string, to: string, data: IncidentPeriod): HeatPeriod {
  const [first, last] = [from < data.from ? data.from : from, to > data.to ? data.to : to];
  if (first <= data.from && last >= data.to) return { kind: 'all' };
  if (last === data.to) return { kind: 'last', days: daysBetween(first, last) };
  return { kind: 'range', from: first, to: last };
}

/** A period moved by so many days, kept whole within the data. */
export function movePeriod({ from, to }: IncidentPeriod, days: number, data: IncidentPeriod): IncidentPeriod {
  const room = days < 0 ? -daysBetween(data.from, from) + 1 : daysBetween(to, data.to) - 1;
  const by = days < 0 ? Math.max(days, room) : Math.min(days, room);
  return { from: addDays(from, by), to: addDays(to, by) };
}

/** The period of so many days that ends on the same day, or begins with the data where there are not as many before. */
export function resizePeriod({ to }: IncidentPeriod, days: number, data: IncidentPeriod): IncidentPeriod {
  const from = addDays(to, 1 - days);
  if (from >= data.from) return { from, to };
  const end = addDays(data.from, days - 1);
  return { from: data.from, to: end > data.to ? data.to : end };
}

/** Stretches of `length` days, `step` days apart, the latest last; the last one ends with the data. */
export function slidingWindows(data: IncidentPeriod, length: number, step: number): IncidentPeriod[] {
  const windows: IncidentPeriod[] = [];
  for (let to = data.to; addDays(to, 1 - length) >= data.from; to = addDays(to, -step)) {
    windows.unshift({ from: addDays(to, 1 - length), to });
  }
  return windows;
}
