import { describe, expect, it } from 'vitest';
import { areaSquareMetres } from '../../../../geodata/geometry/area-square-metres';
import { dissolveFaces } from '../../../../geodata/geometry/dissolve-faces';
import { cleanCoverage } from '../../../../geodata/plan/clean-coverage';
import type { CleanedCoverage } from '../../../../geodata/plan/clean-coverage';
import type { AreaId } from '../../../../geodata/schema/ids';
import type { Ring } from '../../../../geodata/schema/coordinates';
import { judgeCoverage } from '../../../fixtures/judge-coverage';

/*
 * Two communities side by side, each 1,000 by 1,000 units of ten lattice units: about 86 by 111 metres. Points below are
 * in those units, so that one is about 0.086 m east and 0.111 m north.
 */
const unit = 10;
const at = (...points: number[]): Ring =>
  points.map((value, i) => value * unit + (i % 2 === 0 ? 1_163_000_000 : 394_000_000));
const box = (west: number, south: number, east: number, north: number): Ring =>
  at(west, south, east, south, east, north, west, north);
const communities = [
  { id: 'a' as AreaId, polygons: [[box(0, 0, 1000, 1000)]] },
  { id: 'b' as AreaId, polygons: [[box(1000, 0, 2000, 1000)]] },
];
const land = dissolveFaces(communities.map(({ polygons }) => polygons));
const grid = (...polygons: Ring[][]) => ({ polygons, isFree: false });

function clean(...grids: { polygons: Ring[][]; isFree: boolean }[]): CleanedCoverage {
  const answer = cleanCoverage(communities, grids);
  const faces = [...answer.grids, ...answer.free].map(({ polygons }) => polygons);
  // A vertex on the border bends it by half a unit at most, so the land is compared without its collinear vertices.
  expect(judgeCoverage(faces, dissolveFaces(faces))).toBe('');
  expect(areaSquareMetres(dissolveFaces(faces))).toBeCloseTo(areaSquareMetres(land), 0);
  return answer;
}
const areaOf = (answer: CleanedCoverage, index: number): number =>
  areaSquareMetres(answer.grids.find((one) => one.grid === index)?.polygons ?? []);
const square = areaSquareMetres([[box(0, 0, 1000, 1000)]]);
const kinds = (answer: CleanedCoverage): string[] => [...new Set(answer.repairs.map(({ kind }) => kind))].sort();

describe('cleanCoverage', () => {
  it('gives an overlap to the grid it has the longest border with, and says so', () => {
    const answer = clean(grid([box(0, 0, 510, 1000)]), grid([box(480, 0, 1000, 1000)]));
    const overlap = answer.repairs.find(({ kind }) => kind === 'overlap')!;
    expect(overlap.squareMetres).toBeCloseTo(square * 0.03, 0);
    expect([overlap.grid, overlap.to].sort()).toEqual([0, 1]);
    expect(areaOf(answer, 0) + areaOf(answer, 1)).toBeCloseTo(square, 1);
  });

  it('leaves a small grid drawn upon a large one its land', () => {
    const answer = clean(grid([box(0, 0, 1000, 1000)]), grid([box(400, 400, 600, 600)]));
    expect(areaOf(answer, 1)).toBeCloseTo(square * 0.04, 1);
    expect(answer.grids[0]!.polygons[0]).toHaveLength(2);
    expect(answer.refused).toEqual([]);
  });

  it('refuses a polygon that is there twice', () => {
    const answer = clean(grid([box(0, 0, 1000, 1000)]), grid([box(0, 0, 1000, 1000)]));
    expect(answer.refused).toEqual([{ grid: 1, reason: 'covered' }]);
  });

  it('closes a narrow slit that opens into wide free land, cut off at its mouth, and leaves the land beyond', () => {
    // 8 units are 0.69 m; the slit is 67 m long and opens north.
    const answer = clean(grid([box(0, 0, 500, 600)]), grid([box(508, 0, 1000, 600)]));
    expect(kinds(answer)).toEqual(['slit-closed']);
    const [slit] = answer.repairs;
    expect(answer.repairs).toHaveLength(1);
    expect(slit!.squareMetres).toBeCloseTo(square * 0.008 * 0.6, 0);
    expect(areaOf(answer, 0) + areaOf(answer, 1)).toBeCloseTo(square * 0.6, 0);
    expect(answer.free).toHaveLength(2);
    expect(areaSquareMetres(answer.free[0]!.polygons)).toBeCloseTo(square * 0.4, 0);
  });

  it('closes one that opens at both ends, and one along the border of the community', () => {
    const channel = clean(grid([box(0, 200, 500, 700)]), grid([box(508, 200, 1000, 700)]));
    expect(kinds(channel)).toEqual(['slit-closed']);
    expect(areaOf(channel, 0) + areaOf(channel, 1)).toBeCloseTo(square * 0.5, 0);
    const along = clean(grid([box(8, 0, 1000, 600)]));
    expect(kinds(along)).toEqual(['slit-closed']);
    expect(areaOf(along, 0)).toBeCloseTo(square * 0.6, 0);
  });

  it('leaves a wider one free, one as short as a corner, and corners themselves', () => {
    // 15 units are 1.29 m.
    expect(clean(grid([box(0, 0, 500, 600)]), grid([box(515, 0, 1000, 600)])).repairs).toEqual([]);
    // 0.69 m wide, 2.2 m long.
    expect(clean(grid([box(0, 0, 500, 20)]), grid([box(508, 0, 1000, 20)])).repairs).toEqual([]);
    expect(clean(grid([at(0, 0, 1000, 0, 1000, 300, 300, 300, 300, 900, 0, 900)])).repairs).toEqual([]);
  });

  it('closes slits that meet where three grids do', () => {
    // The upper one ends before the border of the community: there the slits open into 100 by 400 units.
    const answer = clean(grid([box(0, 0, 496, 400)]), grid([box(504, 0, 1000, 400)]), grid([box(0, 407, 900, 800)]));
    expect(kinds(answer)).toEqual(['slit-closed']);
    const closed = 0.4 * 0.992 + 0.9 * 0.393 + 0.4 * 0.008 + 0.9 * 0.007;
    expect([0, 1, 2].reduce((sum, index) => sum + areaOf(answer, index), 0)).toBeCloseTo(square * closed, -0.5);
    const listed = answer.repairs.reduce((sum, { squareMetres }) => sum + squareMetres, 0);
    expect(listed).toBeCloseTo(square * (0.4 * 0.008 + 0.9 * 0.007), -0.5);
  });

  it('fills a gap narrower than the limit and leaves a wider one free', () => {
    // About 1.7 m and 8.6 m.
    const narrow = clean(grid([box(0, 0, 500, 1000)]), grid([box(520, 0, 1000, 1000)]));
    expect(kinds(narrow)).toEqual(['gap-filled']);
    expect(narrow.free.map(({ community }) => community)).toEqual([1]);
    const wide = clean(grid([box(0, 0, 500, 1000)]), grid([box(600, 0, 1000, 1000)]));
    expect(wide.repairs).toEqual([]);
    expect(areaSquareMetres(wide.free.find(({ community }) => community === 0)!.polygons)).toBeCloseTo(square * 0.1, 1);
  });

  it('cuts a grid at the border of the community that holds most of it, and at the end of all', () => {
    const answer = clean(grid([box(0, -200, 1300, 1000)]));
    expect(answer.grids).toMatchObject([{ grid: 0, community: 0 }]);
    expect(areaOf(answer, 0)).toBeCloseTo(square, 1);
    expect(kinds(answer)).toEqual(['cut-across', 'cut-outside']);
    expect(answer.repairs.find(({ kind }) => kind === 'cut-across')!.squareMetres).toBeCloseTo(square * 0.3, 0);
  });

  it('keeps both loops of an 8, and the hole a ring makes by running back to itself', () => {
    const eight = clean(grid([at(0, 0, 1000, 1000, 1000, 0, 0, 1000)]));
    expect(kinds(eight)).toContain('self-contact');
    expect(areaOf(eight, 0)).toBeCloseTo(square / 2, 1);
    const holed = clean(
      grid([at(0, 0, 1000, 0, 1000, 1000, 0, 1000, 0, 0, 300, 300, 300, 700, 700, 700, 700, 300, 300, 300)]),
    );
    expect(areaOf(holed, 0)).toBeCloseTo(square * 0.84, 1);
  });

  it('turns rings, closes them and drops what is twice, without moving anything', () => {
    const written = at(0, 0, 0, 1000, 0, 1000, 1000, 1000, 1000, 0, 0, 0);
    const answer = clean(grid([written]));
    expect(kinds(answer)).toEqual(['repeated-vertices', 'winding-turned']);
    expect(areaOf(answer, 0)).toBeCloseTo(square, 3);
  });

  it('gives detached slivers to their neighbours and refuses grids that are nothing else', () => {
    const sliver = clean(
      grid([box(0, 0, 600, 1000)], [box(980, 0, 1000, 1000)]),
      grid([box(600, 0, 980, 1000)]),
      grid([box(1000, 0, 1010, 1000)]),
    );
    expect(kinds(sliver)).toEqual(['grid-refused', 'sliver']);
    expect(areaOf(sliver, 1)).toBeCloseTo(square * 0.4, 0);
    expect(sliver.refused).toEqual([{ grid: 2, reason: 'too-small' }]);
  });

  it('brings borders together that were drawn twice, a T-junction too', () => {
    const answer = clean(
      grid([at(0, 0, 502, 1, 498, 999, 1, 1000)]),
      grid([at(499, 0, 1000, 0, 1000, 502, 501, 501)]),
      grid([at(501, 499, 1000, 498, 1000, 1000, 500, 1000)]),
    );
    expect(kinds(answer)).toEqual(['snapped']);
    expect(answer.free.map(({ community }) => community)).toEqual([1]);
  });

  it('refuses what lies nowhere or encloses nothing', () => {
    const answer = clean(grid([box(5000, 0, 6000, 1000)]), grid([at(0, 0, 10, 10)]), grid([at(0, 0, 500, 500, 0, 0)]));
    expect(answer.refused).toEqual([
      { grid: 0, reason: 'outside' },
      { grid: 1, reason: 'no-shape' },
      { grid: 2, reason: 'no-shape' },
    ]);
  });

  it('keeps land the layer calls free unassigned, however narrow', () => {
    const answer = clean(
      grid([box(0, 0, 500, 1000)]),
      { ...grid([box(500, 0, 520, 1000)]), isFree: true },
      grid([box(520, 0, 1000, 1000)]),
    );
    expect(answer.repairs).toEqual([]);
    expect(answer.free.map(({ community }) => community)).toEqual([0, 1]);
  });
});
