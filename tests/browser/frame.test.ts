import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { PlanContent } from '../../geodata/schema/plan';
import { useConsole } from './use-console';

const ui = useConsole();
const query = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

describe('the frame', () => {
  it('finds a community, a street and a coordinate and runs commands with the keyboard alone, and folds its panels', async () => {
    const page = await ui.visit('/guan/incidents');
    await ui.waitForMap(page);
    await page.keyboard.press('/');
    await page.keyboard.type('幸福社区');
    await page
      .getByRole('option', { name: /幸福社区/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/sel=area(:|%3A)/);
    await page.waitForURL(/view=/);
    const [zoom = 0] = (query(page).get('view') ?? '').replace('@', '').split('/').map(Number);
    expect(zoom).toBeGreaterThan(13);
    await page.getByRole('navigation', { name: '当前位置' }).getByText('幸福社区').waitFor();
    await page.getByRole('complementary', { name: '详情' }).getByRole('heading', { name: '幸福社区' }).waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    const panel = page.locator('aside#panel');
    await page.keyboard.press('[');
    await panel.waitFor({ state: 'hidden' });
    await page.keyboard.press('[');
    await panel.waitFor({ state: 'visible' });
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('sel'));

    // A street by its initials.
    await page.keyboard.press('/');
    const finder = page.getByRole('dialog', { name: '搜索和命令' });
    const box = finder.getByRole('combobox');
    await page.keyboard.type('wcj');
    await finder.getByRole('option', { name: /^文昌街 .*道路$/ }).waitFor();
    expect(await box.getAttribute('aria-activedescendant')).toBe(
      await finder.getByRole('option', { selected: true }).getAttribute('id'),
    );
    expect(await ui.findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/sel=street/);

    // A command by its initials, its reason where it cannot be run; then it is the latest.
    await page.keyboard.press('Control+k');
    await finder.getByText('最近用过').waitFor();
    await page.keyboard.type('hcss');
    await finder.getByRole('option', { name: '换成深色' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForSelector('html[data-theme="dark"]');
    await page.keyboard.press('Control+k');
    await finder.getByRole('option', { name: /换成深色.*现在就是/ }).waitFor();
    await page.keyboard.type('>');
    expect(await finder.getByRole('option', { name: /文昌街/ }).count()).toBe(0);
    for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
    expect(await finder.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await finder.waitFor({ state: 'detached' });

    // A coordinate that has latitude first is turned round, and that is said.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('39.437,116.3');
    const option = page.getByRole('option', { name: /纬度写在了前面/ });
    await option.waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('.maplibregl-marker').waitFor();
    await ui.waitForMap(page);
    await page.waitForURL(/view=/);
  });

  it('remembers language and theme, lists the shortcuts out of the commands, and leaves keys to whoever is writing', async () => {
    const page = await ui.visit('/guan/incidents');
    await ui.waitForMap(page);
    await page.getByRole('button', { name: '切换语言' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Switch light and dark' }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.reload();
    await ui.waitForMap(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.getByRole('heading', { name: 'Incident heat' }).waitFor();

    await page.keyboard.press('Shift+?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Grid planning').waitFor();
    await page.keyboard.press('1');
    expect(new URL(page.url()).pathname).toBe('/guan/incidents');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.type('2');
    expect(new URL(page.url()).pathname).toBe('/guan/incidents');
  });

  it('greets the first visit in three steps, once', async () => {
    const page = await ui.visit('/guan/incidents', { firstVisit: true });
    const tour = page.getByRole('region', { name: '一分钟认识格图' });
    await tour.getByText('合成').or(tour.getByText('演示数据')).first().waitFor();
    for (const step of ['下一步', '下一步', '开始使用']) await tour.getByRole('button', { name: step }).click();
    await tour.waitFor({ state: 'detached' });
    await page.reload();
    await ui.waitForMap(page);
    expect(await tour.count()).toBe(0);
    // Which picture answers what is shown once by itself, when the tour is over.
    await page.getByText('哪张图回答什么问题').waitFor();
  });

  it('leaves who follows a link to something alone, and flies there', async () => {
    const page = await ui.visit('/guan/incidents?sel=grid:grid-119', { firstVisit: true });
    await page.getByRole('complementary', { name: '详情' }).waitFor();
    await ui.waitForMap(page);
    expect(await page.getByRole('region', { name: '一分钟认识格图' }).count()).toBe(0);
    await page.waitForURL(/view=/);
    const [zoom = 0] = (query(page).get('view') ?? '').replace('@', '').split('/').map(Number);
    expect(zoom).toBeGreaterThan(14);
  });

  it('greets on a phone in its words, beside the panel; its sheet opens by a tap, path, data date and name are in reach', async () => {
    const page = await ui.visit('/guan/incidents', { firstVisit: true, viewport: { width: 390, height: 844 } });
    await ui.waitForMap(page);
    const tour = page.getByRole('region', { name: '一分钟认识格图' });
    await tour.getByText('最下方一排').waitFor();
    expect(await tour.getByText('左边').count()).toBe(0);
    const card = await tour.boundingBox();
    const sheet = await page.locator('aside#panel').boundingBox();
    expect(card!.y + card!.height).toBeLessThan(sheet!.y);
    // The low sheet shows the figure of the mode.
    const figure = await page.getByTestId('headline').boundingBox();
    expect(figure!.y + figure!.height).toBeLessThan(sheet!.y + sheet!.height);
    await page.getByTestId('headline').getByText('2,094').waitFor();
    // Escape ends the tour wherever one is.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('Escape');
    await tour.waitFor({ state: 'detached' });

    // The sheet opens by a tap on the grip.
    const height = async (): Promise<number> => (await page.locator('aside#panel').boundingBox())?.height ?? 0;
    const low = await height();
    await page.getByRole('button', { name: '拖动或点按来改变面板高度' }).click();
    await expect.poll(height).toBeGreaterThan(low + 100);

    await page.getByRole('button', { name: /^更多/ }).click();
    const more = page.getByRole('dialog');
    await more.getByText(/数据截至/).waitFor();
    await more.getByRole('navigation', { name: '当前位置' }).getByRole('button', { name: /全部/ }).waitFor();
    await more.getByRole('button', { name: '您的姓名' }).click();
    await page.getByLabel('姓名', { exact: true }).fill('张敏');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '张敏' }).waitFor();
  });

  it('says what to do when the server cannot be reached, and goes on when it can', async () => {
    ui.expectFault(/net::ERR_FAILED/);
    const page = await ui.visit('/import');
    await page.getByRole('main').waitFor();
    await page.route('**/api/**', (route) => route.abort());
    await page.goto('/guan/incidents');
    const retry = page.getByRole('button', { name: '重试' }).first();
    await page.getByText('连不上服务器').first().waitFor();
    await page.unroute('**/api/**');
    await retry.click();
    await page.locator('.maplibregl-canvas').waitFor();
  });

  it('stands panel and map side by side on a low screen, as a desk has it at 200 %', async () => {
    const page = await ui.visit('/guan/incidents', { viewport: { width: 720, height: 450 } });
    await ui.waitForMap(page);
    const panel = (await page.locator('aside#panel').boundingBox())!;
    const rail = (await page.getByRole('navigation', { name: '模式' }).boundingBox())!;
    const slider = (await page.getByTestId('time-slider').boundingBox())!;
    const buttons = (await page.getByRole('group', { name: '地图控件' }).boundingBox())!;
    expect(panel.y + panel.height).toBeLessThanOrEqual(rail.y);
    expect(panel.height).toBeGreaterThan(300);
    for (const beside of [slider, buttons]) {
      expect(beside.x).toBeGreaterThanOrEqual(panel.x + panel.width);
      expect(beside.x + beside.width).toBeLessThanOrEqual(720);
      expect(beside.y).toBeGreaterThanOrEqual(panel.y);
    }
    expect(buttons.y + buttons.height).toBeLessThanOrEqual(slider.y);
  });

  it('names a grid in the trail of the coverage mode, opened first', async () => {
    const { plans } = (await (await fetch(`${ui.server().origin}/api/places/guan/plans`)).json()) as {
      plans: { id: string }[];
    };
    const content = (await (
      await fetch(`${ui.server().origin}/api/places/guan/plans/${plans[0]!.id}`)
    ).json()) as PlanContent;
    const grid = content.grids.find(({ kind }) => kind === 'general')!;
    const page = await ui.visit(`/guan/coverage?sel=grid:${grid.id}`);
    await page
      .getByRole('navigation', { name: '当前位置' })
      // The community stands before it in the trail and is not said twice.
      .getByRole('button', { name: grid.name.replace(/^.*社区/, ''), exact: true })
      .waitFor();
  });
});
