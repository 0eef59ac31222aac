import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BaseUnit } from '../../geodata/schema/settlement';
import { closeDatabase } from '../../server/db/open-database';
import { openPlaceDatabase } from '../../server/db/place-store';
import { loadDataset } from '../../server/services/load-dataset';
import { indexDataset } from '../../server/services/search-index';
import type { SearchSource } from '../../server/services/search-index';
import { searchPlace } from '../../server/services/search-place';
import { smallPlace } from '../fixtures/small-place';
import { benchCase, seededRandom } from './bench-case';
import type { Bench } from './bench-case';

interface Loaded {
  source: SearchSource;
  close(): Promise<void>;
}

const streetNames = Array.from('文昌朝阳幸福东风解放建设和平长江重庆绿地光明友谊团结胜利新华人民').flatMap(
  (first, i, all) => all.slice(i + 1).map((second) => `${first}${second}路`),
);

/** The test town with so many buildings along a few hundred streets, in a database of its own. */
async function loaded(count: number): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'getu-bench-'));
  const town = smallPlace('bench');
  const random = seededRandom(3);
  const baseUnits = Array.from({ length: count }, (_, i): BaseUnit => {
    const like = town.baseUnits[i % town.baseUnits.length]!;
    const street = streetNames[Math.floor(random() * streetNames.length)]!;
    const number = 1 + Math.floor(random() * 400);
    return { ...like, id: `u${i}` as BaseUnit['id'], name: `${1 + (i % 40)}号楼`, address: `${street}${number}号` };
  });
  const client = await openPlaceDatabase(folder, 'bench');
  if (!client.ok) throw new Error(client.problem.code);
  const stored = await loadDataset(client.value, { ...town, baseUnits });
  if (!stored.ok) throw new Error(stored.problem.code);
  const cache = new Map<string, unknown>();
  const source: SearchSource = {
    client: client.value,
    async cached<T>(key: string, build: () => Promise<T>): Promise<T> {
      if (!cache.has(key)) cache.set(key, await build());
      return cache.get(key) as T;
    },
  };
  return {
    source,
    async close() {
      await closeDatabase(client.value);
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
