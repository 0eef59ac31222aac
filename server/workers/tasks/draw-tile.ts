import { createBasemapTiles } from '../../services/basemap-tiles';
import { defineTask } from '../task';

export interface DrawTileInput {
  placeId: string;
  z: number;
  x: number;
  y: number;
}

/** A gzipped vector tile of the base map, or null where nothing is drawn. */
export const drawTile = defineTask(async (context, { placeId, z, x, y }: DrawTileInput): Promise<Uint8Array | null> => {
  const tiles = await context.cached(placeId, 'basemap-tiles', async ({ client }) => createBasemapTiles(client));
  return tiles.draw(z, x, y);
});
