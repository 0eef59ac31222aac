import { selectElevation } from '../../db/queries/elevation';
import { drawElevationTile } from '../../services/elevation-tiles';
import { defineTask } from '../task';
import type { DrawTileInput } from './draw-tile';

/** A PNG of heights, or null where the place has none. */
export const drawElevationTileTask = defineTask(
  async (context, { placeId, z, x, y }: DrawTileInput): Promise<Uint8Array | null> => {
    const grid = await context.cached(placeId, 'elevation', ({ client }) => selectElevation(client));
    return grid && drawElevationTile(grid, z, x, y);
  },
);
