import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { doubledArea } from '../../geodata/geometry/ring-area';
import { applyChange } from '../../geodata/plan/apply-change';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { invertChange } from '../../geodata/plan/invert-change';
import { moveVertex } from '../../geodata/plan/move-vertex';
import { compareLand } from '../../geodata/plan/same-land';
import { isOnlyRenoded } from '../../geodata/plan/reshaped-grids';
import { canSlide } from '../../geodata/plan/slide-vertex';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { LatticePoint, LngLat, MultiPolygon } from '../../geodata/schema/coordinates';
import type { Grid } from '../../geodata/schema/plan';
import { judgeCoverage } from '../fixtures/judge-coverage';
import { communityId, randomPlan, seededRandom } from '../fixtures/random-plan';

const full = process.env['PROVE'] === 'full';
const timeLimit = full ? 600_000 : undefined;
const bytes = (plan: IndexedPlan): string[] => [...plan.all()].map((grid) => JSON.stringify(grid)).sort();
const shapes = (grids: Iterable<Grid>): MultiPolygon[] => [...grids].map(({ polygons }) => polygons);
const degrees = ([x, y]: LatticePoint): LngLat => [fromLattice(x), fromLattice(y)];
const sum = (faces: readonly MultiPolygon[]): number => faces.reduce((all, face) => all + doubledArea(face), 0);

/** Ends of borders that can slide, each with a grid it is an end of. */
function endsOf(plan: IndexedPlan): { at: LatticePoint; grid: Grid }[] {
  return [...plan.all()].flatMap((grid) =>
    grid.polygons.flat().flatMap((ring) =>
      Array.from({ length: ring.length / 2 }, (_, i): LatticePoint => [ring[2 * i]!, ring[2 * i + 1]!])
        .filter((at) => canSlide(plan, at, grid.id))
        .map((at) => ({ at, grid })),
    ),
  );
}

describe('the end of a border', () => {
  const made = fc.record({
    seed: fc.integer(),
    cuts: fc.integer({ min: 2, max: 9 }),
    land: fc.constantFrom(
      { side: 40, origin: [0, 0] as const },
      { side: 1000, origin: [-500, 7] as const },
      { side: 400_000, origin: [1_163_000_000, 394_000_000] as const },
    ),
  });

  it(
    'slides along the border of the community, whose land stays, and is put back to the byte',
    () => {
      let slid = 0;
      let onVertex = 0;
      fc.assert(
        fc.property(made, ({ seed, cuts, land: { side, origin } }) => {
          const random = seededRandom(seed);
          const plan = randomPlan(random, { side, origin, cuts, unassignedShare: 0.15 });
          for (let turn = 0; turn < 8; turn++) {
            const ends = endsOf(plan);
            if (ends.length === 0) return;
            const { at, grid } = ends[Math.floor(random() * ends.length)]!;
            const reach = random() < 0.5 ? side * 0.1 : side;
            const to = at.map((value) => Math.round(value + (random() - 0.5) * reach)) as unknown as LatticePoint;
            const before = bytes(plan);
            const grids = new Map([...plan.all()].map((one) => [one.id, one]));
            const community = grid.communityId;
            const land = shapes(plan.inCommunity(community));
            const planned = moveVertex(plan, { at: degrees(at), to: degrees(to), gridId: grid.id });
            if (!planned.ok) {
              expect(['plan.vertex-slide-end', 'plan.vertex-stays', 'plan.vertex-crosses']).toContain(
                planned.problem.code,
              );
              expect(bytes(plan)).toEqual(before);
              continue;
            }
            slid++;
            const inverse = invertChange(plan, planned.value);
            applyChange(plan, planned.value);
            const all = shapes(plan.all());
            expect(compareLand(all, all)).not.toBeNull();
            expect(judgeCoverage(all, dissolveFaces(all))).toBe('');
            const now = shapes(plan.inCommunity(community));
            const difference = compareLand(land, now);
            expect(difference).not.toBeNull();
            // Where it went to a vertex that was there, or to a point exactly on the line, not a unit of land is another's.
            const isExact = difference!.missingBefore.every(({ points }) => isStraight(points));
            if (isExact) expect(sum(now)).toBe(sum(land));
            if (difference!.missingBefore.length === 0) onVertex++;
            expect(difference!.missingAfter).toEqual([]);
            // Two grids of the community change, all others gain at most a vertex.
            const changed = planned.value.put.filter((one) => !isOnlyRenoded(grids.get(one.id)!, one));
            // On a toy lattice a move may be no more than rounding.
            expect(changed.length).toBeLessThanOrEqual(2);
            if (side > 1000) expect(changed).toHaveLength(2);
            expect(changed.every(({ communityId: id }) => id === community)).toBe(true);
            if (random() < 0.5) continue;
            applyChange(plan, inverse);
            expect(bytes(plan)).toEqual(before);
          }
        }),
        { numRuns: full ? 2000 : 50 },
      );
      expect(slid).toBeGreaterThan(100);
      expect(onVertex).toBeGreaterThan(5);
    },
    timeLimit,
  );

  it('is not taken out, and where borders of two communities end in one vertex the grid says which is meant', () => {
    const plan = randomPlan(seededRandom(3), { side: 1000, origin: [0, 0], cuts: 6, unassignedShare: 0 });
    const [end] = endsOf(plan);
    const taken = moveVertex(plan, { at: degrees(end!.at), to: null, gridId: end!.grid.id });
    expect(taken).toMatchObject({ ok: false, problem: { code: 'plan.vertex-locked' } });
    const others = [0, 1, 2, 3].map(communityId).filter((id) => id !== end!.grid.communityId);
    const elsewhere = [...plan.all()].find(
      ({ communityId: id, polygons }) => others.includes(id) && !JSON.stringify(polygons).includes(end!.at.join()),
    );
    expect(canSlide(plan, end!.at, elsewhere!.id)).toBe(false);
  });
});

/** True where all inner points lie exactly between the ends. */
function isStraight(points: readonly number[]): boolean {
  const [ax, ay] = [points[0]!, points[1]!];
  const [dx, dy] = [points.at(-2)! - ax, points.at(-1)! - ay];
  for (let i = 2; i < points.length - 2; i += 2)
    if ((points[i]! - ax) * dy - (points[i + 1]! - ay) * dx !== 0) return false;
  return true;
}
