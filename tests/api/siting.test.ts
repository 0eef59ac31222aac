import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageUnits } from '../../geodata/schema/coverage';
import {
  sitingAnswerSchema,
  sitingJobSchema,
  sitingQuestionSchema,
  sitingUnitsSchema,
} from '../../geodata/schema/siting';
import type { SitingAnswer, SitingJobWire, SitingQuestionInput, SitingUnits } from '../../geodata/schema/siting';
import { createSitingJobs } from '../../server/services/siting-jobs';
import { createComputePool } from '../../server/workers/compute-pool';
import { createInlineCompute } from '../fixtures/inline-compute';
import { startSitingThread } from '../../server/workers/siting-thread';
import { smallPlace, smallPlacePoint } from '../fixtures/small-place';
import { createTestApp, load, TEST_NOW, unwrap } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  await load(test.dataDir, { ...smallPlace('streetless'), streets: [], gates: [] });
});
afterAll(() => test.close());

const question = (more: Partial<SitingQuestionInput> = {}): SitingQuestionInput => ({
  kind: 'service-centre',
  minutes: 5,
  goal: 'cover-most',
  sites: 2,
  candidates: { from: 'buildings' },
  ...more,
});
const ask = (body: unknown, place = 'small', app = test) =>
  app.request(`/places/${place}/siting`, { method: 'POST', body });

/** Asks and waits for the answer. */
async function solve(
  body: SitingQuestionInput,
  app = test,
): Promise<{ id: string; answer: SitingAnswer; units: SitingUnits }> {
  const asked = await ask(body, 'small', app);
  if (asked.status !== 202) throw new Error(`${asked.status} ${await asked.text()}`);
  const { id } = sitingJobSchema.parse(await asked.json());
  await app.siting.settled(id);
  const job = sitingJobSchema.parse(await (await app.request(`/places/small/siting/${id}`)).json());
  expect(job).toMatchObject({ state: 'done', problem: null });
  return {
    id,
    answer: sitingAnswerSchema.parse(await (await app.request(`/places/small/siting/${id}/answer`)).json()),
    units: sitingUnitsSchema.parse(await (await app.request(`/places/small/siting/${id}/units`)).json()),
  };
}

async function refusal(body: unknown, place?: string): Promise<[number, string, string]> {
  const response = await ask(body, place);
  expect(response.headers.get('Content-Type')).toMatch('application/problem+json');
  const { code, detail } = (await response.json()) as { code: string; detail: string };
  return [response.status, code, detail];
}

describe('siting', () => {
  it('answers with sites in order, both parts of every share, and an optimum that is proven', async () => {
    const { answer, units } = await solve(question());
    expect(answer.sites).toHaveLength(2);
    expect(answer.proof).toMatchObject({ unit: 'people', gapPercent: 0 });
    const stands = [
      answer.before,
      ...answer.sites.map(({ stand }) => stand),
      ...answer.further.map(({ stand }) => stand),
    ];
    const covered = stands.map((stand) => stand.covered);
    expect(covered).toEqual([...covered].sort((a, b) => a - b));
    const gains = covered.slice(1).map((value, i) => value - covered[i]);
    expect(gains[0]).toBeGreaterThanOrEqual(gains[1]);
    expect(answer.proof.value).toBe(covered[2] - covered[0]);
    const sum = (side: 'before' | 'after') => answer.byCommunity.reduce((total, one) => total + one[side].covered, 0);
    expect(sum('before')).toBe(answer.before.covered);
    expect(sum('after')).toBe(covered[2]);
    // The columns tell the same as coverage does.
    const today = (await (
      await test.request('/places/small/coverage/units?kind=service-centre')
    ).json()) as CoverageUnits;
    expect(units.before).toEqual(today.milliseconds);
    units.after.forEach((time, i) => {
      if (units.site[i] >= 0) expect(time).toBeLessThanOrEqual(units.before[i] < 0 ? Infinity : units.before[i]);
      else expect(time).toBe(units.before[i]);
    });
  });

  it('is the same answer by threads as on one thread', async () => {
    const threaded = await createTestApp(smallPlace(), createComputePool);
    try {
      const [here, there] = await Promise.all([
        solve(question({ goal: 'median' })),
        solve(question({ goal: 'median' }), threaded),
      ]);
      expect({ ...there.answer, proof: null }).toEqual({ ...here.answer, proof: null });
      expect(there.units).toEqual(here.units);
    } finally {
      await threaded.close();
    }
  });

  it('is one job for one question, and gone once it is dropped', async () => {
    const body = question({ seed: 9 });
    const { id } = await solve(body);
    expect((await solve(body)).id).toBe(id);
    expect((await test.request(`/places/small/siting/${id}`, { method: 'DELETE' })).status).toBe(200);
    expect((await test.request(`/places/small/siting/${id}`)).status).toBe(404);
    expect((await solve(body)).id).not.toBe(id);
  });

  it('counts the young and the old by their own columns', async () => {
    const totals: number[] = [];
    for (const count of ['residents', 'children', 'elderly', 'aged-75'] as const) {
      totals.push((await solve(question({ count }))).answer.counted.total);
    }
    expect(totals[0]).toBeGreaterThan(totals[1]);
    expect(totals[2]).toBeGreaterThan(totals[3]);
    expect(totals[3]).toBeGreaterThan(0);
  });

  it('reaches everybody with the fewest sites, and shortens the longest walk', async () => {
    const all = await solve(question({ goal: 'cover-all' }));
    expect(all.answer.proof).toMatchObject({ unit: 'sites', gapPercent: 0, value: all.answer.sites.length });
    const last = all.answer.sites.at(-1)?.stand.covered ?? all.answer.before.covered;
    expect(last).toBe(all.answer.counted.total - all.answer.unreachable.count);
    const centre = await solve(question({ goal: 'centre', sites: 1 }));
    expect(centre.answer.proof.value).toBe(centre.answer.sites[0].stand.longestMilliseconds);
    expect(centre.answer.proof.value).toBeLessThanOrEqual(centre.answer.before.longestMilliseconds ?? Infinity);
  });

  it('serves no more than each site can take', async () => {
    const { answer } = await solve(question({ capacity: 20 }));
    const gains = [answer.before, ...answer.sites.map(({ stand }) => stand)].map(({ covered }) => covered);
    expect(gains.at(-1)! - gains[0]).toBeLessThanOrEqual(40);
    expect(answer.proof.value).toBe(gains.at(-1)! - gains[0]);
  });

  it('gives up existing stations only as many as may be', async () => {
    const { answer } = await solve(question({ closable: 1, sites: 1 }));
    expect(answer.closed.length).toBeLessThanOrEqual(1);
    expect(answer.sites.length).toBe(1 + answer.closed.length);
  });

  it('takes points by coordinates and names those off the network', async () => {
    const points = [
      { name: '街角', coordinates: smallPlacePoint(1, 1) },
      { name: '荒地', coordinates: smallPlacePoint(-3, 1) },
    ];
    const { answer } = await solve(question({ sites: 1, candidates: { from: 'points', points } }));
    expect(answer.sites[0]).toMatchObject({ name: { zh: '街角' }, unit: null });
    expect(answer.candidates).toMatchObject({
      given: 2,
      used: 1,
      refused: [{ position: 2, name: '荒地', reason: 'off-network' }],
    });
  });

  it('refuses what cannot be solved, by name and with a remedy', async () => {
    const corner = { from: 'points' as const, points: [{ coordinates: smallPlacePoint(1, 1) }] };
    const wild = { from: 'points' as const, points: [{ coordinates: smallPlacePoint(-9, 1) }] };
    const cases: [unknown, number, string][] = [
      [question({ candidates: corner }), 422, 'siting.too-many-sites'],
      [question({ sites: 1, candidates: wild }), 422, 'siting.no-candidates'],
      [question({ candidates: { from: 'stations', kind: 'hospital' } }), 422, 'siting.no-candidates'],
      [question({ goal: 'median', floorPercent: 50 }), 422, 'siting.option-not-for-goal'],
      [question({ goal: 'centre', capacity: 5 }), 422, 'siting.option-not-for-goal'],
      [question({ capacity: 5, floorPercent: 5 }), 422, 'siting.option-not-for-goal'],
      [question({ closable: 50 }), 422, 'siting.too-much-closed'],
      [{ ...question(), sites: 0 }, 400, 'request.invalid'],
      [{ ...question(), minutes: 9999 }, 400, 'request.invalid'],
      [{ ...question(), goal: 'best' }, 400, 'request.invalid'],
      [{ ...question(), extra: 1 }, 400, 'request.invalid'],
      [question({ walker: 'bird' }), 400, 'coverage.unknown-walker'],
    ];
    for (const [body, status, code] of cases) expect((await refusal(body)).slice(0, 2), code).toEqual([status, code]);
    expect((await refusal(question(), 'nowhere')).slice(0, 2)).toEqual([404, 'place.not-found']);
    expect((await refusal(question(), 'streetless')).slice(0, 2)).toEqual([422, 'coverage.no-streets']);
  });

  it('names the communities whose floor cannot be met', async () => {
    const west = { from: 'points' as const, points: [{ coordinates: smallPlacePoint(0, 1) }] };
    const [status, code, detail] = await refusal(
      question({ minutes: 2, sites: 1, floorPercent: 90, candidates: west }),
    );
    expect([status, code]).toEqual([422, 'siting.floor-out-of-reach']);
    expect(detail).toContain('社区');
    const asked = await ask(question({ minutes: 3, sites: 1, floorPercent: 90, candidates: { from: 'buildings' } }));
    const { id } = (await asked.json()) as SitingJobWire;
    await test.siting.settled(id);
    const job = (await (await test.request(`/places/small/siting/${id}`)).json()) as SitingJobWire;
    expect(job).toMatchObject({ state: 'failed', problem: { code: 'siting.floor-impossible' } });
    expect((await test.request(`/places/small/siting/${id}/answer`)).status).toBe(422);
  });

  it('lets existing stations take only so much, and says whose limit is not on record', async () => {
    const asked = question({ minutes: 10, capacity: 200 });
    const free = (await solve(asked)).answer;
    const each = (await solve({ ...asked, stationCapacity: { people: 150, by: 'station' } })).answer;
    expect(each.stationsWithoutCapacity).toBe(0);
    expect(each.stationsBefore).toBeGreaterThan(0);
    expect(each.before.covered).toBeLessThanOrEqual(150 * each.stationsBefore);
    expect(each.before.covered).toBeLessThan(free.before.covered);
    expect(each.sites.at(-1)!.stand.covered).toBe(each.proof.value);
    expect(each.sites.at(-1)!.stand.covered).toBeLessThanOrEqual(150 * each.stationsBefore + 200 * each.sites.length);
    expect(each.proof.gapPercent).toBe(0);
    expect(each.closed).toEqual([]);
    const sum = (side: 'before' | 'after') => each.byCommunity.reduce((total, one) => total + one[side].covered, 0);
    expect([sum('before'), sum('after')]).toEqual([each.before.covered, each.proof.value]);
    // Nobody recorded seats: who has no limit on record serves whoever comes, as without the question.
    const bySeat = (await solve({ ...asked, stationCapacity: { people: 1, by: 'seat' } })).answer;
    expect(bySeat.stationsWithoutCapacity).toBe(bySeat.stationsBefore);
    expect(bySeat.before.covered).toBe(free.before.covered);
    expect(bySeat.sites.at(-1)!.stand.covered).toBe(free.sites.at(-1)!.stand.covered);
  });

  it('runs in a thread of its own, which is cut off on request or gives the best it has', async () => {
    const compute = createInlineCompute(test.dataDir);
    const jobs = createSitingJobs({ startJob: startSitingThread, now: Date.now, log: (line) => test.log.push(line) });
    try {
      const asked = sitingQuestionSchema.parse(question({ goal: 'median' }));
      const prepared = unwrap(
        await compute.call('prepare-siting', { placeId: 'small', question: asked, now: TEST_NOW }),
      );
      const cut = unwrap(jobs.start('small', 'cut', prepared));
      expect(jobs.describe('small', cut, 'zh')).toMatchObject({ value: { state: 'running' } });
      expect(jobs.answer('small', cut)).toMatchObject({ problem: { code: 'siting.not-done' } });
      expect(jobs.describe('elsewhere', cut, 'zh')).toMatchObject({ problem: { code: 'siting.not-found' } });
      expect(await jobs.drop('small', cut)).toEqual({ ok: true, value: true });
      expect(jobs.describe('small', cut, 'zh')).toMatchObject({ problem: { code: 'siting.not-found' } });
      const ended = unwrap(jobs.start('small', 'ended', prepared));
      unwrap(jobs.finish('small', ended));
      await jobs.settled(ended);
      const packed = unwrap(jobs.answer('small', ended));
      const told = sitingAnswerSchema.parse(JSON.parse(String(gunzipSync(packed.answer))));
      expect(told.sites.length).toBeGreaterThan(0);
      expect(test.log.filter((line) => line.includes('lost its thread'))).toEqual([]);
    } finally {
      await jobs.close();
      await compute.close();
    }
  });

  it('takes no more jobs at a time than it has processors for, and hears no stranger', async () => {
    const bodies = [11, 12, 13].map((seed) => question({ seed }));
    const statuses = (await Promise.all(bodies.map((body) => ask(body)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(2);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    for (const path of ['', '/answer', '/units']) {
      expect((await test.request(`/places/small/siting/none${path}`)).status).toBe(404);
    }
  });
});
