import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { readCollection } from '../../services/read-collection';
import type { Collection } from '../../services/read-collection';
import { defineTask } from '../task';

const pack = promisify(gzip);

export interface ReadCollectionInput {
  placeId: string;
  collection: Collection;
}

/** A whole collection of a place as gzipped JSON text, kept until the data changes. */
export const readCollectionTask = defineTask(
  (context, { placeId, collection }: ReadCollectionInput): Promise<Uint8Array> =>
    context.cached(placeId, `collection:${collection}`, async ({ client }) =>
      pack(await readCollection(client, collection), { level: 6 }),
    ),
);
