import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { boundingBox } from '../../geodata/geometry/bounding-box';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { Grid, PlanContent, PlanWire } from '../../geodata/schema/plan';
import { foldText, readPdf } from '../fixtures/read-pdf';
import { pixelOf } from './map-pixels';
import type { View } from './map-pixels';
import { useConsole } from './use-console';

const ui = useConsole();

async function api<T>(path: string): Promise<T> {
  return (await (await fetch(`${ui.server().origin}/api${path}`)).json()) as T;
}
const planOf = (page: Page): string => new URL(page.url()).searchParams.get('plan') ?? '';

function viewOf(page: Page): View {
  const query = new URL(page.url()).searchParams;
  const [zoom = 0, lat = 0, lng = 0] = (query.get('view') ?? '').replace('@', '').split('/').map(Number);
  return { zoom, lat, lng };
}

describe('a planner', () => {
  it('splits a grid in a draft, compares it with the plan in force, publishes it, and sees it in force', async () => {
    const page = await ui.visit('/guan/plan');
    await ui.waitForMap(page);
    const old = planOf(page);
    await page.getByTestId('new-draft').click();
    await page.waitForURL(/plan=draft-/);
    await ui.waitForMap(page);
    const draft = planOf(page);

    // Through the list to a grid, whose place on the screen is then known.
    const { grids } = await api<PlanContent>(`/places/guan/plans/${draft}`);
    await page.getByTestId('grid-list').getByRole('row').nth(2).click();
    await page.waitForURL(/sel=grid/);
    await ui.waitForMap(page);
    const selected = grids.find(({ id }) => new URL(page.url()).searchParams.get('sel') === `grid:${id}`);
    await splitDown(page, selected!);
    await page.getByText('已保存').waitFor();

    await page.getByTestId('compare').click();
    const figures = page.getByTestId('comparison').getByTestId('comparison-figures');
    await figures.waitFor();
    expect(await figures.locator('[data-fate=split]').textContent()).toMatch(/拆分 2/);
    await page.getByRole('tab', { name: /迁移/ }).click();
    const moved = page.getByTestId('moved-list').getByRole('row');
    await moved.nth(1).waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);

    // The swipe can be moved without a mouse.
    await page.getByRole('radio', { name: '卷帘' }).click();
    const divide = page.getByRole('slider', { name: '卷帘位置' });
    await divide.focus();
    await page.keyboard.press('PageDown');
    expect(await divide.getAttribute('aria-valuenow')).toBe('40');
    await page.getByRole('radio', { name: '差异' }).click();
    await divide.waitFor({ state: 'detached' });

    await page.getByTestId('handover').click();
    await page.getByTestId('handover-page').first().waitFor();
    expect(await page.getByTestId('handover-page').count()).toBeGreaterThan(1);
    await expectGoodPaper(page);
    await page.keyboard.press('Escape');

    await page.getByTestId('publish').click();
    const dialog = page.getByTestId('publish-dialog');
    await dialog.getByTestId('comparison-figures').waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    await page.getByTestId('publish-confirm').click();
    await page.getByTestId('plan-life').getByText('现行方案').waitFor();
    const { plans } = await api<{ plans: PlanWire[] }>('/places/guan/plans');
    expect(plans[0]).toMatchObject({ id: draft, standing: 'in-force' });
    expect(plans.find(({ id }) => id === old)).toMatchObject({ standing: 'past' });
    expect(await page.getByRole('combobox', { name: '网格方案' }).textContent()).toContain('草稿');

    // The day before belongs to the plan before.
    const today = plans[0]!.effectiveFrom!;
    await page.getByTestId('as-of').click();
    const card = page.getByTestId('as-of-card');
    await card.getByRole('spinbutton').last().click();
    await page.keyboard.press('ArrowDown');
    await card.getByRole('button').click();
    await page.waitForURL(new RegExp(`plan=${old}`));
    expect(await page.getByTestId('plan-life').textContent()).toContain(today);
  });
});

/**
 * The handover lists as they leave the printer: A4, every sheet of one grid and saying which, every household on one of
 * them whole, signatures at the end of each grid.
 */
async function expectGoodPaper(page: Page): Promise<void> {
  const sheets = await page.getByTestId('handover-page').evaluateAll((all) =>
    all.map((sheet) => ({
      code: sheet.querySelector('header p')?.textContent ?? '',
      workers: sheet.querySelector('[data-testid=handover-workers] dd')?.textContent ?? '',
      rows: [...sheet.querySelectorAll('tbody tr')].map((row) => row.textContent ?? ''),
    })),
  );
  expect(sheets.flatMap(({ rows }) => rows).length).toBeGreaterThan(20);
  const pages = readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(pages.length).toBeGreaterThanOrEqual(sheets.length);
  let n = 0;
  for (const { code, rows, workers } of sheets) {
    let text = '';
    while (n < pages.length && pages[n]!.text.includes(code)) {
      const { width, height, text: written } = pages[n]!;
      expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
      expect(written).toContain(`${n + 1}/${pages.length}`);
      text += `${written} `;
      n++;
    }
    expect(text).toContain(foldText(workers));
    for (const row of rows) expect(text).toContain(foldText(row));
    expect(text.trim()).toMatch(/移交人签字接收人签字日期$/);
  }
  expect(n).toBe(pages.length);
}

/** Draws a line down the middle of a grid by mouse and finishes it. */
async function splitDown(page: Page, grid: Pick<Grid, 'polygons'>): Promise<void> {
  const box = boundingBox(grid.polygons).map(fromLattice) as [number, number, number, number];
  const [west, south, east, north] = box;
  const margin = (north - south) * 0.12;
  const view = viewOf(page);
  await page.getByTestId('tool-split').click();
  for (const lat of [south - margin, (south + north) / 2, north + margin]) {
    const [x, y] = await pixelOf(page, view, [(west + east) / 2, lat]);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
    await page.waitForTimeout(350);
  }
  await page.keyboard.press('Enter');
}
