import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type {
  EmergingIncidents,
  IncidentCluster,
  IncidentPage,
  IncidentRow,
  IncidentSummaryWire,
} from '../../geodata/schema/incident-summary';
import { shareChanged } from './compare-pictures';
import type { Picture } from './decode-png';
import { useConsole } from './use-console';

const ui = useConsole();

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan/${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}
const summaryOf = (query = '') => api<IncidentSummaryWire>(`incidents/summary?${query}`);
const format = (count: number): string => count.toLocaleString('zh-CN');

/** The sentence under the totals, as soon as it names `count`. */
async function waitForTotal(page: Page, count: number): Promise<void> {
  await page
    .getByTestId('incident-totals')
    .getByText(`${format(count)} 件`, { exact: true })
    .waitFor();
}
const legendTicks = (page: Page): Promise<string[]> => page.locator('.heat-legend__ticks span').allTextContents();
const picture = (page: Page) => ui.look(page, '.maplibregl-canvas');

/** Every incident of the inspector's list, whichever part of it is rendered. */
async function readRows(page: Page): Promise<Set<string>> {
  const body = page.getByRole('complementary', { name: '详情' }).locator('.rows__body');
  await body.waitFor();
  const seen = new Set<string>();
  for (let top = 0, end = 1; top < end; top += 200) {
    end = await body.evaluate((element, y) => {
      element.scrollTop = y;
      return element.scrollHeight;
    }, top);
    await page.waitForTimeout(60);
    // In one go: rows come and go while they are read one by one.
    const ids = await body
      .getByTestId('incident-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-incident') ?? ''));
    for (const id of ids) seen.add(id);
  }
  return seen;
}

describe('incidents', () => {
  it('shows the density of all, then of another period, type and state, and counts as the API does', async () => {
    const page = await ui.visit('/guan/incidents');
    const all = await summaryOf();
    await waitForTotal(page, all.total);
    await ui.waitForMap(page);
    await page
      .getByTestId('incident-totals')
      .getByText(`${format(all.withoutPoint)} 件无位置`)
      .waitFor();
    const ticks = await legendTicks(page);
    await expect.poll(async () => blueShare(await picture(page)), { timeout: 20_000 }).toBeGreaterThan(0.008);
    const whole = await picture(page);

    await page.getByRole('radio', { name: '30天' }).click();
    const last = await summaryOf('from=2025-12-02&to=2025-12-31');
    await waitForTotal(page, last.total);
    await ui.waitForMap(page);
    await expect.poll(async () => shareChanged(whole, await picture(page)), { timeout: 20_000 }).toBeGreaterThan(0.05);
    // A short period has the colours of the whole data until one asks for those of the busiest of its length.
    expect(await legendTicks(page)).toEqual(ticks);
    await page.getByRole('radio', { name: '最忙 30 天' }).click();
    await page.waitForURL(/scale=30/);
    await page.getByTestId('scale-note').getByText('颜色按最忙的 30 天').waitFor();
    await expect.poll(() => legendTicks(page), { message: 'the colours of 30 days' }).not.toEqual(ticks);
    await page.getByRole('button', { name: '改回按全部期间定色' }).click();
    await page.waitForURL((url) => !url.searchParams.has('scale'));
    await expect.poll(() => legendTicks(page), { message: 'the colour domain of all' }).toEqual(ticks);

    await page.getByTestId('incident-types').click();
    await page.getByRole('treeitem', { name: /市容环境/ }).press('Enter');
    await waitForTotal(page, (await summaryOf('from=2025-12-02&to=2025-12-31&type=01')).total);
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: '已结' }).click();
    await waitForTotal(page, (await summaryOf('from=2025-12-02&to=2025-12-31&type=01&state=ended')).total);
    expect(await legendTicks(page)).toEqual(ticks);

    const other = await ui.visit(page.url().slice(ui.server().origin.length));
    await waitForTotal(other, (await summaryOf('from=2025-12-02&to=2025-12-31&type=01&state=ended')).total);

    await page.getByRole('button', { name: '清除筛选' }).click();
    await waitForTotal(page, all.total);
  });

  it('colours grids by rate, and the count of the grid one clicks is its rows and the API’s', async () => {
    const page = await ui.visit('/guan/incidents');
    const all = await summaryOf();
    await waitForTotal(page, all.total);
    await ui.waitForMap(page);
    const density = await picture(page);
    await page.getByRole('radio', { name: '发生率' }).click();
    await ui.waitForMap(page);
    await expect.poll(async () => shareChanged(density, await picture(page)), { timeout: 20_000 }).toBeGreaterThan(0.3);
    const breaks = await page.locator('.legend__breaks span').allTextContents();
    expect(breaks.map(Number)).toEqual(all.rate.breaks);

    // Beside the names of communities, which are clicked for themselves.
    await page.mouse.click(1000, 300);
    await page.waitForURL(/sel=grid(:|%3A)/);
    const [, id = ''] = (new URL(page.url()).searchParams.get('sel') ?? '').split(':');
    const grid = all.byGrid.find(({ gridId }) => gridId === id)!;
    const listed = await api<IncidentPage>(`incidents?grid=${id}&limit=1000`);
    expect(listed.rows.length).toBe(grid.count);
    const inspector = page.getByRole('complementary', { name: '详情' });
    await inspector.getByRole('heading', { name: grid.name }).waitFor();
    expect(await inspector.getByTestId('grid-incident-count').locator('dd').textContent()).toBe(`${grid.count}件`);
    await inspector.getByText(`${grid.count} 件`, { exact: true }).waitFor();
    expect(await readRows(page)).toEqual(new Set(listed.rows.map((row) => row.id as string)));
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('ranks grids, opens one, and shows an incident with its times in the zone of the place, late in red', async () => {
    const page = await ui.visit('/guan/incidents');
    const all = await summaryOf();
    await waitForTotal(page, all.total);
    const worst = [...all.byGrid].sort((a, b) => b.overdue - a.overdue)[0]!;
    expect(worst.overdue).toBeGreaterThan(0);
    await page.getByRole('columnheader', { name: '超期' }).getByRole('button').click();
    await page.getByRole('searchbox', { name: '找网格' }).fill(worst.name);
    await page
      // Found by its full name, shown by a tight one.
      .getByRole('row', { name: new RegExp(worst.name.replace('社区', '')) })
      .first()
      .click();
    await page.waitForURL(/sel=grid(:|%3A)/);

    const [late] = (await api<IncidentPage>(`incidents?grid=${worst.gridId}&sort=late&limit=1`)).rows;
    const inspector = page.getByRole('complementary', { name: '详情' });
    await inspector.getByTestId('incident-row').first().click();
    await page.waitForURL(/sel=incident(:|%3A)/);
    await inspector.getByText(late!.caseNumber).first().waitFor();
    const red = inspector.getByText(/^已超期/).first();
    expect(await red.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(179, 38, 30)');
    const inShanghai = new Date(Date.parse(late!.reportedAt) + 8 * 3_600_000).toISOString();
    await inspector
      .getByText(new RegExp(`^${inShanghai.slice(0, 10)} 周. ${inShanghai.slice(11, 16)}$`))
      .first()
      .waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('opens the rows behind what no grid counts, and brushes a period on the histogram', async () => {
    const page = await ui.visit('/guan/incidents');
    const all = await summaryOf();
    await page
      .getByTestId('incident-totals')
      .getByText(`${format(all.withoutPoint)} 件无位置`)
      .click();
    await page
      .getByTestId('incident-row-count')
      .getByText(`${format(all.withoutPoint)} 件`)
      .waitFor();
    expect(await page.getByTestId('incident-row').count()).toBeGreaterThan(5);

    const bars = page.getByTestId('time-days');
    const box = (await bars.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/period=2025-\d\d-\d\d\.\.2025-\d\d-\d\d/);
    const [from, to] = (new URL(page.url()).searchParams.get('period') ?? '').split('..');
    expect(from! < to!).toBe(true);
    await waitForTotal(page, (await summaryOf(`from=${from}&to=${to}`)).total);
  });

  it('hands over every row of the list, and expected counts with the ranking', async () => {
    const page = await ui.visit('/guan/incidents?period=30d');
    const { total } = await summaryOf();
    await page.getByRole('tab', { name: /事件列表/ }).click();
    const file = async (name: string): Promise<string[]> => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel(name).first().click()]);
      const text = await readFile(await download.path(), 'utf8');
      expect(text.startsWith('\ufeff')).toBe(true);
      return text.trimEnd().split('\r\n');
    };
    await page.getByTestId('incident-row').first().waitFor();
    const counted = Number((await page.getByTestId('incident-row-count').textContent())!.replace(/\D/g, ''));
    expect(counted).toBeGreaterThan(200);
    expect(counted).toBeLessThanOrEqual(total);
    const rows = await file('导出全部事件 CSV');
    expect(rows.length).toBe(counted + 1);
    expect(rows[0]).toContain('编号,类型,类型编码,状态,上报');
    await page.getByRole('tab', { name: /网格排行/ }).click();
    expect((await file('导出 CSV'))[0]).toMatch(/按户数应有,收缩后的比率,单个判断,.*,Gi\*$/);
  });

  it('says of grids and communities what of their rates is real, and lists the rows of one in a click', async () => {
    const page = await ui.visit('/guan/incidents?heat=rate');
    const found = page.getByTestId('rate-found');
    const real = async (query: string, judge: 'alone' | 'around') =>
      (await summaryOf(query)).byGrid.filter((grid) => grid[judge]!.finding === 'high').length;
    const says = (count: number, noun: string) =>
      expect.poll(() => found.innerText(), { timeout: 20_000 }).toMatch(new RegExp(`${noun}中，${count} 个确实偏高`));
    const alone = await real('', 'alone');
    expect(alone).toBeGreaterThan(0);
    await says(alone, '246 个网格');
    await page.getByRole('radio', { name: '连片' }).click();
    await says(await real('', 'around'), '246 个网格');
    await page.waitForURL(/judge=around/);
    await page.getByRole('radio', { name: '社区', exact: true }).click();
    const hot = await real('level=community', 'around');
    await says(hot, '32 个社区');
    await page
      .getByTestId('rate-found')
      .getByRole('button', { name: `${hot} 个确实偏高` })
      .click();
    await page.getByText(`${hot} 个社区`, { exact: true }).waitFor();
    await page.getByTestId('ranking-part').click();
    await page.getByText('32 个社区', { exact: true }).waitFor();
    const { byGrid } = await summaryOf('level=community');
    const most = [...byGrid].sort((x, y) => y.count - x.count)[0]!;
    await page.getByRole('searchbox', { name: '找社区' }).fill(most.name);
    await page
      .getByRole('row', { name: new RegExp(most.name) })
      .first()
      .click();
    await page.waitForURL(/sel=area(:|%3A)/);
    expect((await readRows(page)).size).toBe(most.count);
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('compares two periods, says so where there is nothing to compare, and tells new hot spots from old ones', async () => {
    const page = await ui.visit('/guan/incidents?heat=change');
    await page.getByText('前面没有数据可比').waitFor();
    await page.getByRole('button', { name: '最近 90 天对之前 90 天' }).click();
    const days = await summaryOf('from=2025-10-03&to=2025-12-31&against=previous');
    const more = days.byGrid.filter(({ change }) => change!.finding === 'high').length;
    await expect
      .poll(() => page.getByTestId('change-found').innerText(), { timeout: 20_000 })
      .toContain(`246 个网格中，${more} 个确实增多`);
    await page.getByText(`${days.against!.total.before} 件（每天`).waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);

    await page.goto(`${ui.server().origin}/guan/incidents?heat=emerging&level=community`);
    const { byGrid } = await api<EmergingIncidents>('incidents/emerging?level=community');
    const hot = byGrid.filter(({ kind }) => kind?.temperature === 'hot' && kind.class !== 'historical');
    expect(hot.length).toBeGreaterThan(0);
    await expect
      .poll(() => page.getByTestId('emerging-found').innerText(), { timeout: 20_000 })
      .toContain(`${hot.length} 个现在是热点`);
    const { cluster } = await api<IncidentCluster>('incidents/cluster?level=community');
    await expect
      .poll(() => page.getByTestId('cluster').innerText(), { timeout: 20_000 })
      .toContain(`自 ${cluster!.period.from} 起 ${cluster!.count} 件`);
    await page
      .getByTestId('cluster')
      .getByRole('button', { name: `${cluster!.count} 件` })
      .click();
    await expect.poll(() => page.getByTestId('incident-row-count').innerText()).toBe(`${cluster!.count} 件`);
    await page.getByTestId('narrowed-to').click();
    await page.getByRole('tab', { name: '社区排行' }).click();
    await page.getByRole('row').nth(1).click();
    await page.waitForURL(/sel=area(:|%3A)/);
    await page.getByRole('list', { name: '各步的件数' }).waitFor();
    expect(await page.getByRole('list', { name: '各步的件数' }).getByRole('listitem').count()).toBe(12);
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('says what is wrong when counting fails, and counts when asked again', async () => {
    ui.expectFault(/503|Failed to load/);
    const page = await ui.visit('/guan/coverage');
    await ui.waitForMap(page);
    await page.route('**/incidents/summary*', (route) => route.fulfill({ status: 503, body: 'down' }));
    await page.keyboard.press('4');
    await page.getByText('统计没有成功').waitFor();
    await page.unroute('**/incidents/summary*');
    await page.getByRole('button', { name: '重试' }).click();
    await waitForTotal(page, (await summaryOf()).total);
  });

  it('judges open incidents at one stated moment, and goes back to the list one came from', async () => {
    const page = await ui.visit('/guan/incidents?period=7');
    await ui.waitForMap(page);
    await page.getByTestId('incidents-as-of').getByText('截至 2025-12-31 24:00').waitFor();
    // A week is denser in places than the colours of a year go, which is said, and mended in one click.
    await page.getByTestId('colour-advice').getByText('超出色阶上限').waitFor();
    await page.getByRole('button', { name: '按 7 天重新定色' }).click();
    await page.getByTestId('scale-note').getByText('颜色按最忙的 7 天').waitFor();
    await page.getByTestId('colour-advice').getByText('超出色阶上限').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: /事件列表/ }).click();
    await page.getByTestId('incident-row').first().click();
    await page.getByTestId('incident-as-of').getByText('截至 2025-12-31 24:00').waitFor();
    await page.getByRole('navigation', { name: '当前位置' }).getByText(/网格$/).first().waitFor();
    // Another mode says which incident it is, and leads back to it.
    const id = (new URL(page.url()).searchParams.get('sel') ?? '').replace('incident:', '');
    const { caseNumber } = await api<IncidentRow>(`incidents/${id}`);
    await page.keyboard.press('2');
    await page.waitForURL(/\/guan\/plan\?.*sel=incident/);
    await page.getByRole('complementary', { name: '详情' }).getByText(caseNumber).waitFor();
    await page.getByRole('button', { name: '看这件事件' }).click();
    await page.waitForURL(/\/guan\/incidents\?.*sel=incident/);
    const back = page.getByTestId('incident-back');
    await back.getByText('返回列表').waitFor();
    await back.click();
    await page.waitForURL((url) => !url.searchParams.has('sel'));
    await page.getByTestId('incident-row').first().waitFor();
  });
});

/** Share of the free part of the map that is clearly blue: the dense part of the ramp, which no base map has. */
function blueShare({ rgb, width, height }: Picture): number {
  const left = width / 2;
  const bottom = Math.round(height * 0.8);
  let blue = 0;
  for (let y = 0; y < bottom; y++) {
    for (let i = (y * width + left) * 3; i < (y + 1) * width * 3; i += 3) {
      if (rgb[i + 2]! > rgb[i]! + 60 && rgb[i]! < 120) blue++;
    }
  }
  return blue / ((width - left) * bottom);
}
