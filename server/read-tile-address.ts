/** Addresses of one tile set: mirrors written as `{a-c}` or `{0-7}`, and rows from the south written as `{-y}`, resolved. */
export interface TileAddress {
  tiles: string[];
  scheme: 'xyz' | 'tms';
  origins: string[];
}

/** An address with {z}, {x} and {y} as browsers can use it; null where it is none. */
export function expandTileAddress(given: string): TileAddress | null {
  const url = given.trim();
  const scheme = url.includes('{-y}') ? 'tms' : 'xyz';
  const tiles = expandRange(url.replace('{-y}', '{y}'));
  const origins = new Set<string>();
  for (const one of tiles) {
    const rest = one.replace('{z}', '0').replace('{x}', '0').replace('{y}', '0').replace('{ratio}', '');
    const isWhole = ['{z}', '{x}', '{y}'].every((part) => one.includes(part));
    if (!isWhole || /[{}\s]/.test(rest) || !URL.canParse(rest)) return null;
    const { protocol, origin, host, username } = new URL(rest);
    // A star or a semicolon in a host would be read as more than a host in the security policy.
    if (!/^https?:$/.test(protocol) || username !== '' || !/^[\w.:[\]-]+$/.test(host)) return null;
    origins.add(origin);
  }
  return { tiles, scheme, origins: [...origins] };
}

/** `https://{a-c}.example/…` as three addresses. */
function expandRange(url: string): string[] {
  const [whole, first, last] = /\{([a-z0-9])-([a-z0-9])\}/.exec(url) ?? [];
  if (!whole || !first || !last) return [url];
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)];
  if (to < from || /\d/.test(first) !== /\d/.test(last)) return [url];
  return Array.from({ length: to - from + 1 }, (_, i) => url.replace(whole, String.fromCharCode(from + i)));
}

/** Services whose maps of China are drawn in shifted coordinates, whatever the configuration says. */
const shiftedHosts: readonly { pattern: RegExp; crs: 'GCJ-02' | 'BD-09' }[] = [
  { pattern: /(^|\.)(autonavi|amap)\.com$/, crs: 'GCJ-02' },
  { pattern: /(^|\.)(map\.)?(gtimg|qq)\.com$/, crs: 'GCJ-02' },
  { pattern: /(^|\.)google\.cn$/, crs: 'GCJ-02' },
  { pattern: /(^|\.)(bdimg|baidu|bdstatic)\.com$/, crs: 'BD-09' },
];

/** The shifted system of a service's maps; null for any other host. */
export function shiftedMapOf(origin: string): 'GCJ-02' | 'BD-09' | null {
  const { hostname } = new URL(origin);
  return shiftedHosts.find(({ pattern }) => pattern.test(hostname))?.crs ?? null;
}
