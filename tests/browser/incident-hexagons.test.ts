import { readFile } from 'node:fs/promises';
import { parse } from 'papaparse';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { classOf } from '../../geodata/incidents/class-breaks';
import { hexagonAtDegrees, hexCentre, hexLattice } from '../../geodata/incidents/hex-lattice';
import { addDays } from '../../geodata/incidents/local-days';
import type { BBox } from '../../geodata/schema/coordinates';
import type { IncidentHexagons, IncidentPage, IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { pixelsOf, viewQuery } from './map-pixels';
import { useConsole } from './use-console';

const ui = useConsole();

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}
const summary = (query: string) => api<IncidentSummaryWire>(`/incidents/summary?${query}`);
const hexagons = (query: string) => api<IncidentHexagons>(`/incidents/hexagons?${query}`);
const shown = async (page: Page, text: string | RegExp) => page.getByTestId('time-shown').getByText(text).waitFor();
const periodOf = (page: Page): string => new URL(page.url()).searchParams.get('period') ?? '';
const total = (page: Page, count: number) =>
  page
    .getByTestId('incident-totals')
    .getByText(`${count.toLocaleString('zh-CN')} 件`, { exact: true })
    .waitFor();

const view = { zoom: 14.2, lat: 39.4385, lng: 116.2985 };
/** The free part of the map at 1440 × 900. */
const isFree = ([x, y]: readonly [number, number]): boolean => x > 730 && x < 1340 && y > 70 && y < 560;

/** Resolves when what has come is drawn, though other answers are still awaited. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.waitForSelector('.maplibregl-map[aria-busy="false"]');
}

async function csv(page: Page, press: () => Promise<void>): Promise<string[][]> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const text = await readFile(await download.path(), 'utf8');
  return parse<string[]>(text.replace(/^\ufeff/, '').trimEnd()).data;
}

/** All hexagons of the place, and where those in the free part of the map are on the page. */
async function openHexagons(period = '') {
  const place = await api<{ bbox: number[] }>('');
  const all = await hexagons('');
  const lattice = hexLattice(place.bbox as unknown as BBox, all.sizeMetres);
  const page = await ui.visit(`/guan/incidents?heat=hexagons${period}&${viewQuery(view)}`, { sharp: true });
  await ui.waitForMap(page);
  const toPixels = await pixelsOf(page, view);
  const cells = [...all.counts.keys()]
    .map((cell) => ({ cell, at: toPixels(hexCentre(lattice, { q: all.q[cell]!, r: all.r[cell]! })) }))
    .filter(({ at }) => isFree(at));
  expect(cells.length).toBeGreaterThan(10);
  return { page, all, lattice, cells, card: page.getByRole('complementary', { name: '详情' }) };
}

describe('hexagons', () => {
  it('open exactly their rows, stay chosen in other modes, and stand in a table', async () => {
    const { page, all, lattice, cells, card } = await openHexagons();
    await total(page, all.total);

    // The busiest of those in sight: its tooltip, its card, its rows, its CSV.
    const { cell, at } = cells.reduce((best, one) => (all.counts[one.cell]! > all.counts[best.cell]! ? one : best));
    const count = all.counts[cell]!;
    await page.mouse.move(...at);
    await page.getByText(new RegExp(`^${count} 件，其中超期 ${all.late[cell]} 件`)).waitFor();
    await page.mouse.click(...at);
    await page.waitForURL(/sel=hexagon/);
    await card.getByTestId('incident-row-count').getByText(`${count} 件`, { exact: true }).waitFor();
    expect(await card.getByTestId('hexagon-count').locator('dd').textContent()).toBe(`${count}件`);
    const rows = await csv(page, () => card.getByLabel('导出全部事件 CSV').click());
    expect(rows.length).toBe(count + 1);
    const [lng, lat] = [rows[0]!.indexOf('经度'), rows[0]!.indexOf('纬度')];
    const own = { q: all.q[cell]!, r: all.r[cell]! };
    for (const row of rows.slice(1)) expect(hexagonAtDegrees(lattice, Number(row[lng]), Number(row[lat]))).toEqual(own);
    // A row and its point are one: the detail, and back.
    await card.getByTestId('incident-row').first().click();
    await page.getByTestId('incident-back').getByText('返回六边形').click();
    await page.waitForURL(/sel=hexagon/);
    expect(await ui.findBarriers(page)).toEqual([]);

    // In another mode it is still the same hexagon, and leads back.
    await page.keyboard.press('2');
    await page.waitForURL(/\/guan\/plan\?.*sel=hexagon/);
    await card.getByText(`${all.sizeMetres} m 六边形`, { exact: true }).waitFor();
    await card.getByText(/ › .*社区/).waitFor();
    await card.getByRole('button', { name: '看这里的事件' }).click();
    await page.waitForURL(/\/guan\/incidents\?.*sel=hexagon/);
    await card.getByTestId('hexagon-count').getByText(String(count)).waitFor();
    await card.getByRole('button', { name: '关闭' }).click();

    const table = await csv(page, () => page.getByLabel('导出 CSV').first().click());
    const counted = table.slice(1).map((row) => Number(row[1]));
    expect(counted.length).toBe(all.counts.filter((one) => one > 0).length);
    expect(counted.reduce((a, b) => a + b, 0) + all.withoutPoint).toBe(all.total);
    await page.getByTestId('view-guide').click();
    await page.getByText('每格面积相同、位置不变，可以逐格相比').waitFor();
    await page.keyboard.press('Escape');
  });

  // The answers come when the test lets them, so that every frame of the playing can be looked at.
  it('keep their very pixels while their class stays and days are played, and no other class looks the same', async () => {
    const { page, all, cells } = await openHexagons('&period=2025-01-01..2025-01-30');
    await shown(page, '2025-01-01 至 2025-01-30');
    let last = '2025-01-01';
    const held: { from: string; go: () => void }[] = [];
    await page.route('**/incidents/hexagons*', async (route) => {
      const from = new URL(route.request().url()).searchParams.get('from') ?? '';
      if (from > last) await new Promise<void>((go) => held.push({ from, go }));
      await route.continue();
    });
    await page.keyboard.press('Space');
    const seen = new Map<number, Map<number, string>>();
    let kept = 0;
    for (let step = 0; step < 4; step++) {
      const [from, to] = [addDays('2025-01-01', step), addDays('2025-01-30', step)];
      last = from;
      for (const one of held) if (one.from <= last) one.go();
      const frame = await hexagons(`from=${from}&to=${to}`);
      expect([frame.q, frame.r]).toEqual([all.q, all.r]);
      await shown(page, `${from} 至 ${to}`);
      await total(page, frame.total);
      await drawn(page);
      const picture = await ui.look(page);
      for (const one of cells) {
        const colour = (dx: number, dy: number): string => {
          const i = (Math.round(one.at[1] + dy) * picture.width + Math.round(one.at[0] + dx)) * 3;
          return picture.rgb.subarray(i, i + 3).join(' ');
        };
        const n = frame.counts[one.cell]!;
        const colourClass = n === 0 ? 0 : classOf(n, frame.breaks) + 1;
        const now = `${colour(-16, 10)} / ${colour(16, -12)}`;
        const classes = seen.get(one.cell) ?? new Map<number, string>();
        seen.set(one.cell, classes);
        const before = classes.get(colourClass);
        if (before !== undefined) {
          expect(now, `hexagon ${one.cell} with ${n} on ${from}`).toBe(before);
          kept += 1;
        }
        classes.set(colourClass, now);
      }
    }
    await page.getByRole('button', { name: '暂停' }).click();
    last = '9999';
    for (const one of held) one.go();
    expect(kept).toBeGreaterThan(cells.length * 2);
    const changed = [...seen.values()].filter((classes) => classes.size > 1);
    expect(changed.length).toBeGreaterThan(0);
    for (const classes of changed) expect(new Set(classes.values()).size).toBe(classes.size);
  });
});

describe('the time slider', () => {
  it('moves by mouse and keys, plays when told to, and leaves its days in the link', async () => {
    const page = await ui.visit('/guan/incidents?period=30&heat=hexagons');
    await shown(page, '2025-12-02 至 2025-12-31');
    const days = (await page.getByTestId('time-days').boundingBox())!;
    const x = (day: number): number => days.x + ((day + 0.5) / 365) * days.width;
    // The window by its middle, 100 days back.
    await page.mouse.move(x(350), days.y + 20);
    await page.mouse.down();
    await page.mouse.move(x(250), days.y + 20, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/period=2025-\d\d-\d\d\.\.2025-\d\d-\d\d/);
    const [from = '', to = ''] = periodOf(page).split('..');
    expect(addDays(from, 29)).toBe(to);
    await total(page, (await summary(`from=${from}&to=${to}`)).total);

    await page.getByTestId('time-window').focus();
    await page.keyboard.press('ArrowRight');
    await shown(page, `${addDays(from, 1)} 至 ${addDays(to, 1)}`);
    await page.getByTestId('time-from').focus();
    await page.keyboard.press('ArrowLeft');
    await shown(page, `${from} 至 ${addDays(to, 1)}`);
    await page.getByTestId('time-window').focus();
    await page.keyboard.press('Home');
    await shown(page, '2025-01-01 至 2025-01-31');

    // Nothing plays before it is asked to; Space plays and rests.
    await page.waitForTimeout(700);
    await shown(page, '2025-01-01 至 2025-01-31');
    const ticks = await page.getByTestId('hexagon-classes').textContent();
    await page.getByTestId('time-window').blur();
    await page.keyboard.press('Space');
    await shown(page, '2025-01-04 至 2025-02-03');
    expect(await page.getByTestId('hexagon-classes').textContent()).toBe(ticks);
    await page.keyboard.press('Space');
    await page.waitForURL(/period=2025-01-\d\d\.\.2025-02-\d\d/);
    const rested = periodOf(page);
    await page.waitForTimeout(1200);
    expect(periodOf(page)).toBe(rested);
    await total(page, (await summary(rested.replace(/(.*)\.\.(.*)/, 'from=$1&to=$2'))).total);

    // The same at rest, as a table.
    await page.getByRole('button', { name: '时段表' }).click();
    const dialog = page.getByRole('dialog');
    const table = await csv(page, () => dialog.getByLabel('导出 CSV').click());
    const [first, last, count] = table[table.length - 1]!;
    expect(Number(count)).toBe((await summary(`from=${first}&to=${last}`)).total);
    await page.keyboard.press('Escape');

    // Colours are held by hand until one lets go of them.
    await page.getByRole('button', { name: '重新定标' }).click();
    await page.getByTestId('scale-note').getByText('当时的画面定住').waitFor();
    const held = await page.getByTestId('hexagon-classes').textContent();
    await page.getByRole('radio', { name: '7天', exact: true }).click();
    await page.waitForFunction(() => new URL(location.href).searchParams.get('period') !== null);
    await ui.waitForMap(page);
    expect(await page.getByTestId('hexagon-classes').textContent()).toBe(held);
    await page.getByRole('radio', { name: '全部期间' }).click();
    await page.getByTestId('scale-note').getByText('颜色按全部期间定').waitFor();
  });

  it('follows a thumb', async () => {
    const page = await ui.visit('/guan/incidents?period=30', { viewport: { width: 390, height: 844 } });
    await shown(page, '2025-12-02 至 2025-12-31');
    const handle = (await page.getByTestId('time-from').boundingBox())!;
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: handle.y + 20 }],
      });
    await touch('touchStart', handle.x - 8);
    for (let step = 1; step <= 5; step++) await touch('touchMove', handle.x - 8 - step * 20);
    await touch('touchEnd', 0);
    // Days chosen by hand stand in the link as they are: from earlier to the same last day.
    await page.waitForURL((url) => (url.searchParams.get('period') ?? '').endsWith('..2025-12-31'));
    expect(periodOf(page) < '2025-11-01').toBe(true);

    // Slider and legend stay beside the sheet while it is low and while it is half up.
    const boxOf = async (selector: string) => (await page.locator(selector).boundingBox())!;
    await page.getByRole('button', { name: '图例' }).click();
    const grip = page.getByRole('button', { name: '拖动或点按来改变面板高度' });
    for (const most of [160, 360]) {
      const sheet = await boxOf('aside.sheet');
      expect(sheet.height).toBeLessThan(most);
      await expect.poll(async () => sheet.y - (await boxOf('.time')).y).toBeGreaterThan(80);
      const time = await boxOf('.time');
      expect(time.y + time.height).toBeLessThanOrEqual(sheet.y);
      const legend = await boxOf('.legend-card');
      expect(legend.y + legend.height).toBeLessThanOrEqual(time.y);
      const buttons = await boxOf('.controls__buttons');
      expect(buttons.y).toBeGreaterThan(48);
      expect(legend.x + legend.width).toBeLessThanOrEqual(buttons.x);
      await grip.click();
      await page.waitForTimeout(300);
    }
  });
});

describe('hours, types and the list', () => {
  it('narrow everything at once, say so, and can be taken off; the list is in step with the map', async () => {
    const page = await ui.visit('/guan/incidents');
    const all = await summary('');
    await ui.waitForMap(page);
    await total(page, all.total);
    await page.getByRole('tab', { name: '时段规律' }).click();
    const matrix = page.getByTestId('week-matrix');
    // The answer above has been looked for as well, and no longer grows.
    await page.locator('[data-testid="answer"][aria-busy="false"]').waitFor();
    await matrix.scrollIntoViewIfNeeded();
    const box = (await matrix.boundingBox())!;
    const at = (day: number, hour: number) =>
      [box.x + ((hour + 0.5) / 24) * box.width, box.y + ((day - 0.5) / 7) * box.height] as const;
    await page.mouse.move(...at(3, 14));
    await page.getByTestId('week-said').getByText(`周三 14–15 时 ${all.byWeekHour[62]} 件`).waitFor();
    await page.mouse.down();
    await page.mouse.move(...at(5, 16), { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/hours=3-5(:|%3A)14-16/);
    const brushed = await summary('hours=3-5:14-16');
    await total(page, brushed.total);
    expect(brushed.total).toBeLessThan(all.total);
    await page.getByTestId('filter-hours-0').getByText('周三至周五 14–17 时').waitFor();
    // By keys: from there one to the right, extended by one down.
    await matrix.focus();
    for (const key of ['ArrowRight', 'Shift+ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL(/hours=3-4(:|%3A)15/);
    await total(page, (await summary('hours=3-4:15')).total);
    expect(await ui.findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '看数字' }).click();
    await page.getByRole('dialog').getByRole('row').last().getByText(all.total.toLocaleString('zh-CN')).waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('filter-hours-0').click();
    await total(page, all.total);

    // Types are found by initials, ticked by keys, and taken alone.
    await page.getByTestId('incident-types').click();
    await page.getByRole('searchbox', { name: /找类型/ }).fill('jg');
    const tree = page.getByRole('tree');
    await tree.getByRole('treeitem', { name: /井盖缺损/ }).waitFor();
    await page.getByRole('searchbox', { name: /找类型/ }).fill('');
    await tree.getByRole('treeitem', { name: /市容环境/ }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/types=02(&|$)/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.waitForURL(/types=0202/);
    const group = tree.getByRole('treeitem', { name: /公共设施/ });
    expect(await group.getAttribute('aria-checked')).toBe('mixed');
    expect(await tree.getByRole('treeitem', { name: /市容环境/ }).getAttribute('aria-expanded')).toBe('false');
    expect(await ui.findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTestId('filter-types').click();
    await total(page, all.total);

    // The list is ordered, jumped through, and searched.
    await page.getByRole('tab', { name: /事件列表/ }).click();
    const end = (await api<IncidentPage>('/incidents?sort=address&limit=1000&skip=1000')).rows.at(-1)!;
    await page.getByRole('combobox', { name: '排序' }).click();
    await page.getByRole('option', { name: '地址' }).click();
    await page.getByTestId('incident-row').first().waitFor();
    const middle = Math.floor(all.total / 2);
    const [there] = (await api<IncidentPage>(`/incidents?sort=address&limit=1&skip=${middle}`)).rows;
    await page.locator('.rows__body').evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    await page.locator(`[data-index="${middle}"][data-incident="${there!.id}"]`).waitFor();
    await page.goto(`${page.url().split('?')[0]}?sel=incident:${end.id}`);
    await ui.waitForMap(page);
    await page.getByRole('complementary', { name: '详情' }).getByText(end.caseNumber).first().waitFor();
    await page.getByRole('tab', { name: /事件列表/ }).click();
    await page.locator(`[data-incident="${end.id}"]`).waitFor();
    await page.getByRole('searchbox', { name: /找标题/ }).fill(end.caseNumber);
    await total(page, 1);
    await page.getByTestId('filter-words').getByText(`含“${end.caseNumber}”`).waitFor();
    expect(await page.getByTestId('incident-row').count()).toBe(1);
  });
});
