import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { placeIdSchema } from '../../geodata/schema/ids';
import type { PlaceId } from '../../geodata/schema/ids';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { closeDatabase, openDatabase } from './open-database';
import type { Client, InStatement, ResultSet } from './open-database';
import { migrate } from './migrate';

/** One place's database as the main thread uses it. */
export interface PlaceStore {
  readonly placeId: PlaceId;
  /** For short reads. Take it afresh each time: it is replaced after a lock conflict. */
  readonly client: Client;
  /** One short transaction through the one write queue; all or nothing. */
  write(statements: InStatement[]): Promise<ResultSet[]>;
  /** Runs `task` alone: no other write of this process happens meanwhile. Read, check, then one `client.batch`. */
  exclusive<T>(task: (client: Client) => Promise<T>): Promise<T>;
}

export interface PlaceStores {
  /** Ids of the places whose data is loaded, sorted. Sees files that an import made meanwhile. */
  list(): Promise<PlaceId[]>;
  /** The place's store, or null where there is no such place (or it is not loaded yet). */
  get(placeId: string): Promise<PlaceStore | null>;
  close(): Promise<void>;
}

/** The database file of a place. */
export function placeDatabasePath(dataDir: string, placeId: string): string {
  return join(dataDir, 'places', `${placeId}.db`);
}

/** Opens and migrates a place's database, creating it where it does not exist. The caller closes it. */
export async function openPlaceDatabase(dataDir: string, placeId: string): Promise<Result<Client>> {
  mkdirSync(join(dataDir, 'places'), { recursive: true });
  const path = placeDatabasePath(dataDir, placeId);
  const opened = await openDatabase(path);
  if (!opened.ok) return opened;
  const migrated = await migrate(opened.value, path);
  if (migrated.ok) return ok(opened.value);
  opened.value.close();
  return migrated;
}

/**
 * Opens every place below the data folder. Fails where one of them cannot be used
 * (`start.database-newer`, `start.database-unreadable`); places that appear later are opened when asked for.
 */
export async function openPlaces(dataDir: string): Promise<Result<PlaceStores>> {
  const folder = join(dataDir, 'places');
  mkdirSync(folder, { recursive: true });
  const open = new Map<string, Promise<OpenStore | null>>();
  let closed = false;

  const idsOnDisk = (): string[] =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.db'))
      .map((file) => file.slice(0, -'.db'.length))
      .filter((id) => placeIdSchema.safeParse(id).success)
      .sort();

  const openStore = async (placeId: string): Promise<OpenStore | null> => {
    const client = await openPlaceDatabase(dataDir, placeId);
    return client.ok ? new OpenStore(dataDir, placeId as PlaceId, client.value) : null;
  };

  const get = async (placeId: string): Promise<PlaceStore | null> => {
    if (closed || !placeIdSchema.safeParse(placeId).success) return null;
    let store = open.get(placeId);
    if (!store) {
      if (!existsSync(placeDatabasePath(dataDir, placeId))) return null;
      store = openStore(placeId);
      open.set(placeId, store);
    }
    const found = await store;
    if (!found) {
      open.delete(placeId);
      return null;
    }
    return (await found.isLoaded()) ? found : null;
  };

  for (const id of idsOnDisk()) {
    const client = await openPlaceDatabase(dataDir, id);
    if (!client.ok) {
      for (const store of open.values()) await (await store)?.close();
      return client;
    }
    open.set(id, Promise.resolve(new OpenStore(dataDir, id as PlaceId, client.value)));
  }

  return ok({
    get,
    async list() {
      const loaded: PlaceId[] = [];
      for (const id of idsOnDisk()) {
        const store = await get(id);
        if (store) loaded.push(store.placeId);
      }
      return loaded;
    },
    async close() {
      closed = true;
      for (const store of open.values()) await (await store)?.close();
      open.clear();
    },
  });
}

class OpenStore implements PlaceStore {
  readonly placeId: PlaceId;
  readonly #dataDir: string;
  #client: Client;
  /** Tail of the write queue; never rejects. */
  #tail: Promise<unknown> = Promise.resolve();

  constructor(dataDir: string, placeId: PlaceId, client: Client) {
    this.#dataDir = dataDir;
    this.placeId = placeId;
    this.#client = client;
  }

  get client(): Client {
    return this.#client;
  }

  write(statements: InStatement[]): Promise<ResultSet[]> {
    return this.exclusive((client) => client.batch(statements, 'write'));
  }

  exclusive<T>(task: (client: Client) => Promise<T>): Promise<T> {
    const turn = this.#tail.then(() => this.#run(task));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async isLoaded(): Promise<boolean> {
    const place = await this.#client.execute('SELECT 1 FROM place LIMIT 1');
    return place.rows.length > 0;
  }

  async close(): Promise<void> {
    await this.#tail;
    await closeDatabase(this.#client);
  }

  async #run<T>(task: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await task(this.#client);
    } catch (error) {
      // After SQLITE_BUSY the next commit on the same connection fails (libsql-client-ts #352): take a new one.
      if (isBusy(error)) {
        const fresh = await openPlaceDatabase(this.#dataDir, this.placeId);
        if (fresh.ok) {
          this.#client.close();
          this.#client = fresh.value;
        }
      }
      throw error;
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
