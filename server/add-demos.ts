import { fail } from '../geodata/schema/problems';
import type { Result } from '../geodata/schema/problems';
import type { PlaceStores } from './db/place-store';
import { demoPlaces } from './services/demo-places';
import type { DemoPlace } from './services/demo-places';
import { makeDemoInThread } from './workers/demo-thread';

/**
 * The synthetic places of these names that are not there yet. A name of a place that was imported is nothing to make.
 * Fails with `start.unknown-place` where a name is neither.
 */
export async function findMissingDemos(names: readonly string[], places: PlaceStores): Promise<Result<DemoPlace[]>> {
  const missing: DemoPlace[] = [];
  for (const name of names) {
    if (await places.get(name)) continue;
    const demo = demoPlaces.find(({ placeId }) => placeId === name);
    if (!demo) {
      const known = new Set([...demoPlaces.map(({ placeId }) => placeId as string), ...(await places.list())]);
      return fail('start.unknown-place', { place: name, known: [...known].join(', ') });
    }
    missing.push(demo);
  }
  return { ok: true, value: missing };
}

/** Makes one synthetic place, and says on one line how far it is and how long it took. */
export async function addDemo(dataDir: string, { placeId, name }: DemoPlace): Promise<Result<string>> {
  const line = `生成${name.zh}（合成数据）· Making ${name.en ?? name.zh} (synthetic) … `;
  const start = performance.now();
  process.stdout.write(line);
  let shown = 0;
  const made = await makeDemoInThread(dataDir, placeId, (share) => {
    const percent = Math.round(share * 100);
    // Only a terminal can write over what it wrote.
    if (!process.stdout.isTTY || percent <= shown) return;
    shown = percent;
    process.stdout.write(`\r${line}${percent} % `);
  });
  const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  process.stdout.write(made.ok ? `${shown > 0 ? `\r${line}` : ''}${seconds}    \n` : '\n');
  return made;
}
