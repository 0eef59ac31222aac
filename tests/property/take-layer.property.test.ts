import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { applyChange } from '../../geodata/plan/apply-change';
import { cleanCoverage } from '../../geodata/plan/clean-coverage';
import type { CoverageLand } from '../../geodata/plan/clean/coverage-repair';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { fullTimePosts } from '../../geodata/plan/grid-workers';
import { invertChange } from '../../geodata/plan/invert-change';
import { isOnlyRenoded } from '../../geodata/plan/reshaped-grids';
import { compareLand } from '../../geodata/plan/same-land';
import { takeLayer } from '../../geodata/plan/take-layer';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { MultiPolygon, Ring } from '../../geodata/schema/coordinates';
import type { Grid } from '../../geodata/schema/plan';
import { judgeCoverage } from '../fixtures/judge-coverage';
import { communityId, randomPlan, seededRandom } from '../fixtures/random-plan';

const full = process.env['PROVE'] === 'full';
const timeLimit = full ? 600_000 : undefined;
const origin = [1163_000_000, 394_000_000] as const;
const ids = [0, 1, 2, 3].map(communityId);
const shapes = (grids: Iterable<Grid>): MultiPolygon[] => [...grids].map(({ polygons }) => polygons);
const bytes = (plan: IndexedPlan): string[] => [...plan.all()].map((grid) => JSON.stringify(grid)).sort();

function landOf(plan: IndexedPlan): CoverageLand[] {
  return ids.flatMap((id) => {
    const faces = shapes(plan.inCommunity(id));
    return faces.length === 0 ? [] : [{ id, polygons: dissolveFaces(faces) }];
  });
}

/** The layer cleaned against the borders of the plan, as faces with ids of their own. */
function facesFor(communities: readonly CoverageLand[], layer: readonly MultiPolygon[]): Grid[] {
  const { grids, free } = cleanCoverage(
    communities,
    layer.map((polygons) => ({ polygons, isFree: false })),
  );
  const faces = [
    ...grids.map((one) => ({ ...one, kind: 'general' as const })),
    ...free.map((one) => ({ ...one, kind: 'unassigned' as const })),
  ];
  return faces.map(({ community, polygons, kind }, n): Grid => ({
    id: `layer-${n}` as GridId,
    communityId: communities[community]!.id,
    kind,
    code: null,
    name: kind === 'general' ? `图层${n}` : '',
    workers: [],
    polygons,
    parents: [],
    revision: 0,
  }));
}

describe('a layer taken into a plan', () => {
  it(
    'tiles the land of its communities, touches no other, and is undone to the byte',
    () => {
      let taken = 0;
      let asked = 0;
      const made = fc.record({
        seed: fc.integer(),
        cuts: fc.integer({ min: 2, max: 9 }),
        layerCuts: fc.integer({ min: 1, max: 9 }),
        side: fc.constantFrom(40_000, 150_000, 400_000),
        chosen: fc.integer({ min: 1, max: 15 }),
        stray: fc.integer({ min: 0, max: 60 }),
      });
      fc.assert(
        fc.property(made, ({ seed, cuts, layerCuts, side, chosen, stray }) => {
          const random = seededRandom(seed);
          const plan = randomPlan(random, { side, origin, cuts, unassignedShare: 0.15 });
          const other = randomPlan(random, { side, origin, cuts: layerCuts, unassignedShare: 0.2 });
          // Every vertex up to `stray` units (about half a metre) from where it belongs.
          const move = (ring: Ring): Ring => ring.map((value) => value + Math.round((random() - 0.5) * stray));
          const layer = [...other.all()]
            .filter(({ kind }) => kind === 'general')
            .map(({ polygons }) => polygons.map((polygon) => polygon.map(move)));
          const faces = facesFor(landOf(plan), layer);
          const communityIds = ids.filter(
            (id, n) =>
              (chosen >> n) % 2 === 1 && faces.some((face) => face.communityId === id && face.kind === 'general'),
          );
          fc.pre(communityIds.length > 0);
          asked++;
          const before = bytes(plan);
          const land = new Map(ids.map((id) => [id, shapes(plan.inCommunity(id))]));
          const others = new Map(
            [...plan.all()].filter(({ communityId: id }) => !isIn(communityIds, id)).map((grid) => [grid.id, grid]),
          );
          const workers = workersOf(plan);
          const planned = takeLayer(plan, {
            subject: 'layer',
            communityIds,
            faces: faces.filter(({ communityId: id }) => isIn(communityIds, id)),
            numbered: new Set(),
            silent: { name: true, workers: true, kind: true },
          });
          if (!planned.ok) {
            expect(['layer.does-not-fit', 'layer.nothing-new']).toContain(planned.problem.code);
            expect(bytes(plan)).toEqual(before);
            return;
          }
          taken++;
          const inverse = invertChange(plan, planned.value);
          applyChange(plan, planned.value);
          const all = shapes(plan.all());
          expect(judgeCoverage(all, dissolveFaces(all))).toBe('');
          for (const id of ids) {
            if (land.get(id)!.length > 0)
              expect(compareLand(land.get(id)!, shapes(plan.inCommunity(id)))).not.toBeNull();
          }
          for (const grid of others.values()) expect(isOnlyRenoded(grid, plan.get(grid.id)!)).toBe(true);
          expect(workersOf(plan)).toBeCloseTo(workers, 9);
          applyChange(plan, inverse);
          expect(bytes(plan)).toEqual(before);
        }),
        { numRuns: full ? 3000 : 80 },
      );
      // What cannot be fitted is refused, never bent: it has to stay the exception.
      expect(taken / asked).toBeGreaterThan(0.9);
    },
    timeLimit,
  );
});

const isIn = (communities: readonly AreaId[], id: AreaId): boolean => communities.includes(id);

/** Full-time workers of the grids in all; free land has none. */
const workersOf = (plan: IndexedPlan): number =>
  [...plan.all()]
    .filter(({ kind }) => kind === 'general')
    .reduce((sum, { workers }) => sum + fullTimePosts(workers), 0);
