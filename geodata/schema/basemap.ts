import { z } from 'zod';
import { localNameSchema } from './place';

/** Raster tiles of a Web Mercator grid. Several addresses are mirrors of one another. */
export const rasterTilesSchema = z
  .object({
    tiles: z.array(z.string()).min(1).meta({ description: 'Addresses with {z}, {x} and {y}' }),
    scheme: z.enum(['xyz', 'tms']).meta({ description: 'Rows counted from the north (xyz) or from the south (tms)' }),
    tileSize: z.number().int(),
    minzoom: z.number().int(),
    maxzoom: z.number().int(),
  })
  .meta({ id: 'RasterTiles' });
export type RasterTiles = z.infer<typeof rasterTilesSchema>;

const known = {
  id: z.string().meta({ example: 'tianditu-vector' }),
  name: localNameSchema,
  attribution: z.string().meta({ description: 'Whose map it is, to be shown wherever it is shown; plain text' }),
};

/** A base map the server was configured with, beside the one drawn from a place's own data. */
export const basemapSchema = z
  .discriminatedUnion('kind', [
    z.object({
      ...known,
      kind: z.literal('tiles'),
      ground: rasterTilesSchema,
      names: rasterTilesSchema.nullable().meta({ description: 'See-through tiles of names, drawn above' }),
    }),
    z.object({
      ...known,
      kind: z.literal('archive'),
      address: z.string().meta({ description: 'Where the PMTiles file is read by byte ranges, below this origin' }),
      content: z.enum(['raster', 'mvt', 'mlt']),
      tileSize: z.number().int(),
      bounds: z.array(z.number()).length(4).meta({ description: '[west, south, east, north]' }),
      minzoom: z.number().int(),
      maxzoom: z.number().int(),
      vectorLayers: z.array(z.string()).meta({ description: 'Names of the layers of vector tiles' }),
    }),
  ])
  .meta({ id: 'Basemap' });
export type BasemapWire = z.infer<typeof basemapSchema>;
