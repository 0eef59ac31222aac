import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageAnswer, StationFeatures } from '../../geodata/schema/coverage';
import type { ScenarioEdit, ScenarioWire, WhatIfAnswer } from '../../geodata/schema/scenario';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let test: TestApp;
let kind: string;
let stations: StationFeatures;
beforeAll(async () => {
  test = await createTestApp();
  stations = await get<StationFeatures>('/stations');
  kind = stations.features[0]!.properties.kind;
});
afterAll(() => test.close());

async function send<T>(method: string, path: string, body?: unknown): Promise<[number, T]> {
  const response = await test.request(`/places/small${path}`, { method, body });
  return [response.status, response.status === 204 ? (null as T) : ((await response.json()) as T)];
}
async function get<T>(path: string): Promise<T> {
  const [status, value] = await send<T>('GET', path);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(value)}`);
  return value;
}
async function ask(edits: ScenarioEdit[], against: ScenarioEdit[] = [], minutes = 5): Promise<WhatIfAnswer> {
  const [status, value] = await send<WhatIfAnswer>('POST', '/scenarios/measure', { edits, against, kind, minutes });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(value)}`);
  return value;
}
const membersOf = () => stations.features.filter(({ properties }) => properties.kind === kind);

describe('what if', () => {
  it('says of no edits what coverage says', async () => {
    const answer = await ask([]);
    const now = await get<CoverageAnswer>(`/coverage?kind=${kind}&minutes=5`);
    expect(answer.total.before).toEqual(now.total);
    expect(answer.total.after).toEqual(now.total);
    expect(answer.byCommunity.map(({ after }) => after.households)).toEqual(
      now.byCommunity.map(({ households }) => households),
    );
    expect(answer.gains).toEqual([]);
    expect(answer.sooner + answer.later).toBe(0);
  });

  it('loses everybody where every station is closed, and names them', async () => {
    const edits = membersOf().map(({ properties }): ScenarioEdit => ({
      edit: 'close-station',
      station: properties.id,
    }));
    const answer = await ask(edits);
    expect(answer.stations).toEqual({ before: edits.length, after: 0 });
    expect(answer.total.after.units.covered).toBe(0);
    expect(answer.losses).toHaveLength(answer.total.before.units.covered);
    expect(answer.losses.reduce((sum, { households }) => sum + (households ?? 0), 0)).toBe(
      answer.total.before.households!.covered,
    );
    expect(answer.losses[0]!.millisecondsAfter).toBeNull();
    // And the place is as it was.
    expect((await ask([])).total.after).toEqual(answer.total.before);
  });

  it('finds a station moved onto another one as near as that one', async () => {
    const [first] = membersOf();
    const added: ScenarioEdit = {
      edit: 'add-station',
      id: 'new-1',
      name: '',
      kind: first!.properties.kind,
      tier: 'station',
      coordinates: first!.geometry.coordinates as [number, number],
      floorAreaSquareMetres: null,
    };
    const answer = await ask([{ edit: 'close-station', station: first!.properties.id }, added]);
    expect(answer.total.after).toEqual(answer.total.before);
    expect(answer.gains.length + answer.losses.length + answer.sooner + answer.later).toBe(0);
  });

  it('holds two lists against each other', async () => {
    const close: ScenarioEdit[] = [{ edit: 'close-station', station: membersOf()[0]!.properties.id }];
    const there = await ask(close);
    const back = await ask([], close);
    expect(back.total).toEqual({ before: there.total.after, after: there.total.before });
    expect(back.gains.map(({ id }) => id)).toEqual(there.losses.map(({ id }) => id));
  });

  it('walks slower with a slower speed, and nowhere with every gate shut', async () => {
    const place = await get<{ profile: { coverage: { walkSpeedMetresPerSecond: Record<string, number> } } }>('');
    const [walker] = Object.keys(place.profile.coverage.walkSpeedMetresPerSecond);
    const slow = await ask([{ edit: 'set-speed', walker: walker!, speedMetresPerSecond: 0.3 }]);
    expect(slow.later).toBeGreaterThan(0);
    expect(slow.sooner).toBe(0);
    const gates = await get<{ features: { id: string }[] }>('/gates');
    const shut = await ask(
      gates.features.map(({ id }): ScenarioEdit => ({ edit: 'set-gate', gate: id as never, state: 'closed' })),
      [],
      60,
    );
    expect(shut.later).toBeGreaterThan(0);
    expect(shut.sooner).toBe(0);
  });

  it('names the edit that cannot be', async () => {
    const question = (edits: unknown[]) => ({ edits, kind, minutes: 5 });
    const [status, problem] = await send<{ code: string; params: { position: number; thing: string } }>(
      'POST',
      '/scenarios/measure',
      question([{ edit: 'close-station', station: 'nobody' }]),
    );
    expect([status, problem.code, problem.params]).toEqual([
      422,
      'scenario.unknown-thing',
      { position: 1, thing: 'nobody' },
    ]);
    const far = { edit: 'add-way', id: 'new-w', kind: 'path', from: [0, 0], to: [0, 0.1] };
    expect((await send<{ code: string }>('POST', '/scenarios/measure', question([far])))[1].code).toBe(
      'scenario.off-network',
    );
    expect((await send('POST', '/scenarios/measure', question([{ edit: 'fly' }])))[0]).toBe(400);
  });
});

describe('saved scenarios', () => {
  it('are kept with who saved them, opened by their address, held against each other and deleted', async () => {
    const edits = [{ edit: 'close-station', station: membersOf()[0]!.properties.id }];
    const [made, first] = await send<ScenarioWire>('POST', '/scenarios', { name: '关一个', edits });
    expect(made).toBe(201);
    expect(first).toMatchObject({ name: '关一个', note: '', revision: 1, edits });
    const [, second] = await send<ScenarioWire>('PUT', `/scenarios/${first.id}`, {
      name: '不关',
      edits: [],
      revision: 1,
    });
    expect(second.history.map(({ revision, name, edits: count }) => [revision, name, count])).toEqual([
      [2, '不关', 0],
      [1, '关一个', 1],
    ]);
    const [conflict, problem] = await send<{ code: string }>('PUT', `/scenarios/${first.id}`, {
      name: '晚了',
      edits,
      revision: 1,
    });
    expect([conflict, problem.code]).toEqual([409, 'scenario.conflict']);
    const [, other] = await send<ScenarioWire>('POST', '/scenarios', { name: '另一个', edits });
    const list = await get<{ scenarios: { id: string; edits: number }[] }>('/scenarios');
    expect(list.scenarios.map(({ id }) => id).sort()).toEqual([first.id, other.id].sort());
    const measured = await get<WhatIfAnswer>(
      `/scenarios/${other.id}/coverage?kind=${kind}&minutes=5&against=${first.id}`,
    );
    expect(measured.total).toEqual((await ask(edits as ScenarioEdit[])).total);
    expect((await send('DELETE', `/scenarios/${first.id}`))[0]).toBe(204);
    expect((await send<{ code: string }>('GET', `/scenarios/${first.id}`))[1].code).toBe('scenario.not-found');
  });
});
