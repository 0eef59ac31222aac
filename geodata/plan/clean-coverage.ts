import { fromLattice } from '../schema/coordinates';
import type { MultiPolygon, Polygon } from '../schema/coordinates';
import { findCrossing } from '../geometry/find-crossing';
import { assemblePolygons, simpleCycles, walkFaces } from '../geometry/walk-faces';
import { assignRegions, FREE, regionsOf } from './clean/assign-regions';
import type { Region } from './clean/assign-regions';
import { claimFaces } from './clean/claimed-faces';
import type { ClaimedFaces } from './clean/claimed-faces';
import { cleanDefaults } from './clean/coverage-repair';
import type { CleanOptions, CoverageLand, CoverageRepair, DirtyGrid } from './clean/coverage-repair';
import { overlayRings } from './clean/overlay-rings';
import type { Overlay } from './clean/overlay-rings';
import { slitMouths } from './clean/slit-mouths';
import { snapRings } from './clean/snap-rings';
import { ringSquareMetres, sourceRings } from './clean/source-rings';
import type { SourceRing } from './clean/source-rings';

export interface CleanedCoverage {
  /** What became of the grids that keep land, in the order they came. */
  grids: { grid: number; community: number; polygons: MultiPolygon }[];
  /** Land no grid has, at most one entry a community. */
  free: { community: number; polygons: MultiPolygon }[];
  repairs: CoverageRepair[];
  /** Grids that could not be taken, and why. */
  refused: { grid: number; reason: RefusalReason }[];
}

/** `no-shape`: no ring with an area. `outside`: nothing of it lies in a community. `covered`: others have all its land.
 * `too-small`: below the smallest size, or narrower than a gap. */
export type RefusalReason = 'no-shape' | 'outside' | 'covered' | 'too-small';

/**
 * Makes a valid coverage of polygons that nobody promises anything of: snaps what is closer than `snapMetres`, nodes,
 * takes the faces, and decides who gets each (`assign-regions`). A grid belongs to the community that holds most of it;
 * what lies across is cut off. Slits narrower than `slitMetres` that open into wide free land are cut off at their mouths
 * and given away as gaps are. Faces of the answer share their vertices, cover the communities exactly and overlap
 * nowhere, in integers. Every repair is listed; land that changed hands without being listed moved less than the snapping
 * distance along borders.
 */
export function cleanCoverage(
  communities: readonly CoverageLand[],
  grids: readonly DirtyGrid[],
  options: CleanOptions = cleanDefaults,
): CleanedCoverage {
  const repairs: CoverageRepair[] = [];
  const written = sourceRings(grids, repairs);
  const borders = communities.flatMap(({ polygons }, community) =>
    polygons.flatMap((polygon) => polygon.map((ring, at) => ({ community, isHole: at > 0, ring }))),
  );
  const snapped = snapRings(
    written,
    borders.map(({ ring }) => ring),
    options.snapMetres,
  );
  listSnapped(written, snapped.rings, snapped.moved, repairs);
  const rings = [...snapped.borders, ...snapped.rings.map(({ points }) => points)];
  let overlay = overlayRings(rings);
  let claimed = claimFaces(overlay, borders, snapped.rings);
  const mouths = slitMouths(overlay, freeFaces(overlay, claimed), Math.min(options.slitMetres, options.gapMetres));
  if (mouths.length > 0) {
    overlay = overlayRings(rings, mouths);
    claimed = claimFaces(overlay, borders, snapped.rings);
  }
  listSelfContacts(overlay, claimed, written, borders.length, repairs);
  const held = new Set(claimed.claims.flat());
  const home = homesOf(overlay, claimed);
  keepAtHome(overlay, claimed, home, repairs);

  const { regions, regionOf } = regionsOf(overlay, claimed);
  const small = new Set<number>();
  const isFree = (grid: number): boolean => grids[grid]!.isFree;
  assignRegions(regions, options, isFree, (kind, { faces, squareMetres }, from, to) => {
    if (kind === 'grid-refused') small.add(from!);
    const where = outlineOf(overlay, faces);
    repairs.push({ kind, grid: from, to: to === FREE ? null : to, count: 1, squareMetres, where });
  });
  const polygons = polygonsByOwner(overlay, regions, regionOf, communities.length, grids);
  const answer: CleanedCoverage = { grids: [], free: [], repairs, refused: [] };
  for (const grid of grids.keys()) {
    const own = polygons.grids.get(grid);
    if (own) answer.grids.push({ grid, community: home.get(grid)!, polygons: own });
    else if (!grids[grid]!.isFree || !home.has(grid)) {
      const reason = !held.has(grid)
        ? 'no-shape'
        : !home.has(grid)
          ? 'outside'
          : small.has(grid)
            ? 'too-small'
            : 'covered';
      answer.refused.push({ grid, reason });
    }
  }
  for (const [community, land] of polygons.free) answer.free.push({ community, polygons: land });
  answer.free.sort((a, b) => a.community - b.community);
  return answer;
}

/** Tells the faces of communities that no grid at home there claims. */
function freeFaces(overlay: Overlay, claimed: ClaimedFaces): (face: number) => boolean {
  const home = homesOf(overlay, claimed);
  const { community, claims } = claimed;
  return (face) => community[face]! >= 0 && claims[face]!.every((grid) => home.get(grid) !== community[face]);
}

function listSnapped(
  before: readonly SourceRing[],
  after: readonly SourceRing[],
  moved: Int32Array,
  repairs: CoverageRepair[],
): void {
  const byGrid = new Map<number, CoverageRepair>();
  for (const [at, ring] of before.entries()) {
    if (moved[at] === 0) continue;
    const squareMetres = Math.abs(ringSquareMetres(after[at]!.points) - ringSquareMetres(ring.points));
    const known = byGrid.get(ring.grid);
    if (known) {
      known.count += moved[at]!;
      known.squareMetres += squareMetres;
      continue;
    }
    const where = pointAt(ring.points[0]!, ring.points[1]!);
    byGrid.set(ring.grid, { kind: 'snapped', grid: ring.grid, to: null, count: moved[at]!, squareMetres, where });
  }
  repairs.push(...byGrid.values());
}

/** Rings that cross or touch themselves, each polygon once, with what its area became by that. */
function listSelfContacts(
  { selfContact, vertices, faces }: Overlay,
  { claims }: ClaimedFaces,
  rings: readonly SourceRing[],
  offset: number,
  repairs: CoverageRepair[],
): void {
  // Bringing borders together may make a ring touch itself: that is no fault of the layer.
  const isFault = (at: number): boolean =>
    selfContact[at + offset]! >= 0 && findCrossing([[rings[at]!.points]]) !== null;
  const touched = new Set(rings.flatMap(({ grid }, at) => (isFault(at) ? [grid] : [])));
  if (touched.size === 0) return;
  const signed = new Map<number, number>();
  for (const { grid, isHole, points } of rings)
    if (touched.has(grid)) signed.set(grid, (signed.get(grid) ?? 0) + (isHole ? -1 : 1) * ringSquareMetres(points));
  const land = new Map<number, number>();
  for (const [face, own] of claims.entries())
    for (const grid of own) if (touched.has(grid)) land.set(grid, (land.get(grid) ?? 0) + faces[face]!.squareMetres);
  const counts = new Map<number, { count: number; vertex: number }>();
  for (const [at, { grid }] of rings.entries()) {
    const vertex = selfContact[at + offset]!;
    if (touched.has(grid) && isFault(at)) counts.set(grid, { count: (counts.get(grid)?.count ?? 0) + 1, vertex });
  }
  for (const [grid, { count, vertex }] of counts)
    repairs.push({
      kind: 'self-contact',
      grid,
      to: null,
      count,
      squareMetres: Math.abs((land.get(grid) ?? 0) - (signed.get(grid) ?? 0)),
      where: pointAt(vertices.xs[vertex]!, vertices.ys[vertex]!),
    });
}

/** The community that holds most of each grid. */
function homesOf({ faces }: Overlay, { community, claims }: ClaimedFaces): Map<number, number> {
  const held = new Map<number, Map<number, number>>();
  for (const [face, own] of claims.entries()) {
    if (community[face] === -1) continue;
    for (const grid of own) {
      const areas = held.get(grid) ?? new Map<number, number>();
      areas.set(community[face]!, (areas.get(community[face]!) ?? 0) + faces[face]!.squareMetres);
      held.set(grid, areas);
    }
  }
  return new Map(
    [...held].map(([grid, areas]) => [grid, [...areas].reduce((most, area) => (area[1] > most[1] ? area : most))[0]]),
  );
}

/** Takes from grids what lies in other communities or outside all, and lists it by grid and community. */
function keepAtHome(
  overlay: Overlay,
  { community, claims }: ClaimedFaces,
  home: ReadonlyMap<number, number>,
  repairs: CoverageRepair[],
): void {
  const cut = new Map<string, { grid: number; outside: boolean; faces: number[]; squareMetres: number }>();
  for (const [face, own] of claims.entries()) {
    const away = own.filter((grid) => home.get(grid) !== community[face]);
    if (away.length === 0) continue;
    claims[face] = own.filter((grid) => home.get(grid) === community[face]);
    for (const grid of away) {
      const key = `${grid},${community[face]}`;
      const entry = cut.get(key) ?? { grid, outside: community[face] === -1, faces: [], squareMetres: 0 };
      entry.faces.push(face);
      entry.squareMetres += overlay.faces[face]!.squareMetres;
      cut.set(key, entry);
    }
  }
  for (const { grid, outside, faces, squareMetres } of cut.values())
    repairs.push({
      kind: outside ? 'cut-outside' : 'cut-across',
      grid,
      to: null,
      count: 1,
      squareMetres,
      where: outlineOf(overlay, faces),
    });
}

/** The largest of some faces, degrees, with the holes in it: slits may run all around land that stays as it is. */
function outlineOf({ faces, edges, vertices }: Overlay, numbers: readonly number[]): CoverageRepair['where'] {
  const largest = numbers.reduce((a, b) => (faces[b]!.squareMetres > faces[a]!.squareMetres ? b : a), numbers[0]!);
  const coordinates = faces[largest]!.walks.map((walk) => {
    const ring = walk.map((edge): [number, number] => [
      fromLattice(vertices.xs[edges.from[edge]!]!),
      fromLattice(vertices.ys[edges.from[edge]!]!),
    ]);
    return [...ring, ring[0]!];
  });
  return { type: 'Polygon', coordinates };
}

function pointAt(x: number, y: number): CoverageRepair['where'] {
  return { type: 'Point', coordinates: [fromLattice(x), fromLattice(y)] };
}

/** The land of each grid and the free land of each community: borders are the edges with two owners. */
function polygonsByOwner(
  { edges, faceOf, vertices }: Overlay,
  regions: readonly Region[],
  regionOf: Int32Array,
  communityCount: number,
  grids: readonly DirtyGrid[],
): { grids: Map<number, MultiPolygon>; free: Map<number, MultiPolygon> } {
  // Grids count from 0 up; free land of community c is -1 - c, and what lies outside has a number of its own.
  const outside = -1 - communityCount;
  const ownerOf = (edge: number): number => {
    const { owner, community } = regions[regionOf[faceOf[edge]!]!]!;
    if (owner >= 0 && !grids[owner]!.isFree) return owner;
    return community === -1 ? outside : -1 - community;
  };
  const kept = { from: [] as number[], to: [] as number[] };
  const owners: number[] = [];
  for (let edge = 0; edge < edges.from.length; edge += 2) {
    const [left, right] = [ownerOf(edge), ownerOf(edge + 1)];
    if (left === right) continue;
    kept.from.push(edges.from[edge]!, edges.to[edge]!);
    kept.to.push(edges.to[edge]!, edges.from[edge]!);
    owners.push(left, right);
  }
  const rings = new Map<number, number[][]>();
  for (const walk of walkFaces(vertices, kept).walks) {
    const owner = owners[walk[0]!]!;
    if (owner === outside) continue;
    const own = rings.get(owner) ?? [];
    rings.set(owner, own);
    for (const cycle of simpleCycles(walk.map((edge) => kept.from[edge]!)))
      own.push(cycle.flatMap((vertex) => [vertices.xs[vertex]!, vertices.ys[vertex]!]));
  }
  const answer = { grids: new Map<number, MultiPolygon>(), free: new Map<number, MultiPolygon>() };
  for (const [owner, own] of rings) {
    const polygons: readonly Polygon[] = assemblePolygons(own);
    if (polygons.length === 0) continue;
    if (owner >= 0) answer.grids.set(owner, polygons);
    else answer.free.set(-1 - owner, polygons);
  }
  return answer;
}
