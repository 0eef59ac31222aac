import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { DensityRasterWire, IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { addDays } from '../../geodata/incidents/local-days';
import { latAt, lngAt, localPlane } from '../../geodata/incidents/local-plane';
import { foldText, readPdf } from '../fixtures/read-pdf';
import { shareChanged } from './compare-pictures';
import { decodePng } from './decode-png';
import { pixelsOf, viewQuery } from './map-pixels';
import { useConsole } from './use-console';

const ui = useConsole();

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan/incidents/${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}
const totalOf = async (from: string, to: string): Promise<number> =>
  (await api<IncidentSummaryWire>(`summary?from=${from}&to=${to}`)).total;
const param = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);
const ticks = (page: Page): Promise<string[]> => page.locator('.heat-legend__ticks span').allTextContents();
const [from, to] = ['2025-12-02', '2025-12-31'];
/** The free part of the map, without what moves on it: beside the panel, above slider and legend. */
const free = { x: 720, y: 120, width: 520, height: 320 };

describe('two periods on one map', () => {
  it('are the same picture where they are the same days, named, parted by keys, in the link, and printed', async () => {
    const page = await ui.visit(`/guan/incidents?period=30&scale=30&pair=swipe&vs=${from}..${to}`, { sharp: true });
    const total = await totalOf(from, to);
    const said = page.getByTestId('pair-said');
    await said.getByText(`左：${from} 至 ${to} · ${total} 件；右：${from} 至 ${to} · ${total} 件`).waitFor();
    await ui.waitForMap(page);
    const grip = page.getByRole('slider', { name: '移动两个时段的分隔线' });
    const look = async () => decodePng(await page.screenshot({ clip: free }));
    await grip.press('Home');
    await page.waitForURL(/split=0\b/);
    await expect.poll(async () => shareChanged(await look(), await look())).toBe(0);
    const first = await look();
    await grip.press('End');
    await page.waitForURL(/split=100/);
    // Names of the base map are placed by each map for itself; what is coloured by incidents is not.
    await expect.poll(async () => shareChanged(first, await look()), { timeout: 20_000 }).toBeLessThan(0.02);

    const scale = await ticks(page);
    await page.getByRole('radio', { name: '前一时段' }).click();
    const before = await totalOf('2025-11-02', '2025-12-01');
    await said.getByText(`左：2025-11-02 至 2025-12-01 · ${before} 件`).waitFor();
    await expect.poll(async () => shareChanged(first, await look()), { timeout: 20_000 }).toBeGreaterThan(0.05);
    expect(await ticks(page)).toEqual(scale);
    await grip.press('PageUp');
    await grip.press('ArrowLeft');
    await page.waitForURL(/split=98/);
    expect(await ui.findBarriers(page)).toEqual([]);

    // Days chosen on the calendar are those of the map, and of the link.
    await page.getByRole('radio', { name: '单图' }).click();
    await page.getByRole('tab', { name: '时段规律' }).click();
    const calendar = page.getByTestId('day-calendar');
    await calendar.focus();
    for (const key of ['ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowRight', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL(/period=2025-11-25\.\.2025-12-03/);
    const chosen = await totalOf('2025-11-25', '2025-12-03');
    await page.getByTestId('time-shown').getByText(`${chosen} 件`).waitFor();
    await page.getByTestId('week-matrix').focus();
    expect(await page.getByTestId('incident-totals').innerText()).toContain(`${chosen}`);

    await page.keyboard.press('Control+p');
    await page.getByTestId('printed-map').waitFor();
    const paper = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(paper.length).toBe(1);
    for (const words of [
      '2025-11-25',
      '全部类别',
      '全部状态',
      '件/平方千米·周',
      '四次核',
      '带宽200米',
      '分母：',
      '每千户',
    ])
      expect(paper[0]!.text).toContain(foldText(words));
    const notes = (await page.getByTestId('print-notes').boundingBox())!;
    const foot = (await page.locator('.print-sheet__foot').boundingBox())!;
    expect(notes.y + notes.height).toBeLessThanOrEqual(foot.y);
    await page.getByRole('radio', { name: '300 dpi' }).click();
    await page.getByTestId('printed-map').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '存为图片' }).click(),
    ]);
    const png = await readFile(await download.path());
    expect(decodePng(png).width).toBeGreaterThan(2200);
    expect(png.subarray(33, 45).toString('latin1')).toContain('pHYs');
    await page.getByRole('radio', { name: '分类型' }).click();
    await page.locator('[data-testid=many-sheet][data-ready=true]').waitFor({ timeout: 60_000 });
    const maps = await page.getByTestId('many-map').count();
    expect(maps).toBeGreaterThan(3);
    const [many] = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(many!.width).toBeGreaterThan(many!.height);
    expect(many!.text).toContain(foldText('各图同一色阶'));
    await page.keyboard.press('Escape');

    // The link says all of it: whoever opens it sees the same.
    await page.getByRole('radio', { name: '两期并排' }).click();
    await page.waitForURL(/pair=beside/);
    await page.waitForTimeout(400);
    const names = async (one: Page) => [
      await one.getByTestId('pair-left').innerText(),
      await one.getByTestId('pair-right').innerText(),
    ];
    await page.getByTestId('pair-left').getByText('件').waitFor();
    const mine = await names(page);
    // Both maps are printed, with the areas that differ most and how sure that is.
    await page.keyboard.press('Control+p');
    await page.locator('[data-testid=pair-sheet][data-ready=true]').waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('pair-map').count()).toBe(2);
    const sheet = await page.getByTestId('pair-sheet').innerText();
    for (const words of [...mine, '件/平方千米·周', '精确条件二项检验', '全部：左图', '全部类别'])
      expect(sheet).toContain(words);
    const [end, last] = await Promise.all([
      page.getByTestId('pair-table').locator(':scope > *').last().boundingBox(),
      page.getByTestId('pair-sheet').locator('footer').boundingBox(),
    ]);
    expect(end!.y + end!.height).toBeLessThanOrEqual(last!.y);
    await page.keyboard.press('Escape');
    const other = await ui.visit(page.url().slice(ui.server().origin.length));
    await other.getByTestId('pair-left').getByText('件').waitFor();
    expect(await names(other)).toEqual(mine);
    for (const name of ['period', 'pair', 'split', 'view']) expect(param(other, name)).toBe(param(page, name));
  }, 180_000);
});

describe('days that are played', () => {
  it('colour a cell of the same density the same in every picture', async () => {
    const view = { zoom: 13.2, lat: 39.43, lng: 116.3 };
    const first = '2025-06-01';
    const page = await ui.visit(`/guan/incidents?${viewQuery(view)}&period=${first}..${addDays(first, 6)}`, {
      sharp: true,
    });
    await ui.waitForMap(page);
    const toPixels = await pixelsOf(page, view);
    const pictures: { values: Float32Array; raster: DensityRasterWire; colour: (x: number, y: number) => number[] }[] =
      [];
    for (let step = 0; step < 4; step++) {
      const [start, end] = [addDays(first, step), addDays(first, step + 6)];
      await page.getByTestId('time-shown').getByText(`${start} 至 ${end}`).waitFor();
      await page
        .getByTestId('time-shown')
        .getByText(`${await totalOf(start, end)} 件`)
        .waitFor();
      await ui.waitForMap(page);
      const raster = await api<DensityRasterWire>(`density?from=${start}&to=${end}`);
      const bytes = Buffer.from(raster.values, 'base64');
      const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
      const { rgb, width } = decodePng(await page.screenshot());
      const colour = (x: number, y: number): number[] => {
        const at = (Math.round(y) * width + Math.round(x)) * 3;
        return [...rgb.subarray(at, at + 3)];
      };
      pictures.push({ values, raster, colour });
      await page.keyboard.press('>');
    }
    expect(new Set(pictures.map(({ raster }) => raster.domainTop)).size).toBe(1);
    const { raster } = pictures[0]!;
    const { lng0, lat0, east0, north0 } = raster.plane;
    const plane = localPlane(lng0, lat0);
    // Whatever is beyond the top of the colours has the last of them.
    const shown = (density: number): number => Math.min(density, raster.domainTop);
    const tally = { same: 0, kept: 0, changed: 0, moved: 0 };
    for (let row = 1; row < raster.height - 1; row++) {
      for (let column = 1; column < raster.width - 1; column++) {
        const lng = lngAt(plane, east0 + (column + 0.5) * raster.cellMetres);
        const [x, y] = toPixels([lng, latAt(plane, north0 - (row + 0.5) * raster.cellMetres)]);
        if (x < free.x || y < free.y || x > free.x + free.width || y > free.y + free.height) continue;
        for (let k = 1; k < pictures.length; k++) {
          const [a, b] = [pictures[k - 1]!, pictures[k]!];
          const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => (row + dy) * raster.width + column + dx));
          const value = a.values[row * raster.width + column]!;
          const difference = Math.max(...a.colour(x, y).map((one, i) => Math.abs(one - b.colour(x, y)[i]!)));
          if (value > 0 && around.every((cell) => a.values[cell] === b.values[cell])) {
            tally.same++;
            if (difference <= 2) tally.kept++;
          } else if (Math.abs(shown(value) - shown(b.values[row * raster.width + column]!)) > raster.domainTop / 4) {
            tally.changed++;
            if (difference > 2) tally.moved++;
          }
        }
      }
    }
    expect(tally.same).toBeGreaterThan(500);
    expect(tally.kept / tally.same).toBeGreaterThan(0.995);
    expect(tally.changed).toBeGreaterThan(20);
    expect(tally.moved / tally.changed).toBeGreaterThan(0.95);
  });
});
