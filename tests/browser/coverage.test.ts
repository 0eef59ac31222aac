import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ClosuresAnswer } from '../../geodata/schema/closure';
import type { CoverageAnswer, CoverageUnits, ReachAnswer, UncoveredPage } from '../../geodata/schema/coverage';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import { shareChanged, shareOfColour } from './compare-pictures';
import { useConsole } from './use-console';

const ui = useConsole();

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan/${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}
/** At the pace of an elder to a canteen, as the console counts where nobody chose a walker. */
const coverageOf = (kind: string, minutes: number, more = kind === 'elder-canteen' ? '&walker=75%2B' : '') =>
  api<CoverageAnswer>(`coverage?kind=${kind}&minutes=${minutes}${more}`);
const format = (count: number): string => count.toLocaleString('zh-CN');
const picture = (page: Page) => ui.look(page, '.maplibregl-canvas');
const inspector = (page: Page) => page.getByRole('complementary', { name: '详情' });

/** The share and its two parts, as soon as the panel shows them. */
async function expectTotals(page: Page, answer: CoverageAnswer): Promise<void> {
  const { covered, total } = answer.total.households!;
  await page.getByText(`${format(covered)}/${format(total)} 户`, { exact: true }).waitFor();
  await page
    .getByText(`${((covered / total) * 100).toFixed(1)}%`, { exact: true })
    .first()
    .waitFor();
  const missed = answer.total.units.total - answer.total.units.covered;
  await page.getByText(`走不到：${format(total - covered)} 户，${format(missed)} 栋`, { exact: true }).waitFor();
}

describe('coverage', () => {
  it('answers who cannot reach a canteen on opening, then what circles promise falsely, then other minutes, kinds and walkers', async () => {
    const page = await ui.visit('/guan/coverage');
    await expectTotals(page, await coverageOf('elder-canteen', 15));
    await ui.waitForMap(page);
    // Uncovered buildings are seen without looking for them.
    await expect
      .poll(async () => shareOfColour(await picture(page), '#d96c0f', 30), { timeout: 20_000 })
      .toBeGreaterThan(0.01);

    const { circle } = await coverageOf('elder-canteen', 15);
    const before = await picture(page);
    await page.getByRole('switch', { name: '与直线圆圈对比' }).click();
    const { households, units } = circle.onlyCircle;
    await page.getByText(`圆圈会多算 ${format(households!)} 户（${format(units)} 栋）`).waitFor();
    await ui.waitForMap(page);
    await expect
      .poll(async () => shareChanged(before, await picture(page)), { timeout: 20_000 })
      .toBeGreaterThan(0.0005);
    await page.getByRole('switch', { name: '与直线圆圈对比' }).click();
    await ui.waitForMap(page);
    const first = await picture(page);

    await page.getByRole('radio', { name: '5 分钟', exact: true }).click();
    await expectTotals(page, await coverageOf('elder-canteen', 5));
    await page.getByRole('combobox', { name: '服务站类别' }).click();
    await page.getByRole('option', { name: /骑手驿站/ }).click();
    await expectTotals(page, await coverageOf('rest-station', 5));
    await page.getByRole('radio', { name: '15 分钟', exact: true }).click();
    await page.getByRole('combobox', { name: '步行人群' }).click();
    await page.getByRole('option', { name: /行动不便/ }).click();
    await expectTotals(page, await coverageOf('rest-station', 15, '&walker=frail'));
    await ui.waitForMap(page);
    await expect.poll(async () => shareChanged(first, await picture(page)), { timeout: 20_000 }).toBeGreaterThan(0.03);
    expect(page.url()).toMatch(/kind=rest-station/);
    expect(page.url()).toMatch(/walker=frail/);
  });

  it('ranks communities and lists the uncovered buildings; a click flies there and says how long the walk is and through which gate', async () => {
    const page = await ui.visit('/guan/coverage');
    const { byCommunity } = await coverageOf('elder-canteen', 15);
    const missed = (one: (typeof byCommunity)[number]) => one.households!.total - one.households!.covered;
    const worst = byCommunity.reduce((most, one) => (missed(one) > missed(most) ? one : most));
    const first = page
      .getByRole('table', { name: /社区覆盖率/ })
      .getByRole('row')
      .nth(1);
    await first.getByText(worst.name.zh, { exact: true }).waitFor();
    await first.click();
    await inspector(page).getByRole('heading', { name: worst.name.zh }).waitFor();
    await inspector(page)
      .getByText(`${format(worst.households!.covered)}/${format(worst.households!.total)} 户`, { exact: true })
      .waitFor();

    const uncovered = await api<UncoveredPage>(
      'coverage/uncovered?kind=elder-canteen&walker=75%2B&minutes=15&limit=1000',
    );
    const farthest = uncovered.rows[0]!;
    await page.getByRole('tab', { name: new RegExp(`走不到\\s*${format(uncovered.total)}`) }).click();
    const row = page
      .getByRole('table', { name: /走不到的楼栋/ })
      .getByRole('row')
      .nth(1);
    await row.getByText(farthest.address ?? farthest.name, { exact: true }).waitFor();
    await row.click();

    const reach = await api<ReachAnswer>(`coverage/reach?unit=${farthest.id}&walker=75%2B&minutes=15`);
    const canteen = reach.kinds.find(({ kind }) => kind === 'elder-canteen')!.stations[0]!;
    expect(canteen.milliseconds).toBe(farthest.milliseconds);
    await inspector(page).getByText(`走到${canteen.name.zh}`, { exact: true }).waitFor();
    await inspector(page)
      .getByText(String(Math.round(canteen.milliseconds / 60_000)), { exact: true })
      .first()
      .waitFor();
    if (canteen.gates[0]) await inspector(page).getByText(canteen.gates[0].name.zh).first().waitFor();
    await inspector(page)
      .getByText(/^超过 15 分钟：最近的也要 [\d.]+ 分钟/)
      .waitFor();
    await inspector(page)
      .getByText(/沿路 [\d.,]+ k?m，往/)
      .waitFor();
    await page.getByText('为老服务按75 岁以上的步速算', { exact: false }).waitFor();
    expect(decodeURIComponent(page.url())).toContain(`sel=base-unit:${farthest.id}`);
  });

  it('lists every station and every building that the map shows, for the keyboard too', async () => {
    const page = await ui.visit('/guan/coverage');
    const units = await api<BaseUnitColumns>('base-units');
    await page.getByRole('tab', { name: '社区', exact: true }).focus();
    await page.keyboard.press('End');
    const stations = page.getByRole('table', { name: '老年食堂' });
    expect(await stations.getAttribute('aria-rowcount')).toBe(String(7 + 1));
    await stations.getByRole('rowgroup').press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/sel=station/);

    await page.getByRole('tab', { name: /走不到/ }).click();
    await page.getByRole('switch', { name: '也列出走得到的楼栋' }).press('Space');
    const buildings = page.getByRole('table', { name: /楼栋步行时间/ });
    expect(await buildings.getAttribute('aria-rowcount')).toBe(String(units.ids.length + 1));
    await buildings.getByRole('button', { name: '分钟' }).click();
    expect(await buildings.getByRole('row').nth(1).getByRole('cell').last().innerText()).toBe('<1');
  });

  it('tells of any place that is clicked what can be walked to from there', async () => {
    const units = await api<BaseUnitColumns>('base-units');
    const at = [units.xy[0]! / 1e7, units.xy[1]! / 1e7];
    const page = await ui.visit(`/guan/coverage?view=@17/${at[1]!.toFixed(5)}/${at[0]!.toFixed(5)}`);
    await expectTotals(page, await coverageOf('elder-canteen', 15));
    await ui.waitForMap(page);
    const map = (await page.locator('.maplibregl-canvas').boundingBox())!;
    await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
    await inspector(page).getByText('走得到什么').waitFor();
    await page.waitForURL(/sel=base-unit/);
    await ui.waitForMap(page);
    const before = await picture(page);
    // The next kind in the list: another way is drawn.
    await inspector(page)
      .getByRole('button', { name: /党群服务中心/ })
      .click();
    await ui.waitForMap(page);
    await expect
      .poll(async () => shareChanged(before, await picture(page)), { timeout: 20_000 })
      .toBeGreaterThan(0.0005);
  });

  it('says which closed street and which shut gate keep a building from its centre, on the day that is chosen', async () => {
    const day = '2025-06-10';
    const { closures } = await api<ClosuresAnswer>(`closures?at=${day}`);
    const [works] = closures.filter(({ inForce }) => inForce);
    const { ids } = await api<BaseUnitColumns>('base-units');
    const { milliseconds } = await api<CoverageUnits>(`coverage/units?kind=service-centre&at=${day}`);
    const open = await api<CoverageUnits>('coverage/units?kind=service-centre');
    const cutOff = ids.find((_, i) => milliseconds[i] === -1 && open.milliseconds[i] !== -1)!;

    const page = await ui.visit(`/guan/coverage?kind=service-centre&day=${day}&sel=base-unit:${cutOff}`);
    const limits = inspector(page).getByTestId('reach-limits');
    await limits.getByText(`${works!.name.zh}若不封路`).waitFor();
    const panel = page.getByTestId('closed-streets');
    await panel.getByRole('button', { name: works!.name.zh }).first().waitFor();
    await panel.getByTestId('cut-off').getByText(`因为封路：${works!.name.zh}`).waitFor();
    await panel.getByText(`依据：${works!.document!}`).waitFor();

    // A month later the street is open again, and the way is found.
    await panel.getByRole('spinbutton', { name: /月/ }).press('ArrowUp');
    await page.waitForURL(/day=2025-07-10/);
    await page.getByText('这一天没有封闭的道路').waitFor();
    await inspector(page).getByText('走得到什么').waitFor();
  });
});
