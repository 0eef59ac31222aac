import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { PMTiles } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colourTile } from '../fixtures/colour-tile';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';
import { writePmtiles } from '../fixtures/write-pmtiles';

const folder = mkdtempSync(join(tmpdir(), 'getu-basemaps-'));
const path = join(folder, 'ground.pmtiles');
const red = colourTile([200, 30, 30], 64);
const file = writePmtiles(
  [
    { z: 0, x: 0, y: 0, bytes: red },
    { z: 1, x: 1, y: 0, bytes: colourTile([30, 30, 200], 64) },
  ],
  {
    tileType: 2,
    metadata: { name: '试验图', attribution: '<a href="https://example.org/">&copy; Somebody</a>' },
    bounds: [100, 20, 130, 45],
  },
);
writeFileSync(path, file);
const archive = '/basemaps/pmtiles/archive.pmtiles';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp(undefined, undefined, {
    BASEMAP_PMTILES: path,
    BASEMAP_XYZ_URL: 'http://{a-b}.tiles.test:8080/{z}/{x}/{y}.png',
    BASEMAP_XYZ_ATTRIBUTION: '某市测绘院',
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('base maps by configuration', () => {
  it('are none without it, and no other host may be asked', async () => {
    const plain = await createTestApp(null);
    const response = await plain.request('/basemaps');
    expect(await response.json()).toEqual({ basemaps: [] });
    expect(response.headers.get('Content-Security-Policy')).toContain("connect-src 'self';");
    expect(response.headers.get('Referrer-Policy')).toBe('same-origin');
    expect((await plain.request(archive)).status).toBe(404);
    await plain.close();
  });

  it('are told with what a map needs to draw them', async () => {
    const response = await server.request('/basemaps');
    expect(await response.json()).toEqual({
      basemaps: [
        {
          id: 'pmtiles',
          kind: 'archive',
          name: { zh: '试验图' },
          attribution: '© Somebody',
          address: `/api${archive}`,
          content: 'raster',
          tileSize: 256,
          bounds: [100, 20, 130, 45],
          minzoom: 0,
          maxzoom: 1,
          vectorLayers: [],
        },
        {
          id: 'xyz',
          kind: 'tiles',
          name: { zh: '在线地图', en: 'Online map' },
          attribution: '某市测绘院',
          ground: {
            tiles: ['http://a.tiles.test:8080/{z}/{x}/{y}.png', 'http://b.tiles.test:8080/{z}/{x}/{y}.png'],
            scheme: 'xyz',
            tileSize: 256,
            minzoom: 0,
            maxzoom: 18,
          },
          names: null,
        },
      ],
    });
    const tag = response.headers.get('ETag') ?? '';
    expect((await server.request('/basemaps', { headers: { 'If-None-Match': tag } })).status).toBe(304);
    expect(response.headers.get('Content-Security-Policy')).toContain(
      "connect-src 'self' http://a.tiles.test:8080 http://b.tiles.test:8080;",
    );
    expect(response.headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin');
  });
});

describe('the file of a base map', () => {
  const ask = (headers: Record<string, string>, method = 'GET') => server.request(archive, { method, headers });

  it.each([
    ['bytes=0-6', 0, 6],
    ['bytes=127-', 127, file.length - 1],
    ['bytes=-20', file.length - 20, file.length - 1],
    [`bytes=${file.length - 5}-${file.length + 900}`, file.length - 5, file.length - 1],
  ])('gives the bytes of %s', async (range, start, end) => {
    const response = await ask({ Range: range, 'Accept-Encoding': 'gzip' });
    expect(response.status).toBe(206);
    expect(response.headers.get('Content-Range')).toBe(`bytes ${start}-${end}/${file.length}`);
    expect(response.headers.get('Content-Length')).toBe(String(end - start + 1));
    expect(response.headers.get('Content-Encoding')).toBeNull();
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(file.slice(start, end + 1));
  });

  it('is whole without a range, with several, with nonsense, and where it is another file by now', async () => {
    for (const headers of [
      {},
      { Range: 'bytes=0-1,5-6' },
      { Range: 'bytes=9-2' },
      { Range: 'rows=1-2' },
      { Range: 'bytes=0-6', 'If-Range': '"another"' },
    ] as Record<string, string>[]) {
      const response = await ask(headers);
      expect(response.status, JSON.stringify(headers)).toBe(200);
      expect(response.headers.get('Accept-Ranges')).toBe('bytes');
      expect((await response.arrayBuffer()).byteLength).toBe(file.length);
    }
  });

  it.each([`bytes=${file.length}-`, 'bytes=999999999-', 'bytes=-0'])('has nothing at %s', async (range) => {
    const response = await ask({ Range: range });
    expect(response.status).toBe(416);
    expect(response.headers.get('Content-Range')).toBe(`bytes */${file.length}`);
    expect(await response.json()).toMatchObject({ code: 'request.range-not-satisfiable', status: 416 });
  });

  it('says what it is on HEAD, and that it is known already', async () => {
    const head = await ask({}, 'HEAD');
    expect([head.status, head.headers.get('Content-Length')]).toEqual([200, String(file.length)]);
    expect(await head.text()).toBe('');
    const tag = head.headers.get('ETag') ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    const known = await ask({ 'If-None-Match': tag, Range: 'bytes=0-6' });
    expect([known.status, await known.text()]).toEqual([304, '']);
    expect((await ask({ Range: 'bytes=0-6', 'If-Range': tag })).status).toBe(206);
  });

  it('is read tile by tile over the network', async () => {
    const listener = createServer(getRequestListener(server.app.fetch)).listen(0, '127.0.0.1');
    await new Promise((resolve) => listener.once('listening', resolve));
    const { port } = listener.address() as AddressInfo;
    const read = new PMTiles(`http://127.0.0.1:${port}/api${archive}`);
    expect(await read.getHeader()).toMatchObject({ minZoom: 0, maxZoom: 1, tileType: 2 });
    const tile = await read.getZxy(0, 0, 0);
    expect(new Uint8Array(tile?.data ?? new ArrayBuffer(0))).toEqual(red);
    expect(await read.getZxy(1, 0, 0)).toBeUndefined();
    await new Promise((resolve) => listener.close(resolve));
  });

  it('is 404 for a base map that has none, and once the file is gone', async () => {
    expect((await server.request('/basemaps/xyz/archive.pmtiles')).status).toBe(404);
    truncateSync(path, 0);
    expect(await (await ask({})).json()).toMatchObject({ code: 'basemap.file-gone', status: 404 });
    rmSync(path);
    expect((await ask({ Range: 'bytes=0-6' })).status).toBe(404);
  });
});
