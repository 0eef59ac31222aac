import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { townIncidentsCsv, townPbf } from '../fixtures/small-town';
import { useConsole } from './use-console';

const ui = useConsole();
let folder: string;
let files: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'getu-upload-'));
  files = [join(folder, '小镇.osm.pbf'), join(folder, '事件.csv')];
  await writeFile(files[0]!, townPbf());
  // The type stands under a header that says nothing.
  await writeFile(files[1]!, townIncidentsCsv('GCJ02', 240, '备注'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('importing a place in the console', () => {
  it('takes a map and a table, asks what it cannot know, imports, reports and opens the place', async () => {
    const page = await ui.visit('/guan/plan');
    await page.getByRole('button', { name: /^换一个地方/ }).click();
    await page.getByRole('button', { name: '导入新地方…' }).click();
    await page.waitForURL('**/import');
    let session = '';
    page.on('request', (request) => (session = /imports\/([0-9a-f]{16})\//.exec(request.url())?.[1] ?? session));
    await page.locator('input[type=file]').setInputFiles(files);
    const next = page.getByRole('button', { name: '下一步：核对' });
    await page.getByText('文件已传到').waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    await next.click();

    const table = page.getByRole('article', { name: '事件.csv' });
    await table.getByText('最贴合道路').waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    const start = page.getByRole('button', { name: '开始导入' });
    expect(await start.getAttribute('aria-disabled')).toBe('true');
    await table.getByRole('radio', { name: /GCJ-02/ }).check();
    // One meaning is put right: the address is what people call the incident by.
    await table.getByRole('combobox', { name: '“地址”的含义' }).click();
    await page.getByRole('option', { name: '标题' }).click();
    await page.getByLabel('英文名称').fill('Small Town');
    await page.getByLabel('来源，例如').last().fill('小镇城管');

    // The demo county cannot be replaced.
    await page.getByRole('button', { name: '更多：编号、区划代码' }).click();
    const id = page.getByLabel('编号（网址里用）');
    await id.fill('guan');
    await page.getByText('演示县不能覆盖').first().waitFor();
    expect(await start.getAttribute('aria-disabled')).toBe('true');
    await id.fill('xiaozhen');

    // A file goes missing: the import fails and says which; sent again, all that was answered is still there.
    await fetch(`${ui.server().origin}/api/imports/${session}/files/${encodeURIComponent('事件.csv')}`, {
      method: 'DELETE',
    });
    await start.click();
    await page.getByText('导入没有完成').waitFor();
    await page.getByText('事件.csv').first().waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '回去改' }).click();
    await page.getByRole('button', { name: '上一步' }).click();
    await page.locator('input[type=file]').setInputFiles(files[1]!);
    await page.getByText('文件已传到').waitFor();
    await next.click();
    await table.getByText('最贴合道路').waitFor();
    expect(await table.getByRole('combobox', { name: '“地址”的含义' }).textContent()).toContain('标题');
    expect(await table.getByRole('radio', { name: /GCJ-02/ }).isChecked()).toBe(true);
    expect(await page.getByLabel('英文名称').inputValue()).toBe('Small Town');
    await start.click();
    await page.getByRole('heading', { name: '小镇已导入' }).waitFor();
    await page.getByRole('cell', { name: '240', exact: true }).first().waitFor();
    await page.getByText('小镇城管').waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '打开这个地方' }).click();
    await page.waitForURL(/\/xiaozhen\/coverage/);
    await page
      .getByText(/\/4,352 户/)
      .first()
      .waitFor();
    const rows = (await (await fetch(`${ui.server().origin}/api/places/xiaozhen/incidents?limit=1`)).json()) as {
      rows: { title: string }[];
    };
    expect(rows.rows[0]!.title).toContain('路');
  });

  it('reads on a phone, where a report is a page of its own', async () => {
    const page = await ui.visit('/guan/report', { language: 'en', viewport: { width: 390, height: 844 } });
    await page.getByText('This is the demo county; it was not imported').waitFor();
    await page.goto('/import');
    await page.locator('input[type=file]').setInputFiles(files[0]!);
    await page.getByRole('button', { name: 'Next: check' }).click();
    await page.getByRole('article', { name: '小镇.osm.pbf' }).waitFor();
    // What is on the map without being asked, and that the place is there already.
    await page.getByText('People are counted by 256 buildings').waitFor();
    await page.getByText('has the id xiaozhen already').waitFor();
    await page.getByText('Streets of the map file').waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect(await ui.findBarriers(page)).toEqual([]);
  });
});
