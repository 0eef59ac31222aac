import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ok } from '../../../geodata/schema/problems';
import type { Result } from '../../../geodata/schema/problems';
import { readGridsAsOf } from '../../services/plan-history';
import { defineTask } from '../task';

const pack = promisify(gzip);

/** The grids of a scheme on a day as gzipped GeoJSON text. */
export const readHistoryTask = defineTask(
  async (
    context,
    { placeId, schemeId, day }: { placeId: string; schemeId: string; day: string },
  ): Promise<Result<Uint8Array>> => {
    const read = await readGridsAsOf((await context.place(placeId)).client, schemeId, day);
    return read.ok ? ok(await pack(read.value, { level: 6 })) : read;
  },
);
