import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase } from '../../server/db/open-database';
import { indexDataset } from '../../server/services/search-index';
import type { SearchSource } from '../../server/services/search-index';
import { searchPlace } from '../../server/services/search-place';
import { benchCase } from './bench-case';
import type { Bench } from './bench-case';
import { storeTown, streetTown } from './street-town';

interface Loaded {
  source: SearchSource;
  close(): Promise<void>;
}

/** A town of so many buildings in a database of its own. */
async function loaded(count: number): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'getu-bench-'));
  const client = await storeTown(folder, streetTown(count));
  const cache = new Map<string, unknown>();
  const source: SearchSource = {
    client,
    async cached<T>(key: string, build: () => Promise<T>): Promise<T> {
      if (!cache.has(key)) cache.set(key, await build());
      return cache.get(key) as T;
    },
    now: Date.UTC(2026, 2, 1),
  };
  return {
    source,
    async close() {
      await closeDatabase(client);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const sizes = [9_000, 90_000] as const;
const words = (count: number): string => `${count.toLocaleString('en')} buildings`;

const find = (what: string, q: string) =>
  sizes.map((count) =>
    benchCase<Loaded>({
      group: `search: ${what}`,
      input: words(count),
      size: count,
      runs: 40,
      prepare: () => loaded(count),
      run: ({ source }) => searchPlace(source, { q, limit: 24, language: 'zh' }),
      dispose: ({ close }) => close(),
    }),
  );

const build = (count: number) =>
  benchCase<Loaded>({
    group: 'read the index',
    input: words(count),
    size: count,
    runs: 5,
    prepare: () => loaded(count),
    run: ({ source }) => indexDataset(source.client),
    dispose: ({ close }) => close(),
  });

export default {
  title: 'Search',
  cases: [
    ...sizes.map(build),
    ...find('initials', 'wcl'),
    ...find('whole pinyin and number', 'chaoyanglu 23'),
    ...find('an address', '朝阳路 23号'),
    ...find('what nearly every building has', '号楼'),
    ...find('a misspelled street', 'chaoyagn'),
    ...find('nothing like it', 'qqqqqq'),
  ],
} satisfies Bench;
