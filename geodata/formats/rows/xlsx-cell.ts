/** A cell as it stands in a sheet: its kind, its style and its text. */
export interface RawCell {
  type: string;
  style: number;
  text: string;
}

/** Excel counts days from 1899-12-30 (with its 29 February 1900 that never was), or from 1904-01-01 on old Macs. */
const DAY = 86_400_000;
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);

/** What cells are read against. */
export interface CellContext {
  strings: readonly string[];
  /** For each style whether it shows a number as a date or time. */
  isDate: readonly boolean[];
  from1904: boolean;
}

/**
 * The value of a cell: text, a number, or a date as `yyyy-MM-dd` or `yyyy-MM-ddTHH:mm:ss` without a zone. Null where it
 * is empty; an error of the sheet (#N/A …) is told as such.
 */
export function cellValue(
  { type, style, text }: RawCell,
  context: CellContext,
): string | number | null | { error: string } {
  if (type === 'e') return { error: text };
  if (type === 's') return context.strings[Number(text)] ?? null;
  if (type === 'str' || type === 'inlineStr') return text === '' ? null : text;
  if (text === '') return null;
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  return context.isDate[style] ? dateText(number, context.from1904) : number;
}

function dateText(serial: number, from1904: boolean): string {
  // To the second: a serial is a binary fraction and misses it by microseconds.
  const seconds = Math.round(serial * 86_400);
  const isTime = serial >= 0 && serial < 1 && !from1904;
  const iso = new Date((from1904 ? epoch1904 : epoch1900) + (seconds / 86_400) * DAY).toISOString();
  if (isTime) return iso.slice(11, 19);
  return seconds % 86_400 === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** True for a number format that shows days or hours; letters in quotes, brackets and after a backslash do not count. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code !== undefined) {
    const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
    return /[ymdhs]/i.test(bare) && !/^general$/i.test(bare.trim());
  }
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Column and row of an address such as `AB12`, both from 0. */
export function cellAddress(address: string): { column: number; row: number } | null {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(address);
  if (!match) return null;
  let column = 0;
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, row: Number(match[2]) - 1 };
}
