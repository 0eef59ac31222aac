import { weekdays } from '../schema/service-standard';

/** Minutes of a day and of a week. */
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Opening hours of a usual week, as far as the text says them. */
export interface WeeklyHours {
  /** Per day, Monday first: `[from, to]` in minutes from that day's midnight, ascending; `to` of a late one is beyond 1440. */
  days: readonly (readonly (readonly [from: number, to: number])[])[];
  /** Minutes open in the week, what overlaps counted once. */
  minutesPerWeek: number;
  /** What the text says of public holidays, which no usual week has. */
  holidays: 'open' | 'closed' | 'not-said';
}

/** Hours that were read, or the first part of the text that was not understood: then nothing is said about any day. */
export type OpeningHours = { understood: true; week: WeeklyHours } | { understood: false; part: string };

/** Words people write instead of days and times, longest first: they say the same, so nothing is guessed. */
const plainWords: readonly (readonly [RegExp, string])[] = [
  [/24\s*\/\s*7/g, '00:00-24:00'],
  [/24\s*小时营业|24\s*小时|全天/g, '00:00-24:00'],
  [/(?:国家)?(?:法定)?节假日/g, ' PH '],
  [/每天|每日|周一至周日|星期一至星期日|全年/g, ' Mo-Su '],
  [/工作日/g, ' Mo-Fr '],
  [/周末|双休日/g, ' Sa-Su '],
  ...[...'一二三四五六日'].map((day, i) => [new RegExp(`(?:周|星期|礼拜)${day}`, 'g'), ` ${weekdays[i]!} `] as const),
  [/(?:周|星期|礼拜)天/g, ' Su '],
  [/休息|闭馆|不开放|停诊|关闭/g, ' off '],
  [/[：︰]/g, ':'],
  [/[；]/g, ';'],
  [/[，、]/g, ','],
  [/\s*(?:至|到|~|～|—|–|－)\s*/g, '-'],
];

/**
 * Reads the common forms of OSM's `opening_hours`: `24/7`, weekdays and lists of them, several spans a day, spans past
 * midnight (`22:00-02:00`, `20:00-26:00`), `off`, public holidays (`PH`), rules after `;` that replace a day's earlier
 * ones and after `,` that add to them; and the same in plain Chinese (`周一至周五 8:30-17:30`). Months, weeks, sunrise,
 * open ends (`08:00+`), comments and school holidays are not read: a text with one of them is not understood as a whole,
 * since a part of it would say something else.
 * Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
export function readOpeningHours(text: string): OpeningHours {
  const plain = plainWords.reduce((said, [word, code]) => said.replace(word, code), text).trim();
  if (plain === '') return { understood: false, part: text };
  const days: [number, number][][] = weekdays.map(() => []);
  let holidays: WeeklyHours['holidays'] = 'not-said';
  let said = false;
  for (const part of plain.split(';')) {
    if (part.trim() === '') continue;
    const rules = readRules(part);
    if (!rules) return { understood: false, part: part.trim() };
    said = true;
    // The first rule of a part replaces what was said of its days, the others (after commas) add to it; `off` always closes.
    rules.forEach((rule, nth) => {
      if (rule.holidays) holidays = rule.spans.length > 0 ? 'open' : 'closed';
      for (const day of rule.days) {
        if (nth === 0 || rule.spans.length === 0) days[day] = [];
        days[day]!.push(...rule.spans);
      }
    });
  }
  return said ? { understood: true, week: weekOf(days, holidays) } : { understood: false, part: text };
}

/** Whether it is open at a minute of the week, from Monday's midnight. */
export function isOpenAt({ days }: WeeklyHours, minuteOfWeek: number): boolean {
  return days.some((spans, day) =>
    spans.some(([from, to]) => {
      // What runs past Sunday's midnight is Monday's.
      const after = (minuteOfWeek - (day * DAY + from) + WEEK) % WEEK;
      return after < to - from;
    }),
  );
}

interface Rule {
  days: readonly number[];
  holidays: boolean;
  /** Empty: closed. */
  spans: [number, number][];
}

const dayName = '(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)';
const dayRange = `${dayName}(?:\\s*-\\s*${dayName})?`;
const clock = '\\d{1,2}:\\d{2}';
const span = `${clock}\\s*-\\s*${clock}`;
/** Days, then times or `off`; either may be missing, not both. */
const rulePattern = new RegExp(
  `^\\s*(${dayRange}(?:\\s*,\\s*${dayRange})*)?\\s*:?\\s*(${span}(?:\\s*,\\s*${span})*|off|closed)\\s*`,
  'i',
);

/** The rules of one part between semicolons; null where something in it is none. */
function readRules(part: string): Rule[] | null {
  const rules: Rule[] = [];
  for (let rest = part; rest.trim() !== '';) {
    const found = rulePattern.exec(rest);
    if (!found) return null;
    const days = found[1] === undefined ? { days: weekdays.map((_, i) => i), holidays: false } : readDays(found[1]);
    const spans = /^(?:off|closed)$/i.test(found[2]!) ? [] : readSpans(found[2]!);
    if (!days || !spans) return null;
    rules.push({ ...days, spans });
    const after = rest.slice(found[0].length);
    if (after !== '' && !after.startsWith(',')) return null;
    rest = after.slice(1);
    // A comma at the end is a rule that was left out.
    if (after !== '' && rest.trim() === '') return null;
  }
  return rules;
}

function readDays(text: string): Pick<Rule, 'days' | 'holidays'> | null {
  const days = new Set<number>();
  let holidays = false;
  for (const range of text.split(',')) {
    const ends = range.split('-').map((name) => name.trim().toLowerCase());
    if (ends.includes('ph')) {
      if (ends.length > 1) return null;
      holidays = true;
      continue;
    }
    const [from, to = from] = ends.map((end) => weekdays.findIndex((day) => day.toLowerCase() === end));
    // Sa-Mo runs over the end of the week.
    for (let day = from!; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === to) break;
    }
  }
  return { days: [...days], holidays };
}

function readSpans(text: string): [number, number][] | null {
  const spans: [number, number][] = [];
  for (const one of text.split(',')) {
    const [from, to] = one.split('-').map(readClock);
    if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to) || from >= DAY) return null;
    const end = to > from ? to : to + DAY;
    // OSM's extended hours end at 48:00 at most; a span of more than a day is a slip of the pen.
    if (end - from > DAY) return null;
    spans.push([from, end]);
  }
  return spans;
}

function readClock(text: string): number {
  const [hours, minutes] = text.trim().split(':').map(Number);
  return hours! <= 48 && minutes! < 60 ? hours! * 60 + minutes! : Number.NaN;
}

function weekOf(days: readonly (readonly [number, number][])[], holidays: WeeklyHours['holidays']): WeeklyHours {
  const sorted = days.map((spans) => [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  // On the circle of the week: what runs past Sunday's midnight is Monday's.
  const open = new Uint8Array(WEEK);
  sorted.forEach((spans, day) => {
    for (const [from, to] of spans) {
      for (let minute = from; minute < to; minute++) open[(day * DAY + minute) % WEEK] = 1;
    }
  });
  return { days: sorted, minutesPerWeek: open.reduce((sum, one) => sum + one, 0), holidays };
}
