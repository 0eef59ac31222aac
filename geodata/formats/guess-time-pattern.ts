import { parseLocalTime } from './parse-local-time';

/** Patterns times are written in, commonest first; month before day comes before day before month. */
const patterns = [
  'iso',
  'yyyy-M-d H:mm:ss',
  'yyyy-M-d H:mm',
  'yyyy/M/d H:mm:ss',
  'yyyy/M/d H:mm',
  'yyyy.M.d H:mm:ss',
  'yyyy.M.d H:mm',
  'yyyy年M月d日 H:mm:ss',
  'yyyy年M月d日 H:mm',
  'yyyy年M月d日 H时mm分',
  'yyyy年M月d日H时mm分',
  'yyyyMMddHHmmss',
  'yyyyMMdd HHmmss',
  'yyyyMMdd HH:mm:ss',
  'yyyyMMddHHmm',
  'M/d/yyyy h:mm:ss a',
  'M/d/yyyy h:mm a',
  'M/d/yyyy H:mm:ss',
  'M/d/yyyy H:mm',
  'd/M/yyyy H:mm:ss',
  'd/M/yyyy H:mm',
  'd.M.yyyy H:mm:ss',
  'd.M.yyyy H:mm',
  'd-M-yyyy H:mm:ss',
  'd-M-yyyy H:mm',
  'yyyy-M-d',
  'yyyy/M/d',
  'yyyy.M.d',
  'yyyy年M月d日',
  'yyyyMMdd',
  'M/d/yyyy',
  'd/M/yyyy',
  'd.M.yyyy',
  'd-M-yyyy',
] as const;

export interface TimePatternGuess {
  pattern: string;
  /** Share of the samples it reads. */
  share: number;
  /** Another pattern that reads as many and means other days: month and day the other way round. */
  rival: string | null;
}

/** The pattern that reads most of these texts; null where none reads half of them. Empty texts do not count. */
export function guessTimePattern(samples: readonly string[]): TimePatternGuess | null {
  const written = samples.map((sample) => sample.trim()).filter((sample) => sample !== '');
  if (written.length === 0) return null;
  const scored = patterns.map((pattern) => ({
    pattern,
    share: written.filter((sample) => isPlausible(sample, pattern)).length / written.length,
  }));
  const best = scored.reduce((top, one) => (one.share > top.share ? one : top));
  if (best.share < 0.5) return null;
  const turned = best.pattern.startsWith('M/d/') ? best.pattern.replace('M/d/', 'd/M/') : null;
  const rival = scored.find(({ pattern, share }) => pattern === turned && share >= best.share);
  return { ...best, rival: rival ? rival.pattern : null };
}

/** Reads as a time between 1970 and 2100; a row of digits in any other sense seldom does. */
function isPlausible(sample: string, pattern: string): boolean {
  const time = parseLocalTime(sample, pattern, 'UTC');
  return time !== null && time.at >= 0 && time.at < 4_102_444_800_000;
}
