import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { WhatIfAnswer } from '../../geodata/schema/scenario';
import type { SitingAnswer, SitingJobWire } from '../../geodata/schema/siting';
import { shareOfColour } from './compare-pictures';
import { useConsole } from './use-console';

const ui = useConsole();
const format = (count: number): string => count.toLocaleString('zh-CN');

/** The answer to the question of a page's address, asked for again: the same question is the same job. */
async function answerOf(question: Record<string, unknown>): Promise<SitingAnswer> {
  const address = `${ui.server().origin}/api/places/guan/siting`;
  const asked = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(question),
  });
  expect(asked.status).toBe(202);
  const { id } = (await asked.json()) as SitingJobWire;
  for (;;) {
    const job = (await (await fetch(`${address}/${id}`)).json()) as SitingJobWire;
    if (job.state !== 'running') break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return (await (await fetch(`${address}/${id}/answer`)).json()) as SitingAnswer;
}

const result = (page: Page) => page.getByTestId('siting-result');

describe('siting', () => {
  it('sites three new centres by mouse, draws them and who gains, and reads the same back from the link', async () => {
    const page = await ui.visit('/guan/coverage', { sharp: true });
    await page.getByRole('radio', { name: '选址', exact: true }).click();
    await page.getByRole('combobox', { name: '服务站类别' }).click();
    await page.getByRole('option', { name: /党群服务中心/ }).click();
    await page.getByRole('radio', { name: '5 分钟', exact: true }).click();
    await page.getByRole('spinbutton', { name: '新设几处' }).fill('3');
    await page.getByTestId('siting-run').click();
    await result(page).waitFor({ timeout: 90_000 });

    const answer = await answerOf({
      kind: 'service-centre',
      minutes: 5,
      walker: 'adult',
      goal: 'cover-most',
      sites: 3,
      count: 'residents',
      candidates: { from: 'buildings', most: 500 },
      closable: 0,
      floorPercent: 0,
      thoroughness: 'proven',
    });
    expect(answer.sites).toHaveLength(3);
    expect(answer.proof.gapPercent).toBeLessThan(1);
    const last = answer.sites[2].stand;
    const share = (covered: number) => `${((covered / answer.counted.total) * 100).toFixed(1)}%`;
    await result(page)
      .getByText(`新走得到 ${format(last.covered - answer.before.covered)} 人`, { exact: true })
      .waitFor();
    await result(page)
      .getByText(`${share(answer.before.covered)} → ${share(last.covered)}`, { exact: true })
      .waitFor();
    const rows = page.getByRole('table', { name: /选址结果/ }).getByRole('row');
    for (const [i, site] of answer.sites.entries()) {
      const gain = site.stand.covered - (i === 0 ? answer.before : answer.sites[i - 1].stand).covered;
      await rows
        .nth(i + 1)
        .getByText(site.address ?? site.name!.zh, { exact: true })
        .waitFor();
      await rows
        .nth(i + 1)
        .getByText(format(gain), { exact: true })
        .waitFor();
    }

    await ui.waitForMap(page);
    const purple = () => ui.look(page, '.maplibregl-canvas').then((picture) => shareOfColour(picture, '#8822a8', 30));
    // Bars in the panel are purple too: what goes with the picture of before is the dots and the sites.
    const turn = () => page.getByRole('switch', { name: '看新设之前' }).click();
    await expect.poll(purple, { timeout: 20_000 }).toBeGreaterThan(0.002);
    const after = await purple();
    await turn();
    await expect.poll(purple, { timeout: 20_000 }).toBeLessThan(after - 0.001);

    const again = await ui.visit(new URL(page.url()).pathname + new URL(page.url()).search);
    await result(again).waitFor({ timeout: 60_000 });
    await result(again)
      .getByText(`${share(answer.before.covered)} → ${share(last.covered)}`, { exact: true })
      .waitFor();
    expect(await again.getByRole('switch', { name: '看新设之前' }).isChecked()).toBe(true);
    expect(await ui.findBarriers(again)).toEqual([]);

    // Taken as a scenario, coverage itself says the same of the same sites.
    const coming = page.waitForResponse((response) => response.url().endsWith('/scenarios/measure') && response.ok());
    await page.getByRole('button', { name: /作为设想打开/ }).click();
    await page.getByText('改动 3 项').waitFor();
    const whatIf = (await (await coming).json()) as WhatIfAnswer;
    expect(whatIf.total.before.residents!.covered).toBe(answer.before.covered);
    expect(whatIf.total.after.residents!.covered).toBe(last.covered);
    expect(page.url()).toContain('task=what-if');
  });

  it('takes places clicked on the map, and says by name what cannot be solved', async () => {
    ui.expectFault(/422/);
    const page = await ui.visit('/guan/coverage?task=siting');
    await page.getByRole('radio', { name: '自选地点', exact: true }).click();
    await page.getByTestId('siting-draw').click();
    await ui.waitForMap(page);
    for (const [x, y] of [
      [760, 380],
      [900, 470],
    ]) {
      await page.mouse.click(x, y);
    }
    await page.keyboard.press('Escape');
    await page.getByText('2 处地点', { exact: false }).waitFor();
    await page.getByTestId('siting-run').click();
    await page
      .getByRole('alert')
      .getByText(/要选 3 处，但可用的候选位置只有 [12] 处/)
      .waitFor({ timeout: 60_000 });
    await page.getByRole('spinbutton', { name: '新设几处' }).fill('1');
    await page.getByTestId('siting-run').click();
    await result(page).waitFor({ timeout: 60_000 });
    await result(page).getByTestId('siting-proof').getByText('没有更好的选法', { exact: false }).waitFor();
    expect(new URL(page.url()).searchParams.get('points')?.split(';')).toHaveLength(2);

    // A long question gives the best it has when asked to; cancelled, it leaves the earlier answer where it stands.
    await page.getByRole('radio', { name: /^现有/ }).click();
    await page.getByRole('combobox', { name: '希望做到' }).click();
    await page.getByRole('option', { name: /平均/ }).click();
    await page.getByRole('spinbutton', { name: '新设几处' }).fill('30');
    await page.getByTestId('siting-run').click();
    await page.getByRole('button', { name: '就用目前最好的', exact: true }).click({ timeout: 60_000 });
    const lead = result(page).getByTestId('siting-share');
    await page.getByTestId('siting-run').waitFor({ timeout: 60_000 });
    await page.getByRole('table', { name: /选址结果/ }).waitFor();
    const said = await lead.textContent();
    await page.getByRole('spinbutton', { name: '新设几处' }).fill('29');
    await page.getByTestId('siting-run').click();
    await page.getByTestId('siting-cancel').click();
    await page.getByTestId('siting-run').waitFor();
    await page.getByTestId('siting-progress').waitFor({ state: 'detached' });
    expect(await lead.textContent()).toBe(said);
    await page.getByText('问题已改', { exact: false }).waitFor();
  });
});
