import type { z } from 'zod';
import type { Grid, PlanWire, gridWireSchema } from '../../geodata/schema/plan';
import type { StoredPlan } from '../db/rows';

export type GridWire = z.infer<typeof gridWireSchema>;

/** A grid as the API gives it; arrays are copied because domain objects are read-only. */
export function gridToWire(grid: Grid): GridWire {
  return {
    ...grid,
    parents: [...grid.parents],
    polygons: grid.polygons.map((polygon) => polygon.map((ring) => [...ring])),
  };
}

/** A plan as the API gives it. */
export function planToWire(stored: StoredPlan, gridCount: number): PlanWire {
  return {
    ...stored,
    gridCount,
    createdAt: new Date(stored.createdAt).toISOString(),
    updatedAt: new Date(stored.updatedAt).toISOString(),
  };
}
