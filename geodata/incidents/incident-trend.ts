import { isEnded, stateIndexOf } from './incident-columns';
import type { IncidentColumns } from './incident-columns';
import { addDays, dayIndex } from './local-days';
import type { LocalDays } from './local-days';

export type TrendStep = 'week' | 'month';

/** A week (from Monday) or a calendar month of the place's zone, cut off at the first and last day of the data. */
export interface TrendBin {
  /** `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  reported: number;
  closed: number;
  /** Reported by the end of the bin and not ended by then. */
  open: number;
}

export interface IncidentTrend {
  bins: TrendBin[];
  /** Ended incidents without a time of their end: reported, but in neither `closed` nor `open`. */
  untimed: number;
}

const closed = stateIndexOf('closed');

/** What came in, what was closed and what stayed open, over all days of the data. */
export function incidentTrend(columns: IncidentColumns, days: LocalDays, step: TrendStep): IncidentTrend {
  const { bins, binOfDay } = cutBins(days, step);
  const change = new Int32Array(bins.length);
  let untimed = 0;
  for (let i = 0; i < columns.count; i++) {
    const reportedIn = binOf(columns.reportedAt[i]!, days, binOfDay);
    if (reportedIn < 0) continue;
    bins[reportedIn]!.reported++;
    const state = columns.state[i]!;
    const endedAt = columns.closedAt[i]!;
    if (isEnded(state) && Number.isNaN(endedAt)) {
      untimed++;
      continue;
    }
    change[reportedIn]!++;
    if (!isEnded(state)) continue;
    const endedIn = binOf(endedAt, days, binOfDay);
    // Ended after the last day: still open at the end of the data.
    if (endedIn < 0) continue;
    if (state === closed) bins[endedIn]!.closed++;
    // A clock that was wrong may have closed an incident before it was reported.
    change[Math.max(endedIn, reportedIn)]!--;
  }
  let open = 0;
  bins.forEach((bin, i) => (bin.open = open += change[i]!));
  return { bins, untimed };
}

function cutBins({ dates }: LocalDays, step: TrendStep): { bins: TrendBin[]; binOfDay: Int32Array } {
  const bins: TrendBin[] = [];
  const binOfDay = new Int32Array(dates.length);
  let key = '';
  dates.forEach((date, day) => {
    const own = step === 'month' ? date.slice(0, 7) : mondayOf(date);
    if (own !== key) bins.push({ from: date, to: date, reported: 0, closed: 0, open: 0 });
    key = own;
    bins.at(-1)!.to = date;
    binOfDay[day] = bins.length - 1;
  });
  return { bins, binOfDay };
}

function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

function binOf(at: number, days: LocalDays, binOfDay: Int32Array): number {
  const day = dayIndex(days, at);
  return day < 0 ? -1 : binOfDay[day]!;
}
