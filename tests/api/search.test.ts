import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchAnswer } from '../../geodata/schema/search';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';
import { smallPlace } from '../fixtures/small-place';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

async function search(q: string, more = ''): Promise<SearchAnswer> {
  const response = await test.request(`/places/small/search?q=${encodeURIComponent(q)}${more}`);
  expect(response.status).toBe(200);
  return (await response.json()) as SearchAnswer;
}
const found = async (q: string) => (await search(q)).results.map(({ kind, id }) => `${kind} ${id}`);

describe('search', () => {
  it('finds a grid by its whole code before anything else', async () => {
    expect(await found('131022001001002')).toEqual(['grid a2']);
    expect((await found('131022'))[0]).toBe('area county');
  });

  it('finds every kind by name', async () => {
    expect((await found('东风社区'))[0]).toBe('area community-a');
    expect((await found('A2网格'))[0]).toBe('grid a2');
    expect((await found('幸福小区'))[0]).toBe('compound compound-a2');
    expect((await found('幸福老年食堂'))[0]).toBe('station station-canteen');
    expect((await found('南北3路'))[0]).toBe('street column-2');
    expect((await found('A1-3号楼'))[0]).toBe('base-unit a1-3');
  });

  it('puts an exact name before a beginning before a part', async () => {
    const results = await found('小镇');
    expect(results[0]).toBe('area subdistrict');
    expect(results.indexOf('station station-centre')).toBeLessThan(results.indexOf('base-unit a1-1'));
  });

  it('does not mind case, width and word order', async () => {
    expect((await found('ａ２网格'))[0]).toBe('grid a2');
    expect((await found('a2网格'))[0]).toBe('grid a2');
    expect(await found('3号 B1区')).toEqual(['base-unit b1-3']);
  });

  it('finds English names and answers in the language asked for', async () => {
    const { results } = await search('dongfeng', '&lang=en');
    expect(results[0]).toMatchObject({
      kind: 'area',
      name: 'Dongfeng',
      detail: 'Community',
      where: 'Small Town Subdistrict',
    });
    expect((await search('dongfeng')).results[0]?.name).toBe('东风社区');
  });

  it('finds by pinyin, initials and both mixed with characters', async () => {
    for (const q of ['dfsq', 'dongfeng', 'dongfeng shequ', '东f社区', 'dongfsq'])
      expect((await found(q))[0], q).toBe('area community-a');
    for (const q of ['xflnst', 'xingfu laonian', '幸福shitang'])
      expect((await found(q))[0], q).toBe('station station-canteen');
    expect((await found('nb3l'))[0]).toBe('street column-2');
  });

  it('finds an address in either language, its number as a whole number', async () => {
    for (const q of ['A2区 3号', '小镇街道A2区3号', '3 A2区', 'no 3 a2区', 'xiaozhenjiedao a2 3'])
      expect((await found(q))[0], q).toBe('base-unit a2-3');
    expect(await found('小镇街道 13号')).not.toContain('base-unit a1-3');
    // A house nobody has leads to its street.
    expect(await found('南北3路 999号')).toEqual(['street column-2']);
  });

  it('finds a grid by the short words people use for it', async () => {
    expect((await found('网格A2'))[0]).toBe('grid a2');
    expect((await found('Grid A2'))[0]).toBe('grid a2');
    expect((await found('东风 a2'))[0]).toBe('grid a2');
  });

  it('finds stations by what they are, in either language', async () => {
    for (const q of ['食堂', 'canteen', 'shitang', '助餐'])
      expect(await found(q), q).toContain('station station-canteen');
    const { results } = await search('canteen', '&lang=en');
    expect(results[0]).toMatchObject({ kind: 'station', stationKind: 'elder-canteen' });
    expect(results[0]?.where).toBeTruthy();
  });

  it('finds an incident by its number, the beginning or the last digits of it', async () => {
    const incidents = smallPlace().incidents;
    const { caseNumber, id, title } = incidents.find((one) => one.point !== null)!;
    const whole = await search(caseNumber);
    expect(whole.results[0]).toMatchObject({ kind: 'incident', id, name: caseNumber, detail: title });
    expect(whole.results[0]?.lng).not.toBeNull();
    expect((await found(caseNumber.slice(0, -1))).filter((one) => one.startsWith('incident')).length).toBeGreaterThan(
      0,
    );
    const nowhere = incidents.find((one) => one.point === null);
    if (nowhere) expect((await search(nowhere.caseNumber)).results[0]).toMatchObject({ id: nowhere.id, lng: null });
  });

  it('forgives one letter where nothing else is found, not two', async () => {
    for (const q of ['dongfegn', 'donfeng', 'dongfenng', 'Dongfang'])
      expect((await found(q))[0], q).toBe('area community-a');
    expect((await search('dongzzfang')).total).toBe(0);
  });

  it('finds unassigned land never, and the grids of another plan only there', async () => {
    expect((await search('b-free')).total).toBe(0);
    expect((await test.request('/places/small/search?q=a&plan=nowhere')).status).toBe(404);
  });

  it('reads a coordinate, longitude first', async () => {
    const { results } = await search('116.3052, 39.4321');
    expect(results[0]).toMatchObject({ kind: 'coordinate', lng: 116.3052, lat: 39.4321, hint: null });
    expect((await search('116.3052,39.4321')).results[0]?.kind).toBe('coordinate');
  });

  it('understands a swapped coordinate and says so, and says when one is elsewhere', async () => {
    expect((await search('39.4321 116.3052')).results[0]).toMatchObject({
      lng: 116.3052,
      lat: 39.4321,
      hint: 'swapped',
    });
    expect((await search('2.35,48.85')).results[0]).toMatchObject({ lng: 2.35, lat: 48.85, hint: 'outside' });
    expect((await search('200,100')).total).toBe(0);
  });

  it('lists the best and counts all', async () => {
    const answer = await search('号楼', '&limit=3');
    expect(answer.results.length).toBe(3);
    expect(answer.total).toBe(40);
    expect(answer.results.map(({ name }) => name)).toEqual(['A1-1号楼', 'A1-2号楼', 'A1-3号楼']);
  });

  it('finds nothing politely, and takes no empty question', async () => {
    expect(await search('不存在的地方')).toEqual({ results: [], total: 0 });
    expect(await search('%')).toEqual({ results: [], total: 0 });
    for (const q of ['', '%20%20']) expect((await test.request(`/places/small/search?q=${q}`)).status).toBe(400);
    expect((await test.request('/places/small/search')).status).toBe(400);
    expect((await test.request('/places/small/search?q=a&limit=9999')).status).toBe(400);
    expect((await test.request(`/places/small/search?q=${'x'.repeat(101)}`)).status).toBe(400);
    expect((await test.request('/places/nowhere/search?q=a')).status).toBe(404);
  });
});
