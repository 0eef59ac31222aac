/** A time that was read: UTC milliseconds, and whether the clock had shown it twice or never (change to or from summer time). */
export interface ParsedTime {
  at: number;
  clock: 'once' | 'twice' | 'never';
}

interface Pattern {
  expression: RegExp;
  fields: string[];
}

const patterns = new Map<string, Pattern>();
const tokens: Readonly<Record<string, string>> = {
  yyyy: '(\\d{4})',
  MM: '(\\d{2})',
  M: '(\\d{1,2})',
  dd: '(\\d{2})',
  d: '(\\d{1,2})',
  HH: '(\\d{2})',
  H: '(\\d{1,2})',
  hh: '(\\d{2})',
  h: '(\\d{1,2})',
  mm: '(\\d{2})',
  ss: '(\\d{2})',
  a: '([AaPp][Mm])',
};

/** True for a pattern this module can read: `iso`, or one with at least year, month and day. */
export function isTimePattern(pattern: string): boolean {
  return (
    pattern === 'iso' || ['y', 'M', 'd'].every((field) => compile(pattern).fields.some((f) => f.startsWith(field)))
  );
}

/**
 * Reads a time. Pattern `iso` is ISO 8601: with an offset that offset counts, without one the zone does. Other patterns
 * are written with yyyy MM M dd d HH H hh h mm ss a, and read in `zone`, an IANA zone. A local time the clock showed
 * twice is taken as the first of the two, one it never showed as if the clock had not been changed; both are marked.
 * Null where the text does not fit the pattern or is no date.
 */
export function parseLocalTime(text: string, pattern: string, zone: string): ParsedTime | null {
  if (pattern === 'iso') return parseIso(text, zone);
  const { expression, fields } = compile(pattern);
  const match = expression.exec(text.trim());
  if (!match) return null;
  const value: Record<string, number> = {};
  let half: number | null = null;
  fields.forEach((field, i) => {
    const written = match[i + 1]!;
    if (field === 'a') half = written.toLowerCase() === 'pm' ? 12 : 0;
    else value[field.charAt(0)] = Number(written);
  });
  let hour = value['H'] ?? value['h'] ?? 0;
  if (half !== null) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + half;
  }
  return fromLocal(value['y']!, value['M']!, value['d']!, hour, value['m'] ?? 0, value['s'] ?? 0, 0, zone);
}

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

function parseIso(text: string, zone: string): ParsedTime | null {
  const match = iso.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const milliseconds = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  const offset = match[8];
  if (offset === undefined) return fromLocal(year!, month!, day!, hour!, minute!, second!, milliseconds, zone);
  const utc = checkedUtc(year!, month!, day!, hour!, minute!, second!, milliseconds);
  if (utc === null) return null;
  if (offset === 'Z') return { at: utc, clock: 'once' };
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return { at: utc - (offset.startsWith('-') ? -1 : 1) * minutes * 60_000, clock: 'once' };
}

function compile(pattern: string): Pattern {
  const known = patterns.get(pattern);
  if (known) return known;
  const fields: string[] = [];
  const source = pattern.replace(/yyyy|MM|M|dd|d|HH|H|hh|h|mm|ss|a|[.*+?^${}()|[\]\\]/g, (part) => {
    const token = tokens[part];
    if (token === undefined) return `\\${part}`;
    fields.push(part);
    return token;
  });
  const compiled = { expression: new RegExp(`^${source}$`), fields };
  patterns.set(pattern, compiled);
  return compiled;
}

/** UTC milliseconds of a calendar time, or null where the calendar has no such time (31 February, 25:00). */
function checkedUtc(y: number, mo: number, d: number, h: number, mi: number, s: number, ms: number): number | null {
  const at = Date.UTC(y, mo - 1, d, h, mi, s, ms);
  const back = new Date(at);
  const same =
    back.getUTCFullYear() === y && back.getUTCMonth() === mo - 1 && back.getUTCDate() === d && back.getUTCHours() === h;
  return same && mi < 60 && s < 60 ? at : null;
}

function fromLocal(
  y: number,
  mo: number,
  d: number,
  h: number,
  mi: number,
  s: number,
  ms: number,
  zone: string,
): ParsedTime | null {
  const asIfUtc = checkedUtc(y, mo, d, h, mi, s, ms);
  if (asIfUtc === null) return null;
  // The zone's offset a day before and a day after: where they differ, the clock may have shown this time twice or never.
  const day = 86_400_000;
  const before = zoneOffset(asIfUtc - day, zone);
  const after = zoneOffset(asIfUtc + day, zone);
  const first = asIfUtc - before;
  if (before === after) return { at: first, clock: 'once' };
  const second = asIfUtc - after;
  const firstHolds = zoneOffset(first, zone) === before;
  const secondHolds = zoneOffset(second, zone) === after;
  if (firstHolds && secondHolds) return { at: first, clock: 'twice' };
  if (firstHolds) return { at: first, clock: 'once' };
  if (secondHolds) return { at: second, clock: 'once' };
  return { at: first, clock: 'never' };
}

const clocks = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Milliseconds a zone is ahead of UTC at an instant. Zones change on quarter hours, so one answer serves a quarter hour. */
function zoneOffset(at: number, zone: string): number {
  const quarter = Math.floor(at / 900_000);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(zone, clock);
  }
  const part: Record<string, number> = {};
  const instant = quarter * 900_000;
  for (const { type, value } of clock.formatToParts(instant)) part[type] = Number(value);
  const local = Date.UTC(
    part['year']!,
    part['month']! - 1,
    part['day']!,
    part['hour']!,
    part['minute']!,
    part['second']!,
  );
  const offset = local - instant;
  // Bounded, so that a server reading for months does not keep every quarter hour it ever saw.
  if (offsets.size > 50_000) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** True where the platform knows the IANA zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
