import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeGrids } from '../fixtures/at-once';
import type { ProposalInput } from '../../geodata/plan/partition/propose-grids';
import { UnitTally } from '../../geodata/plan/count-units';
import { renodeNeighbours } from '../../geodata/plan/renode-neighbours';
import { compareLand } from '../../geodata/plan/same-land';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { findCrossing } from '../../geodata/geometry/find-crossing';
import { insertVertices } from '../../geodata/geometry/insert-vertices';
import type { CellLine } from '../../geodata/plan/partition/unit-cells';
import type { GridId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import { communityId, randomPlan, seededRandom } from '../fixtures/random-plan';
import { judgeCoverage } from '../fixtures/judge-coverage';

const numRuns = process.env['PROVE'] === 'full' ? 150 : 30;
const side = 60_000;
const origin = [1_163_000_000, 394_300_000] as const;

describe('a proposal', () => {
  it('tiles the land of the grids it is about, leaves all others alone, and counts whom its faces hold', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('partition', 'balance'), (seed, act) => {
        const random = seededRandom(seed);
        const plan = randomPlan(random, { side, origin, cuts: 4, unassignedShare: 0.2 });
        const community = communityId(0);
        const own = plan.inCommunity(community);
        const locked = own.filter(() => random() < 0.2).map(({ id }) => id);
        const at = (offset: number): number => offset + Math.round(random() * side);
        const lines = Array.from({ length: 6 }, (): CellLine => {
          const borderClass = Math.floor(random() * 4) as CellLine['borderClass'];
          return { line: [at(origin[0]), at(origin[1]), at(origin[0]), at(origin[1])], borderClass };
        });
        const count = 150;
        const xy = Array.from({ length: count }, () => [at(origin[0]), at(origin[1])]).flat();
        const households = Array.from({ length: count }, () => Math.floor(random() * 40));
        const compounds = Array.from({ length: count }, () => Math.floor(random() * 12) - 1);
        const input: ProposalInput = {
          communityId: community,
          act,
          lockedGrids: locked,
          units: { xy, households, compounds },
          lines,
          options: { seed, effort: 0.1 },
        };
        const proposal = proposeGrids(plan, input);
        const chosen = own.filter(
          ({ id, kind }) =>
            !locked.includes(id) && (kind === 'general' || (act === 'partition' && kind === 'unassigned')),
        );
        if (!proposal) {
          expect(chosen).toEqual([]);
          return;
        }
        chosen.sort((a, b) => (a.id < b.id ? -1 : 1));
        const before = chosen.map(({ polygons }) => polygons);
        const after = proposal.grids.map(({ polygons }) => polygons);
        const differences = compareLand(before, after);
        expect(differences?.missingAfter).toEqual([]);
        expect(differences?.missingBefore).toEqual(proposal.insertions);
        for (const polygons of after) expect(findCrossing(polygons)).toBeNull();
        expect(judgeCoverage(after, insertVertices(dissolveFaces(before), proposal.insertions))).toBe('');

        // With their vertices put into what lies beside it, the plan covers everything as before.
        const renoded = renodeNeighbours(plan, proposal.insertions, new Set(chosen.map(({ id }) => id)));
        expect(renoded.ok).toBe(true);
        if (!renoded.ok) return;
        const gained = new Map(renoded.grids.map((grid) => [grid.id, grid]));
        const others = [...plan.all()]
          .filter((grid) => !chosen.includes(grid))
          .map((grid) => gained.get(grid.id) ?? grid);
        const land = dissolveFaces([...plan.all()].map(({ polygons }) => polygons));
        expect(compareLand([land], [...others.map(({ polygons }) => polygons), ...after])).not.toBeNull();

        const ids = proposal.grids.map(({ continues }) => continues).filter((id) => id !== null);
        expect(new Set(ids).size).toBe(ids.length);
        const former = chosen.filter(({ kind }) => kind !== 'unassigned').map(({ id }) => id);
        expect([...ids, ...proposal.ended].sort()).toEqual([...former].sort());
        proposal.grids.forEach(({ continues, isChanged, polygons }) => {
          const grid = own.find(({ id }) => id === continues);
          expect(isChanged).toBe(!grid || compareLand([grid.polygons], [polygons]) === null);
        });

        const faces = after.map((polygons, i): Grid => ({ ...own[0]!, id: `new-${i}` as GridId, polygons }));
        const columns = { xy, households, residents: households, elderly: households, assumed: households };
        const tally = new UnitTally(columns, faces);
        proposal.grids.forEach((grid, i) => {
          expect(tally.countOf(`new-${i}` as GridId).households ?? 0).toBe(grid.households);
          expect([...tally.unitsOf(`new-${i}` as GridId)].sort((a, b) => a - b)).toEqual(grid.units);
        });
        expect(proposeGrids(plan, input)).toEqual(proposal);
      }),
      { numRuns },
    );
  });
});
