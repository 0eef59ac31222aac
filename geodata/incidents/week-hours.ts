import { offsetAt } from './local-days';

/** Hours of a week: Monday 0–1 is 0, Sunday 23–24 is 167. */
export const WEEK_HOURS = 168;

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const QUARTER_MS = HOUR_MS / 4;

/**
 * The hour of the week of each instant, by the clock of an IANA zone. An hour that comes twice, when clocks go back,
 * is one hour of the week; the one that is skipped stays empty.
 */
export function weekHoursOf(instants: Float64Array, timeZone: string): Uint8Array {
  // Asking a zone for its offset is slow, and it changes twice a year: asked once a day, and on days of change (clocks
  // go by quarters of an hour at the finest) once a quarter.
  const ofDay = new Map<number, number>();
  const ofQuarter = new Map<number, number>();
  const dayOffset = (day: number): number => {
    const before = offsetAt(day * DAY_MS, timeZone);
    return before === offsetAt((day + 1) * DAY_MS, timeZone) ? before : NaN;
  };
  const slots = new Uint8Array(instants.length);
  for (let i = 0; i < instants.length; i++) {
    const at = instants[i]!;
    let offset = keep(ofDay, Math.floor(at / DAY_MS), dayOffset);
    if (Number.isNaN(offset)) {
      offset = keep(ofQuarter, Math.floor(at / QUARTER_MS), (quarter) => offsetAt(quarter * QUARTER_MS, timeZone));
    }
    // 1970-01-01 was a Thursday, the fourth day of a week that begins on Monday.
    const localHours = Math.floor((at + offset) / HOUR_MS) + 3 * 24;
    slots[i] = localHours - Math.floor(localHours / WEEK_HOURS) * WEEK_HOURS;
  }
  return slots;
}

/** The value under a key, worked out the first time. */
function keep(known: Map<number, number>, key: number, build: (key: number) => number): number {
  let value = known.get(key);
  if (value === undefined) {
    value = build(key);
    known.set(key, value);
  }
  return value;
}

/** Weekdays and hours, all included: `1-5:8-17` is Monday to Friday, 8:00 to 18:00. */
export interface WeekHourBlock {
  /** 1 Monday … 7 Sunday. */
  firstDay: number;
  lastDay: number;
  /** 0 … 23. */
  firstHour: number;
  lastHour: number;
}

/** Blocks as they stand in addresses, `1-5:8-17,6:10`; null for what is none. */
export function parseWeekHours(text: string): WeekHourBlock[] | null {
  const blocks: WeekHourBlock[] = [];
  for (const part of text.split(',')) {
    const found = /^([1-7])(?:-([1-7]))?:(\d{1,2})(?:-(\d{1,2}))?$/.exec(part);
    if (!found) return null;
    const [firstDay, firstHour] = [Number(found[1]), Number(found[3])];
    const block = {
      firstDay,
      lastDay: Number(found[2] ?? firstDay),
      firstHour,
      lastHour: Number(found[4] ?? firstHour),
    };
    if (block.lastDay < firstDay || block.lastHour < firstHour || block.lastHour > 23) return null;
    blocks.push(block);
  }
  return blocks;
}

const span = (first: number, last: number): string => (first === last ? String(first) : `${first}-${last}`);

/** What `parseWeekHours` reads. */
export function formatWeekHours(blocks: readonly WeekHourBlock[]): string {
  return blocks.map((one) => `${span(one.firstDay, one.lastDay)}:${span(one.firstHour, one.lastHour)}`).join(',');
}

/** 1 for every hour of the week that is in one of the blocks. */
export function weekHourFlags(blocks: readonly WeekHourBlock[]): Uint8Array {
  const flags = new Uint8Array(WEEK_HOURS);
  for (const { firstDay, lastDay, firstHour, lastHour } of blocks) {
    for (let day = firstDay - 1; day < lastDay; day++) flags.fill(1, day * 24 + firstHour, day * 24 + lastHour + 1);
  }
  return flags;
}
