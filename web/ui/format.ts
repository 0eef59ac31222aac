/**
 * Numbers, shares, areas and times as a person reads them. Everything the console prints goes through here,
 * so that the same value looks the same everywhere. `language` is a BCP 47 tag such as `zh-CN`.
 */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(language: string, digits: number): Intl.NumberFormat {
  const key = `${language}:${digits}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    numberFormats.set(key, format);
  }
  return format;
}

/** What stands where there is no value. */
export const noValue = '—';

/** `12,345`; unknown is a dash, never zero. */
export function formatNumber(value: number | null | undefined, language: string, digits = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return noValue;
  // `+ 0` so that nothing reads "-0".
  return numberFormat(language, digits).format(Number(value.toFixed(digits)) + 0);
}

/** Share of `part` in `whole`: `77.7%` with one decimal; a dash when the whole is zero or unknown. */
export function formatShare(part: number | null, whole: number | null, language: string): string {
  if (part === null || whole === null || !(whole > 0)) return noValue;
  return `${formatNumber((part / whole) * 100, language, 1)}%`;
}

/** `412/530`: the share's numerator and denominator, for hover and tables. */
export function formatFraction(part: number | null, whole: number | null, language: string): string {
  return `${formatNumber(part, language)}/${formatNumber(whole, language)}`;
}

/** Square metres below a tenth of a square kilometre, square kilometres above. */
export function formatArea(squareMetres: number | null, language: string): string {
  if (squareMetres === null || !Number.isFinite(squareMetres)) return noValue;
  if (Math.abs(squareMetres) < 100_000) return `${formatNumber(squareMetres, language)} m²`;
  const squareKilometres = squareMetres / 1e6;
  return `${formatNumber(squareKilometres, language, squareKilometres < 10 ? 2 : 1)} km²`;
}

/** Metres below a kilometre, kilometres above. */
export function formatDistance(metres: number | null, language: string): string {
  if (metres === null || !Number.isFinite(metres)) return noValue;
  return metres < 1000 ? `${formatNumber(metres, language)} m` : `${formatNumber(metres / 1000, language, 1)} km`;
}

/** Minutes: one decimal below ten, none above. The unit is the caller's word. */
export function formatMinutes(milliseconds: number | null, language: string): string {
  if (milliseconds === null || !Number.isFinite(milliseconds)) return noValue;
  const minutes = milliseconds / 60_000;
  return formatNumber(minutes, language, minutes < 9.95 ? 1 : 0);
}

interface CivilTime {
  date: string;
  weekday: string;
  time: string;
}

function civilTime(at: Date, language: string, timeZone: string): CivilTime {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { timeZone, ...options }).format(at);
  // Sweden writes ISO dates.
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
  return {
    date,
    weekday: part({ weekday: 'short' }),
    time: new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
      at,
    ),
  };
}

/** `2026-03-05 周四` in the place's zone. Accepts an ISO text, a date of its own (`2026-03-05`) or milliseconds. */
export function formatDate(value: string | number | null, language: string, timeZone: string): string {
  if (value === null) return noValue;
  const isDateOnly = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const at = new Date(isDateOnly ? `${value}T12:00:00Z` : value);
  if (Number.isNaN(at.getTime())) return noValue;
  const { date, weekday } = civilTime(at, language, isDateOnly ? 'UTC' : timeZone);
  return `${date} ${weekday}`;
}

/** `3月`, `Mar` of a date of its own (`2026-03-01`); January says the year instead. */
export function formatMonth(date: string, language: string): string {
  if (date.slice(5, 7) === '01') return date.slice(0, 4);
  return new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));
}

/** `2026-03-05 周四 14:05` in the place's zone. */
export function formatDateTime(value: string | number | null, language: string, timeZone: string): string {
  if (value === null) return noValue;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return noValue;
  const { date, weekday, time } = civilTime(at, language, timeZone);
  return `${date} ${weekday} ${time}`;
}

/** `14:05` in the place's zone, e.g. for "saved 10:32". */
export function formatTime(value: string | number, language: string, timeZone: string): string {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? noValue : civilTime(at, language, timeZone).time;
}

/** `312 KB`, `1.4 MB`: bytes in units of 1,000, as disks and limits count them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'KB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
