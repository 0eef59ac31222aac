import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { PlanContent, PlanWire } from '../../geodata/schema/plan';
import { smallPlace, smallPlacePoint } from '../fixtures/small-place';
import { load } from '../fixtures/test-app';
import { pixelsOf, viewQuery } from './map-pixels';
import type { ToPixels } from './map-pixels';
import { useConsole } from './use-console';

/** The small town, whose grids of one block each are within the band of households: quiet teal on the map. */
const ui = useConsole((folder) => load(folder, smallPlace()));

async function api<T>(path: string, body?: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  const sent = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  return (await (await fetch(`${ui.server().origin}/api/places/small${path}`, sent)).json()) as T;
}

const [lng, lat] = smallPlacePoint(1.2, 1);
const view = { zoom: 15.4, lng, lat };
/** Places in the blocks A1 and A4 without a building, a street or a name. */
const openGround = [
  [0.14, 0.2],
  [0.86, 0.22],
] as const;
const northernGround = [1.14, 1.2] as const;

async function makeDraft(): Promise<{ draft: PlanWire; published: PlanWire }> {
  const published = (await api<{ plans: PlanWire[] }>('/plans')).plans.find(({ status }) => status === 'published')!;
  return { published, draft: await api<PlanWire>('/plans', { from: published.id, name: { zh: '草案' } }) };
}

/** How much more red than blue the ground is there: far above nothing on orange, below it on teal. */
async function warmth(page: Page, [x, y]: readonly [number, number]): Promise<number> {
  await ui.waitForMap(page);
  const { width, rgb } = await ui.look(page);
  let sum = 0;
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) {
      const at = 3 * ((Math.round(y) + dy) * width + Math.round(x) + dx);
      sum += rgb[at]! - rgb[at + 2]!;
    }
  }
  return sum / 25;
}
const isWarm = (value: number): boolean => value > 40;
const isCool = (value: number): boolean => value < 15;

async function pixelsIn(page: Page): Promise<(column: number, row: number) => [number, number]> {
  const toPixels: ToPixels = await pixelsOf(page, view);
  return (column, row) => toPixels(smallPlacePoint(column, row));
}

describe('a layer on its way into a draft', () => {
  it('is seen on the map before it is taken over, replaces what it covers, and is taken back with one key', async () => {
    const { draft } = await makeDraft();
    const page = await ui.visit(`/small/plan?plan=${draft.id}&${viewQuery(view)}`, { sharp: true });
    await ui.waitForMap(page);
    const ground = (await pixelsIn(page))(...northernGround);
    expect(isCool(await warmth(page, ground))).toBe(true);

    // One grid over all four of community A: far more households than a grid should have.
    const corners = [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
      [0, 0],
    ].map(([column, row]) => smallPlacePoint(column!, row!));
    const geometry = { type: 'Polygon', coordinates: [corners] };
    const layer = {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { 名称: '合一' }, geometry }],
    };
    await page.getByTestId('plan-more').click();
    await page.getByRole('menuitem', { name: '导入网格' }).click();
    await page.locator('[data-testid=import-layer] input[type=file]').setInputFiles({
      name: 'one.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify(layer)),
    });
    await page.getByTestId('choose-WGS84').check();
    await page.getByTestId('layer-clean').click();
    await page.getByTestId('choose-into').check();
    const community = page.getByTestId('into-community-a');
    expect(await community.isChecked()).toBe(true);
    expect(await page.getByTestId('into-community-b').count()).toBe(0);
    // With no community chosen there is nothing to take over, and the button says so.
    await community.uncheck();
    expect(await page.getByTestId('layer-make').getAttribute('aria-disabled')).toBe('true');
    await community.check();
    expect(await ui.findBarriers(page)).toEqual([]);

    await page.getByTestId('layer-look').click();
    await page.getByTestId('exchange-back').waitFor();
    await ui.waitForMap(page);
    // It flew to the layer; where the ground is now is read from the address.
    const seen = await groundNow(page, northernGround);
    expect(isWarm(await warmth(page, seen))).toBe(true);
    expect(await ui.findBarriers(page)).toEqual([]);
    const revision = async (): Promise<number> => (await api<PlanContent>(`/plans/${draft.id}`)).plan.revision;
    expect(await revision()).toBe(0);

    await page.getByTestId('exchange-back').click();
    expect(await page.getByTestId('choose-into').isChecked()).toBe(true);
    await page.getByTestId('layer-make').click();
    await page.getByText('图层已放进草案').waitFor();
    await page.getByTestId('show-repairs').waitFor();
    expect(await revision()).toBe(1);
    expect(isWarm(await warmth(page, await groundNow(page, northernGround)))).toBe(true);

    await page.keyboard.press('Control+z');
    await expect.poll(revision).toBe(2);
    await page.getByTestId('show-repairs').waitFor({ state: 'detached' });
    expect(isCool(await warmth(page, await groundNow(page, northernGround)))).toBe(true);
    const { grids } = await api<PlanContent>(`/plans/${draft.id}`);
    expect(grids.filter(({ communityId }) => communityId === 'community-a')).toHaveLength(4);
  });
});

/** Where a place of the town is on the page, by the view the address has. */
async function groundNow(page: Page, [column, row]: readonly [number, number]): Promise<[number, number]> {
  const read = (): number[] =>
    (new URL(page.url()).searchParams.get('view') ?? '').replace('@', '').split('/').map(Number);
  await page.waitForTimeout(400);
  const [zoom = 0, latitude = 0, longitude = 0] = read();
  return (await pixelsOf(page, { zoom, lat: latitude, lng: longitude }))(smallPlacePoint(column, row));
}

describe('the swipe between two plans', () => {
  it('shows the earlier plan left of the line and the later one right of it, pixel by pixel', async () => {
    const { draft, published } = await makeDraft();
    await api(`/plans/${draft.id}/commits`, {
      operation: { name: 'merge', gridIds: ['a1', 'a2'], newId: 'both' },
      base: { a1: 0, a2: 0 },
    });
    const query = `plan=${draft.id}&compare=${published.id}&${viewQuery(view)}`;
    const page = await ui.visit(`/small/plan?${query}`, { sharp: true });
    await page.getByTestId('comparison').waitFor();
    await page.getByRole('radio', { name: '卷帘' }).click();
    const divide = page.getByRole('slider', { name: '卷帘位置' });
    await divide.waitFor();
    await ui.waitForMap(page);
    const canvas = (await page.locator('.maplibregl-canvas').first().boundingBox())!;
    const pixel = await pixelsIn(page);
    const [west, east] = openGround.map(([column, row]) => pixel(column, row)) as [[number, number], [number, number]];
    const putLine = async (x: number): Promise<void> => {
      const grip = (await divide.boundingBox())!;
      const y = grip.y + grip.height / 2;
      await page.mouse.move(grip.x + grip.width / 2, y);
      await page.mouse.down();
      await page.mouse.move(x, y, { steps: 3 });
      await page.mouse.up();
      await page.mouse.move(canvas.x + canvas.width - 5, canvas.y + 5);
    };

    // Between the two places: the western one is of the plan in force, the eastern one of the draft, in one picture.
    await putLine((west[0] + east[0]) / 2);
    expect(isCool(await warmth(page, west))).toBe(true);
    expect(isWarm(await warmth(page, east))).toBe(true);
    // East of both both are as they are in force, west of both as they would be.
    await putLine(east[0] + 40);
    expect(isCool(await warmth(page, west))).toBe(true);
    expect(isCool(await warmth(page, east))).toBe(true);
    await putLine(west[0] - 40);
    expect(isWarm(await warmth(page, west))).toBe(true);
    expect(isWarm(await warmth(page, east))).toBe(true);
  });
});
