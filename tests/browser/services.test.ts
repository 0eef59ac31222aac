import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ReachAnswer } from '../../geodata/schema/coverage';
import type { AccessAnswer, LifeCircle, LifeCircleUnits } from '../../geodata/schema/life-circle';
import type { ServiceChecks } from '../../geodata/schema/service-check';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import { describeWithData } from '../real-data';
import { shareChanged, shareOfColour } from './compare-pictures';
import { importPlace } from './import-place';
import { useConsole } from './use-console';
import type { Console } from './use-console';

const format = (count: number): string => count.toLocaleString('zh-CN');
const inspector = (page: Page) => page.getByRole('complementary', { name: '详情' });
const askOf =
  (ui: Console, place: string) =>
  async <T>(path: string): Promise<T> => {
    const response = await fetch(`${ui.server().origin}/api/places/${place}/${path}`);
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };

describe('what stations offer', () => {
  const ui = useConsole();
  const api = askOf(ui, 'guan');
  const picture = (page: Page) => ui.look(page, '.maplibregl-canvas');

  it('is checked station by station, by mouse: who fails in what, one standard alone, the whole check, and Excel', async () => {
    const page = await ui.visit('/guan/coverage?kind=service-centre');
    await page.getByRole('radio', { name: '站点检查' }).click();
    const answer = await api<ServiceChecks>('coverage/checks?kind=service-centre&minutes=15');
    await page
      .getByText(`党群服务中心：${answer.total.of} 处中 ${answer.total.fails} 处有不达标`, { exact: true })
      .waitFor();
    await ui.waitForMap(page);
    // Rings of what fails are seen without looking for them.
    await expect
      .poll(async () => shareOfColour(await picture(page), '#b3261e', 30), { timeout: 20_000 })
      .toBeGreaterThan(0.0005);

    const table = page.getByRole('table', { name: '党群服务中心检查' });
    expect(await table.getAttribute('aria-rowcount')).toBe(String(answer.stations.length + 1));
    const all = await picture(page);
    const hours = answer.standards.find(({ standard }) => standard.id === 'centre-hours')!;
    await page.getByRole('combobox', { name: '只看一项' }).click();
    await page.getByRole('option', { name: `开放时间 · 不达标 ${hours.tally.fails}/${hours.tally.of}` }).click();
    await page.waitForURL(/check=centre-hours/);
    await ui.waitForMap(page);
    await expect.poll(async () => shareChanged(all, await picture(page)), { timeout: 20_000 }).toBeGreaterThan(0.0005);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 Excel' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('党群服务中心检查.xlsx');
    const sheet = unzipSync(await readFile(await file.path()))['xl/worksheets/sheet1.xml']!;
    expect(new TextDecoder().decode(sheet).match(/<row /g)).toHaveLength(answer.stations.length + 1);

    const failing = answer.stations.filter(({ checks }) =>
      checks.some(({ standard, outcome }) => standard === 'centre-hours' && outcome === 'fails'),
    );
    await table.getByRole('row').nth(1).click();
    await page.waitForURL(/sel=station/);
    const id = /sel=station:([^&]+)/.exec(decodeURIComponent(page.url()))![1];
    const station = failing.find((one) => one.id === id)!;
    await inspector(page).getByRole('heading', { name: station.name.zh }).waitFor();
    const counts = ['fails', 'unknown', 'passes'].map(
      (o) => station.checks.filter(({ outcome }) => outcome === o).length,
    );
    await inspector(page)
      .getByText(`${counts[0]} 项不达标，${counts[1]} 项无法判断，${counts[2]} 项达标`, { exact: true })
      .waitFor();
    expect(await inspector(page).getByTestId('station-checks').getByRole('listitem').count()).toBe(
      station.checks.length,
    );
    // What was made up says so where it is used.
    await inspector(page).getByText('演示拟定', { exact: true }).first().waitFor();
    await inspector(page).getByText(format(station.served!.residents.count!), { exact: true }).waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('makes a life circle: how many services each dwelling reaches, which are missing, and whether there is enough', async () => {
    const units = await api<BaseUnitColumns>('base-units');
    const at = [units.xy[0]! / 1e7, units.xy[1]! / 1e7];
    const page = await ui.visit(`/guan/coverage?view=@17/${at[1]!.toFixed(5)}/${at[0]!.toFixed(5)}`);
    await page.getByRole('radio', { name: '生活圈' }).click();
    const answer = await api<LifeCircle>('coverage/life-circle?minutes=15');
    const expectMean = async ({ total, kinds }: LifeCircle) => {
      await page.getByText(`共 ${kinds.length} 项`, { exact: true }).waitFor();
      await page
        .getByTestId('circle-mean')
        .getByText((total.services / total.people).toFixed(1), { exact: true })
        .waitFor();
      await page.getByText(`${format(total.withAll)}/${format(total.people)} 人`, { exact: true }).waitFor();
    };
    await expectMean(answer);
    await ui.waitForMap(page);

    // The building in the middle of the map: what it reaches and what not, each with its minutes.
    const map = (await page.locator('.maplibregl-canvas').boundingBox())!;
    await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
    await page.waitForURL(/sel=base-unit/);
    const id = /sel=base-unit:([^&]+)/.exec(decodeURIComponent(page.url()))![1]!;
    const { kinds, reached } = await api<LifeCircleUnits>('coverage/life-circle/units?minutes=15');
    const mask = reached[units.ids.findIndex((one) => one === id)]!;
    const n = kinds.filter((_, k) => (mask >> k) & 1).length;
    const circle = inspector(page).getByTestId('circle-reach');
    await circle.getByText(`15 分钟内走得到 ${n} 项，共 ${kinds.length} 项`, { exact: true }).waitFor();
    const reach = await api<ReachAnswer>(`coverage/reach?unit=${id}&minutes=15`);
    const library = reach.kinds.find(({ kind }) => kind === 'library')!.stations[0]!;
    const row = circle.getByRole('button', { name: /图书馆/ });
    await row.getByText(/分钟$/).waitFor();
    expect(await row.getAttribute('title')).toBe(library.name.zh);
    await row.click();
    await inspector(page).getByText(`走到${library.name.zh}`, { exact: true }).waitFor();
    await inspector(page).getByRole('button', { name: '关闭' }).click();

    // The dwellings that lack something, those that lack most first.
    await page.getByRole('tab', { name: '缺项的楼栋' }).click();
    const lacking = page.getByRole('table', { name: '缺项的楼栋 15分钟' });
    const all = 2 ** kinds.length - 1;
    const count = reached.filter((one) => one !== -1 && one !== all).length;
    await expect.poll(() => lacking.getAttribute('aria-rowcount')).toBe(String(count + 1));
    const most = Math.max(
      ...reached.filter((one) => one !== -1).map((one) => kinds.filter((_, k) => !((one >> k) & 1)).length),
    );
    expect(await lacking.getByRole('row').nth(1).getByRole('cell').last().innerText()).toBe(String(most));
    await page.getByRole('tab', { name: '社区', exact: true }).click();

    // Fewer minutes, then fewer services.
    await page.getByRole('radio', { name: '10 分钟', exact: true }).click();
    await expectMean(await api<LifeCircle>('coverage/life-circle?minutes=10'));
    await page.getByRole('checkbox', { name: /图书馆/ }).click();
    const fewer = kinds.filter((kind) => kind !== 'library');
    await expectMean(await api<LifeCircle>(`coverage/life-circle?minutes=10&kinds=${fewer.join(',')}`));
    await page.getByRole('button', { name: '恢复本地清单' }).click();
    await expectMean(await api<LifeCircle>('coverage/life-circle?minutes=10'));

    // Is there enough of one kind?
    await page.getByRole('radio', { name: '够不够分' }).click();
    await page.getByRole('combobox', { name: '服务站类别' }).click();
    await page.getByRole('option', { name: /社区卫生站/ }).click();
    const access = await api<AccessAnswer>('coverage/access?kind=clinic&minutes=10');
    const perThousand = (access.total.supply! / access.total.people) * 1000;
    await page
      .getByTestId('circle-mean')
      .getByText(`${perThousand.toFixed(perThousand < 10 ? 1 : 0)} 平方米`, { exact: true })
      .waitFor();
    await page
      .getByText(`${format(access.total.withAny)}/${format(access.total.people)} 人`, { exact: true })
      .waitFor();
    expect(page.url()).toMatch(/measure=supply/);
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('fits a phone', async () => {
    const page = await ui.visit('/guan/coverage?task=checks&kind=rest-station', {
      viewport: { width: 390, height: 844 },
    });
    const answer = await api<ServiceChecks>('coverage/checks?kind=rest-station&minutes=15');
    await page.getByText(`${answer.total.fails}/${answer.total.of}`, { exact: true }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
});

describeWithData('osm-towns', 'what stations offer in Monaco', (folder) => {
  const ui = useConsole((dataFolder) => importPlace('monaco', dirname(folder), dataFolder));
  const api = askOf(ui, 'monaco');

  it('counts only services that are on record, names the others, and asks nothing where no standard is set', async () => {
    const page = await ui.visit('/monaco/coverage?task=life-circle', { language: 'en' });
    const answer = await api<LifeCircle>('coverage/life-circle?minutes=15');
    expect(answer.notRecorded.length).toBeGreaterThan(0);
    await page.getByText(`of ${answer.kinds.length}`, { exact: true }).waitFor();
    await page.getByText(/^Not recorded here, so not counted: /).waitFor();
    const { total } = answer;
    const share = `${total.withAll.toLocaleString('en')}/${total.people.toLocaleString('en')}`;
    await page
      .getByText(new RegExp(`^${share} `))
      .first()
      .waitFor();
    await page.getByRole('radio', { name: 'Service check' }).click();
    await page.getByText(/^No standard for this kind/).waitFor();
  });
});
