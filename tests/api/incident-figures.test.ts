import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureIds, figureParts, listedFigures } from '../../geodata/schema/incident-figures';
import type { FigureId, FigureRow, IncidentFigures } from '../../geodata/schema/incident-figures';
import type { IncidentPage, IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { incidentSet } from '../../server/services/incident-set';
import type { IncidentSource } from '../../server/services/incident-set';
import { measureFigures } from '../../server/services/measure-figures';
import { smallPlace } from '../fixtures/small-place';
import { createTestApp, load } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';
import { readAllRows } from '../fixtures/read-rows';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  // Its data ends with the last report, so that the newest windows are not over.
  const town = smallPlace('fresh');
  await load(test.dataDir, { ...town, place: { ...town.place, dataDate: '2025-03-30' } });
});
afterAll(() => test.close());

async function get<T>(path: string, place = 'small'): Promise<T> {
  const response = await test.request(`/places/${place}/incidents${path}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
const figures = (query = '', place = 'small') => get<IncidentFigures>(`/figures?${query}`, place);
const rows = (query: string) => get<IncidentPage>(`?limit=1000&${query}`);
const of = (answer: IncidentFigures, figure: FigureId, row: FigureRow = answer.whole) =>
  row.values[(row === answer.whole ? answer.figures : answer.rowFigures).indexOf(figure)]!;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const filters = [
  '',
  'from=2025-03-05&to=2025-03-12',
  'type=facilities',
  'state=open',
  'state=closed&from=2025-03-10',
  'late=true',
  'hours=1-5:8-17',
  'owner=环卫中心|-',
  'q=2',
  'from=2025-03-05T06:00:00Z&to=2025-03-20T06:00:00Z',
];

describe('figures', () => {
  it('of the mini town, by hand', async () => {
    const answer = await figures();
    expect(answer.figures).toEqual(figureIds);
    expect([answer.whole.reported, of(answer, 'count').numerator]).toEqual([30, 30]);
    // Reports of 8 to 17 h; closed an hour after, or so many days later: 0, 1, 2, 3 in turns. Half of the states are closed.
    expect([of(answer, 'sameDay').numerator, of(answer, 'sameDay').denominator]).toEqual([5, 30]);
    expect(of(answer, 'closed')).toMatchObject({ numerator: 15, denominator: 30 });
    const fresh = await figures('', 'fresh');
    expect(of(fresh, 'sameDay').pending).toBe(0);
    expect(of(fresh, 'twoDay')).toMatchObject({ pending: 1, denominator: 29 });
    expect(of(fresh, 'threeDay')).toMatchObject({ pending: 2, denominator: 28 });
    // Answered after half an hour, or still waiting.
    expect(of(answer, 'responseMedian')).toMatchObject({ value: 30, numerator: 25, denominator: 30, unknown: 5 });
    expect(of(answer, 'perWorker')).toMatchObject({ value: 3, numerator: 24, denominator: 8, unknown: 6 });
  });

  it.each(filters)('of areas and of what is in none add up to the whole (%s)', async (filter) => {
    for (const grouping of ['', 'level=community', 'by=owner']) {
      const answer = await figures(`${filter}&${grouping}`);
      const parts = [...answer.rows, answer.nowhere];
      expect(sum(parts.map(({ reported }) => reported))).toBe(answer.whole.reported);
      answer.figures.forEach((figure, f) => {
        if (figure === 'rate' || figure === 'perWorker') return;
        const all = answer.whole.values[f]!;
        for (const key of ['numerator', 'denominator', 'pending', 'unknown', 'excluded'] as const) {
          expect([figure, key, sum(parts.map(({ values }) => values[f]![key] ?? 0))]).toEqual([
            figure,
            key,
            all[key] ?? 0,
          ]);
        }
      });
    }
  });

  it.each(filters)('list exactly the incidents they count, for the whole and for a grid (%s)', async (filter) => {
    const answer = await figures(filter);
    expect(answer.whole.reported).toBe((await get<IncidentSummaryWire>(`/summary?${filter}`)).total);
    const row = answer.rows[2]!;
    for (const figure of listedFigures) {
      for (const part of figureParts) {
        for (const [value, narrowed] of [
          [of(answer, figure), ''],
          [of(answer, figure, row), `&grid=${row.id}`],
        ] as const) {
          const isShare = figure !== 'count' && figure !== 'responseMedian';
          const said = {
            counted: value.numerator,
            rest: isShare ? value.denominator! - value.numerator : 0,
            pending: value.pending,
            unknown: value.unknown,
            excluded: value.excluded,
          };
          const listed = await rows(`${filter}&figure=${figure}&part=${part}${narrowed}`);
          expect([figure, part, listed.total]).toEqual([figure, part, said[part]]);
          expect(listed.rows.length).toBe(listed.total);
        }
      }
    }
  });

  it('of every row not closed the same day are open or closed on another date', async () => {
    const listed = await rows('figure=sameDay&part=rest');
    const dateOf = (at: string) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.parse(at));
    expect(listed.total).toBe(25);
    expect(listed.rows.every(({ closedAt, reportedAt }) => !closedAt || dateOf(closedAt) > dateOf(reportedAt))).toBe(
      true,
    );
  });

  it('come from sums by whole days, types and states, and from rows where sums know nothing', async () => {
    const from = async (query: string) => (await figures(query)).answeredFrom;
    expect(await from('from=2025-03-05&to=2025-03-12&type=noise&state=open&late=true')).toBe('sums');
    for (const query of [
      'q=2',
      'hours=1-5:8-17',
      'bbox=116.3,39.4,116.4,39.5',
      'from=2025-03-05T06:00:00Z',
      'owner=-',
    ]) {
      expect(await from(query)).toBe('rows');
    }
  });

  it('against a period judge it as long after its end, and say how sure the change is', async () => {
    const answer = await figures('from=2025-03-16&to=2025-03-30&against=previous', 'fresh');
    expect(answer.against).toMatchObject({
      period: { from: '2025-03-01', to: '2025-03-15' },
      days: { now: 15, before: 15 },
    });
    // 30 March ends with the data; so 15 March is judged at its own end.
    expect(answer.against!.asOf).toBe('2025-03-15T16:00:00.000Z');
    expect(of(answer, 'twoDay')).toMatchObject({ pending: 1 });
    // Of the nine closed ones of its fifteen reports the last was still open at that time.
    expect(of(answer, 'closed').before!.numerator).toBe(8);
    expect(of(answer, 'count').change).toEqual({ finding: 'usual', adjustedChance: 1 });
    expect(of(answer, 'count', answer.rows[0]!).change!.finding).toBe('too-few');
  });

  it('of a few are asked for by name, of areas fewer still', async () => {
    const answer = await figures('figure=overdue,count,sameDay&rows=sameDay');
    expect(answer.figures).toEqual(['count', 'sameDay', 'overdue']);
    expect(answer.rowFigures).toEqual(['sameDay']);
    expect(answer.rows.every(({ values }) => values.length === 1)).toBe(true);
  });

  it('that a place has no data for are told with the reason', async () => {
    const town = smallPlace('bare');
    await load(test.dataDir, {
      ...town,
      incidents: town.incidents.map((one) => ({ ...one, dueAt: null, respondedAt: null })),
    });
    const { missing, figures: there } = await figures('by=owner', 'bare');
    expect(Object.fromEntries(missing.map(({ figure, why }) => [figure, why]))).toEqual({
      rate: 'by-owner',
      responseMedian: 'no-responses',
      responseP90: 'no-responses',
      dueInTime: 'no-deadlines',
      overdue: 'no-deadlines',
      perWorker: 'by-owner',
    });
    expect(there).toEqual(['count', 'sameDay', 'twoDay', 'threeDay', 'closed']);
  });

  it.each([
    ['figure=speed', 422, 'figures.unknown'],
    ['rows=speed', 422, 'figures.unknown'],
    ['level=galaxy', 400, 'incident.unknown-level'],
    ['against=never', 400, 'incident.bad-against'],
    ['by=weather', 400, 'request.invalid'],
    ['plan=none', 404, 'plan.not-found'],
  ])('refuse %s', async (query, status, code) => {
    const response = await test.request(`/places/small/incidents/figures?${query}`);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('made anew from the rows are the same, whatever the filter', async () => {
    const store = (await test.places.get('small'))!;
    const cache = new Map<string, unknown>();
    const source: IncidentSource = {
      client: store.client,
      now: Date.UTC(2026, 0, 1),
      async cached<T>(key: string, build: () => Promise<T>): Promise<T> {
        if (!cache.has(key)) cache.set(key, await build());
        return cache.get(key) as T;
      },
    };
    const { days } = await incidentSet(source);
    const dates = days!.dates;
    let compared = 0;
    for (const [a, b] of [
      [0, 29],
      [4, 11],
      [15, 29],
      [20, 24],
    ] as const) {
      for (const rest of [
        {},
        { type: 'facilities' },
        { state: 'open' },
        { late: true },
        { state: 'closed', type: 'noise' },
      ]) {
        for (const against of [undefined, 'previous']) {
          for (const level of [undefined, 'community']) {
            const query = { from: dates[a]!, to: dates[b]!, ...rest, against, level };
            const bySums = await measureFigures(source, query);
            const byRows = await measureFigures(source, query, true);
            if (!bySums.ok || !byRows.ok) {
              expect(byRows).toEqual(bySums);
              continue;
            }
            expect(bySums.value.answeredFrom).toBe('sums');
            expect({ ...byRows.value, answeredFrom: 'sums' }).toEqual(bySums.value);
            compared++;
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(40);
  });
});

describe('the Excel file', () => {
  const bad = ['=1+1', '+86 10', '-5', '@sum', '\t=2', 'plain <&>'];
  const workbook = async (query: string, place = 'small') => {
    const response = await test.request(`/places/${place}/incidents/export?${query}`);
    if (response.status !== 200) throw new Error(await response.text());
    expect(response.headers.get('Content-Type')).toContain('spreadsheetml');
    return new Uint8Array(await response.arrayBuffer());
  };
  /** A sheet by name; the third is named after what is counted by. */
  const sheet = async (bytes: Uint8Array, name: string, area = { zh: '网格', en: 'Grid' }) => {
    const read = await readAllRows({ format: 'xlsx', file: 'a.xlsx', sheet: name, crs: 'WGS84' }, { 'a.xlsx': bytes });
    if (!read.result.ok) throw new Error(read.result.problem.code);
    expect(read.result.value.parts).toEqual(
      ['About', 'Figures', 'Rows', area.en].includes(name)
        ? ['About', 'Figures', area.en, 'Rows']
        : ['说明', '指标', area.zh, '事件'],
    );
    return read.rows.map(({ properties }) => properties);
  };

  it('holds the figures, the areas and every incident, as numbers and as dates of the place', async () => {
    const query = 'from=2025-03-16&to=2025-03-30&against=previous&level=community';
    const community = { zh: '社区', en: 'Community' };
    const answer = await figures(query);
    const bytes = await workbook(`${query}&lang=zh`);
    const shown = await sheet(bytes, '指标', community);
    expect(shown[0]).toMatchObject({
      社区: '合计',
      上报: answer.whole.reported,
      当天办结率: Number(of(answer, 'sameDay').value!.toFixed(6)),
      '当天办结率 分子': of(answer, 'sameDay').numerator,
      '当天办结率 分母': of(answer, 'sameDay').denominator,
      '事件数 变化': '可能是偶然',
    });
    expect(shown.length).toBe(answer.rows.length + 2);
    const summary = await get<IncidentSummaryWire>('/summary?from=2025-03-16&to=2025-03-30&level=community');
    const areas = await sheet(bytes, '社区', community);
    expect(areas.map((row) => row['事件数'])).toEqual(summary.byGrid.map(({ count }) => count));
    const listed = await rows('from=2025-03-16&to=2025-03-30');
    const incidents = await sheet(bytes, '事件', community);
    expect(incidents.map((row) => row['编号'])).toEqual(listed.rows.map(({ caseNumber }) => caseNumber));
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    expect(incidents.map((row) => String(row['上报']).replace('T', ' '))).toEqual(
      listed.rows.map(({ reportedAt }) => local.format(Date.parse(reportedAt))),
    );
    expect(typeof incidents[0]!['等级']).toBe('number');
  });

  it('says on its first sheet what it is of, in both languages', async () => {
    const query = 'type=noise&state=open&owner=-&late=true&hours=1-5:8-17&q=2';
    const zh = await sheet(await workbook(`${query}&lang=zh`), '说明');
    const text = JSON.stringify(zh);
    for (const part of [
      '承办单位：未写明单位',
      '状态：在办',
      '只看超期',
      '周一–周五 8:00–18:00',
      '含有：2',
      '暂不计',
    ]) {
      expect(text).toContain(part);
    }
    const narrowed = 'light=red,closed-late&cover=beyond-15,off-network,no-full-time-worker';
    const lit = JSON.stringify(await sheet(await workbook(`${narrowed}&lang=zh`), '说明'));
    for (const part of ['灯色：红灯、超期结案', '服务圈外：步行 15 分钟以外、附近没有道路、没有专职网格员'])
      expect(lit).toContain(part);
    const lights = JSON.stringify(await sheet(await workbook(`${narrowed}&lang=en`), 'About'));
    for (const part of ['Red, Closed late', 'Beyond 15 min on foot, No street near, No full-time worker']) {
      expect(lights).toContain(part);
    }
    const en = JSON.stringify(await sheet(await workbook('lang=en'), 'About'));
    for (const part of ['Numerator: closed the same day', 'Data version', '2025-06-30 24:00'])
      expect(en).toContain(part);
  });

  it('takes no text for a formula', async () => {
    const town = smallPlace('sheets');
    const incidents = town.incidents.map((one, i) => ({
      ...one,
      title: bad[i % bad.length]!,
      address: bad[(i + 1) % 6]!,
    }));
    await load(test.dataDir, { ...town, incidents });
    const bytes = await workbook('lang=en&sort=oldest', 'sheets');
    const read = await sheet(bytes, 'Rows');
    // XML keeps the tab; nothing else of a text changes.
    expect(read.map((row) => row['Title'])).toEqual(incidents.map(({ title }) => title));
    const { unzipSync, strFromU8 } = await import('fflate');
    const parts = unzipSync(bytes);
    for (const [name, part] of Object.entries(parts)) {
      if (!name.startsWith('xl/worksheets/')) continue;
      const xml = strFromU8(part);
      expect(xml).not.toContain('<f>');
      expect(xml).not.toContain('<f ');
      for (const cell of xml.match(/<c [^>]*>(?=<is>)/g) ?? []) expect(cell).toContain('t="inlineStr"');
    }
    expect(strFromU8(parts['xl/worksheets/sheet4.xml']!)).toContain('state="frozen"');
  });

  it('of a part of a figure has only its rows', async () => {
    const read = await sheet(await workbook('figure=sameDay&part=counted&lang=en'), 'Rows');
    expect(read.length).toBe((await rows('figure=sameDay&part=counted')).total);
  });
});
