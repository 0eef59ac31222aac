import { z } from 'zod';
import { languageQuery, placeParams } from './route-contract';

/** The path of a tile in OpenAPI: `example` is one as it is asked for, the row with its extension. */
export const tileParams = (example: { z: string; x: string; y: string }, extension: string) =>
  placeParams.extend({
    z: z.string().meta({ example: example.z }),
    x: z.string().meta({ example: example.x }),
    y: z.string().meta({ example: example.y, description: `Row, with the extension .${extension}` }),
  });

/** The query of a tile; `source` names what tells the version. */
export const tileQuery = (source: string) =>
  languageQuery.extend({
    v: z
      .string()
      .max(80)
      .optional()
      .meta({ description: `Version from ${source}; makes the tile cacheable for good` }),
  });

/** Numbers of a tile address with the extension asked for, or null where there is no such tile in these zooms. */
export function readTileAddress(
  address: { z: string; x: string; y: string },
  extension: 'mvt' | 'png',
  [minZoom, maxZoom]: readonly [number, number],
): { z: number; x: number; y: number } | null {
  const [, row, ending] = /^(\d{1,6})\.(\w+)$/.exec(address.y) ?? [];
  if (!row || ending !== extension || !/^\d{1,2}$/.test(address.z) || !/^\d{1,6}$/.test(address.x)) return null;
  const [z, x, y] = [Number(address.z), Number(address.x), Number(row)];
  const across = 2 ** z;
  return z >= minZoom && z <= maxZoom && x < across && y < across ? { z, x, y } : null;
}
