import { addDays, localDate, startOfLocalDate } from '../../geodata/incidents/local-days';
import { isClosedOn } from '../../geodata/schema/closure';
import type { Closure } from '../../geodata/schema/closure';

/** Incidents reported on days with the same closures. */
export interface ClosureClass {
  /** One of these days, `YYYY-MM-DD`. */
  day: string;
  /** Closures in force on them. */
  closed: number;
  /** Whether today is such a day, too. */
  isToday: boolean;
  /** Positions in what was asked. */
  members: number[];
}

/**
 * Incidents by the set of closures in force on the day of their report: at most one class more than twice the closures.
 * @param reportedAt UTC milliseconds
 * @param today `YYYY-MM-DD`
 */
export function closureClasses(
  reportedAt: readonly number[],
  closures: readonly Closure[],
  timeZone: string,
  today: string,
): ClosureClass[] {
  const begins = closures.flatMap(({ from, to }) => [from, ...(to === null ? [] : [addDays(to, 1)])]);
  const borders = [...new Set(begins)].map((day) => startOfLocalDate(day, timeZone)).sort((a, b) => a - b);
  const keyOn = (day: string): string =>
    closures.flatMap((closure, c) => (isClosedOn(closure, day) ? [c] : [])).join(' ');
  const todays = keyOn(today);
  // Between two borders nothing begins and nothing ends, so one day stands for all.
  const classOfSpan: (ClosureClass | undefined)[] = [];
  const classes = new Map<string, ClosureClass>();
  reportedAt.forEach((at, i) => {
    const later = borders.findIndex((border) => at < border);
    const span = later < 0 ? borders.length : later;
    let found = classOfSpan[span];
    if (!found) {
      const day = localDate(at, timeZone);
      const key = keyOn(day);
      found = classes.get(key) ?? {
        day,
        closed: key === '' ? 0 : key.split(' ').length,
        isToday: key === todays,
        members: [],
      };
      classes.set(key, found);
      classOfSpan[span] = found;
    }
    found.members.push(i);
  });
  return [...classes.values()];
}
