import type { OsmTags } from './osm-extract';

/** Made for cars alone: nobody walks there unless the map says that people may. */
const carsOnly = new Set(['motorway', 'motorway_link', 'trunk', 'trunk_link']);
const yes = new Set(['yes', 'designated', 'permissive', 'destination', 'public', 'customers', 'official']);
const no = new Set(['no', 'private', 'use_sidepath', 'delivery', 'agricultural', 'forestry', 'military']);
const sidewalks = new Set(['yes', 'both', 'left', 'right']);
/** Barriers nobody steps through or over, unless tagged otherwise. */
const solid = new Set(['wall', 'fence', 'hedge', 'retaining_wall', 'city_wall', 'guard_rail', 'jersey_barrier']);

/**
 * May people on foot use this way? `foot` says so first, then `access`, then what kind of way it is
 * (wiki.openstreetmap.org/wiki/OSM_tags_for_routing/Access_restrictions). A street with `sidewalk=separate`
 * has its pavements drawn as ways of their own, which are walked instead.
 */
export function isWalkable(tags: OsmTags, highway: string): boolean {
  const foot = tags.get('foot');
  if (foot !== undefined && yes.has(foot)) return true;
  if (foot !== undefined && no.has(foot)) return false;
  const access = tags.get('access');
  if (access !== undefined && no.has(access)) return false;
  const sidewalk = tags.get('sidewalk') ?? tags.get('sidewalk:both');
  if (sidewalk === 'separate') return false;
  if (carsOnly.has(highway)) return sidewalk !== undefined && sidewalks.has(sidewalk);
  return true;
}

/** Does a barrier standing on a way stop people on foot? Gates without a word about access are taken to be open. */
export function isClosedToWalkers(tags: OsmTags): boolean {
  const foot = tags.get('foot');
  if (foot !== undefined) return no.has(foot);
  const access = tags.get('access');
  if (access !== undefined) return no.has(access);
  if (tags.get('locked') === 'yes') return true;
  return solid.has(tags.get('barrier') ?? '');
}

/**
 * How much a value of a tag hinders people on foot, to compare values of one tag: 2 closed to them, 1 stairs or no
 * word either way, 0 open.
 */
export function hindranceOf(key: string, value: string): number {
  if (key === 'highway') return carsOnly.has(value) ? 2 : value === 'steps' ? 1 : 0;
  if (key === 'foot' || key === 'access') return no.has(value) ? 2 : yes.has(value) ? 0 : 1;
  return 0;
}
