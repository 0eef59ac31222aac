import type { PlaceDataset } from '../../geodata/schema/dataset';
import type { BaseUnit } from '../../geodata/schema/settlement';
import type { Client } from '../../server/db/open-database';
import { openPlaceDatabase } from '../../server/db/place-store';
import { loadDataset } from '../../server/services/load-dataset';
import { smallPlace } from '../fixtures/small-place';
import { seededRandom } from './bench-case';

const streetNames = Array.from('文昌朝阳幸福东风解放建设和平长江重庆绿地光明友谊团结胜利新华人民').flatMap(
  (first, i, all) => all.slice(i + 1).map((second) => `${first}${second}路`),
);

/** The test town with so many buildings along a few hundred streets. */
export function streetTown(count: number): PlaceDataset {
  const town = smallPlace('bench');
  const random = seededRandom(3);
  const baseUnits = Array.from({ length: count }, (_, i): BaseUnit => {
    const like = town.baseUnits[i % town.baseUnits.length]!;
    const street = streetNames[Math.floor(random() * streetNames.length)]!;
    const number = 1 + Math.floor(random() * 400);
    return { ...like, id: `u${i}` as BaseUnit['id'], name: `${1 + (i % 40)}号楼`, address: `${street}${number}号` };
  });
  return { ...town, baseUnits };
}

/** Stores a place in a folder; the database stays open. */
export async function storeTown(folder: string, dataset: PlaceDataset): Promise<Client> {
  const client = await openPlaceDatabase(folder, 'bench');
  if (!client.ok) throw new Error(client.problem.code);
  const stored = await loadDataset(client.value, dataset);
  if (!stored.ok) throw new Error(stored.problem.code);
  return client.value;
}
