import type { LocalName } from '../schema/place';

/** How names are written: the interface's language, and the areas that hold grids by their Chinese name. */
export interface GridNaming {
  language: 'zh' | 'en';
  communities: ReadonlyMap<string, LocalName>;
}

const numbered = /第(\d+(?:-\d+)*)网格/g;

/**
 * The names of grids in a text, as they are shown. A grid is stored under one name, `<community>第n网格` where nobody
 * gave it another; in English that is `<community> Grid n` without the word Community. Where a single area holds all grids, its name goes without
 * saying: it would push the number, which alone differs, out of sight. Any other name stays as it was given.
 * @param text a grid's name, or a sentence with names of grids in it
 */
export function shownGridNames(text: string, { language, communities }: GridNaming): string {
  const isOnlyArea = communities.size === 1;
  if (language === 'zh' && !isOnlyArea) return text;
  return rewrite(text, { language, communities }, (community) =>
    isOnlyArea ? '' : language === 'en' ? `${briefCommunity(community)} ` : community.zh,
  );
}

/** The community before a grid's number, without the word that every community has: the number must stay in sight. */
const briefCommunity = ({ zh, en }: LocalName): string => (en ?? zh).replace(/ Community$/, '');

/** The number alone, for a place on the map or beside the community's name: `第7网格`, `Grid 7`. */
export function shortGridName(name: string, naming: GridNaming): string {
  return rewrite(name, naming, () => '');
}

/** Names of grids without the word `社区` or `村` before their number, for where there is little room: `金穗第12网格`. */
export function tightGridNames(text: string): string {
  return text.replace(/(?<=\p{L}{2})(?:社区|村)(?=第\d+(?:-\d+)*网格)/gu, '');
}

function rewrite(
  text: string,
  { language, communities }: GridNaming,
  before: (community: LocalName) => string,
): string {
  const longest = longestName(communities);
  let shown = '';
  let from = 0;
  for (const match of text.matchAll(numbered)) {
    const lead = text.slice(from, match.index);
    const community = communityAtEnd(lead, communities, longest);
    const number = language === 'en' ? `Grid ${match[1]}` : match[0];
    // Behind a word that names no community it is part of a name somebody gave.
    if (!community && /[\p{L}\p{N}]$/u.test(lead)) shown += lead + match[0];
    else if (!community) shown += lead + number;
    else shown += lead.slice(0, -community.zh.length) + before(community) + number;
    from = match.index + match[0].length;
  }
  const end = text.slice(from);
  // The Chinese comma between names that have become English.
  return from === 0 || language === 'zh' ? shown + end : (shown + end).replaceAll('、', ', ');
}

/** A city names thousands of grids by the same hundreds of communities: they are measured once. */
const longestNames = new WeakMap<GridNaming['communities'], number>();

function longestName(communities: GridNaming['communities']): number {
  let longest = longestNames.get(communities);
  if (longest === undefined) {
    longest = Math.max(0, ...Array.from(communities.keys(), (name) => name.length));
    longestNames.set(communities, longest);
  }
  return longest;
}

/** The community whose name the text ends with, the longest such name. */
function communityAtEnd(
  text: string,
  communities: ReadonlyMap<string, LocalName>,
  longest: number,
): LocalName | undefined {
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const found = communities.get(text.slice(-length));
    if (found) return found;
  }
  return undefined;
}
