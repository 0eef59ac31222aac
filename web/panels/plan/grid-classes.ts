import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useGridRows } from '../../state/grid-rows';
import { usePlan } from '../../state/plan';
import { bandClass, bandRanges } from '../../ui/band-ramp';

export interface GridClass {
  /** First and last number of households of the class; null where it has no end. */
  from: number | null;
  to: number | null;
  /** Grids in it. */
  count: number;
}

/** How the grids of the open plan spread around the band, for histogram and legend. */
export function useGridClasses(): ComputedRef<GridClass[]> {
  const plan = usePlan();
  const rows = useGridRows();
  return computed(() => {
    const band = plan.rules?.householdBand;
    if (!band) return [];
    const counts = bandRanges(band).map(([from, to]) => ({ from, to, count: 0 }));
    for (const { count } of rows.rows) {
      if (count?.households != null) counts[bandClass(count.households, band)]!.count++;
    }
    return counts;
  });
}

/** `< 200`, `200–299`, `≥ 667`: the numbers a class holds. */
export function classRange({ from, to }: GridClass, number: (value: number) => string): string {
  if (from === null) return to === null ? '' : `< ${number(to + 1)}`;
  return to === null ? `≥ ${number(from)}` : `${number(from)}–${number(to)}`;
}
