import type { BBox } from '../../geodata/schema/coordinates';
import type { LocalName } from '../../geodata/schema/place';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { SearchAnswer, SearchResult } from '../../geodata/schema/search';
import type { Client } from '../db/open-database';
import { selectPlace } from '../db/queries/places';
import { findPlan } from './find-plan';
import { foldText, indexDataset, indexGrids } from './search-index';
import type { SearchEntry } from './search-index';

export interface SearchSource {
  client: Client;
  /** Keeps what `build` made until the place's data changes. */
  cached<T>(key: string, build: () => Promise<T>): Promise<T>;
}

export interface SearchQuery {
  q: string;
  limit: number;
  /** Plan whose grids are searched; without it the default one. */
  plan?: string | undefined;
  language: 'zh' | 'en';
}

/**
 * Finds by name, code or `lng,lat`: exact code, exact name, beginning of a code or name, anywhere in a name,
 * anywhere in an address; every word of the query must be found. Equals keep the order area, grid, compound, station,
 * street, base unit, then the shorter name. Fails with `search.empty` or `plan.not-found`.
 */
export async function searchPlace(source: SearchSource, query: SearchQuery): Promise<Result<SearchAnswer>> {
  const text = foldText(query.q);
  if (text === '') return fail('search.empty');
  const asked = await findPlan(source.client, query.plan);
  if (!asked.ok) return asked;
  const plan = asked.value;

  const dataset = await source.cached('search-index', () => indexDataset(source.client));
  const grids = plan
    ? await source.cached(`search-grids ${plan.id} ${plan.revision}`, () => indexGrids(source.client, plan))
    : [];

  const coordinate = readCoordinate(text);
  const results: SearchResult[] = [];
  if (coordinate) {
    const place = await selectPlace(source.client);
    if (place) results.push(toCoordinate(coordinate, place.bbox));
  }
  const ranked = rank([...dataset, ...grids], text);
  for (const found of ranked.slice(0, query.limit - results.length)) results.push(toResult(found, query.language));
  return ok({ results, total: ranked.length + (coordinate ? 1 : 0) });
}

const kindOrder = ['area', 'grid', 'compound', 'station', 'street', 'base-unit'] as const;

/** Entries that match, best first. */
export function rank(entries: readonly SearchEntry[], text: string): SearchEntry[] {
  const words = text.split(' ');
  const matches: { found: SearchEntry; tier: number }[] = [];
  for (const found of entries) {
    const tier = tierOf(found, text, words);
    if (tier !== null) matches.push({ found, tier });
  }
  const orderOf = ({ kind }: SearchEntry): number => kindOrder.indexOf(kind);
  matches.sort(
    (a, b) =>
      a.tier - b.tier ||
      orderOf(a.found) - orderOf(b.found) ||
      a.found.name.zh.length - b.found.name.zh.length ||
      compareNumbered(a.found.name.zh, b.found.name.zh) ||
      (a.found.id < b.found.id ? -1 : 1),
  );
  return matches.map(({ found }) => found);
}

/** 0 exact code … 4 anywhere in the rest; null where a word is nowhere. */
function tierOf({ code, names, rest }: SearchEntry, text: string, words: readonly string[]): number | null {
  if (code !== '' && code === text) return 0;
  if (names.includes(text)) return 1;
  if (names.some((name) => name.startsWith(text)) || (code !== '' && code.startsWith(text))) return 2;
  if (names.some((name) => name.includes(text))) return 3;
  const isFound = (word: string) =>
    names.some((name) => name.includes(word)) || rest.includes(word) || code.includes(word);
  return words.every(isFound) ? 4 : null;
}

const collator = new Intl.Collator('zh', { numeric: true });
const compareNumbered = (a: string, b: string): number => collator.compare(a, b);

/** Two numbers with a comma (a full-width one is folded), a semicolon or a space between them. */
function readCoordinate(text: string): [number, number] | null {
  const match = /^(-?\d{1,3}(?:\.\d+)?)°?\s*[,、;\s]\s*(-?\d{1,3}(?:\.\d+)?)°?$/.exec(text);
  if (!match) return null;
  const [a, b] = [Number(match[1]), Number(match[2])];
  return Math.abs(a) <= 180 && Math.abs(b) <= 180 && Math.min(Math.abs(a), Math.abs(b)) <= 90 ? [a, b] : null;
}

/** Longitude first; latitude first is understood where only that lies in the place, and said. */
function toCoordinate([a, b]: [number, number], bbox: BBox): SearchResult {
  const isInside = (lng: number, lat: number) => lng >= bbox[0] && lng <= bbox[2] && lat >= bbox[1] && lat <= bbox[3];
  const swapped = !isInside(a, b) && (isInside(b, a) || Math.abs(b) > 90);
  const [lng, lat] = swapped ? [b, a] : [a, b];
  return {
    kind: 'coordinate',
    id: `${lng},${lat}`,
    name: `${lng}, ${lat}`,
    detail: null,
    lng,
    lat,
    bbox: null,
    hint: swapped ? 'swapped' : isInside(lng, lat) ? null : 'outside',
  };
}

function toResult({ kind, id, name, detail, lng, lat, bbox }: SearchEntry, language: 'zh' | 'en'): SearchResult {
  const inLanguage = (text: LocalName): string => (language === 'en' ? (text.en ?? text.zh) : text.zh);
  return {
    kind,
    id,
    name: inLanguage(name),
    detail: detail && inLanguage(detail),
    lng,
    lat,
    bbox: bbox && [...bbox],
    hint: null,
  };
}
