import type { Area, Profile } from '../schema/place';
import type { AreaId } from '../schema/ids';

/** The sequence number at the end of a code; 0 where it has none. */
export function sequenceOfCode(code: string, sequenceDigits: number): number {
  const tail = code.slice(-sequenceDigits);
  return /^\d+$/.test(tail) ? Number(tail) : 0;
}

/**
 * The code prefix of each area that holds grids (the last level): county, subdistrict and community parts by the
 * profile's digits. Where an area's own code does not have that many digits (foreign data), its rank among its
 * siblings stands in.
 */
export function codePrefixes(areas: readonly Area[], profile: Profile): Map<AreaId, string> {
  const [countyDigits, subdistrictDigits, communityDigits] = profile.grid.codeDigits;
  const byId = new Map(areas.map((area) => [area.id, area]));
  const rank = new Map<AreaId, number>();
  const seen = new Map<AreaId | null, number>();
  for (const area of areas) {
    const next = (seen.get(area.parentId) ?? 0) + 1;
    seen.set(area.parentId, next);
    rank.set(area.id, next);
  }
  const part = (area: Area | undefined, digits: number): string => {
    if (!area) return '0'.repeat(digits);
    if (area.code.length === digits && /^\d+$/.test(area.code)) return area.code;
    return String((rank.get(area.id) ?? 0) % 10 ** digits).padStart(digits, '0');
  };
  const prefixes = new Map<AreaId, string>();
  for (const area of areas) {
    if (area.level !== profile.levels.length - 1) continue;
    const parent = area.parentId === null ? undefined : byId.get(area.parentId);
    // A parent at the county level leaves no subdistrict between.
    const subdistrict = parent && parent.level > 0 ? parent : undefined;
    prefixes.set(
      area.id,
      profile.countyCode.padStart(countyDigits, '0').slice(-countyDigits) +
        part(subdistrict, subdistrictDigits) +
        part(area, communityDigits),
    );
  }
  return prefixes;
}
