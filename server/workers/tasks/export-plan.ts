import { exportPlan } from '../../services/export-plan';
import type { ExportedPlan, ExportOrder } from '../../services/export-plan';
import { selectBaseUnitColumns } from '../../db/queries/base-unit-columns';
import { defineTask } from '../task';

/** A plan as a file of another program; null where it is gone. */
export const exportPlanTask = defineTask(
  async (
    context,
    { placeId, planId, ...order }: { placeId: string; planId: string } & ExportOrder,
  ): Promise<ExportedPlan | null> => {
    const { client } = await context.place(placeId);
    return exportPlan(client, planId, order, () =>
      context.cached(placeId, 'base-unit-columns', (place) => selectBaseUnitColumns(place.client)),
    );
  },
);
