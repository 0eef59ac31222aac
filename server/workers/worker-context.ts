import { existsSync } from 'node:fs';
import { openDatabase } from '../db/open-database';
import type { Client } from '../db/open-database';
import { placeDatabasePath } from '../db/place-store';
import { selectDatasetVersion } from '../db/queries/places';

/** A place as a task sees it: reads only. */
export interface WorkerPlace {
  placeId: string;
  client: Client;
  datasetVersion: string;
}

/** What a task is given beside its input. */
export interface WorkerContext {
  /** Folder of the databases. */
  readonly dataDir: string;
  /** The place, at the version it has now. Throws where there is none: the route has looked already. */
  place(placeId: string): Promise<WorkerPlace>;
  /**
   * The value under `key`, built once per dataset version of the place and thread. What depends on a plan
   * has the plan's id and revision in its key. The least recently used of 64 keys goes first.
   */
  cached<T>(placeId: string, key: string, build: (place: WorkerPlace) => Promise<T>): Promise<T>;
  /** The same for a place at the version it was looked up at: one look for all that a task asks. */
  cachedAt<T>(place: WorkerPlace, key: string, build: () => Promise<T>): Promise<T>;
  close(): void;
}

const keysPerPlace = 64;

interface PlaceCache {
  datasetVersion: string;
  values: Map<string, Promise<unknown>>;
}

/** Opens databases as tasks ask for them and keeps what they built. One a thread. */
export function createWorkerContext(dataDir: string): WorkerContext {
  const clients = new Map<string, Promise<Client>>();
  const caches = new Map<string, PlaceCache>();

  const openClient = async (placeId: string): Promise<Client> => {
    const path = placeDatabasePath(dataDir, placeId);
    // Opening would create the file.
    if (!existsSync(path)) throw new Error(`no database of place ${placeId}`);
    const opened = await openDatabase(path, 'read');
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
    return opened.value;
  };

  const place = async (placeId: string): Promise<WorkerPlace> => {
    let opening = clients.get(placeId);
    if (!opening) {
      opening = openClient(placeId);
      clients.set(placeId, opening);
      opening.catch(() => clients.delete(placeId));
    }
    const client = await opening;
    const datasetVersion = await selectDatasetVersion(client);
    if (datasetVersion === null) throw new Error(`place ${placeId} is not loaded`);
    return { placeId, client, datasetVersion };
  };

  function cachedAt<T>(current: WorkerPlace, key: string, build: () => Promise<T>): Promise<T> {
    let cache = caches.get(current.placeId);
    if (!cache || cache.datasetVersion !== current.datasetVersion) {
      cache = { datasetVersion: current.datasetVersion, values: new Map() };
      caches.set(current.placeId, cache);
    }
    const { values } = cache;
    const value = values.get(key) ?? build();
    // Taken out and put back, so that the order of the map is the order of use.
    values.delete(key);
    values.set(key, value);
    value.catch(() => values.delete(key));
    if (values.size > keysPerPlace) {
      const [oldest] = values.keys();
      if (oldest !== undefined) values.delete(oldest);
    }
    return value as Promise<T>;
  }

  return {
    dataDir,
    place,
    async cached<T>(placeId: string, key: string, build: (place: WorkerPlace) => Promise<T>): Promise<T> {
      const current = await place(placeId);
      return cachedAt(current, key, () => build(current));
    },
    cachedAt,
    close() {
      for (const opening of clients.values()) {
        opening.then(
          (client) => client.close(),
          () => undefined,
        );
      }
      clients.clear();
    },
  };
}
