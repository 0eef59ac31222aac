import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { countedGroups } from '../../geodata/schema/coverage';
import type { CoverageAnswer, ServiceAreas, UncoveredPage } from '../../geodata/schema/coverage';
import { shareChanged } from './compare-pictures';
import { useConsole } from './use-console';

const ui = useConsole();

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan/${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}
const coverageOf = (minutes: number) => api<CoverageAnswer>(`coverage?kind=service-centre&minutes=${minutes}`);
const format = (count: number): string => count.toLocaleString('zh-CN');
const inspector = (page: Page) => page.getByRole('complementary', { name: '详情' });
const question = '/guan/coverage?kind=service-centre';

describe('the report of coverage', () => {
  it('says on paper what the API says, in more than one page, and who is left out in files', async () => {
    const page = await ui.visit(question);
    await page.getByTestId('coverage-report').click();
    await page.getByTestId('report-map').waitFor();
    await page.emulateMedia({ media: 'print' });
    const paper = page.getByTestId('coverage-report-paper');
    await paper.getByRole('heading', { name: '固安（合成）党群服务中心服务圈覆盖报告' }).waitFor();

    const answers = await Promise.all([5, 10, 15].map(coverageOf));
    const figures = await page.getByTestId('report-figures').locator('tbody tr').allInnerTexts();
    countedGroups.forEach((group, row) => {
      for (const { total } of answers) {
        const { covered, total: all } = total[group]!;
        expect(figures[row]).toContain(`${format(covered)}/${format(all)}`);
      }
    });
    const { byArea, byCommunity, total } = answers[2]!;
    const areas = await page.getByTestId('report-areas').locator('tbody tr').allInnerTexts();
    expect(areas.length).toBe(byArea.length + byCommunity.length);
    for (const { name, households } of byCommunity) {
      const row = areas.find((text) => text.trim().startsWith(name.zh))!;
      expect(row).toContain(`${format(households!.covered)}/${format(households!.total)}`);
    }
    const { rows } = await api<UncoveredPage>(
      'coverage/uncovered?kind=service-centre&minutes=15&sort=households&limit=10',
    );
    const named = await page.getByTestId('report-uncovered').locator('tbody tr').allInnerTexts();
    rows.forEach((row, i) => expect(named[i]).toContain(row.community!.name.zh));
    await paper.getByText(`${format(total.households!.covered)} 户（`, { exact: false }).waitFor();
    await paper.getByText('坡度没有计入').waitFor();

    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect([...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length).toBeGreaterThan(1);

    await page.emulateMedia({ media: 'screen' });
    expect(await ui.findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await paper.waitFor({ state: 'detached' });

    // Everybody who is left out as a file, with community, grid and station.
    const left = await api<UncoveredPage>('coverage/uncovered?kind=service-centre&minutes=15&limit=1');
    await page.getByRole('tab', { name: /走不到/ }).click();
    const take = async (format: string): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByTestId(`uncovered-${format}`).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`走不到的楼栋 党群服务中心 15分钟.${format}`);
      return readFile(await download.path());
    };
    const lines = (await take('csv')).toString('utf8').trim().split('\r\n');
    expect(lines.length).toBe(left.total + 1);
    expect(lines[0]).toContain('名称,地址,社区,网格,网格编码,户数');
    expect(lines[1]).toContain(left.rows[0]!.community!.name.zh);
    const sheet = unzipSync(await take('xlsx'))['xl/worksheets/sheet1.xml']!;
    const text = new TextDecoder().decode(sheet);
    expect([...text.matchAll(/<row /g)].length).toBe(left.total + 1);
    expect(text).toContain(left.rows[0]!.station!.name.zh);
  });
});

describe('whom to count, how long, and by which level', () => {
  it('ranks and colours subdistricts, tells of the chosen one, counts another group and minutes, and refuses too many', async () => {
    const page = await ui.visit(question);
    const { byArea } = await coverageOf(15);
    const subdistricts = byArea.filter(({ level }) => level === 1);
    await page.getByRole('tab', { name: '街道/镇' }).click();
    await page.waitForURL(/level=subdistrict/);
    const table = page.getByRole('table', { name: /街道\/镇覆盖率/ });
    expect(await table.getAttribute('aria-rowcount')).toBe(String(subdistricts.length + 1));
    await ui.waitForMap(page);
    const before = await ui.look(page, '.maplibregl-canvas');
    await page.getByRole('switch', { name: '地图按街道/镇着色' }).click();
    await page.getByText('分母：户数', { exact: true }).waitFor();
    await ui.waitForMap(page);
    await expect
      .poll(async () => shareChanged(before, await ui.look(page, '.maplibregl-canvas')), { timeout: 20_000 })
      .toBeGreaterThan(0.05);
    const missed = (one: (typeof byArea)[number]) => one.households!.total - one.households!.covered;
    const worst = subdistricts.reduce((most, one) => (missed(one) > missed(most) ? one : most));
    await table.getByRole('row').nth(1).click();
    await inspector(page).getByRole('heading', { name: worst.name.zh }).waitFor();
    await inspector(page)
      .getByText(`${format(worst.households!.covered)}/${format(worst.households!.total)} 户`, { exact: true })
      .waitFor();

    // Another group in any number of minutes; what is beyond the limit is refused.
    await page.getByRole('combobox', { name: '统计对象' }).click();
    await page.getByRole('option', { name: '75 岁以上' }).click();
    const other = page.getByRole('textbox', { name: /其他分钟数/ });
    await other.fill('20');
    await other.press('Enter');
    await page.waitForURL(/min=20/);
    expect(page.url()).toContain('whom=aged75');
    const { aged75 } = (await coverageOf(20)).total;
    await page
      .getByText(`${format(aged75!.covered)}/${format(aged75!.total)} 人（75 岁以上）`, { exact: true })
      .waitFor();
    await other.fill('200');
    await other.press('Enter');
    await page.getByRole('alert').getByText('请填 1 到 120 之间的整数').waitFor();
    expect(page.url()).toMatch(/min=20/);
  });

  it('draws chosen stations as one service area, with the circle beside it, and hands over the outlines', async () => {
    const page = await ui.visit(`${question}&sel=station:st-28`);
    const draw = (ids: string) => api<ServiceAreas>(`coverage/service-areas?station=${ids}&minutes=5,10,15`);
    const [longest] = (await draw('st-28')).features;
    await inspector(page)
      .getByText(`${format(longest!.properties.covered.households!)} 户`, { exact: true })
      .first()
      .waitFor();
    await inspector(page)
      .getByText(`${format(longest!.properties.circle.onlyCircle.households!)} 户`, { exact: true })
      .waitFor();
    await inspector(page).getByRole('button', { name: '和已选的一起画' }).click();
    await page.waitForURL(/of=st-28/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('areas-download').click()]);
    const saved = JSON.parse((await readFile(await download.path())).toString('utf8')) as ServiceAreas;
    expect(saved.features.map(({ properties }) => properties.minutes)).toEqual([15, 10, 5]);
    expect(saved.features[0]!.geometry).toEqual(longest!.geometry);
    await page.getByRole('button', { name: '看全部党群服务中心' }).click();
    await page.waitForURL((url) => !url.search.includes('of='));
  });
});
