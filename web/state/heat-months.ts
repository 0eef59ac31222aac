import { addDays } from '../../geodata/incidents/local-days';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';

/** The calendar month of a day, `YYYY-MM-DD`, first and last day; pure calendar, no zone. */
export function monthOf(day: string): IncidentPeriod {
  const from = `${day.slice(0, 7)}-01`;
  // 31 days on is always in the next month, whose first day is one after the last of this one.
  const to = addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1);
  return { from, to };
}

/** What of a period lies within the data; null where nothing does. */
function within(period: IncidentPeriod, data: IncidentPeriod): IncidentPeriod | null {
  const from = period.from < data.from ? data.from : period.from;
  const to = period.to > data.to ? data.to : period.to;
  return from <= to ? { from, to } : null;
}

/** The month of the last day of the data, or one so many months before; null where the data does not reach back so far. */
export function lastMonth(data: IncidentPeriod, before = 0): IncidentPeriod | null {
  let month = monthOf(data.to);
  for (let k = 0; k < before; k++) month = monthOf(addDays(month.from, -1));
  return within(month, data);
}

/** How many calendar months the days are, 0 where they are no whole months. At the ends of the data a month is as much of it as there is. */
export function monthCount({ from, to }: IncidentPeriod, data: IncidentPeriod): number {
  const begins = from.endsWith('-01') || from === data.from;
  const ends = to === monthOf(to).to || to === data.to;
  if (!begins || !ends) return 0;
  const index = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return index(to) - index(from) + 1;
}

/** As many calendar months, so many months later or earlier; as they are where the data has no such months. */
export function moveMonths(period: IncidentPeriod, months: number, data: IncidentPeriod): IncidentPeriod {
  let [from, to] = [monthOf(period.from), monthOf(period.to)];
  for (let k = 0; k < Math.abs(months); k++) {
    const next = ({ from: first, to: last }: IncidentPeriod): IncidentPeriod =>
      monthOf(months > 0 ? addDays(last, 1) : addDays(first, -1));
    if (months > 0 ? to.to >= data.to : from.from <= data.from) break;
    [from, to] = [next(from), next(to)];
  }
  return within({ from: from.from, to: to.to }, data) ?? period;
}

/** Every month of the data, the earliest first; the first and the last as much of theirs as there is. */
export function monthsOf(data: IncidentPeriod): IncidentPeriod[] {
  const months: IncidentPeriod[] = [];
  for (let month = monthOf(data.from); month.from <= data.to; month = monthOf(addDays(month.to, 1))) {
    months.push(within(month, data)!);
  }
  return months;
}
