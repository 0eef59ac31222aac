import { placeIdOf } from './place-id';

/** A name that a place may be called by: as it is written, and in Latin letters. */
export interface NameHint {
  text: string;
  code: string;
}

/** Names that say nothing of the place: then the folder counts, or the place that the map labels. */
const sayNothing = new Set([
  'map',
  'streets',
  'town',
  'city',
  'data',
  'export',
  'network',
  'osm',
  'extract',
  'planet-osm',
]);

/** Whether the name of a file or folder, as a code, says something of its place. */
export const isTelling = (code: string): boolean => code !== '' && !sayNothing.has(code);

/** The name of a file without folders and endings. */
export const stemOf = (file: string): string =>
  file
    .split('/')
    .pop()!
    .replace(/\.(gz|pbf|osm|xml|graphml|zip|csv|tsv|txt|xlsx|shp|geojson|json|topojson|bz2)\b.*$/i, '');

/** What a file may be called after, the likeliest first; never empty. */
export function nameHints(file: string, folder: string): NameHint[] {
  const hints = [stemOf(file), folder]
    .map((text) => text.replace(/-latest$/, ''))
    .map((text) => ({ text, code: placeIdOf(text) }))
    .filter(({ code }) => code !== '');
  const telling = hints.filter(({ code }) => isTelling(code));
  return telling.length > 0 ? telling : [...hints, { text: 'Place', code: 'place' }];
}

/** A hint as a title: Chinese as it is written, a code as words. */
export function titleOf({ text, code }: NameHint): string {
  if (/\p{Script=Han}/u.test(text)) return text.replace(/[_\-.]+/g, ' ').trim();
  return code
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
}
