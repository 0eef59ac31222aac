import { minuteOfWeek } from '../schema/moment';
import type { Gate } from '../schema/settlement';
import { isOpenAt, readOpeningHours } from './opening-hours';

/**
 * Gates as they stand at a moment: those with opening hours on record are shut outside of them. On a day without a time of
 * day, and where the hours cannot be read, they stand as on record. What the text says of holidays is not asked.
 */
export function gatesAt(gates: readonly Gate[], moment: string): Gate[] {
  const minute = minuteOfWeek(moment);
  return gates.map((gate) => {
    if (minute === null || !gate.open || !gate.openingHours) return gate;
    const read = readOpeningHours(gate.openingHours);
    if (!read.understood || isOpenAt(read.week, minute)) return gate;
    return { ...gate, open: false, shutByHours: true };
  });
}
