import type { ClaimedFaces } from './claimed-faces';
import type { CleanOptions } from './coverage-repair';
import { metresPerUnit } from '../../geometry/ground-metres';
import type { Overlay } from './overlay-rings';

/** Land of a community that no grid gets. */
export const FREE = -1;
/** Land outside all communities. */
const OUTSIDE = -2;
const OPEN = -3;

/** Faces side by side that the same grids want. */
export interface Region {
  community: number;
  claims: readonly number[];
  faces: number[];
  squareMetres: number;
  perimeterMetres: number;
  /** Metres of border with other regions. */
  borders: Map<number, number>;
  /** True for land that a cut divides from land with the same claims. */
  isCutOff: boolean;
  /** A grid, `FREE` or outside. */
  owner: number;
}

export type Given = (
  kind: 'overlap' | 'gap-filled' | 'slit-closed' | 'sliver' | 'grid-refused',
  region: { faces: readonly number[]; squareMetres: number },
  from: number | null,
  to: number,
) => void;

/** The mean width of land: of a strip its width. */
export function meanWidthMetres({
  squareMetres,
  perimeterMetres,
}: Pick<Region, 'squareMetres' | 'perimeterMetres'>): number {
  return perimeterMetres === 0 ? 0 : (2 * squareMetres) / perimeterMetres;
}

/** Puts faces side by side with the same claims in the same community together, but not across a cut. */
export function regionsOf(
  overlay: Overlay,
  { community, claims }: ClaimedFaces,
): { regions: Region[]; regionOf: Int32Array } {
  const { edges, faceOf, faces, isCut, vertices } = overlay;
  const parent = Int32Array.from({ length: faces.length }, (_, face) => face);
  const root = (face: number): number => {
    let at = face;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  const isSame = (a: number, b: number): boolean =>
    community[a] === community[b] &&
    claims[a]!.length === claims[b]!.length &&
    claims[a]!.every((grid) => claims[b]!.includes(grid));
  for (let edge = 0; edge < edges.from.length; edge += 2) {
    const [a, b] = [faceOf[edge]!, faceOf[edge + 1]!];
    if (a !== 0 && b !== 0 && !isCut[edge >> 1] && isSame(a, b)) parent[root(a)] = root(b);
  }
  const regions: Region[] = [];
  const numberOf = new Map<number, number>();
  const regionOf = new Int32Array(faces.length);
  for (let face = 0; face < faces.length; face++) {
    const top = root(face);
    let number = numberOf.get(top);
    if (number === undefined) {
      number = regions.length;
      numberOf.set(top, number);
      const own = claims[face]!;
      const isOutside = community[face] === -1;
      regions.push({
        community: community[face]!,
        claims: own,
        faces: [],
        squareMetres: 0,
        perimeterMetres: 0,
        borders: new Map(),
        isCutOff: false,
        owner: isOutside ? OUTSIDE : own.length === 1 ? own[0]! : OPEN,
      });
    }
    const region = regions[number]!;
    regionOf[face] = number;
    region.faces.push(face);
    region.squareMetres += faces[face]!.squareMetres;
  }
  for (let edge = 0; edge < edges.from.length; edge += 2) {
    const [a, b] = [regionOf[faceOf[edge]!]!, regionOf[faceOf[edge + 1]!]!];
    if (a === b) continue;
    const [from, to] = [edges.from[edge]!, edges.to[edge]!];
    const { east, north } = metresPerUnit(vertices.ys[from]!);
    const metres = Math.hypot(
      (vertices.xs[to]! - vertices.xs[from]!) * east,
      (vertices.ys[to]! - vertices.ys[from]!) * north,
    );
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const region = regions[one]!;
      region.isCutOff ||= isCut[edge >> 1] === 1;
      region.perimeterMetres += metres;
      region.borders.set(other, (region.borders.get(other) ?? 0) + metres);
    }
  }
  return { regions, regionOf };
}

/**
 * Decides who gets what several grids or none want. An overlap goes to the grid that would lose more than half of its
 * land with it (the smallest such: a hospital drawn upon the grid around it keeps its land), else to the one it has the
 * longest border with. A gap narrower than the limit goes to the neighbour with the longest border, a wider one is free.
 * Then detached parts of grids that narrow, and grids too small, go to their neighbours; land the layer calls free stays.
 */
export function assignRegions(
  regions: Region[],
  options: CleanOptions,
  isFree: (grid: number) => boolean,
  given: Given,
): void {
  assignOverlaps(regions, given);
  for (const region of regions) {
    if (region.owner !== OPEN) continue;
    region.owner = FREE;
    const width = meanWidthMetres(region);
    if (width >= options.gapMetres) continue;
    const to = longestBorder(region, regions, (other) => other.owner >= 0);
    if (to === null) continue;
    region.owner = to;
    // What is left between slits is a gap by itself, and as narrow as a gap may be.
    given(region.isCutOff && width < options.slitMetres ? 'slit-closed' : 'gap-filled', region, null, to);
  }
  giveUpParts(regions, options, isFree, given);
}

function assignOverlaps(regions: Region[], given: Given): void {
  const claimed = new Map<number, number>();
  for (const { claims, squareMetres, owner } of regions)
    if (owner !== OUTSIDE) for (const grid of claims) claimed.set(grid, (claimed.get(grid) ?? 0) + squareMetres);
  // Pieces of one overlap add up: three grids upon each other cut it into several.
  const lost = new Map<number, number>();
  for (const { claims, squareMetres, owner } of regions)
    if (owner === OPEN) for (const grid of claims) lost.set(grid, (lost.get(grid) ?? 0) + squareMetres);
  let open = regions.filter(({ owner, claims }) => owner === OPEN && claims.length > 1);
  const settle = (region: Region, to: number): void => {
    region.owner = to;
    for (const grid of region.claims) if (grid !== to) given('overlap', region, grid, to);
  };
  open = open.filter((region) => {
    const needy = region.claims
      .filter((grid) => (lost.get(grid) ?? 0) * 2 > claimed.get(grid)!)
      .sort((a, b) => claimed.get(a)! - claimed.get(b)! || a - b);
    if (needy[0] === undefined) return true;
    settle(region, needy[0]);
    return false;
  });
  while (open.length > 0) {
    const left = open.filter((region) => {
      const to = longestBorder(region, regions, (other) => region.claims.includes(other.owner));
      if (to === null) return true;
      settle(region, to);
      return false;
    });
    if (left.length === open.length) {
      for (const region of left) settle(region, region.claims[0]!);
      return;
    }
    open = left;
  }
}

/** The owner with the longest border among those allowed; of equal ones the first grid. */
function longestBorder(region: Region, regions: readonly Region[], allows: (other: Region) => boolean): number | null {
  const metres = new Map<number, number>();
  for (const [number, length] of region.borders) {
    const other = regions[number]!;
    if (other.community !== region.community || !allows(other)) continue;
    metres.set(other.owner, (metres.get(other.owner) ?? 0) + length);
  }
  let best: number | null = null;
  for (const [owner, length] of metres) {
    const most = best === null ? -1 : metres.get(best)!;
    if (length > most || (length === most && owner < best!)) best = owner;
  }
  return best;
}

/** What hangs together of one grid. */
interface Part {
  owner: number;
  regions: number[];
  squareMetres: number;
  perimeterMetres: number;
}

function giveUpParts(
  regions: Region[],
  { gapMetres, smallestSquareMetres }: CleanOptions,
  isFree: (grid: number) => boolean,
  given: Given,
): void {
  const parts = partsOf(regions);
  const byGrid = new Map<number, Part[]>();
  for (const part of parts) {
    const list = byGrid.get(part.owner);
    if (list) list.push(part);
    else byGrid.set(part.owner, [part]);
  }
  for (const [grid, own] of byGrid) {
    if (isFree(grid)) continue;
    own.sort((a, b) => b.squareMetres - a.squareMetres);
    const whole = own.reduce((sum, { squareMetres }) => sum + squareMetres, 0);
    const isRefused = whole < smallestSquareMetres || meanWidthMetres(own[0]!) < gapMetres;
    for (const [rank, part] of own.entries()) {
      if (!isRefused && (rank === 0 || meanWidthMetres(part) >= gapMetres)) continue;
      const to = neighbourOf(part, regions) ?? FREE;
      for (const number of part.regions) regions[number]!.owner = to;
      const faces = part.regions.flatMap((number) => regions[number]!.faces);
      given(isRefused ? 'grid-refused' : 'sliver', { faces, squareMetres: part.squareMetres }, grid, to);
    }
  }
}

function partsOf(regions: readonly Region[]): Part[] {
  const parts: Part[] = [];
  const seen = new Set<number>();
  for (const [start, { owner }] of regions.entries()) {
    if (owner < 0 || seen.has(start)) continue;
    const part: Part = { owner, regions: [], squareMetres: 0, perimeterMetres: 0 };
    const open = [start];
    seen.add(start);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const region = regions[at]!;
      part.regions.push(at);
      part.squareMetres += region.squareMetres;
      for (const [other, metres] of region.borders) {
        if (regions[other]!.owner !== owner) part.perimeterMetres += metres;
        else if (!seen.has(other)) {
          seen.add(other);
          open.push(other);
        }
      }
    }
    parts.push(part);
  }
  return parts;
}

function neighbourOf(part: Part, regions: readonly Region[]): number | null {
  const [first] = part.regions;
  const borders = new Map<number, number>();
  for (const number of part.regions)
    for (const [other, metres] of regions[number]!.borders) borders.set(other, (borders.get(other) ?? 0) + metres);
  const region: Region = { ...regions[first!]!, borders };
  return longestBorder(region, regions, ({ owner }) => owner !== part.owner && owner >= FREE);
}
