import { soundsOf } from '../../geodata/names/character-sounds';
import { nearlyBegins, shortestForgiven } from '../../geodata/names/nearly-begins';
import { soundQuery } from '../../geodata/names/sound-query';
import { kindOrder, textColumns } from './search-index';
import type { SearchEntry, SearchIndex } from './search-index';
import { addressWords } from './search-words';

type Finder = (text: string) => boolean;

/** A word of the query, or a run of one script within it. */
interface Part {
  isIn: Finder;
  /** Of a word of several scripts (`朝阳路23号`, `网格7`): each run for itself. */
  runs: readonly Finder[];
}

/** How well an entry matches, best first. Typing mistakes come after all of these. */
const tier = {
  code: 0,
  name: 1,
  start: 2,
  soundsWhole: 3,
  soundsStart: 4,
  inside: 5,
  soundsInside: 6,
  /** Every word in the name; + 1 with the help of the address, + 2 of the community it lies in. */
  words: 7,
  misspelled: 10,
} as const;

/** The best of what matches, and how many there are. */
export interface Ranking {
  best: SearchEntry[];
  total: number;
}

/**
 * Entries that match, best first: the exact code or name, its beginning, its sounds (`wcj`, `wenchangjie`, `文c街`), a part
 * of it, then every word of the query anywhere in name, address and community. Where nothing does, one letter of each Latin
 * word may be wrong; where still nothing does, a house number nobody has leads to its street.
 * @param text folded and not empty
 */
export function rankEntries(indexes: readonly SearchIndex[], text: string, limit: number): Ranking {
  const found = rank(indexes, limit, tierFinder(text));
  if (found.total > 0) return found;
  if (/[a-z]/.test(text)) {
    const misspelled = rank(indexes, limit, misspelledFinder(text));
    if (misspelled.total > 0) return misspelled;
  }
  const street = text.replace(houseNumber, '').trim();
  if (street === '' || street === text) return found;
  const tierOf = tierFinder(street);
  return rank(indexes, limit, (index) => {
    const ofIndex = tierOf(index);
    return (row) => (index.entries[row]!.kind === 'street' ? ofIndex(row) : null);
  });
}

/** Behind a street in Chinese, before it in English. */
const houseNumber = /\s*\d+(-\d+)?\s*(号楼|号|栋|幢|楼)?$|^(no\.?\s*)?\d+\s+/;

/** The tier of each row of an index; null where it does not match. */
type TierOf = (index: SearchIndex) => (row: number) => number | null;

function rank(indexes: readonly SearchIndex[], limit: number, tierOf: TierOf): Ranking {
  const byTier: SearchEntry[][] = Array.from({ length: tier.misspelled + 1 }, () => []);
  let total = 0;
  for (const index of indexes) {
    const tierIn = tierOf(index);
    const room = byTier.map((entries) => entries.length + limit);
    for (let row = 0; row < index.entries.length; row++) {
      const found = tierIn(row);
      if (found === null) continue;
      total++;
      if (byTier[found]!.length < room[found]!) byTier[found]!.push(index.entries[row]!);
    }
  }
  // Within an index they stand in order already; the sort is stable and only puts the indexes together.
  const best = byTier.flatMap((entries) =>
    entries.sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)),
  );
  return { best: best.slice(0, limit), total };
}

/** Asks `ask` once for each text of an index. */
function remember(texts: readonly string[], ask: (text: string) => number): (text: number) => number {
  const answers = new Int8Array(texts.length).fill(-1);
  return (text) => {
    if (answers[text] === -1) answers[text] = ask(texts[text]!);
    return answers[text]!;
  };
}

type TextPart = 'names' | 'rest' | 'community';

/** Whether a row has what `isIn` looks for in a part of its texts. */
function rowFinder({ texts, columns }: SearchIndex, isIn: Finder): (row: number, part: TextPart) => boolean {
  const ask = remember(texts, (text) => (isIn(text) ? 1 : 0));
  return (row, part) => {
    const places = textColumns[part];
    for (let i = 0; i < places.length; i++) {
      const text = columns[row * textColumns.width + places[i]!]!;
      if (text === -1) return false;
      if (ask(text) === 1) return true;
    }
    return false;
  };
}

/** Worse than any tier. */
const nowhere = 100;

function tierFinder(text: string): TierOf {
  const sounds = soundQuery(text);
  const isInside = boundedFinder(text);
  const parts = text.split(' ').map(toPart);
  const mayUseCommunity = parts.length > 1 || parts.some(({ runs }) => runs.length > 0);
  const tierOfName = (name: string): number => {
    if (name === text) return tier.name;
    const isPart = isInside(name);
    if (isPart && name.startsWith(text)) return tier.start;
    const heard = sounds?.(name) ?? null;
    if (heard?.start === 0) return heard.end === name.length ? tier.soundsWhole : tier.soundsStart;
    return isPart ? tier.inside : heard ? tier.soundsInside : nowhere;
  };
  return (index) => {
    const { texts, columns, entries } = index;
    const [chinese, english] = textColumns.names;
    const ofName = remember(texts, tierOfName);
    const codeOf = (row: number): string =>
      columns[row * textColumns.width + textColumns.code] === 1 ? entries[row]!.code : '';
    const levelOf = (isIn: Finder): ((row: number) => number) => {
      const isInRow = rowFinder(index, isIn);
      return (row) => {
        if (isInRow(row, 'names')) return 0;
        const code = codeOf(row);
        if (code !== '' && isIn(code)) return 0;
        if (isInRow(row, 'rest')) return 1;
        return mayUseCommunity && isInRow(row, 'community') ? 2 : nowhere;
      };
    };
    const levels = parts.map(({ isIn, runs }) => ({ whole: levelOf(isIn), runs: runs.map(levelOf) }));
    return (row) => {
      const code = codeOf(row);
      if (code !== '' && code === text) return tier.code;
      let best: number = code !== '' && code.startsWith(text) ? tier.start : nowhere;
      const start = row * textColumns.width;
      const [inChinese, inEnglish] = [columns[start + chinese]!, columns[start + english]!];
      if (inChinese !== -1) best = Math.min(best, ofName(inChinese));
      if (inEnglish !== -1) best = Math.min(best, ofName(inEnglish));
      if (best !== nowhere) return best;
      let farthest = 0;
      for (let i = 0; i < levels.length; i++) {
        const { whole, runs } = levels[i]!;
        let level = whole(row);
        if (level === nowhere && runs.length > 0) {
          level = 0;
          for (let j = 0; j < runs.length; j++) level = Math.max(level, runs[j]!(row));
        }
        if (level === nowhere) return null;
        farthest = Math.max(farthest, level);
      }
      return tier.words + farthest;
    };
  };
}

function misspelledFinder(text: string): TierOf {
  const finders = text.split(' ').map((word): Finder => {
    const exact = toPart(word).isIn;
    if (!/^[a-z]+$/.test(word) || word.length < shortestForgiven) return exact;
    return (one) => exact(one) || isNearlyIn(one, word);
  });
  return (index) => {
    const isIn = finders.map((finder) => rowFinder(index, finder));
    return (row) => (isIn.every((one) => one(row, 'names') || one(row, 'rest')) ? tier.misspelled : null);
  };
}

/** True if a word of `text`, or its sounds from some character on, begins with `word` but for one letter. */
function isNearlyIn(text: string, word: string): boolean {
  const { letters, starts } = soundsOf(text);
  let before = ' ';
  for (const [i, start] of starts.entries()) {
    const isLatin = /[a-z]/.test(text[i]!);
    if (!(isLatin && /[a-z]/.test(before)) && nearlyBegins(letters, word, start)) return true;
    before = text[i]!;
  }
  return false;
}

function toPart(word: string): Part {
  const runs = scriptRuns(word);
  return { isIn: wordFinder(word), runs: runs.length > 1 ? runs.map(wordFinder) : [] };
}

function wordFinder(word: string): Finder {
  const isInside = boundedFinder(word);
  const sounds = soundQuery(word);
  const standsFor = addressWords.get(word);
  return (text) =>
    text !== '' &&
    (isInside(text) || sounds?.(text) != null || (standsFor?.some((chinese) => text.includes(chinese)) ?? false));
}

/** `text` has the word, and a number is a whole number: `3号` is not in `13号`, 23 not in 230. */
function boundedFinder(word: string): Finder {
  const startsWithDigit = /^\d/.test(word);
  const endsWithDigit = /\d$/.test(word);
  if (!startsWithDigit && !endsWithDigit) return (text) => text.includes(word);
  const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9';
  return (text) => {
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
      if (startsWithDigit && isDigit(text[at - 1])) continue;
      if (endsWithDigit && isDigit(text[at + word.length])) continue;
      return true;
    }
    return false;
  };
}

/** `朝阳路23号` is 朝阳路, 23, 号; `grid7` is grid, 7; A2 stays whole. */
const scriptRuns = (text: string): string[] =>
  text.match(/\p{Script=Han}+|[a-z]{3,}(?=\d)|[^\s\p{Script=Han}]+/gu) ?? [];
