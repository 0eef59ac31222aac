import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parse } from 'papaparse';
import { expect, it } from 'vitest';
import type { IncidentPage, IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { describeWithData } from '../real-data';
import { importPlace } from './import-place';
import { useConsole } from './use-console';

describeWithData('taipei', 'accidents of Taipei', (folder) => {
  const ui = useConsole((dataFolder) => importPlace('taipei', dirname(folder), dataFolder));
  const api = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${ui.server().origin}/api/places/taipei/incidents${path}`);
    expect(response.status, path).toBe(200);
    return (await response.json()) as T;
  };

  it('are in one release area each, whose rows open, and keep their hours from view to view and into a file', async () => {
    const all = await api<IncidentSummaryWire>('/summary?level=community');
    const counted = all.byGrid.reduce((sum, { count }) => sum + count, 0);
    expect(counted + all.outsideGrids + all.withoutPoint).toBe(all.total);
    const busiest = all.byGrid.reduce((most, one) => (one.count > most.count ? one : most));
    expect(busiest.count).toBeGreaterThan(1);

    const page = await ui.visit('/taipei/incidents?heat=rate&level=community&period=all');
    const totals = page.getByTestId('incident-totals');
    await totals.getByText(`${all.total} 件`, { exact: true }).waitFor();
    await ui.waitForMap(page);
    await page.getByPlaceholder('找二级发布区').fill(busiest.name);
    await page
      .getByRole('row', { name: new RegExp(busiest.name) })
      .first()
      .click();
    const card = page.getByRole('complementary', { name: '详情' });
    await card.getByText(`${busiest.count} 件`, { exact: true }).first().waitFor();
    const rows = await api<IncidentPage>(`?level=community&grid=${busiest.gridId}`);
    expect(rows.total).toBe(busiest.count);
    await expect.poll(() => card.getByTestId('incident-row').count()).toBe(busiest.count);
    await card.getByRole('button', { name: '关闭' }).click();

    // The mornings of working days, brushed in the matrix by mouse.
    await page.getByRole('tab', { name: '时段' }).click();
    const box = (await page.getByTestId('week-matrix').boundingBox())!;
    const cell = (day: number, hour: number): [number, number] => [
      box.x + ((hour + 0.5) / 24) * box.width,
      box.y + ((day + 0.5) / 7) * box.height,
    ];
    await page.mouse.move(...cell(0, 7));
    await page.mouse.down();
    await page.mouse.move(...cell(2, 8));
    await page.mouse.move(...cell(4, 9));
    await page.mouse.up();
    const mornings = await api<IncidentSummaryWire>('/summary?hours=1-5:7-9');
    expect(mornings.total).toBeLessThan(all.total);
    await totals.getByText(`${mornings.total} 件`, { exact: true }).waitFor();
    await page.getByRole('radio', { name: '六边形' }).click();
    await ui.waitForMap(page);
    await totals.getByText(`${mornings.total} 件`, { exact: true }).waitFor();
    await page.getByRole('tab', { name: /事件/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByLabel('导出全部事件 CSV').first().click(),
    ]);
    const table = parse<string[]>((await readFile(await download.path(), 'utf8')).trimEnd()).data;
    expect(table.length - 1).toBe(mornings.total);
    expect(await ui.findBarriers(page)).toEqual([]);
  });
});
