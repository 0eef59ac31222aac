import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  areaCollectionSchema,
  compoundCollectionSchema,
  gateCollectionSchema,
  importReportSchema,
  streetFeatureSchema,
} from '../../geodata/schema/collections';
import { baseUnitColumnsSchema } from '../../geodata/schema/settlement';
import { openPlaceDatabase } from '../../server/db/place-store';
import { loadDataset } from '../../server/services/load-dataset';
import { smallPlace } from '../fixtures/small-place';
import { createTestApp, unwrap } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp();
});
afterAll(() => server.close());

const total = (counts: readonly (number | null)[]): number =>
  counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

describe('collections of a place', () => {
  it('gives areas with what lives in them', async () => {
    const response = await server.request('/places/small/areas');
    expect(response.headers.get('Content-Type')).toContain('application/geo+json');
    const { features } = areaCollectionSchema.parse(await response.json());
    expect(features.map(({ id }) => id)).toEqual(['county', 'subdistrict', 'community-a', 'community-b']);
    const households = total(smallPlace().baseUnits.map((unit) => unit.households));
    expect(features[0]?.properties.households).toBe(households);
    expect(total(features.slice(2).map(({ properties }) => properties.households))).toBe(households);
  });

  it('gives a street with all pieces of its name, by any of them', async () => {
    const { streets } = smallPlace();
    const named = streets.find((street) => street.name !== null)!;
    const pieces = streets.filter((street) => street.name?.zh === named.name?.zh);
    const response = await server.request(`/places/small/streets/${pieces.at(-1)!.id}`);
    const found = streetFeatureSchema.parse(await response.json());
    expect(found.properties.name).toEqual(named.name);
    expect(found.geometry.coordinates.length).toBe(pieces.length);
    expect(found.properties.lengthMetres).toBeGreaterThan(10);
    const none = await server.request('/places/small/streets/nowhere');
    expect([none.status, await none.json()]).toMatchObject([404, { code: 'street.not-found' }]);
  });

  it('gives compounds and gates', async () => {
    const compounds = compoundCollectionSchema.parse(await (await server.request('/places/small/compounds')).json());
    expect(compounds.features[0]?.properties).toMatchObject({ id: 'compound-a2', walled: true, baseUnits: 5 });
    const gates = gateCollectionSchema.parse(await (await server.request('/places/small/gates')).json());
    expect(gates.features[0]?.geometry).toEqual({ type: 'Point', coordinates: [116.30525, 39.43027] });
  });

  it('gives base units as columns in the order of the dataset', async () => {
    const columns = baseUnitColumnsSchema.parse(await (await server.request('/places/small/base-units')).json());
    const { baseUnits } = smallPlace();
    expect(columns.ids).toEqual(baseUnits.map((unit) => unit.id));
    expect(columns.xy).toEqual(baseUnits.flatMap((unit) => unit.anchor));
    expect(columns.elderly[0]).toBe(total(baseUnits[0]?.ages?.slice(2) ?? []));
    expect(columns.aged75).toEqual(baseUnits.map(({ ages }) => ages![4]));
    expect(columns.children).toEqual(baseUnits.map(({ ages }) => ages![0]));
  });

  it('has -1 and null where a number is unknown, never 0', async () => {
    const dataset = smallPlace('unknown');
    dataset.baseUnits = dataset.baseUnits.map((unit) => ({ ...unit, households: null, residents: null, ages: null }));
    const other = await createTestApp(dataset);
    const columns = baseUnitColumnsSchema.parse(await (await other.request('/places/unknown/base-units')).json());
    expect(new Set([...columns.households, ...columns.residents, ...columns.elderly, ...columns.aged75])).toEqual(
      new Set([-1]),
    );
    const { features } = areaCollectionSchema.parse(await (await other.request('/places/unknown/areas')).json());
    expect(features.map(({ properties }) => properties.households)).toEqual([null, null, null, null]);
    const place = (await (await other.request('/places/unknown')).json()) as { counts: object };
    expect(place.counts).toMatchObject({ households: null, residents: null });
    await other.close();
  });

  it.each(['areas', 'compounds', 'gates', 'base-units'])('answers 304 for %s', async (collection) => {
    const first = await server.request(`/places/small/${collection}`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(first.headers.get('Content-Encoding')).toBe('gzip');
    const etag = first.headers.get('ETag') ?? '';
    const again = await server.request(`/places/small/${collection}`, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });

  it('tells how the import went, where there was one', async () => {
    const none = await server.request('/places/small/import-report');
    expect(none.status).toBe(404);
    expect(await none.json()).toMatchObject({ code: 'import-report.none' });
    const client = unwrap(await openPlaceDatabase(server.dataDir, 'imported'));
    const report = {
      specName: 'test',
      files: [{ file: 'a.csv', layer: 'incidents', read: 3, kept: 2, refused: 1, repaired: 0, noteCounts: {} }],
      notes: [],
      noteCounts: {},
    };
    unwrap(await loadDataset(client, smallPlace('imported'), report, { at: Date.UTC(2025, 0, 2) }));
    client.close();
    const response = await server.request('/places/imported/import-report');
    expect(importReportSchema.parse(await response.json())).toMatchObject({
      ...report,
      at: '2025-01-02T00:00:00.000Z',
    });
  });
});
