import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { StationKind } from '../../../geodata/schema/station';
import { listStations } from '../../services/add-stations';
import { defineTask } from '../task';

const pack = promisify(gzip);

export interface ListStationsInput {
  placeId: string;
  /** Only stations of this kind; all where undefined. */
  kind: StationKind | undefined;
}

/** The stations of a place as gzipped GeoJSON text, kept until the data changes: a city has thousands. */
export const listStationsTask = defineTask((context, { placeId, kind }: ListStationsInput): Promise<Uint8Array> =>
  context.cached(placeId, `stations:${kind ?? ''}`, async ({ client }) =>
    pack(JSON.stringify(await listStations(client, kind)), { level: 6 }),
  ),
);
