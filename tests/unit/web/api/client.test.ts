import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import type { CoverageAnswer } from '../../../../geodata/schema/coverage';
import { configureApi } from '../../../../web/api/client';
import type { placeApi, QueryOf } from '../../../../web/api/client';
import { fetchCoverage } from '../../../../web/api/coverage';
import { fetchIncidents } from '../../../../web/api/incidents';
import { basemapTileJsonPath } from '../../../../web/api/places';
import { postCommit } from '../../../../web/api/plans';
import { fetchSearch } from '../../../../web/api/search';

const fetched = vi.fn<typeof fetch>();
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
const { signal } = new AbortController();

beforeEach(() => vi.stubGlobal('fetch', fetched));
afterEach(() => {
  fetched.mockReset();
  vi.unstubAllGlobals();
});

describe('the typed client', () => {
  it('knows queries and answers from the routes themselves', () => {
    expectTypeOf(fetchCoverage).returns.resolves.extract<{ ok: true }>().toEqualTypeOf<{
      ok: true;
      value: CoverageAnswer;
    }>();
    type Query = QueryOf<typeof placeApi.coverage.$get>;
    expectTypeOf<'clinic'>().toExtend<Query['kind']>();
    expectTypeOf<'no such kind'>().not.toExtend<Query['kind']>();
    expectTypeOf<QueryOf<typeof placeApi.incidents.$get>['late']>().toEqualTypeOf<'true' | 'false' | undefined>();
  });

  it('writes ids and words into the address safely, leaves out what is empty, says language and author', async () => {
    configureApi({ language: () => 'en', author: () => ' 王 ' });
    fetched.mockResolvedValue(json({ results: [], total: 0 }));
    await fetchSearch('a/b', '3 号楼&', 5, signal);
    const [address, init] = fetched.mock.calls[0]!;
    expect(String(address)).toBe(`/api/places/a%2Fb/search?${new URLSearchParams({ q: '3 号楼&', limit: '5' })}`);
    expect(new Headers(init?.headers).get('Accept-Language')).toBe('en');
    expect(new Headers(init?.headers).get('X-Getu-Author')).toBe(encodeURIComponent('王'));
    expect(init?.signal).toBe(signal);

    fetched.mockResolvedValue(json({}));
    await fetchCoverage('guan', { kind: 'clinic', minutes: 15, walker: '', plan: undefined }, signal);
    expect(String(fetched.mock.lastCall![0])).toBe('/api/places/guan/coverage?kind=clinic&minutes=15');
    expect(basemapTileJsonPath('a/b')).toBe('/api/places/a%2Fb/tiles/basemap.json');
  });

  it('gives problems as values: of the server, of no network, of an answer that is not ours, of giving up', async () => {
    const ask = () => fetchSearch('guan', '楼', 5, signal);
    fetched.mockResolvedValue(json({ code: 'place.not-found', params: { place: 'guan' }, title: '…' }, 404));
    expect(await ask()).toMatchObject({ ok: false, problem: { code: 'place.not-found', params: { place: 'guan' } } });
    fetched.mockResolvedValue(json({ code: 'no.such.code' }, 500));
    expect(await ask()).toMatchObject({ problem: { code: 'client.unexpected-answer', params: { status: 500 } } });
    fetched.mockResolvedValue(new Response('<html>', { status: 502 }));
    expect(await ask()).toMatchObject({ problem: { code: 'client.unexpected-answer', params: { status: 502 } } });
    fetched.mockRejectedValue(new TypeError('fetch failed'));
    expect(await ask()).toMatchObject({ problem: { code: 'client.unreachable' } });
    fetched.mockRejectedValue(new DOMException('', 'AbortError'));
    expect(await ask()).toMatchObject({ problem: { code: 'client.cancelled' } });
  });

  it('takes only the shape it asked for from a route of two', async () => {
    fetched.mockResolvedValue(json({ type: 'FeatureCollection', features: [] }));
    expect(await fetchIncidents('guan', {}, signal)).toMatchObject({ problem: { code: 'client.unexpected-answer' } });
    expect(String(fetched.mock.lastCall![0])).toBe('/api/places/guan/incidents?format=json');
  });

  it('brings along what the other editor left', async () => {
    const theirs = { author: '李', at: null, note: null, revision: 4, grids: [] };
    fetched.mockResolvedValue(json({ code: 'plan.conflict', params: {}, theirs }, 409));
    const commit = { operation: { name: 'rename' as const, gridId: 'g-1' as never, gridName: '一' }, base: {} };
    expect(await postCommit('guan', 'p', commit)).toMatchObject({ ok: false, theirs });
    expect(JSON.parse(String(fetched.mock.lastCall![1]?.body))).toEqual(commit);
    fetched.mockResolvedValue(json({ code: 'plan.not-a-draft', params: {} }, 409));
    expect(await postCommit('guan', 'p', commit)).toMatchObject({ ok: false, theirs: null });
  });
});
