import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeWireSchema } from '../../geodata/schema/place';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp();
});
afterAll(() => server.close());

describe('places', () => {
  it('describes the place and its counts', async () => {
    const response = await server.request('/places/small');
    expect(response.status).toBe(200);
    const place = placeWireSchema.parse(await response.json());
    expect(place.counts).toMatchObject({ areas: 4, baseUnits: 40, streets: 11, stations: 5, incidents: 30 });
    expect(place.householdsAssumedShare).toBe(0);
    expect(place.baseUnitKind).toBe('building');
    expect(place.incidentPeriod?.from).toBe('2025-03-01T00:00:00.000Z');
  });

  it('lists places', async () => {
    const response = await server.request('/places');
    const { places } = (await response.json()) as { places: { id: string }[] };
    expect(places.map((place) => place.id)).toEqual(['small']);
  });

  it('answers 304 to who has the answer already', async () => {
    const first = await server.request('/places/small');
    const etag = first.headers.get('ETag') ?? '';
    expect(etag).toMatch(/^W\//);
    const second = await server.request('/places/small', { headers: { 'If-None-Match': etag } });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe('');
  });

  it('says in the language asked for that there is no such place', async () => {
    const chinese = await server.request('/places/nowhere');
    expect(chinese.status).toBe(404);
    expect(chinese.headers.get('Content-Type')).toContain('application/problem+json');
    expect(await chinese.json()).toMatchObject({ code: 'place.not-found', detail: '没有地方“nowhere”' });
    const english = await server.request('/places/nowhere', { headers: { 'Accept-Language': 'en-GB,zh;q=0.5' } });
    expect(await english.json()).toMatchObject({ detail: 'There is no place “nowhere”' });
    const asked = await server.request('/places/nowhere?lang=en', { headers: { 'Accept-Language': 'zh-CN' } });
    expect(await asked.json()).toMatchObject({ detail: 'There is no place “nowhere”' });
  });
});
