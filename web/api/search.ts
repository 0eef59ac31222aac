import type { Result } from '../../geodata/schema/problems';
import { fetchJson } from './client';

/** One thing a search found. */
export interface SearchHit {
  kind: 'area' | 'grid' | 'compound' | 'station' | 'street' | 'base-unit' | 'coordinate';
  id: string;
  name: string;
  /** Where it is or what it is, in words. */
  detail: string;
  lng: number;
  lat: number;
  bbox?: [number, number, number, number];
}

/** Finds things by name, code or coordinate in one place. */
export async function fetchSearch(
  placeId: string,
  words: string,
  limit: number,
  signal: AbortSignal,
): Promise<Result<SearchHit[]>> {
  const query = new URLSearchParams({ q: words, limit: String(limit) });
  const result = await fetchJson<{ results: SearchHit[] }>(
    `/api/places/${encodeURIComponent(placeId)}/search?${query}`,
    { signal },
  );
  return result.ok ? { ok: true, value: result.value.results } : result;
}
