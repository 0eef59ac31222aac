import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Incident } from '../../geodata/schema/incident';
import type { IncidentReports, MergeAnswer } from '../../geodata/schema/incident-merge';
import type { IncidentDuplicates, IncidentRepeats } from '../../geodata/schema/incident-repeats';
import type {
  DensityRasterWire,
  IncidentHexagons,
  IncidentPage,
  IncidentRow,
  IncidentSummaryWire,
} from '../../geodata/schema/incident-summary';
import type { ProblemWire } from '../../geodata/schema/problem-wire';
import { FIRST_DAY, smallPlace } from '../fixtures/small-place';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

const DAY = 86_400_000;
let test: TestApp;
/** The thirty reports of the small place, and what these tests need beside them. */
const base = smallPlace();

function twin(of: Incident, id: string, days: number, change: Partial<Incident>): Incident {
  const reportedAt = of.reportedAt + days * DAY;
  return { ...of, id: id as Incident['id'], channelRef: id, caseNumber: id, reportedAt, ...change };
}

beforeAll(async () => {
  const [first, , third] = base.incidents as [Incident, Incident, Incident];
  const at = { title: '路面坑洼：幸福路12号门前', address: '幸福路12号' };
  const near = first.point!;
  const extra = [
    twin(first, 'x1', 1, { ...at, state: 'processing' }),
    twin(first, 'x2', 3, { ...at, address: '幸福路 １２號', point: [near[0] + 500, near[1]] }),
    twin(first, 'x3', 4, { ...at, title: '路面坑洼：幸福路12号门前，车过不去' }),
    twin(third, 'y1', 5, { title: '占道停车', address: '幸福路12号', point: near }),
    twin(first, 'x4', 200, { ...at }),
  ];
  test = await createTestApp({ ...base, incidents: [...base.incidents, ...extra] });
});
afterAll(() => test.close());

async function send<T>(method: string, path: string, body?: unknown, author = ''): Promise<[number, T]> {
  const headers = author ? { 'X-Getu-Author': encodeURIComponent(author) } : undefined;
  const response = await test.request(`/places/small${path}`, { method, body, ...(headers ? { headers } : {}) });
  return [response.status, (await response.json()) as T];
}
async function get<T>(path: string): Promise<T> {
  const [status, value] = await send<T>('GET', path);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(value)}`);
  return value;
}
const merge = (incident: string, master: string, author = '王敏') =>
  send<MergeAnswer & ProblemWire>('POST', `/incidents/${incident}/merge`, { master, reason: '同一处' }, author);
const undo = (incident: string) => send<MergeAnswer & ProblemWire>('DELETE', `/incidents/${incident}/merge`);
const total = async (query: string) => (await get<IncidentSummaryWire>(`/incidents/summary?${query}`)).total;

describe('repeated places', () => {
  it('are one address however it is written, and open exactly their rows', async () => {
    const answer = await get<IncidentRepeats>('/incidents/repeats?least=4&days=90');
    const place = answer.places.find(({ name }) => name === '幸福路12号')!;
    expect(place).toMatchObject({ kind: 'address', at: 'x1', most: 4, count: 5, open: 1, family: null });
    expect(place.types.map(({ count }) => count)).toEqual([4, 1]);
    expect(Date.parse(place.to) - Date.parse(place.from)).toBeLessThan(90 * DAY);
    const rows = await get<IncidentPage>(`/incidents?at=${place.at}`);
    expect(rows.rows.map(({ id }) => id).sort()).toEqual(['x1', 'x2', 'x3', 'x4', 'y1']);
    expect(rows.total).toBe(place.count);
    for (const one of answer.places) {
      expect((await get<IncidentPage>(`/incidents?at=${one.at}&limit=1`)).total).toBe(one.count);
    }
  });

  it('are found under the filter, and each group of types by itself', async () => {
    const narrowed = await get<IncidentRepeats>('/incidents/repeats?least=4&to=2025-04-30');
    expect(narrowed.places.find(({ at }) => at === 'x1')).toMatchObject({ count: 4 });
    const alike = await get<IncidentRepeats>('/incidents/repeats?least=3&alike=true');
    const own = alike.places.filter(({ name }) => name === '幸福路12号');
    expect(own.map(({ count, most, family }) => [count, most, family])).toEqual([[4, 3, own[0]!.family]]);
    expect((await get<IncidentPage>(`/incidents?at=${own[0]!.at}&alike=true`)).total).toBe(4);
  });

  it('say how many reports are of no place, and refuse what means nothing', async () => {
    const answer = await get<IncidentRepeats>('/incidents/repeats');
    expect(answer).toMatchObject({ least: 3, days: 90, alike: false, unplaced: 2, total: 35 });
    expect((await send('GET', '/incidents/repeats?least=1'))[0]).toBe(400);
    const [status, problem] = await send<ProblemWire>('GET', '/incidents?at=nobody');
    expect([status, problem.code]).toEqual([404, 'incident.not-found']);
  });
});

describe('likely duplicates', () => {
  it('stand beside the earlier one they are like, until somebody decides', async () => {
    const before = await get<IncidentDuplicates>('/incidents/duplicates');
    const pairs = before.pairs.map(({ later, earlier }) => [later.id, earlier.id]);
    expect(pairs).toEqual([['x2', 'x1']]);
    expect(before.pairs[0]).toMatchObject({ score: 1, text: 1, hours: 48 });
    expect(before.pairs[0]!.metres).toBeGreaterThan(3);

    const [parted] = await send('POST', '/incidents/x2/apart', { other: 'x1' });
    expect(parted).toBe(200);
    expect((await get<IncidentDuplicates>('/incidents/duplicates')).found).toBe(0);
    expect((await send('DELETE', '/incidents/x1/apart/x2'))[0]).toBe(200);
    expect((await get<IncidentDuplicates>('/incidents/duplicates')).found).toBe(1);
    const [again, problem] = await send<ProblemWire>('DELETE', '/incidents/x2/apart/x1');
    expect([again, problem.code]).toEqual([409, 'merge.not-apart']);

    await merge('x2', 'x1');
    const after = await get<IncidentDuplicates>('/incidents/duplicates');
    expect([after.found, after.merged]).toEqual([0, 1]);
    await undo('x2');
    expect(await get<IncidentDuplicates>('/incidents/duplicates')).toEqual(before);
  });
});

describe('reports and problems', () => {
  it('differ by what is merged, the same in every answer, and not at all once it is undone', async () => {
    const questions = [
      '/incidents/summary?plan=general-published',
      '/incidents?limit=100',
      '/incidents/density?bandwidth=200',
      '/incidents/hexagons?size=200',
      '/incidents/emerging?steps=4',
      '/incidents/repeats?least=3',
    ];
    const ask = async (count: string) =>
      Promise.all(
        questions.map((path) => get<{ total: number }>(`${path}${path.includes('?') ? '&' : '?'}count=${count}`)),
      );
    const reports = await ask('reports');
    expect(await ask('problems')).toEqual(reports.map((one) => one));
    await merge('x1', 'incident-1');
    await merge('x2', 'x1');
    await merge('x4', 'incident-1');
    const problems = await ask('problems');
    expect(problems.map(({ total: n }) => n)).toEqual(reports.map(({ total: n }) => n - 3));
    expect((await ask('reports')).map(({ total: n }) => n)).toEqual(reports.map(({ total: n }) => n));

    const [summary, page, density, hexagons] = problems as unknown as [
      IncidentSummaryWire,
      IncidentPage,
      DensityRasterWire,
      IncidentHexagons,
    ];
    const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
    expect(page.rows.every(({ reports: n }) => n > 0)).toBe(true);
    expect(sum(page.rows.map(({ reports: n }) => n))).toBe(35);
    expect(sum(summary.byGrid.map(({ count }) => count)) + summary.outsideGrids + summary.withoutPoint).toBe(32);
    expect(sum(summary.facets.byState.map(({ count }) => count))).toBe(32);
    expect(density.n + density.outside + density.withoutPoint).toBe(32);
    expect(sum(hexagons.counts) + hexagons.withoutPoint).toBe(32);
    // The colours mean what they meant.
    expect(density.domainTop).toBe((reports[2] as unknown as DensityRasterWire).domainTop);
    expect(hexagons.breaks).toEqual((reports[3] as unknown as IncidentHexagons).breaks);
    expect((await get<IncidentPage>('/incidents?merged=true')).rows.map(({ id }) => id).sort()).toEqual([
      'x1',
      'x2',
      'x4',
    ]);

    for (const id of ['x1', 'x4', 'x2']) expect((await undo(id))[0]).toBe(200);
    expect(await ask('problems')).toEqual(reports);
  });

  it('change the tag of an answer, so that nobody is shown what was merged since', async () => {
    const tag = async () => (await test.request('/places/small/incidents/summary')).headers.get('ETag')!;
    const before = await tag();
    await merge('x3', 'x1');
    const after = await tag();
    expect(after).not.toBe(before);
    const kept = await test.request('/places/small/incidents/summary', { headers: { 'If-None-Match': after } });
    expect(kept.status).toBe(304);
    await undo('x3');
    expect(await total('count=problems')).toBe(35);
  });

  it('of one problem are listed with who merged them, the master of a master first', async () => {
    await merge('x1', 'incident-1', '李 强');
    await merge('x2', 'x1');
    const seen = await get<IncidentReports>('/incidents/x2/reports');
    expect(seen.problem).toBe('incident-1');
    expect(seen.reports.map(({ row, link }) => [row.id, link?.master, link?.author])).toEqual([
      ['incident-1', undefined, undefined],
      ['x1', 'incident-1', '李 强'],
      ['x2', 'x1', '王敏'],
    ]);
    expect(await get<IncidentReports>('/incidents/incident-1/reports')).toEqual(seen);
    const one = await get<IncidentRow>('/incidents/x2');
    const problem = await get<IncidentRow>('/incidents/incident-1');
    expect([one.problemId, one.problemNumber, one.reports]).toEqual(['incident-1', problem.caseNumber, 0]);
    expect([problem.problemId, problem.problemNumber]).toEqual(['incident-1', null]);
    // Undoing the middle one carries its own along.
    expect((await undo('x1'))[1]).toMatchObject({ incident: 'x1', problem: 'x1', reports: 2 });
    expect((await get<IncidentReports>('/incidents/x2/reports')).problem).toBe('x1');
    await undo('x2');
  });

  it('are refused where they make no sense, with a code that says why', async () => {
    const code = async (answer: Promise<[number, { code?: string }]>) => {
      const [status, body] = await answer;
      return `${status} ${body.code}`;
    };
    await merge('x2', 'x1');
    expect(await code(merge('x1', 'x1'))).toBe('422 merge.itself');
    expect(await code(merge('x2', 'x3'))).toBe('409 merge.already');
    expect(await code(merge('x1', 'x2'))).toBe('409 merge.circle');
    expect(await code(merge('x1', 'y1'))).toBe('422 merge.other-family');
    expect(await code(merge('x1', 'nobody'))).toBe('404 incident.not-found');
    expect(await code(undo('x1'))).toBe('409 merge.not-merged');
    expect(await code(undo('nobody'))).toBe('404 incident.not-found');
    expect(await code(send('POST', '/incidents/x1/apart', { other: 'x2' }))).toBe('409 merge.already');
    expect(await code(send('POST', '/incidents/x1/merge', { master: 'x3', more: 1 }))).toMatch(/^4/);
    expect(await total('count=problems')).toBe(34);
    await undo('x2');
  });

  it('of an id that came to mean another report after an import are not followed', async () => {
    await merge('x2', 'x1');
    expect(await total('count=problems')).toBe(34);
    const store = (await test.places.get('small'))!;
    await store.write([{ sql: 'UPDATE incident SET reported_at = reported_at + 1 WHERE id = ?', args: ['x1'] }]);
    await store.write([{ sql: 'UPDATE place SET dataset_version = ?', args: ['another'] }]);
    expect(await total('count=problems')).toBe(35);
    expect((await undo('x2'))[1].code).toBe('merge.not-merged');
    expect(FIRST_DAY).toBeLessThan(Date.parse((await get<IncidentRow>('/incidents/x1')).reportedAt));
  });
});
