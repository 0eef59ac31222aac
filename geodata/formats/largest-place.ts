import type { LocalName } from '../schema/place';
import type { OsmExtract, OsmTags } from './osm-extract';
import { osmName } from './osm-name';
import { placeIdOf } from './place-id';

/** A place of the map that the whole map may be called after. */
export interface NamedPlace {
  name: LocalName;
  /** In Latin letters, for an id: the English name, else the local one; empty where neither has any. */
  code: string;
}

const ranks: Readonly<Record<string, number>> = {
  city: 3,
  municipality: 3,
  town: 2,
  borough: 1,
  suburb: 1,
  village: 1,
};

/**
 * What a map is called after: the place that one of `hints` (the file's name, its folder's) names, whatever its kind;
 * else the largest city or town by kind, population and being a capital. Null where the map labels none.
 */
export function findLargestPlace(osm: OsmExtract, hints: readonly string[]): NamedPlace | null {
  const wanted = hints.map(placeIdOf).filter((hint) => hint !== '');
  let best: { tags: OsmTags; score: readonly number[] } | null = null;
  for (const tags of osm.nodeTags.values()) {
    const kind = tags.get('place');
    if (kind === undefined || !osmName(tags)) continue;
    const isNamed = ['name', 'name:en', 'int_name'].some((key) =>
      wanted.includes(placeIdOf(tags.get(key) ?? '') || '-'),
    );
    const rank = ranks[kind] ?? 0;
    if (!isNamed && rank < 2) continue;
    const capital = tags.get('capital');
    const score = [isNamed ? 1 : 0, rank, populationOf(tags), capital !== undefined && capital !== 'no' ? 1 : 0];
    if (!best || isHigher(score, best.score)) best = { tags, score };
  }
  if (!best) return null;
  const name = osmName(best.tags)!;
  return { name, code: placeIdOf(best.tags.get('name:en') ?? best.tags.get('int_name') ?? '') || placeIdOf(name.zh) };
}

function populationOf(tags: OsmTags): number {
  const people = Number((tags.get('population') ?? '').replace(/[^\d]/g, ''));
  return Number.isFinite(people) ? people : 0;
}

function isHigher(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && a[at]! > b[at]!;
}
