import { minuteOfWeek } from '../schema/moment';
import type { Station } from '../schema/station';
import { isOpenAt, readOpeningHours } from './opening-hours';

/** How a station stands at a moment by its opening hours; `unknown` where they are not recorded, not understood, or no hour was asked. */
export function standsAt(
  { openingHours }: Pick<Station, 'openingHours'>,
  moment: string,
): 'open' | 'closed' | 'unknown' {
  const minute = minuteOfWeek(moment);
  if (minute === null || openingHours === null) return 'unknown';
  const read = readOpeningHours(openingHours);
  if (!read.understood) return 'unknown';
  return isOpenAt(read.week, minute) ? 'open' : 'closed';
}
