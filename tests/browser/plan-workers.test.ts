import { expect, it } from 'vitest';
import { boundingBox } from '../../geodata/geometry/bounding-box';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { PlanContent } from '../../geodata/schema/plan';
import { pixelOf } from './map-pixels';
import { useConsole } from './use-console';

const ui = useConsole();

it('a planner names the workers of a grid by keyboard, takes it back, and sees them on both sides of a line', async () => {
  const page = await ui.visit('/guan/plan');
  await ui.waitForMap(page);
  expect(await page.getByTestId('stat-workers').textContent()).toContain('245');
  expect(await page.getByTestId('stat-part-time').textContent()).toContain('925');
  expect(await page.getByTestId('stat-mobile').textContent()).toContain('421');
  await page.getByTestId('new-draft').click();
  await page.waitForURL(/plan=draft-/);
  await ui.waitForMap(page);
  await page.getByTestId('grid-list').getByRole('row').nth(2).click();
  await page.waitForURL(/sel=grid/);
  await ui.waitForMap(page);
  const workers = page.getByTestId('grid-workers');
  const fullTime = workers.locator('[data-kind=full-time]');
  const before = await fullTime.textContent();
  const load = await page.getByTestId('workers-load').textContent();
  expect(load).toMatch(/每名专职 [\d,]+ 人 · 标准 556/);

  await page.getByRole('button', { name: '编辑网格员' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByTestId('workers-dialog');
  const rows = dialog.getByTestId('worker-row');
  const count = await rows.count();
  expect(count).toBeGreaterThan(1);
  await rows.first().getByRole('textbox').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('司马光明');
  await page.keyboard.press('Enter');
  await page.keyboard.type('上官云(');
  expect(await dialog.getByRole('alert').textContent()).toContain('不能用作姓名');
  expect(await ui.findBarriers(page)).toEqual([]);
  await page.keyboard.press('Backspace');
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  expect(await rows.count()).toBe(count + 2);
  await page.getByTestId('workers-save').focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('已保存').waitFor();
  expect(await fullTime.textContent()).toMatch(/^专职3.*司马光明、上官云$/);

  const query = new URL(page.url()).searchParams;
  const path = `/api/places/guan/plans/${query.get('plan')}`;
  const content = (await (await fetch(ui.server().origin + path)).json()) as PlanContent;
  const grid = content.grids.find(({ id }) => query.get('sel') === `grid:${id}`)!;
  expect(grid.workers.filter(({ kind }) => kind === 'full-time').map(({ name }) => name)).toContain('司马光明');

  // Down the middle: one side keeps everybody, the other has nobody yet.
  const [west, south, east, north] = boundingBox(grid.polygons).map(fromLattice) as [number, number, number, number];
  const [zoom = 0, lat = 0, lng = 0] = (query.get('view') ?? '').replace('@', '').split('/').map(Number);
  const margin = (north - south) * 0.12;
  await page.getByTestId('tool-split').click();
  for (const at of [south - margin, north + margin]) {
    const [x, y] = await pixelOf(page, { zoom, lat, lng }, [(west + east) / 2, at]);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
    await page.waitForTimeout(350);
  }
  const sides = page.getByTestId('preview-staff');
  await sides.nth(1).waitFor();
  const words = await sides.allTextContents();
  expect(words.some((text) => /专职 3 · .*每名专职 [\d,]+ 人 · 标准 556/.test(text))).toBe(true);
  expect(words.some((text) => text.includes('没有网格员'))).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+z');
  await expect.poll(() => fullTime.textContent()).toBe(before);
});
