import type { LocalName } from '../schema/place';
import { firstTag } from './osm-extract';
import type { OsmTags } from './osm-extract';

/** The name of an OSM object: in Chinese where it has one, else as people there write it; English beside it. */
export function osmName(tags: OsmTags): LocalName | null {
  const local = firstTag(tags, 'name:zh', 'name:zh-Hans', 'name:zh-Hant', 'name');
  const english = firstTag(tags, 'name:en', 'int_name', 'name');
  const name = local ?? english;
  if (name === null) return null;
  return english !== null && english !== name ? { zh: name, en: english } : { zh: name };
}
