import { defineStore } from 'pinia';
import { computed } from 'vue';
import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import type { UnitCount } from '../../geodata/plan/count-units';
import { sumPosts } from '../../geodata/plan/grid-workers';
import { workerKinds } from '../../geodata/schema/grid-worker';
import type { Grid } from '../../geodata/schema/plan';
import { usePlan } from './plan';

export interface GridRow {
  grid: Grid;
  community: string;
  count: UnitCount | null;
  /** Worked out when asked for. */
  readonly squareMetres: number;
  /** Households beyond the band: negative below it, 0 within, null where unknown. */
  beyondBand: number | null;
}

/** The grids of the open plan with what lives in them: one computation for list, statistics, inspector and CSV. */
export const useGridRows = defineStore('grid-rows', () => {
  const plan = usePlan();
  // Shapes are immutable, so an area is worked out once for each.
  const areas = new WeakMap<object, number>();

  function areaOf(grid: Grid): number {
    const known = areas.get(grid.polygons);
    if (known !== undefined) return known;
    const area = areaSquareMetres(grid.polygons);
    areas.set(grid.polygons, area);
    return area;
  }

  // Grids and counts are immutable too: after an edit only the rows it touched are made anew.
  const made = new WeakMap<Grid, GridRow>();

  /** A row maker for the plan as it is now; stores are read once and not for each of thousands of grids. */
  function rowMaker(): (grid: Grid) => GridRow {
    void plan.version;
    const { tally, communityName } = plan;
    const [least, most] = plan.rules?.householdBand ?? [0, Infinity];
    return (grid) => {
      const count = tally?.countOf(grid.id) ?? null;
      const known = made.get(grid);
      if (known && known.count === count) return known;
      const households = count?.households ?? null;
      const beyondBand =
        households === null ? null : households < least ? households - least : Math.max(0, households - most);
      const community = communityName(grid.communityId);
      // Areas are asked for by the inspector, the printed sheet and the file; those of a city take a third of a second.
      const row: GridRow = {
        grid,
        community,
        count,
        beyondBand,
        get squareMetres() {
          return areaOf(grid);
        },
      };
      made.set(grid, row);
      return row;
    };
  }

  const rowOf = (grid: Grid): GridRow => rowMaker()(grid);

  const rows = computed<GridRow[]>(() => plan.grids.filter((grid) => grid.kind !== 'unassigned').map(rowMaker()));
  const freeSquareMetres = computed(() =>
    plan.grids.filter((grid) => grid.kind === 'unassigned').reduce((sum, grid) => sum + areaOf(grid), 0),
  );
  const totals = computed(() => {
    let households: number | null = null;
    let residents: number | null = null;
    let inBand = 0;
    let known = 0;
    for (const { count, beyondBand } of rows.value) {
      if (count?.households != null) households = (households ?? 0) + count.households;
      if (count?.residents != null) residents = (residents ?? 0) + count.residents;
      if (beyondBand !== null) known++;
      if (beyondBand === 0) inBand++;
    }
    const free = plan.grids.filter((grid) => grid.kind === 'unassigned');
    const freeHouseholds = free.reduce<number | null>((sum, { id }) => {
      const count = plan.countOf(id)?.households ?? null;
      return count === null ? sum : (sum ?? 0) + count;
    }, null);
    const posts = sumPosts(rows.value.map(({ grid }) => grid.workers));
    const isStaffed = workerKinds.some((kind) => posts[kind] > 0);
    return { households, residents, inBand, known, posts, isStaffed, freeHouseholds };
  });

  return { rows, totals, freeSquareMetres, rowOf };
});
