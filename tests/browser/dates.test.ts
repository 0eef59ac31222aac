import { describe, expect, it } from 'vitest';
import type { ClosuresAnswer } from '../../geodata/schema/closure';
import type { ScenarioWire, WhatIfAnswer } from '../../geodata/schema/scenario';
import { useConsole } from './use-console';

const ui = useConsole();

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan/${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

describe('days, closures and sizes', () => {
  it('closes a street by hand and undoes it, compares it with the day before, dates and resizes in a scenario', async () => {
    const { closures } = await api<ClosuresAnswer>('closures?at=2025-06-05');
    const works = closures.find(({ inForce }) => inForce)!;
    const [lng, lat] = (works.area!.coordinates as [number, number][][])[0]![0]!;
    const view = `view=@16/${lat.toFixed(5)}/${lng.toFixed(5)}`;
    const page = await ui.visit(`/guan/coverage?kind=service-centre&day=2025-06-05&${view}`);
    await ui.waitForMap(page);
    const panel = page.getByTestId('closed-streets');

    // By the keyboard: the street at the middle of the map.
    await panel.getByRole('button', { name: '新增封路' }).press('Enter');
    const form = page.getByTestId('closure-form');
    await form.getByRole('button', { name: '用在地图中间' }).press('Enter');
    await form.getByText('：一段').waitFor();
    await form.getByLabel('名称').fill('临时封路');
    await form.getByRole('button', { name: '保存' }).press('Enter');
    await panel
      .getByRole('button', { name: /^临时封路/ })
      .first()
      .waitFor();
    const mine = (await api<ClosuresAnswer>('closures?at=2025-06-05')).closures.find(
      ({ name }) => name.zh === '临时封路',
    )!;
    expect([mine.from, mine.to, mine.inForce, mine.stretches.length]).toEqual(['2025-06-05', null, true, 1]);
    await panel.getByRole('button', { name: '撤销刚才的改动' }).click();
    await expect.poll(async () => (await api<ClosuresAnswer>('closures')).closures.length).toBe(closures.length);

    // Held against the day before it: the compound it cuts off is named.
    const answered = page.waitForResponse((response) => response.url().endsWith('/scenarios/measure') && response.ok());
    await panel.getByRole('button', { name: `比较封闭前后：${works.name.zh}` }).click();
    const compared = (await (await answered).json()) as WhatIfAnswer;
    expect([compared.againstAt, compared.at, compared.sooner]).toEqual(['2025-06-01', works.from, 0]);
    await page.getByTestId('cut-off').getByText(compared.cutOff[0]!.compound!.name.zh, { exact: true }).waitFor();
    await page.waitForURL(/against-at=2025-06-01/);

    // Another size, and a street closed for some days.
    await page.getByRole('button', { name: '改规模' }).click();
    const resize = page.getByTestId('resize');
    await resize.getByRole('combobox').press('Enter');
    await page.getByRole('option').nth(1).click();
    await resize.getByLabel('面积 m²').fill('90');
    await resize.getByRole('button', { name: '改成这样' }).click();
    await page.getByTestId('sizes').getByText('90 m²').first().waitFor();
    await page.getByRole('button', { name: '封一段路' }).click();
    await page.getByRole('button', { name: '用在地图中间' }).click();
    await page.getByRole('switch', { name: '只封几天' }).click();
    await page.getByRole('switch', { name: '到某一天为止' }).click();
    await page.getByText(`封一段路：${works.from} 至 ${works.from}`).first().waitFor();
    await page.getByPlaceholder('给这个设想起个名字').fill('封几天');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存。').waitFor();
    const saved = await api<ScenarioWire>(`scenarios/${new URL(page.url()).searchParams.get('scenario')!}`);
    expect(saved.edits).toMatchObject([
      { edit: 'resize-station', floorAreaSquareMetres: 90, seats: null, staff: null },
      { edit: 'close-street', from: works.from, to: works.from },
    ]);
  });
});
