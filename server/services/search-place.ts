import type { BBox } from '../../geodata/schema/coordinates';
import type { LocalName } from '../../geodata/schema/place';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { SearchAnswer, SearchResult } from '../../geodata/schema/search';
import { selectPlace } from '../db/queries/places';
import { findPlan } from './find-plan';
import { rankEntries } from './rank-entries';
import { findIncidents } from './search-incidents';
import { foldText, indexDataset, indexGrids } from './search-index';
import type { SearchEntry, SearchSource } from './search-index';

export interface SearchQuery {
  q: string;
  limit: number;
  /** Plan whose grids are searched; without it the default one. */
  plan?: string | undefined;
  language: 'zh' | 'en';
}

/**
 * Finds by name, its sounds, code, address, station kind, incident number or `lng,lat`; `rankEntries` says in which order.
 * Fails with `search.empty` or `plan.not-found`.
 */
export async function searchPlace(source: SearchSource, query: SearchQuery): Promise<Result<SearchAnswer>> {
  const text = foldText(query.q);
  if (text === '') return fail('search.empty');
  const asked = await findPlan(source.client, query.plan, source.now);
  if (!asked.ok) return asked;
  const plan = asked.value;

  const dataset = await source.cached('search-index', () => indexDataset(source.client));
  const grids = plan
    ? await source.cached(`search-grids ${plan.id} ${plan.revision}`, () => indexGrids(source.client, plan))
    : null;

  const coordinate = readCoordinate(text);
  const first: SearchResult[] = [];
  if (coordinate) {
    const place = await selectPlace(source.client);
    if (place) first.push(toCoordinate(coordinate, place.bbox));
  }
  const incidents = await findIncidents(source, text, query.limit);
  first.push(...incidents.results);
  const ranked = rankEntries(grids ? [dataset, grids] : [dataset], text, query.limit);
  // A code is a code before it is the beginning of an incident's number.
  const named = ranked.best.map((found) => toResult(found, query.language));
  const isCode = ranked.best[0]?.code === text;
  const results = isCode ? [...named, ...first] : [...first, ...named];
  return ok({
    results: results.slice(0, query.limit),
    total: ranked.total + incidents.total + (coordinate ? 1 : 0),
  });
}

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
    where: null,
    stationKind: null,
    lng,
    lat,
    bbox: null,
    hint: swapped ? 'swapped' : isInside(lng, lat) ? null : 'outside',
  };
}

function toResult(found: SearchEntry, language: 'zh' | 'en'): SearchResult {
  const inLanguage = (text: LocalName): string => (language === 'en' ? (text.en ?? text.zh) : text.zh);
  const { kind, id, name, detail, where, stationKind, lng, lat, bbox } = found;
  return {
    kind,
    id,
    name: inLanguage(name),
    detail: detail && inLanguage(detail),
    where: where && inLanguage(where),
    stationKind,
    lng,
    lat,
    bbox: bbox && [...bbox],
    hint: null,
  };
}
