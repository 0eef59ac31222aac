import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageAnswer, StationFeatures } from '../../geodata/schema/coverage';
import type { AccessAnswer } from '../../geodata/schema/life-circle';
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
      seats: null,
      staff: null,
    };
    const answer = await ask([{ edit: 'close-station', station: first!.properties.id }, added]);
    expect(answer.total.after).toEqual(answer.total.before);
    expect(answer.gains.length + answer.losses.length + answer.sooner + answer.later).toBe(0);
  });

  it('names a station that was put where nobody can walk to', async () => {
    const [{ properties }] = membersOf() as [(typeof stations)['features'][number]];
    const { remote, losses } = await ask([{ edit: 'move-station', station: properties.id, coordinates: [0, 0] }]);
    expect(remote).toEqual([{ id: properties.id, name: properties.name }]);
    expect(losses.length).toBeGreaterThan(0);
    expect((await ask([{ edit: 'close-station', station: properties.id }])).remote).toEqual([]);
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

  it('names the compound that an edit cuts off, and the edit', async () => {
    const lane: ScenarioEdit = {
      edit: 'close-street',
      street: 'gate-lane',
      near: null,
      from: null,
      to: null,
      stretch: null,
    };
    const answer = await ask([{ edit: 'close-station', station: membersOf()[0]!.properties.id }, lane]);
    expect(answer.cutOff).toEqual([
      expect.objectContaining({
        compound: expect.objectContaining({ name: { zh: '幸福小区', en: 'Xingfu Compound' } }),
        edits: [2],
        closures: [],
        gates: [],
      }),
    ]);
    const { units, households } = answer.cutOff[0]!;
    expect(units).toBeGreaterThan(0);
    expect(households).toBeGreaterThan(0);
    // Shut by its gate instead: the gate is named. On other days than those of the closing nobody is cut off.
    const gate = (await get<{ features: { id: string }[] }>('/gates')).features[0]!;
    const shut = await ask([{ edit: 'set-gate', gate: gate.id as never, state: 'closed' }]);
    expect(shut.cutOff).toMatchObject([{ units, gates: [{ id: gate.id }], edits: [] }]);
    expect((await ask([{ ...lane, from: '2031-01-01', to: '2031-02-01' }])).cutOff).toEqual([]);
    expect((await ask([lane], [lane])).cutOff).toEqual([]);
  });

  it('tells what another size changes: the standard, the area for those served, and the capacity for each person', async () => {
    const [{ properties }] = membersOf() as [(typeof stations)['features'][number]];
    const question = (edits: unknown[]) => ({ edits, kind, minutes: 15, capacity: 'floor-area' });
    const measure = async (edits: unknown[]) => {
      const [status, value] = await send<WhatIfAnswer>('POST', '/scenarios/measure', question(edits));
      expect(status).toBe(200);
      return value.sizes!;
    };
    const least = 500;
    const small = await measure([
      { edit: 'resize-station', station: properties.id, floorAreaSquareMetres: least - 1, seats: 7 },
    ]);
    const big = await measure([{ edit: 'resize-station', station: properties.id, floorAreaSquareMetres: 2 * least }]);
    const asItIs = await get<AccessAnswer>(`/coverage/access?kind=${kind}&minutes=15&capacity=floor-area`);
    for (const sizes of [small, big]) {
      const { supply, stations: rows } = sizes;
      expect(supply.before.perThousand).toBeCloseTo((asItIs.total.supply! / asItIs.total.people) * 1000, 9);
      expect(supply.before.total).toBeCloseTo(asItIs.supply.reachable, 9);
      expect(rows.map(({ id }) => id)).toEqual([properties.id]);
      const { before, after } = rows[0]!;
      expect(before!.floorAreaSquareMetres).toBe(properties.floorAreaSquareMetres);
      expect(after!.households).toEqual(before!.households);
      expect(after!.squareMetresPer100Households).toBeCloseTo(
        (after!.floorAreaSquareMetres! / after!.households.count!) * 100,
        9,
      );
      // What is in reach of the same people grows as the area does.
      expect(after!.perThousand! / before!.perThousand!).toBeCloseTo(
        after!.floorAreaSquareMetres! / before!.floorAreaSquareMetres!,
        9,
      );
      expect((supply.after.total - supply.before.total).toFixed(6)).toBe(
        (after!.floorAreaSquareMetres! - before!.floorAreaSquareMetres!).toFixed(6),
      );
    }
    expect([small.stations[0]!.after!.seats, big.stations[0]!.after!.seats]).toEqual([7, properties.seats]);
    const floor = ({ stations: rows }: typeof small) =>
      rows[0]!.after!.checks.find(({ standard }) => standard.startsWith('floor-area'))!;
    expect([floor(small).outcome, floor(big).outcome]).toEqual(['fails', 'passes']);
    expect(floor(small).required).toBe(least);
    // The same on a network that edits have changed.
    const gate = (await get<{ features: { id: string }[] }>('/gates')).features[0]!;
    const gated = await measure([
      { edit: 'resize-station', station: properties.id, floorAreaSquareMetres: 2 * least },
      { edit: 'set-gate', gate: gate.id, state: 'recorded' },
    ]);
    expect(gated.supply).toEqual(big.supply);
    expect((await ask([])).sizes).toBeNull();
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
    const codeOf = async (edit: unknown) =>
      (await send<{ code: string }>('POST', '/scenarios/measure', question([edit])))[1].code;
    const station = membersOf()[0]!.properties.id;
    expect(await codeOf({ edit: 'close-street', near: [0, 0] })).toBe('scenario.no-street-near');
    expect(await codeOf({ edit: 'resize-station', station })).toBe('scenario.nothing-resized');
    expect(await codeOf({ edit: 'close-street', street: 'gate-lane', from: '2026-02-02', to: '2026-02-01' })).toBe(
      'scenario.days-reversed',
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
