import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tileJsonSchema } from '../../geodata/schema/tile-json';
import { createComputePool } from '../../server/workers/compute-pool';
import { smallPlace, smallPlacePoint } from '../fixtures/small-place';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp();
});
afterAll(() => server.close());

/** Tile that holds a point. */
function tileAt([lng, lat]: [number, number], z: number): string {
  const sin = Math.sin((lat * Math.PI) / 180);
  const x = Math.floor(((lng + 180) / 360) * 2 ** z);
  const y = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z);
  return `${z}/${x}/${y}.mvt`;
}

async function readTile(z: number): Promise<VectorTile> {
  const response = await server.request(`/places/small/tiles/basemap/${tileAt(smallPlacePoint(1.5, 0.5), z)}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile');
  return new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer())));
}

describe('tiles', () => {
  it('describes themselves', async () => {
    const response = await server.request('/places/small/tiles/basemap.json');
    const tileJson = tileJsonSchema.parse(await response.json());
    expect(tileJson).toMatchObject({ minzoom: 8, maxzoom: 16 });
    expect(tileJson.tiles[0]).toContain('/api/places/small/tiles/basemap/{z}/{x}/{y}.mvt?v=');
    expect(tileJson.vector_layers.map((layer) => layer.id)).toContain('building');
  });

  it('draw streets first, buildings and gates when close', async () => {
    const far = await readTile(10);
    expect(Object.keys(far.layers).sort()).toEqual(['green', 'land', 'place-label', 'street', 'water']);
    expect(far.layers['street']?.length).toBe(1);
    const near = await readTile(15);
    expect(Object.keys(near.layers)).toEqual(expect.arrayContaining(['building', 'wall', 'gate', 'street']));
    const gate = near.layers['gate']?.feature(0);
    expect(gate?.properties).toEqual({ class: 'open', name: '南门', name_en: 'South Gate' });
    const street = near.layers['street']?.feature(0);
    expect(Object.keys(street?.properties ?? {})).toEqual(expect.arrayContaining(['class', 'kind', 'walkable']));
  });

  it('give each building the index of its base unit', async () => {
    const tile = await readTile(16);
    const buildings = tile.layers['building'];
    const units = smallPlace().baseUnits;
    for (let i = 0; i < (buildings?.length ?? 0); i++) {
      const building = buildings?.feature(i);
      expect(building?.properties['name']).toBe(units[Number(building?.id)]?.name);
    }
    expect(buildings?.length).toBeGreaterThan(0);
  });

  it('answer 204 where nothing is drawn', async () => {
    const response = await server.request('/places/small/tiles/basemap/14/0/0.mvt');
    expect(response.status).toBe(204);
  });

  it('can be kept for good under their version and are 304 otherwise', async () => {
    const tileJson = tileJsonSchema.parse(await (await server.request('/places/small/tiles/basemap.json')).json());
    const version = tileJson.tiles[0]?.split('?v=')[1];
    const path = `/places/small/tiles/basemap/${tileAt(smallPlacePoint(1, 1), 14)}`;
    const kept = await server.request(`${path}?v=${version}`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(kept.headers.get('Cache-Control')).toContain('immutable');
    expect(kept.headers.get('Content-Encoding')).toBe('gzip');
    const asked = await server.request(path);
    expect(asked.headers.get('Cache-Control')).toBe('private, no-cache');
    const again = await server.request(path, { headers: { 'If-None-Match': asked.headers.get('ETag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it.each([
    '7/1/1.mvt',
    '17/1/1.mvt',
    '10/1024/1.mvt',
    '10/1/1',
    '10/1/1.png',
    'a/b/c.mvt',
    '10/-1/1.mvt',
    '10/1e2/1.mvt',
  ])('say that there is no tile %s', async (address) => {
    const response = await server.request(`/places/small/tiles/basemap/${address}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'tile.outside-range' });
  });
});

describe('compute threads', () => {
  it('answer the same as the main thread, and close', async () => {
    const threaded = await createTestApp(smallPlace(), createComputePool);
    const path = `/places/small/tiles/basemap/${tileAt(smallPlacePoint(1.5, 0.5), 15)}`;
    const [theirs, ours] = await Promise.all([threaded.request(path), server.request(path)]);
    expect(new Uint8Array(await theirs.arrayBuffer())).toEqual(new Uint8Array(await ours.arrayBuffer()));
    const [units, areas] = await Promise.all([
      threaded.request('/places/small/base-units'),
      threaded.request('/places/small/areas'),
    ]);
    expect([units.status, areas.status]).toEqual([200, 200]);
    await threaded.close();
  });
});
