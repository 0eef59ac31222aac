import { dissolveFaces } from '../geometry/dissolve-faces';
import type { MultiPolygon } from '../schema/coordinates';
import type { GridWorker } from '../schema/grid-worker';
import type { AreaId, GridId } from '../schema/ids';
import type { Area, LocalName, Profile } from '../schema/place';
import type { Grid } from '../schema/plan';
import { distance, metresX, metresY } from './frame';
import type { Metres } from './frame';
import type { Division } from './divide-county';
import type { PlanarMap } from './planar-map';
import type { Random } from './prng';
import type { PlacedName, TownPlan } from './town-plan';

/** County, subdistricts and communities with codes and names, and where each ended up in the division. */
export interface CountyAreas {
  areas: Area[];
  communityIds: AreaId[];
  communityNames: LocalName[];
}

export function makeAreas(
  map: PlanarMap,
  division: Division,
  plan: TownPlan,
  hearts: readonly Metres[],
  profile: Profile,
  random: Random,
): CountyAreas {
  const shapes = (groupOf: readonly number[], groups: number): MultiPolygon[] => {
    const facesOf: number[][] = Array.from({ length: groups }, () => []);
    map.faces.forEach((_, face) => facesOf[groupOf[face]!]!.push(face));
    return facesOf.map((faces) => dissolveFaces(faces.map((face) => [[map.latticeRing(face)]])));
  };
  const communities = division.subdistrictOfCommunity.length;
  const subdistricts = Math.max(...division.subdistrictOfCommunity) + 1;
  const communityShapes = shapes(division.community, communities);
  const subdistrictShapes = shapes(division.subdistrict, subdistricts);
  const county = dissolveFaces(subdistrictShapes);

  const subdistrictHearts = subdistrictShapes.map((_, s): Metres => {
    const own = hearts.filter((_, c) => division.subdistrictOfCommunity[c] === s);
    return [own.reduce((sum, [x]) => sum + x, 0) / own.length, own.reduce((sum, [, y]) => sum + y, 0) / own.length];
  });
  const communityOrder = westToEast(communityShapes);
  const subdistrictOrder = westToEast(subdistrictShapes);
  const namesOfCommunities = giveNames(hearts, communityOrder, plan.communities, random);
  const namesOfSubdistricts = giveNames(subdistrictHearts, subdistrictOrder, plan.subdistricts, random);
  const subdistrictCode = (s: number): string => digits(subdistrictOrder.indexOf(s) + 1, profile.grid.codeDigits[1]);
  const communityIds: AreaId[] = [];
  const rankOfCommunity: number[] = [];
  const seen = new Map<number, number>();
  for (const c of communityOrder) {
    const s = division.subdistrictOfCommunity[c]!;
    seen.set(s, (seen.get(s) ?? 0) + 1);
    rankOfCommunity[c] = seen.get(s)!;
    communityIds[c] = `cm-${subdistrictCode(s)}-${digits(seen.get(s)!, profile.grid.codeDigits[2])}` as AreaId;
  }
  const areas: Area[] = [
    {
      id: 'county' as AreaId,
      code: profile.countyCode,
      name: {
        zh: `${profile.name.zh}${profile.levels[0]!.name.zh}（合成）`,
        en: `${profile.name.en ?? profile.name.zh} ${profile.levels[0]!.name.en ?? ''} (synthetic)`,
      },
      level: 0,
      parentId: null,
      geometry: county,
    },
  ];
  for (const s of subdistrictOrder) {
    areas.push({
      id: `sd-${subdistrictCode(s)}` as AreaId,
      code: subdistrictCode(s),
      name: namesOfSubdistricts[s]!,
      level: 1,
      parentId: 'county' as AreaId,
      geometry: subdistrictShapes[s]!,
    });
  }
  for (const s of subdistrictOrder) {
    for (const c of communityOrder) {
      if (division.subdistrictOfCommunity[c] !== s) continue;
      areas.push({
        id: communityIds[c]!,
        code: digits(rankOfCommunity[c]!, profile.grid.codeDigits[2]),
        name: namesOfCommunities[c]!,
        level: 2,
        parentId: `sd-${subdistrictCode(s)}` as AreaId,
        geometry: communityShapes[c]!,
      });
    }
  }
  return { areas, communityIds, communityNames: namesOfCommunities };
}

/** The grids with codes numbered west to east, north to south within their community. */
export function makeGrids(
  map: PlanarMap,
  division: Division,
  county: CountyAreas,
  profile: Profile,
  workers: readonly (readonly GridWorker[])[],
): { grids: Grid[]; gridOf: number[] } {
  const facesOf: number[][] = division.communityOfGrid.map(() => []);
  map.faces.forEach((_, face) => facesOf[division.grid[face]!]!.push(face));
  const shapes = facesOf.map((faces) => dissolveFaces(faces.map((face) => [[map.latticeRing(face)]])));
  const order = westToEast(shapes);
  const prefix = new Map(county.areas.map((area) => [area.id, area]));
  const grids: Grid[] = [];
  const gridOf: number[] = [];
  for (const area of county.areas) {
    if (area.level !== profile.levels.length - 1) continue;
    const community = county.communityIds.indexOf(area.id);
    let sequence = 0;
    for (const g of order) {
      if (division.communityOfGrid[g] !== community) continue;
      sequence++;
      gridOf[g] = grids.length;
      grids.push({
        id: `grid-${digits(grids.length + 1, 3)}` as GridId,
        communityId: area.id,
        kind: 'general',
        code:
          profile.countyCode +
          prefix.get(area.parentId!)!.code +
          area.code +
          digits(sequence, profile.grid.codeDigits[3]),
        name: `${area.name.zh}第${sequence}网格`,
        workers: workers[grids.length]!,
        polygons: shapes[g]!,
        parents: [],
        revision: 0,
      });
    }
  }
  return { grids, gridOf };
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** Middle of the largest outer ring by its vertices' box, which is steady against where vertices happen to stand. */
function middle(shape: MultiPolygon): Metres {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of shape) {
    for (let i = 0; i < outer!.length; i += 2) {
      west = Math.min(west, outer![i]!);
      east = Math.max(east, outer![i]!);
      south = Math.min(south, outer![i + 1]!);
      north = Math.max(north, outer![i + 1]!);
    }
  }
  return [metresX((west + east) / 2), metresY((south + north) / 2)];
}

function westToEast(shapes: readonly MultiPolygon[]): number[] {
  const middles = shapes.map(middle);
  return [...shapes.keys()].sort((p, q) => middles[p]![0] - middles[q]![0] || middles[q]![1] - middles[p]![1] || p - q);
}

/** Names that speak of a place go to the area whose people live nearest to it, nearest pair first; the rest by lot. */
function giveNames(
  hearts: readonly Metres[],
  order: readonly number[],
  names: readonly PlacedName[],
  random: Random,
): LocalName[] {
  const out: LocalName[] = [];
  const pairs = names.flatMap(({ at }, n) => {
    return at ? hearts.map((heart, area) => ({ n, area, metres: distance(heart, at) })) : [];
  });
  pairs.sort((p, q) => p.metres - q.metres || p.n - q.n || p.area - q.area);
  const given = new Set<number>();
  for (const { n, area } of pairs) {
    if (given.has(n) || out[area]) continue;
    given.add(n);
    out[area] = names[n]!.name;
  }
  const rest = random.shuffle(names.filter((_, n) => !given.has(n)));
  for (const area of order) out[area] ??= rest.pop()!.name;
  return out;
}
