import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { OverviewAnswer } from '../../geodata/schema/overview';
import { shareChanged } from './compare-pictures';
import { useConsole } from './use-console';

const ui = useConsole();

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan/${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}
const format = (count: number): string => count.toLocaleString('zh-CN');
const share = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(1)}%`;
const query = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const figure = (page: Page, id: string) => page.getByTestId(`figure-${id}`);
const ranking = (page: Page) => page.getByTestId('overview-ranking');
const picture = (page: Page) => ui.look(page, '.maplibregl-canvas');

describe('the overview', () => {
  it('shows the figures of the API, ranks by the column one chooses and colours the map by it', async () => {
    const page = await ui.visit('/guan');
    await page.waitForURL(/\/guan\/overview/);
    const answer = await api<OverviewAnswer>('overview');
    const { place } = answer;
    await figure(page, 'households').getByText(format(place.households!), { exact: true }).waitFor();
    const { households } = place.covered!;
    await figure(page, 'covered').getByText(share(households!.covered, households!.total), { exact: true }).waitFor();
    await figure(page, 'incidents').getByText(format(place.incidents!.count), { exact: true }).waitFor();
    const { overdue, closedLate, withDue } = place.incidents!;
    await figure(page, 'rate')
      .getByText(`${format(place.incidents!.count - answer.withoutPoint! - answer.outsideAreas!)} 件`)
      .waitFor();
    await figure(page, 'late')
      .getByText(share(overdue + closedLate, withDue), { exact: true })
      .waitFor();
    // Behind its mark a figure says what it is made of.
    await figure(page, 'late')
      .getByRole('button', { name: /怎么算/ })
      .click();
    await page.getByText(`${format(withDue)} 件有时限的应办事件`).waitFor();
    await page.keyboard.press('Escape');
    await ui.waitForMap(page);
    expect(await ui.findBarriers(page)).toEqual([]);

    const byRate = await picture(page);
    await ranking(page)
      .getByRole('combobox', { name: /按什么排/ })
      .click();
    await page.getByRole('option', { name: /走得到/ }).click();
    await page.waitForURL(/by=covered/);
    await ui.waitForMap(page);
    await expect.poll(async () => shareChanged(byRate, await picture(page)), { timeout: 20_000 }).toBeGreaterThan(0.2);

    const communities = answer.rows.filter(({ level }) => level === 2);
    const coveredOf = ({ covered }: (typeof communities)[number]): number =>
      covered!.households!.covered / covered!.households!.total;
    const worst = [...communities].sort((a, b) => coveredOf(a) - coveredOf(b))[0]!;
    await ranking(page).getByRole('columnheader', { name: '走得到' }).getByRole('button').click();
    const first = ranking(page).getByRole('row').nth(1);
    await first.getByText(worst.name.zh).waitFor();
    await first.click();
    await page.waitForURL(/sel=area(:|%3A)/);
    const compare = page.getByTestId('overview-compare').locator('[data-measure=covered]');
    await compare.getByText(share(worst.covered!.households!.covered, worst.covered!.households!.total)).waitFor();
    await compare.getByText(share(households!.covered, households!.total)).waitFor();

    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('sel'));
    await ranking(page).getByRole('button', { name: '完整表格' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('columnheader').count()).toBe(10);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: '下载 CSV' }).click(),
    ]);
    const [head = '', ...lines] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    const titles = head.replace('\ufeff', '').split(',');
    const at = (title: string): number => titles.findIndex((one) => one.startsWith(title));
    expect(lines.length).toBe(communities.length);
    for (const line of lines) {
      const cells = line.split(',');
      const row = communities.find(({ name }) => name.zh === cells[at('社区')])!;
      expect(Number(cells[at('户数')])).toBe(row.households);
      expect(Number(cells[titles.indexOf('15 分钟走得到党群服务中心 分子')])).toBe(row.covered!.households!.covered);
      expect(Number(cells[at('事件')])).toBe(row.incidents!.count);
    }
  });

  it('opens exactly what breaks a rule, in the mode that deals with it', async () => {
    const { broken, plan } = await api<OverviewAnswer>('overview');
    const of = (rule: string) => broken.find((one) => one.rule === rule)!;
    const page = await ui.visit('/guan/overview');
    const rules = page.getByTestId('overview-rules');
    await rules.waitFor();
    expect(await rules.locator('[data-rule]').count()).toBe(broken.filter(({ count }) => count > 0).length);

    await rules.locator('[data-rule=no-worker]').click();
    await page.waitForURL(/\/guan\/plan\?.*check=no-worker/);
    const checks = page.getByTestId('checks');
    await checks.getByText('只看：没有专职网格员').waitFor();
    expect(await checks.getByTestId('finding-group').count()).toBe(1);
    expect(await checks.locator('.finding').count()).toBe(of('no-worker').count);
    await ui.waitForMap(page);
    const focused = await picture(page);
    await checks.getByRole('button', { name: '看全部检查' }).click();
    await ui.waitForMap(page);
    await expect.poll(async () => shareChanged(focused, await picture(page))).toBeGreaterThan(0.2);

    await page.goBack();
    await page.waitForURL(/\/guan\/overview/);
    await rules.locator('[data-rule=low-coverage]').click();
    await page.waitForURL(/\/guan\/coverage\?.*under=90/);
    await page.getByText('只看覆盖率不足 90% 的社区').waitFor();
    const table = page.getByRole('table', { name: /各社区|社区/ }).first();
    expect(Number(await table.getAttribute('aria-rowcount'))).toBe(of('low-coverage').count + 1);

    await page.goBack();
    await page.waitForURL(/\/guan\/overview/);
    await rules.locator('[data-rule=late]').click();
    await page.waitForURL(/\/guan\/incidents\?.*light=red/);
    expect(['period', 'plan', 'heat', 'light'].map((name) => query(page).get(name))).toEqual([
      '30',
      plan!.id,
      'late',
      'red,closed-late',
    ]);
    await page.getByTestId('incident-row-count').waitFor();
    await page
      .getByTestId('incident-totals')
      .getByText(`${format(of('late').count)} 件`, { exact: true })
      .waitFor();
  });

  it('tells the trend by the arrow keys, and fits a phone', async () => {
    const { trend } = await api<OverviewAnswer>('overview');
    const page = await ui.visit('/guan/overview', { viewport: { width: 390, height: 844 } });
    await page
      .getByTestId('headline')
      .getByText(/项不达标/)
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const chart = page.getByRole('slider', { name: '事件走势' });
    await chart.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const second = trend!.weeks[1]!;
    const reading = page.getByTestId('trend-reading');
    await reading.getByText(`${second.from} 至 ${second.to}`).waitFor();
    await reading
      .getByText(`上报 ${second.reported} 件，结案 ${second.closed} 件，期末在办 ${second.open} 件`)
      .waitFor();
    // The sheet is low at first: what is chosen in it needs more of the screen.
    const grip = page.getByRole('button', { name: '拖动或点按来改变面板高度' });
    for (let tap = 0; tap < 2; tap++) await grip.click();
    await page.getByTestId('overview-trend').getByRole('radio', { name: '月' }).click();
    await page.getByTestId('overview-trend').getByRole('radio', { name: '表' }).click();
    await page.getByText('12 期').waitFor();
  });

  it('says what failed, and adds up when asked again, as readable in the dark', async () => {
    ui.expectFault(/503|Failed to load/);
    const page = await ui.visit('/guan/plan', { theme: 'dark' });
    await ui.waitForMap(page);
    await page.route('**/overview?*', (route) => route.fulfill({ status: 503, body: 'down' }));
    await page.keyboard.press('1');
    await page.getByText('总览没有汇总成功').waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    await page.unroute('**/overview?*');
    await page.getByRole('button', { name: '重试' }).click();
    await figure(page, 'households').waitFor();
    await ui.waitForMap(page);
    expect(await ui.findBarriers(page)).toEqual([]);
  });
});
