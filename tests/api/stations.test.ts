import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoverageAnswer, StationFeatures } from '../../geodata/schema/coverage';
import { smallPlacePoint } from '../fixtures/small-place';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

const feature = (coordinates: unknown, properties: object = {}, more: object = {}) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates },
  properties: { name: '新食堂', kind: 'elder-canteen', ...properties },
  ...more,
});
const here = smallPlacePoint(0.2, 0.02);
const post = (body: unknown, headers?: Record<string, string>) =>
  test.request('/places/small/stations', { method: 'POST', body, ...(headers ? { headers } : {}) });
const stations = async () => (await (await test.request('/places/small/stations')).json()) as StationFeatures;
const coveredHouseholds = async () => {
  const answer = await test.request('/places/small/coverage?kind=elder-canteen&minutes=5');
  return ((await answer.json()) as CoverageAnswer).total.households!.covered;
};

describe('stations', () => {
  it('come as GeoJSON, all or of one kind, and are not sent twice', async () => {
    const all = await stations();
    expect(all.features.map(({ id }) => id)).toEqual([
      'station-centre',
      'station-rest-1',
      'station-rest-2',
      'station-canteen',
      'station-clinic',
    ]);
    expect(all.features[0]!.geometry.coordinates).toEqual(smallPlacePoint(0.5, 1.05));
    const rest = await test.request('/places/small/stations?kind=rest-station');
    expect(rest.headers.get('Content-Type')).toMatch('application/geo+json');
    expect(((await rest.json()) as StationFeatures).features.length).toBe(2);
    const tag = rest.headers.get('ETag')!;
    const again = await test.request('/places/small/stations', { headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(304);
  });

  it('can be added, and count at once', async () => {
    const before = await coveredHouseholds();
    const added = await post(
      feature(here, {
        id: 'canteen-2',
        tier: 'station',
        floorAreaSquareMetres: 120,
        seats: 40,
        openingHours: 'Mo-Su 11:00-13:00',
      }),
    );
    expect(added.status).toBe(201);
    expect((await stations()).features.at(-1)).toEqual({
      type: 'Feature',
      id: 'canteen-2',
      geometry: { type: 'Point', coordinates: here },
      properties: {
        id: 'canteen-2',
        name: { zh: '新食堂' },
        kind: 'elder-canteen',
        tier: 'station',
        services: [],
        floorAreaSquareMetres: 120,
        seats: 40,
        staff: null,
        openingHours: 'Mo-Su 11:00-13:00',
        address: null,
      },
    });
    expect(await coveredHouseholds()).toBeGreaterThan(before);
  });

  it('can be added many at a time, as geo+json, with ids made for them', async () => {
    const body = { type: 'FeatureCollection', features: [feature(here), feature(here)] };
    const added = await post(JSON.stringify(body), { 'Content-Type': 'application/geo+json' });
    expect(added.status).toBe(201);
    const { features } = (await added.json()) as StationFeatures;
    expect(new Set(features.map(({ id }) => id)).size).toBe(2);
    expect((await stations()).features.length).toBe(7);
  });

  it.each([
    ['swapped coordinates', feature([here[1], here[0]]), 422, 'coordinate.swapped'],
    ['a place elsewhere', feature([10, 50]), 422, 'coordinate.outside-place'],
    ['impossible degrees', feature([999, 50]), 422, 'geometry.malformed'],
    ['text for numbers', feature(['116.3', '39.4']), 422, 'geometry.malformed'],
    ['no coordinates', feature(undefined), 422, 'geometry.malformed'],
    [
      'a line',
      feature(here, {}, { geometry: { type: 'LineString', coordinates: [here, here] } }),
      422,
      'geometry.unsupported',
    ],
    ['no geometry', feature(here, {}, { geometry: null }), 422, 'geometry.unsupported'],
    ['a bare geometry', { type: 'Point', coordinates: here }, 422, 'geometry.unsupported'],
    ['a list', [feature(here)], 422, 'geometry.unsupported'],
    ['null', 'null', 422, 'geometry.unsupported'],
    ['an unknown kind', feature(here, { kind: 'palace' }), 422, 'station.unknown-kind'],
    ['no kind', feature(here, { kind: undefined }), 422, 'station.unknown-kind'],
    ['no name', feature(here, { name: '  ' }), 422, 'station.invalid'],
    ['a bad tier', feature(here, { tier: 'castle' }), 422, 'station.invalid'],
    ['a negative area', feature(here, { floorAreaSquareMetres: -1 }), 422, 'station.invalid'],
    ['half a seat', feature(here, { seats: 1.5 }), 422, 'station.invalid'],
    ['hours that are no text', feature(here, { openingHours: 8 }), 422, 'station.invalid'],
    ['a bad id', feature(here, { id: '../../etc' }), 422, 'station.invalid'],
    ['an id that is taken', feature(here, { id: 'station-clinic' }), 409, 'station.duplicate-id'],
    ['nothing', { type: 'FeatureCollection', features: [] }, 422, 'station.none-sent'],
    ['no list of features', { type: 'FeatureCollection' }, 400, 'request.invalid'],
    ['a feature that is none', { type: 'FeatureCollection', features: [null] }, 422, 'station.invalid'],
    ['broken JSON', '{"type":"Feature",', 400, 'request.malformed-json'],
  ])('refuses %s and writes none of them', async (_what, bad, status, code) => {
    const isFeature = typeof bad === 'object' && 'type' in bad && bad.type === 'Feature';
    const bodies = isFeature ? [bad, { type: 'FeatureCollection', features: [feature(here), bad] }] : [bad];
    for (const body of bodies) {
      const response = await post(body, { 'Content-Type': 'application/json' });
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
    }
    expect((await stations()).features.length).toBe(5);
  });

  it('refuses two of one id, another content type, and a place nobody knows', async () => {
    const twice = { type: 'FeatureCollection', features: [feature(here, { id: 'x' }), feature(here, { id: 'x' })] };
    expect((await post(twice)).status).toBe(409);
    expect((await post('name,kind', { 'Content-Type': 'text/csv' })).status).toBe(415);
    expect((await test.request('/places/nowhere/stations', { method: 'POST', body: feature(here) })).status).toBe(404);
    expect((await stations()).features.length).toBe(5);
  });
});
