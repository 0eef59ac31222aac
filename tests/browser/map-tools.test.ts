import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pathMetres } from '../../geodata/geometry/measure';
import type { LngLat } from '../../geodata/schema/coordinates';
import { shareChanged } from './compare-pictures';
import { decodePng } from './decode-png';
import type { Picture } from './decode-png';
import { pixelOf, viewQuery } from './map-pixels';
import { useConsole } from './use-console';

const ui = useConsole();
const view = { zoom: 15.2, lat: 39.437, lng: 116.3 };
const points: LngLat[] = [
  [116.299, 39.438],
  [116.303, 39.436],
  [116.306, 39.4385],
];

const pixelAt = ({ width, rgb }: Picture, x: number, y: number): number[] =>
  Array.from(rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3));

describe('layers, ruler and paper', () => {
  it('fades and hides layers, carries hidden data in the link, remembers the ground, and puts all back', async () => {
    const page = await ui.visit(`/guan/plan?${viewQuery(view)}`);
    await ui.waitForMap(page);
    const look = async () => {
      await ui.waitForMap(page);
      return ui.look(page, '.maplibregl-canvas');
    };
    await page.getByRole('button', { name: '图层', exact: true }).click();
    const list = page.getByRole('dialog');
    const asDrawn = await look();
    expect(await ui.findBarriers(page)).toEqual([]);

    await list.getByRole('slider', { name: '网格的不透明度' }).focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft');
    await list.getByText('40%').waitFor();
    const faded = await look();
    expect(shareChanged(asDrawn, faded)).toBeGreaterThan(0.2);

    await list.getByRole('switch', { name: '网格', exact: true }).click();
    await page.waitForURL(/hide=grids/);
    const hidden = await look();
    expect(shareChanged(faded, hidden)).toBeGreaterThan(0.2);
    await page.locator('.legend-card').getByText('未显示：网格').waitFor();
    await list.getByRole('switch', { name: '建筑' }).click();

    // Another look (the dark theme) does not bring hidden things back.
    await page.reload();
    await ui.waitForMap(page);
    expect(shareChanged(hidden, await look())).toBeGreaterThan(0.005);
    await page.getByRole('button', { name: '图层', exact: true }).click();
    expect(await list.getByRole('switch', { name: '建筑' }).getAttribute('aria-checked')).toBe('false');
    expect(await list.getByRole('switch', { name: '网格', exact: true }).getAttribute('aria-checked')).toBe('false');
    await list.getByRole('button', { name: '恢复图层默认' }).click();
    await page.waitForURL((url) => !url.searchParams.has('hide'));
    expect(shareChanged(asDrawn, await look())).toBeLessThan(0.02);
  });

  it('measures by mouse and by keyboard alike', async () => {
    const page = await ui.visit(`/guan/incidents?${viewQuery(view)}`);
    await ui.waitForMap(page);
    const measured = page.getByTestId('measured');
    const metres = async (): Promise<number> =>
      Number(/[\d.]+/.exec((await measured.innerText()).replaceAll(',', ''))?.[0]);
    const expected = pathMetres(points);

    await page.keyboard.press('u');
    for (const at of points) {
      const [x, y] = await pixelOf(page, view, at);
      await page.mouse.click(x, y);
    }
    expect(Math.abs((await metres()) - expected)).toBeLessThan(6);
    await page.keyboard.press('Enter');
    await page.getByText('已结束').waitFor();
    await page.getByText(/直线距离，不是步行路线；按成人步速约 [\d.]+ 分钟/).waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    await page.keyboard.press('Backspace');
    expect(await metres()).toBeLessThan(expected / 1.5);
    await page.keyboard.press('Escape');
    await measured.getByText('在地图上点第一个位置').waitFor();

    const typed = page.getByLabel('经度，纬度');
    for (const [lng, lat] of points) {
      await typed.fill(`${lng},${lat}`);
      await page.keyboard.press('Enter');
    }
    expect(Math.abs((await metres()) - expected)).toBeLessThan(1);
    await typed.fill('somewhere');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('经度，纬度').waitFor();

    await page.getByRole('radio', { name: '面积' }).click();
    for (const [lng, lat] of points) {
      await typed.fill(`${lng},${lat}`);
      await page.keyboard.press('Enter');
    }
    await page.getByText(/公顷 · 周长/).waitFor();
    await page.getByRole('button', { name: '结束量测' }).click();
    await measured.waitFor({ state: 'detached' });
  });

  it('prints one A4 page either way round, light, with map, legend and table, and saves a picture', async () => {
    const page = await ui.visit('/guan/incidents?heat=rate', { theme: 'dark' });
    await ui.waitForMap(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('print');
    await page.getByRole('option', { name: /打印或存为 PDF/ }).waitFor();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('article');
    const map = page.getByTestId('printed-map');
    await map.waitFor();
    for (const text of [
      /^固安.*事件/,
      '2 km',
      /数据截至 2025/,
      '合成数据',
      /调整后比率最高的网格/,
      /2025-01-01.* 至 2025-12-31/,
    ])
      await sheet.getByText(text).first().waitFor();
    expect(await sheet.getByRole('row').count()).toBe(11);
    // About 200 dots an inch: 96 of the page's pixels are an inch.
    const drawn = await map.evaluate((image: HTMLImageElement) => image.naturalWidth / image.width);
    expect(drawn * 96).toBeGreaterThan(190);
    expect(await ui.findBarriers(page)).toEqual([]);

    const paper = async (): Promise<{ pages: number; size: string | undefined }> => {
      const bytes = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
      return {
        pages: bytes.match(/\/Type \/Page\b/g)?.length ?? 0,
        size: /\/MediaBox \[0 0 (\d+)[\d.]* (\d+)/.exec(bytes)?.slice(1).join('x'),
      };
    };
    expect(await paper()).toEqual({ pages: 1, size: '594x841' });
    await page.getByRole('radio', { name: '横版' }).click();
    await map.waitFor();
    expect(await paper()).toEqual({ pages: 1, size: '841x594' });

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '存为图片' }).click();
    const picture = decodePng(readFileSync(await (await download).path()));
    expect(picture.width).toBeGreaterThan(1400);
    // White paper, and a map on it that is no single colour.
    expect(pixelAt(picture, 4, 4)).toEqual([255, 255, 255]);
    const middle = Array.from({ length: 40 }, (_, i) =>
      String(pixelAt(picture, Math.round((picture.width / 45) * (i + 2)), Math.round(picture.height / 2))),
    );
    expect(new Set(middle).size).toBeGreaterThan(4);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(new URL(page.url()).searchParams.get('heat')).toBe('rate');
  });
});
