import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { colourTile } from '../fixtures/colour-tile';
import { vectorTile } from '../fixtures/vector-tile';
import { writePmtiles } from '../fixtures/write-pmtiles';
import { shareOfColour } from './compare-pictures';
import { decodePng } from './decode-png';
import { viewQuery } from './map-pixels';
import { serveTiles } from './serve-tiles';
import type { TileServer } from './serve-tiles';
import { useConsole } from './use-console';

/** The tile of zoom 6 that holds the whole demo county. */
const place = { z: 6, x: 52, y: 24 };
const bounds = [112.5, 36.6, 118.1, 41] as const;
const [green, blue] = ['#3fae6b', '#3f6bae'];
const channels = (colour: string): [number, number, number] =>
  [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
/** Water of our light base map, with which the vector file is drawn. */
const water = '#bfdcec';

let tiles: TileServer;
const ui = useConsole(async (folder) => {
  tiles = await serveTiles(colourTile(channels(blue)));
  const raster = join(folder, 'raster.pmtiles');
  writeFileSync(
    raster,
    writePmtiles([{ ...place, bytes: colourTile(channels(green)) }], {
      tileType: 2,
      bounds,
      metadata: { name: '全县影像', attribution: '某县自然资源局' },
    }),
  );
  const [w, s, e, n] = bounds;
  const everywhere = {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  } as const;
  const lake = { type: 'Feature', properties: { kind: 'lake' }, geometry: everywhere } as unknown as GeoJSON.Feature;
  const vector = join(folder, 'vector.pmtiles');
  writeFileSync(
    vector,
    writePmtiles([{ ...place, bytes: vectorTile({ earth: [lake], water: [lake] }, place) }], {
      tileType: 1,
      bounds,
      metadata: { name: '矢量图', vector_layers: [{ id: 'earth' }, { id: 'water' }] },
    }),
  );
  return {
    environment: {
      BASEMAP_PMTILES: `${raster},${vector}`,
      BASEMAP_XYZ_URL: `${tiles.origin}/{z}/{x}/{y}.png`,
      BASEMAP_XYZ_NAME: '市测绘院',
      BASEMAP_XYZ_ATTRIBUTION: '市测绘院 2025',
    },
    origins: [tiles.origin],
  };
});
afterAll(() => tiles.close());

const view = viewQuery({ zoom: 14, lat: 39.437, lng: 116.3 });
const openList = (page: Page) => page.getByRole('button', { name: '图层', exact: true }).click();
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: '底图' }).click();
  await page.getByRole('option', { name }).click();
  await ui.waitForMap(page);
}
/** How much of the map is of one colour. */
async function shareOf(page: Page, colour: string): Promise<number> {
  await ui.waitForMap(page);
  return shareOfColour(await ui.look(page, '.maplibregl-canvas'), colour, 4);
}

describe('base maps by configuration', () => {
  it('are drawn under the data, fade, are credited, kept by this browser and put away again', async () => {
    const page = await ui.visit(`/guan/overview?${view}&hide=overview`);
    await ui.waitForMap(page);
    expect(tiles.asked()).toEqual([]);
    expect(await shareOf(page, green)).toBeLessThan(0.01);
    await openList(page);
    const list = page.getByRole('dialog');
    await list.getByRole('switch', { name: '道路' }).waitFor();

    await choose(page, '全县影像');
    await expect.poll(() => shareOf(page, green)).toBeGreaterThan(0.5);
    // Our own ground and its names have stepped aside, in the list as well.
    await list.getByRole('switch', { name: '道路' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /某县自然资源局/ }).waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    await list.getByRole('slider', { name: '底图的不透明度' }).focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowLeft');
    await list.getByText('50%').waitFor();
    expect(await shareOf(page, green)).toBeLessThan(0.01);
    await page.keyboard.press('End');

    await choose(page, '矢量图');
    await expect.poll(() => shareOf(page, water)).toBeGreaterThan(0.5);

    await choose(page, '市测绘院');
    await expect.poll(() => shareOf(page, blue)).toBeGreaterThan(0.5);
    expect(tiles.asked().length).toBeGreaterThan(4);

    // The data is above it, and the sheet has it with its credit.
    await page.goto(`/guan/plan?${view}`);
    await ui.waitForMap(page);
    await page.getByRole('button', { name: /市测绘院 2025/ }).waitFor();
    await expect.poll(() => shareOf(page, blue)).toBeLessThan(0.4);
    await openList(page);
    await list.getByRole('switch', { name: '网格', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+p');
    await page.getByTestId('printed-map').waitFor();
    await page.getByRole('article').getByText('市测绘院 2025').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '存为图片' }).click();
    const picture = decodePng(readFileSync(await (await download).path()));
    expect(shareOfColour(picture, blue, 4)).toBeGreaterThan(0.005);
    await page.keyboard.press('Escape');

    await openList(page);
    await choose(page, '自带地图');
    await list.getByRole('switch', { name: '道路' }).waitFor();
    expect(await shareOf(page, blue)).toBeLessThan(0.001);
    expect(await page.getByRole('button', { name: /市测绘院 2025/ }).count()).toBe(0);
  });

  it('leave our own map where nothing of them comes, say so, and are tried again', async () => {
    ui.expectFault(/CORS|ERR_FAILED|404/);
    tiles.behave('forbid');
    const page = await ui.visit(`/guan/overview?${view}&hide=overview`);
    await ui.waitForMap(page);
    await openList(page);
    await choose(page, '市测绘院');
    const list = page.getByRole('dialog');
    await list.getByText(/连不上“市测绘院”.*先用自带地图/).waitFor();
    await list.getByRole('switch', { name: '道路' }).waitFor();
    expect(await page.getByRole('button', { name: /市测绘院 2025/ }).count()).toBe(0);

    tiles.behave('lack');
    await choose(page, '自带地图');
    await choose(page, '市测绘院');
    await list.getByText(/“市测绘院”没有这里的图/).waitFor();
    tiles.behave('give');
    await choose(page, '自带地图');
    await choose(page, '市测绘院');
    await expect.poll(() => shareOf(page, blue)).toBeGreaterThan(0.5);
  });
});
