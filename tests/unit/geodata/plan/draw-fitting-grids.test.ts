import { describe, expect, it } from 'vitest';
import { applyChange } from '../../../../geodata/plan/apply-change';
import { drawFittingGrids } from '../../../../geodata/plan/draw-fitting-grids';
import type { FittingGrid } from '../../../../geodata/plan/draw-fitting-grids';
import { drawGrid } from '../../../../geodata/plan/draw-grid';
import { IndexedPlan } from '../../../../geodata/plan/indexed-plan';
import { doubledArea } from '../../../../geodata/geometry/ring-area';
import { fromLattice } from '../../../../geodata/schema/coordinates';
import type { LngLat } from '../../../../geodata/schema/coordinates';
import type { AreaId, GridId } from '../../../../geodata/schema/ids';

const COMMUNITY = 'c' as AreaId;
const SIDE = 3_000_000;

function emptyPlan(): IndexedPlan {
  return new IndexedPlan({
    rules: { householdBand: [300, 500], residentsMax: 1500, sequenceDigits: 3 },
    communities: [{ id: COMMUNITY, name: '和平社区', codePrefix: '131022001001' }],
    grids: [
      {
        id: 'free' as GridId,
        communityId: COMMUNITY,
        kind: 'unassigned',
        code: null,
        name: '',
        workers: [],
        polygons: [[[0, 0, SIDE, 0, SIDE, SIDE, 0, SIDE]]],
        parents: [],
        revision: 0,
      },
    ],
  });
}

/** Squares in rows; with `gap` 0 they share their borders. */
function squares(count: number, side: number, gap: number): FittingGrid[] {
  const perRow = Math.floor((SIDE - gap) / (side + gap));
  return Array.from({ length: count }, (_, n) => {
    const x = gap + (n % perRow) * (side + gap);
    const y = gap + Math.floor(n / perRow) * (side + gap);
    return {
      id: `g-${n}` as GridId,
      communityId: null,
      name: `第${n + 1}格`,
      ring: [x, y, x + side, y, x + side, y + side, x, y + side],
    };
  });
}

describe('drawing many grids with one cut', () => {
  it.each([0, 20_000])('gives what drawing them one by one gives (gap %i)', (gap) => {
    const wanted = squares(30, 200_000, gap);
    const [once, oneByOne] = [emptyPlan(), emptyPlan()];
    const change = drawFittingGrids(once, wanted);
    expect(change).not.toBeNull();
    applyChange(once, change!);
    for (const { id, name, ring } of wanted) {
      const degrees: LngLat[] = [];
      for (let i = 0; i < ring.length; i += 2) degrees.push([fromLattice(ring[i]!), fromLattice(ring[i + 1]!)]);
      const drawn = drawGrid(oneByOne, { communityId: COMMUNITY, ring: degrees, newIds: [id], gridName: name });
      if (!drawn.ok) throw new Error(drawn.problem.code);
      applyChange(oneByOne, drawn.value);
    }
    const told = (plan: IndexedPlan): unknown =>
      [...plan.all()].map(({ id, code, name, polygons }) => [id, code, name, doubledArea(polygons)]).sort();
    expect(told(once)).toEqual(told(oneByOne));
  });

  it('takes hundreds in little more time a grid than tens', () => {
    const time = (count: number): number => {
      const start = performance.now();
      expect(drawFittingGrids(emptyPlan(), squares(count, 40_000, 10_000))).not.toBeNull();
      return performance.now() - start;
    };
    time(90);
    // Ten times the grids; drawing them one by one takes a hundred times as long.
    expect(time(900)).toBeLessThan(time(90) * 40 + 50);
  });

  it('leaves to others what overlaps, leaves the land, or is there twice', () => {
    const [one, two] = squares(2, 200_000, 0);
    const moved = { ...two!, ring: one!.ring.map((value, i) => (i % 2 === 0 ? value + 100_000 : value)) };
    expect(drawFittingGrids(emptyPlan(), [one!, moved])).toBeNull();
    const outside = { ...two!, ring: one!.ring.map((value) => value - 100_000) };
    expect(drawFittingGrids(emptyPlan(), [one!, outside])).toBeNull();
    expect(drawFittingGrids(emptyPlan(), [one!, { ...one!, id: two!.id }])).toBeNull();
    expect(drawFittingGrids(emptyPlan(), [one!, one!])).toBeNull();
    const inside = { ...two!, ring: [50_000, 50_000, 90_000, 50_000, 90_000, 90_000, 50_000, 90_000] };
    expect(drawFittingGrids(emptyPlan(), [one!, inside])).toBeNull();
  });
});
