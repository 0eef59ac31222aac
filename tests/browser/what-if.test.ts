import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ScenarioWire, WhatIfAnswer } from '../../geodata/schema/scenario';
import { useConsole } from './use-console';

const ui = useConsole();
/** The middle of the demo county's map, clear of the panel and the legend. */
const MIDDLE = { x: 900, y: 400 };

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan/${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

/** Does something on the page and waits for the figures it leads to. */
async function measured(page: Page, act: () => Promise<void>): Promise<WhatIfAnswer> {
  const coming = page.waitForResponse((response) => response.url().endsWith('/scenarios/measure') && response.ok(), {
    timeout: 60_000,
  });
  await act();
  return (await (await coming).json()) as WhatIfAnswer;
}

/** Where a place is on the screen, from what the map says of the pixel under the pointer. */
async function pixelOf(page: Page, [lng, lat]: [number, number], zoom: number): Promise<{ x: number; y: number }> {
  await page.mouse.move(MIDDLE.x, MIDDLE.y);
  const said = await page.getByText(/^1\d\d\.\d{5}, \d\d\.\d{5}$/).textContent();
  const [fromLng, fromLat] = said!.split(', ').map(Number) as [number, number];
  const pixelsPerDegree = (512 * 2 ** zoom) / 360;
  return {
    x: MIDDLE.x + (lng - fromLng) * pixelsPerDegree,
    y: MIDDLE.y - ((lat - fromLat) * pixelsPerDegree) / Math.cos((lat * Math.PI) / 180),
  };
}

const format = (count: number): string => count.toLocaleString('zh-CN');

/** The covered households and their denominator after the changes, as the panel shows them. */
async function expectAfter(page: Page, answer: WhatIfAnswer): Promise<void> {
  const { covered, total } = answer.total.after.households!;
  await page
    .locator('[data-side="after"]')
    .getByText(`${format(covered)}/${format(total)} 户`, { exact: true })
    .waitFor();
}

describe('what if', () => {
  it('opens a gate, adds a station by a click and drags it, saves, and opens it again from its link', async () => {
    const page = await ui.visit('/guan/coverage?task=what-if');
    await ui.waitForMap(page);
    await page.getByText('还没有改动。').waitFor();

    // A station where there was none: some come into reach, and the map and the list say which.
    await page.getByRole('button', { name: '加一处' }).click();
    const added = await measured(page, () => page.mouse.click(MIDDLE.x, MIDDLE.y));
    await page.keyboard.press('Escape');
    expect(added.stations.after).toBe(added.stations.before + 1);
    expect(added.gains.length).toBeGreaterThan(0);
    expect(added.losses).toEqual([]);
    await expectAfter(page, added);
    await page.getByText('改动 1 项').waitFor();
    await ui.waitForMap(page);

    // Dragged elsewhere it reaches others; the list of changes stays one long.
    await page.mouse.move(MIDDLE.x, MIDDLE.y);
    await page.mouse.down();
    await page.mouse.move(MIDDLE.x + 30, MIDDLE.y + 90, { steps: 3 });
    await page.mouse.up();
    await page.getByText('改动 1 项').waitFor();
    await ui.waitForMap(page);
    const moved = await measured(page, () => page.getByRole('radio', { name: '10 分钟', exact: true }).click());
    expect(moved.gains.map(({ id }) => id)).not.toEqual(added.gains.map(({ id }) => id));
    await measured(page, () => page.getByRole('radio', { name: '15 分钟', exact: true }).click());

    // A gate by a click: closed ones open, open ones close.
    const gates = await api<{
      features: { id: string; geometry: { coordinates: [number, number] }; properties: { open: boolean } }[];
    }>('gates');
    const shut = gates.features.find(({ properties }) => !properties.open)!;
    const [lng, lat] = shut.geometry.coordinates;
    await page.goto(`${page.url().split('?')[0]}?task=what-if&view=@17/${lat.toFixed(6)}/${lng.toFixed(6)}`);
    await ui.waitForMap(page);
    // What is not saved outlives a reload of the page.
    await page.getByText('改动 1 项').waitFor();
    await page.getByRole('button', { name: '加路或桥' }).click();
    await page.getByRole('radio', { name: '台阶' }).click();
    // Along the street before the gate, not through the wall.
    const ends = [await pixelOf(page, [lng, lat], 17), await pixelOf(page, [lng + 0.001, lat], 17)] as const;
    await measured(page, async () => {
      await page.mouse.click(ends[0].x, ends[0].y);
      await page.waitForTimeout(400);
      await page.mouse.click(ends[1].x, ends[1].y);
    });
    await page.getByText('加一段台阶').waitFor();
    await page.getByRole('button', { name: '开关出入口' }).click();
    await ui.waitForMap(page);
    const at = await pixelOf(page, [lng, lat], 17);
    const opened = await measured(page, () => page.mouse.click(at.x, at.y));
    await page.keyboard.press('Escape');
    await page
      .getByText(/打开出入口（所有人）/)
      .first()
      .waitFor();
    expect(opened.later).toBe(0);

    await page.getByPlaceholder('给这个设想起个名字').fill('开门加一处');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存。').waitFor();
    const link = page.url();
    const id = new URL(link).searchParams.get('scenario')!;
    const saved = await api<ScenarioWire>(`scenarios/${id}`);
    expect(saved.edits[1]).toMatchObject({ kind: 'steps' });
    expect(saved.edits.map(({ edit }) => edit)).toEqual(['add-station', 'add-way', 'set-gate']);

    const other = await ui.visit(link.slice(ui.server().origin.length));
    await other.getByText('改动 3 项').waitFor();
    await expectAfter(other, opened);
    await other.getByText(/第 1 版/).waitFor();
  });
});
