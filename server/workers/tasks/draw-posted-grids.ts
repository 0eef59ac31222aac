import { planPostedGrids } from '../../services/draw-posted-grids';
import type { DrawnPosted, PostedGrid } from '../../services/draw-posted-grids';
import { defineTask } from '../task';

/** The change that draws posted outlines into a draft. Nothing of it is kept: a refused one leaves no trace. */
export const drawPostedGridsTask = defineTask(
  async (
    context,
    { placeId, planId, posted }: { placeId: string; planId: string; posted: readonly PostedGrid[] },
  ): Promise<DrawnPosted> => {
    const { client } = await context.place(placeId);
    return planPostedGrids(client, planId, posted);
  },
);
