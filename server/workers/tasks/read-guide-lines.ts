import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { selectAreas } from '../../db/queries/areas';
import { guideLinesOf, readGuideLines } from '../../services/read-guide-lines';
import { defineTask } from '../task';

const pack = promisify(gzip);

export interface ReadGuideLinesInput {
  placeId: string;
  areaId: string;
}

/** The lines borders of an area may follow, as gzipped JSON text; null where there is no such area. */
export const readGuideLinesTask = defineTask(
  (context, { placeId, areaId }: ReadGuideLinesInput): Promise<Uint8Array | null> =>
    context.cached(placeId, `guide-lines:${areaId}`, async ({ client }) => {
      const areas = await context.cached(placeId, 'areas', () => selectAreas(client));
      const area = areas.find(({ id }) => id === areaId);
      if (!area) return null;
      const all = await context.cached(placeId, 'guide-lines', () => readGuideLines(client));
      return pack(JSON.stringify({ guides: guideLinesOf(area, all) }), { level: 6 });
    }),
);
