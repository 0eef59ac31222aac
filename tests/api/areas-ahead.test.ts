import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAreaWarmer } from '../../server/area-warmer';
import { createInlineCompute } from '../fixtures/inline-compute';
import type { Compute } from '../../server/workers/compute';
import { smallPlace } from '../fixtures/small-place';
import { createTestApp, TEST_NOW } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

describe('what service areas are drawn from, made ahead', () => {
  let app: TestApp;
  let compute: Compute;
  beforeAll(async () => {
    app = await createTestApp();
    compute = createInlineCompute(app.dataDir);
  });
  afterAll(async () => {
    await compute.close();
    await app.close();
  });

  const placeId = smallPlace().place.id;

  it('comes to an end slice by slice, and leaves areas as they are', async () => {
    const station = smallPlace().stations[0]!.id;
    const question = { about: 'service-areas', query: { of: { stations: [station] }, minutes: [5, 10] } } as const;
    const ask = () => createInlineCompute(app.dataDir).call('answer-coverage', { placeId, question, now: TEST_NOW });
    const cold = await ask();
    let slices = 0;
    for (let from: number | null = 0; from !== null; slices++) {
      const next: number | null = await compute.call('prepare-areas', { placeId, from, now: TEST_NOW });
      if (next !== null) expect(next).toBeGreaterThan(from);
      from = next;
    }
    expect(slices).toBeGreaterThan(0);
    const warm = await compute.call('answer-coverage', { placeId, question, now: TEST_NOW });
    expect(warm.ok && cold.ok && Buffer.from(warm.value).equals(Buffer.from(cold.value))).toBe(true);
  });

  it('is begun once for a version of a place, and anew for the next', async () => {
    const asked: number[] = [];
    const counting = {
      ...compute,
      call: (_: string, { from }: { from: number }) => {
        asked.push(from);
        return Promise.resolve(from < 2 ? from + 1 : null);
      },
    } as unknown as Compute;
    const warmer = createAreaWarmer(counting, () => TEST_NOW);
    warmer.warm(placeId, '1');
    warmer.warm(placeId, '1');
    await vi.waitFor(() => expect(asked).toEqual([0, 1, 2]), 10_000);
    warmer.warm(placeId, '1');
    warmer.warm(placeId, '2');
    await vi.waitFor(() => expect(asked).toEqual([0, 1, 2, 0, 1, 2]), 10_000);
  });
});
