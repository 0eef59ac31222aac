import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOfCells, makeUnitCells } from '../../geodata/plan/partition/unit-cells';
import type { CellLine } from '../../geodata/plan/partition/unit-cells';
import { compareLand } from '../../geodata/plan/same-land';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { findCrossing } from '../../geodata/geometry/find-crossing';
import { insertVertices } from '../../geodata/geometry/insert-vertices';
import { containsPoint } from '../../geodata/geometry/point-in-polygon';
import { doubledArea } from '../../geodata/geometry/ring-area';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import { communityId, randomPlan, seededRandom } from '../fixtures/random-plan';
import { judgeCoverage } from '../fixtures/judge-coverage';

const numRuns = process.env['PROVE'] === 'full' ? 1000 : 120;

/** Tiny lattices make rounding bite at every vertex; the large one is a community. */
const sizes = [
  { name: 'a lattice of 40 units', side: 40, origin: [0, 0] as const },
  { name: 'a lattice of 1,000 units', side: 1000, origin: [-500, 7] as const },
  { name: 'a community', side: 100_000, origin: [1_163_000_000, 394_300_000] as const },
];

describe.each(sizes)('cells of units on $name', ({ side, origin }) => {
  it('tile the land exactly, hold each unit once, and share their borders vertex by vertex', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const plan = randomPlan(random, { side, origin, cuts: 2, unassignedShare: 0 });
        const at = (offset: number): number => offset + Math.round((random() * 1.1 - 0.05) * side);
        const grids = plan.inCommunity(communityId(0)).map(({ polygons }) => polygons);
        if (grids.length === 0) return;
        const land = dissolveFaces(grids);
        const faces = random() < 0.5 ? [land] : grids;
        const lines = Array.from({ length: Math.floor(random() * 5) }, (): CellLine => {
          const points = Array.from({ length: 2 + Math.floor(random() * 3) }, () => [at(origin[0]), at(origin[1])]);
          return { line: points.flat(), borderClass: Math.floor(random() * 4) as CellLine['borderClass'] };
        });
        const points = Array.from({ length: Math.floor(random() * 25) }, () => [at(origin[0]), at(origin[1])]).flat();
        // Two units at one place, now and then.
        if (points.length > 4 && random() < 0.5) points.push(points[0]!, points[1]!);
        const made = makeUnitCells({ faces, lines, points, smallestSquareMetres: 0 });

        const renoded = insertVertices(land, made.insertions);
        const total = made.cells.reduce((sum, cell) => sum + doubledArea(cell), 0);
        expect(total).toBe(doubledArea(renoded));
        const differences = compareLand(faces, made.cells);
        expect(differences?.missingAfter).toEqual([]);
        for (const cell of made.cells) expect(findCrossing(cell)).toBeNull();
        expect(judgeCoverage(made.cells, renoded)).toBe('');

        faces.forEach((face, index) => {
          const own = made.cells.filter((_, cell) => made.faceOf[cell] === index);
          expect(compareLand([face], own)?.missingAfter).toEqual([]);
        });

        const placed = made.units.flat();
        expect(new Set(placed).size).toBe(placed.length);
        made.cellOf.forEach((cell, unit) => {
          if (cell !== -1) expect(made.units[cell]).toContain(unit);
          else expect(containsPoint([points[unit * 2]!, points[unit * 2 + 1]!], land)).toBe(false);
        });
        // Where things are farther apart than rounding reaches, every place has a cell to itself.
        if (side > 10_000) {
          for (const list of made.units) {
            expect(new Set(list.map((unit) => `${points[unit * 2]},${points[unit * 2 + 1]}`)).size).toBeLessThan(2);
          }
        }
        const graph = graphOfCells(made, new Array<number>(points.length / 2).fill(1));
        expect(graph.households.reduce((sum, each) => sum + each, 0)).toBe(placed.length);
        expect(made.borders.every(({ a, b, metres }) => a < b && metres > 0)).toBe(true);
        // The same input makes the same cells.
        expect(makeUnitCells({ faces, lines, points, smallestSquareMetres: 0 })).toEqual(made);
      }),
      { numRuns },
    );
  });
});

describe('cells and their unions', () => {
  it('dissolve to the land they tile', () => {
    const land: MultiPolygon = [[[0, 0, 90_000, 0, 90_000, 60_000, 0, 60_000]]];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 89_999 }), fc.integer({ min: 1, max: 59_999 })), { maxLength: 30 }),
        (places) => {
          const made = makeUnitCells({ faces: [land], lines: [], points: places.flat() });
          const distinct = new Set(places.map((place) => place.join())).size;
          expect(made.cells.length).toBe(Math.max(1, distinct));
          expect(dissolveFaces(made.cells)).toEqual(dissolveFaces([insertVertices(land, made.insertions)]));
        },
      ),
      { numRuns },
    );
  });
});
