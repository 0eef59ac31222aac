import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { metresPerUnit } from '../../geodata/geometry/ground-metres';
import { cleanCoverage } from '../../geodata/plan/clean-coverage';
import type { CleanedCoverage } from '../../geodata/plan/clean-coverage';
import { cleanDefaults } from '../../geodata/plan/clean/coverage-repair';
import type { CoverageLand, DirtyGrid } from '../../geodata/plan/clean/coverage-repair';
import { checkPlan } from '../../geodata/plan/check-plan';
import { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { doubledArea } from '../../geodata/geometry/ring-area';
import { compareLand } from '../../geodata/plan/same-land';
import type { GridId } from '../../geodata/schema/ids';
import type { MultiPolygon, Ring } from '../../geodata/schema/coordinates';
import type { Grid } from '../../geodata/schema/plan';
import { judgeCoverage } from '../fixtures/judge-coverage';
import { communityId, randomPlan, seededRandom } from '../fixtures/random-plan';

const full = process.env['PROVE'] === 'full';
const origin = [1163_000_000, 394_000_000] as const;
const scale = metresPerUnit(origin[1]);

function landOf(plan: IndexedPlan): CoverageLand[] {
  return [0, 1, 2, 3].flatMap((n) => {
    const faces = plan.inCommunity(communityId(n)).map(({ polygons }) => polygons);
    return faces.length === 0 ? [] : [{ id: communityId(n), polygons: dissolveFaces(faces) }];
  });
}

const gridsOf = (plan: IndexedPlan): Grid[] => [...plan.all()].filter(({ kind }) => kind !== 'unassigned');
const clean = (grids: readonly Grid[]): DirtyGrid[] => grids.map(({ polygons }) => ({ polygons, isFree: false }));

/** All faces of an answer: gapless and without overlap by JSTS, by integers, and by communities. */
function judge(answer: CleanedCoverage, communities: readonly CoverageLand[]): string {
  const faces = [...answer.grids, ...answer.free];
  const all = faces.map(({ polygons }) => polygons);
  // A border may run through a vertex half a unit away, so the land is what the faces make of it, held against the legal one.
  const land = dissolveFaces(all);
  const verdict = judgeCoverage(all, land);
  if (verdict !== '') return verdict;
  const sum = all.reduce((doubled, polygons) => doubled + doubledArea(polygons), 0);
  if (sum !== doubledArea(land)) return 'areas do not add up in integers';
  const plan = planOf(faces, communities);
  const legal = new Map(communities.map(({ id, polygons }) => [id, polygons]));
  const broken = checkPlan(plan, { communities: legal, tally: null }).find(({ code }) => topology.includes(code));
  return broken ? JSON.stringify(broken) : '';
}

/** What the checks of the console say of borders. */
const topology = ['check.ring', 'check.overlap', 'check.outside'];

function planOf(faces: CleanedCoverage['free'], communities: readonly CoverageLand[]): IndexedPlan {
  return new IndexedPlan({
    rules: { householdBand: [300, 500], residentsMax: 2000, sequenceDigits: 6 },
    communities: communities.map(({ id }) => ({ id, name: id, codePrefix: '131022000000' })),
    grids: faces.map(({ community, polygons }, n): Grid => ({
      id: `f${n}` as GridId,
      communityId: communities[community]!.id,
      kind: 'unassigned',
      code: null,
      name: '',
      workers: [],
      polygons,
      parents: [],
      revision: 0,
    })),
  });
}

/** What a random plan is made from: small, so that a failing one can be read. */
const planSeed = fc.record({
  seed: fc.integer(),
  cuts: fc.integer({ min: 2, max: 9 }),
  side: fc.constantFrom(40_000, 150_000, 400_000),
});
function planFrom({ seed, cuts, side }: { seed: number; cuts: number; side: number }): {
  random: () => number;
  plan: IndexedPlan;
} {
  const random = seededRandom(seed);
  return { random, plan: randomPlan(random, { side, origin, cuts, unassignedShare: 0.15 }) };
}

describe('a layer that fits', () => {
  it('comes back as it was, with nothing to list', () => {
    fc.assert(
      fc.property(planSeed, (made) => {
        const { plan } = planFrom(made);
        const grids = gridsOf(plan);
        const communities = landOf(plan);
        const answer = cleanCoverage(communities, clean(grids));
        expect(judge(answer, communities)).toBe('');
        const given = new Set(answer.repairs.flatMap(({ grid, to }) => [grid, to]));
        for (const { grid, polygons } of answer.grids) {
          // But for vertices that rounding puts on a straight border.
          if (!given.has(grid)) expect(compareLand([grids[grid]!.polygons], [polygons])).not.toBeNull();
        }
        // What is listed comes from land narrower than the limits, which few plans have from their making.
        for (const { kind } of answer.repairs)
          expect(['cut-across', 'cut-outside', 'winding-turned', 'repeated-vertices', 'ring-dropped']).not.toContain(
            kind,
          );
      }),
      { numRuns: full ? 2000 : 60, examples: [[{ seed: 1786475684, cuts: 8, side: 40_000 }]] },
    );
  });
});

/** Every vertex of every grid moved on its own, less than half the snapping distance in all directions. */
function jitter(random: () => number, ring: Ring, metres: number): Ring {
  const moved: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const [angle, length] = [random() * 2 * Math.PI, random() * metres];
    moved.push(
      Math.round(ring[i]! + (Math.cos(angle) * length) / scale.east),
      Math.round(ring[i + 1]! + (Math.sin(angle) * length) / scale.north),
    );
  }
  return moved;
}

function reversed(ring: Ring): Ring {
  return Array.from({ length: ring.length / 2 }, (_, i) => [
    ring[ring.length - 2 - 2 * i]!,
    ring[ring.length - 1 - 2 * i]!,
  ]).flat();
}

/** The ways files of grids are dirty, each with some chance. */
function soil(random: () => number, ring: Ring): Ring {
  let dirty = jitter(random, ring, cleanDefaults.snapMetres * 0.3);
  if (random() < 0.3) dirty = reversed(dirty);
  if (random() < 0.3) {
    const at = 2 * Math.floor((random() * dirty.length) / 2);
    dirty = [...dirty.slice(0, at + 2), ...dirty.slice(at, at + 2), ...dirty.slice(at + 2)];
  }
  if (random() < 0.3) dirty = [...dirty, dirty[0]!, dirty[1]!];
  // A spike of a few metres, or a vertex a metre or two off: a sliver of overlap on one side and of gap on the other.
  if (random() < 0.3) {
    const at = 2 * Math.floor((random() * dirty.length) / 2);
    const off = (): number => Math.round(((random() - 0.5) * 4) / scale.north);
    const spike = [dirty[at]! + off(), dirty[at + 1]! + off()];
    dirty = [
      ...dirty.slice(0, at + 2),
      ...spike,
      ...(random() < 0.5 ? dirty.slice(at, at + 2) : []),
      ...dirty.slice(at + 2),
    ];
  }
  return dirty;
}

/** The ring with every vertex moved inwards along the middle of its corner, so that its sides lie `metres` farther in. */
function drawnBack(ring: Ring, metres: number): Ring {
  const count = ring.length / 2;
  const at = (i: number): [number, number] => {
    const k = ((i + count) % count) * 2;
    return [ring[k]! * scale.east, ring[k + 1]! * scale.north];
  };
  return Array.from({ length: count }, (_, i): number[] => {
    const [before, here, after] = [at(i - 1), at(i), at(i + 1)];
    const unit = ([ax, ay]: [number, number], [bx, by]: [number, number]): [number, number] => {
      const length = Math.hypot(bx - ax, by - ay);
      return [(bx - ax) / length, (by - ay) / length];
    };
    const [inX, inY] = unit(before, here);
    const [outX, outY] = unit(here, after);
    // Land is on the left of a border: its normals add up, long as the corner is sharp, but no farther than three times.
    const [nx, ny] = [-inY - outY, inX + outX];
    const reach = Math.min(3, 2 / Math.max(0.01, nx * nx + ny * ny)) * metres;
    return [Math.round((here[0] + nx * reach) / scale.east), Math.round((here[1] + ny * reach) / scale.north)];
  }).flat();
}

function perimeterMetres(ring: readonly (readonly [number, number])[]): number {
  const degree = 1e7;
  return ring
    .slice(1)
    .reduce(
      (sum, [x, y], i) =>
        sum + Math.hypot((x - ring[i]![0]) * degree * scale.east, (y - ring[i]![1]) * degree * scale.north),
      0,
    );
}

/** What outlines enclose, whichever way round they are written. */
function writtenSquareMetres(polygons: MultiPolygon): number {
  return polygons.reduce(
    (sum, polygon) =>
      sum + polygon.reduce((land, ring, at) => land + (at === 0 ? 1 : -1) * Math.abs(areaSquareMetres([[ring]])), 0),
    0,
  );
}

describe('a layer made dirty', () => {
  it('becomes a valid coverage in which no land moves unlisted', () => {
    fc.assert(
      fc.property(planSeed, (made) => {
        const { plan, random } = planFrom(made);
        const grids = gridsOf(plan);
        const communities = landOf(plan);
        const dirty = grids.map(({ polygons }) => ({
          polygons: polygons.map((polygon) => polygon.map((ring) => soil(random, ring))),
          isFree: false,
        }));
        const answer = cleanCoverage(communities, dirty);
        expect(judge(answer, communities)).toBe('');
        expect(answer.grids.length + answer.refused.length).toBe(grids.length);
        const before = dirty.reduce((sum, { polygons }) => sum + writtenSquareMetres(polygons), 0);
        const after = answer.grids.reduce((sum, { polygons }) => sum + areaSquareMetres(polygons), 0);
        const listed = answer.repairs.reduce((sum, { squareMetres }) => sum + squareMetres, 0);
        expect(Math.abs(after - before)).toBeLessThanOrEqual(listed + before * 1e-4);
      }),
      { numRuns: full ? 4000 : 120 },
    );
  });

  it('with slits that open into free land loses them, cut off and listed, and nothing of the free land beyond', () => {
    let closed = 0;
    fc.assert(
      fc.property(planSeed, (made) => {
        const { plan, random } = planFrom(made);
        const communities = landOf(plan);
        // Every grid drawn back from its borders by a quarter to a half of a slit, so that two leave a slit between them.
        const back = (0.25 + random() * 0.22) * cleanDefaults.slitMetres + cleanDefaults.snapMetres / 4;
        const grids = gridsOf(plan)
          .map(({ polygons }) => polygons.map((polygon) => polygon.map((ring) => drawnBack(ring, back))))
          .filter((polygons) => polygons.every(([outer]) => outer!.length >= 6));
        const answer = cleanCoverage(
          communities,
          grids.map((polygons) => ({ polygons, isFree: false })),
        );
        expect(judge(answer, communities)).toBe('');
        const before = grids.reduce((sum, polygons) => sum + writtenSquareMetres(polygons), 0);
        const after = answer.grids.reduce((sum, { polygons }) => sum + areaSquareMetres(polygons), 0);
        const listed = answer.repairs.reduce((sum, { squareMetres }) => sum + squareMetres, 0);
        expect(Math.abs(after - before)).toBeLessThanOrEqual(listed + before * 1e-4);
        const slits = answer.repairs.filter(({ kind }) => kind === 'slit-closed');
        closed += slits.length;
        // Land of a slit goes to a grid, and is no wider than a slit is: what is cut off is never the land beyond.
        for (const { to, squareMetres, where } of slits) {
          expect(to).not.toBeNull();
          const rings = where.coordinates as [number, number][][];
          const perimeter = rings.reduce((sum, ring) => sum + perimeterMetres(ring), 0);
          expect(squareMetres).toBeLessThan(perimeter * cleanDefaults.slitMetres);
        }
      }),
      // Slits run all around a grid in this one.
      { numRuns: full ? 2000 : 40, examples: [[{ seed: 1055264179, cuts: 8, side: 40_000 }]] },
    );
    expect(closed).toBeGreaterThan(20);
  });

  it('with any rings whatever still covers the communities exactly', () => {
    const ring = fc.array(fc.tuple(fc.integer({ min: -3000, max: 43_000 }), fc.integer({ min: -3000, max: 43_000 })), {
      minLength: 1,
      maxLength: 9,
    });
    // What cuts a slit off may hang on rings that come back the way they went, and then hangs on nothing.
    const alone: [{ seed: number; cuts: number; side: number }, [number, number][][][]] = [
      { seed: 0, cuts: 2, side: 40_000 },
      [
        [
          [
            [15932, 39059],
            [21676, 4344],
            [0, 0],
          ],
        ],
        [
          [
            [10673, 33619],
            [0, 0],
            [39726, 8537],
          ],
        ],
        [
          [
            [18331, 17979],
            [17597, 34002],
            [18693, 10087],
          ],
        ],
      ],
    ];
    fc.assert(
      fc.property(
        planSeed,
        fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
        (made, shapes) => {
          const { plan } = planFrom(made);
          const communities = landOf(plan);
          const grids = shapes.map((rings) => ({
            polygons: [rings.map((points) => points.flatMap(([x, y]) => [x + origin[0], y + origin[1]]))],
            isFree: false,
          }));
          expect(judge(cleanCoverage(communities, grids), communities)).toBe('');
        },
      ),
      { numRuns: full ? 4000 : 120, examples: [alone] },
    );
  });
});
