import { coverWordPattern } from '../schema/incident-lateness';

/**
 * What "outside cover" asks for, in any of these ways: a walk longer than so many minutes; too far from every path to be
 * given a time; in a grid without a full-time worker.
 */
export interface CoverQuestion {
  /** The least of the minutes named; null where none is. */
  beyondMinutes: number | null;
  offNetwork: boolean;
  noFullTimeWorker: boolean;
}

/** Reads `beyond-15,no-full-time-worker`; null where a word is none of them. */
export function parseCover(text: string): CoverQuestion | null {
  const words = text.split(',');
  if (words.some((word) => !coverWordPattern.test(word))) return null;
  const minutes = words.flatMap((word) => (word.startsWith('beyond-') ? [Number(word.slice(7))] : []));
  return {
    beyondMinutes: minutes.length > 0 ? Math.min(...minutes) : null,
    offNetwork: words.includes('off-network'),
    noFullTimeWorker: words.includes('no-full-time-worker'),
  };
}

/** Whether walking times are needed to answer. */
export const asksForWalks = (asked: CoverQuestion): boolean => asked.beyondMinutes !== null || asked.offNetwork;
