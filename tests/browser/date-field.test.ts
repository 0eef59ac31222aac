import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { useConsole } from './use-console';

const ui = useConsole();

/** What a date field shows, read part by part in the order of the page. */
const shown = async (page: Page, label: string): Promise<string> =>
  (await page.getByRole('group', { name: label }).getByRole('spinbutton').allTextContents())
    .map((part) => part.trim())
    .join('-');

/** First and last day of the data. */
async function dataSpan(): Promise<readonly [first: string, last: string]> {
  const response = await fetch(`${ui.server().origin}/api/places/guan/incidents/summary`);
  const { byDay } = (await response.json()) as IncidentSummaryWire;
  const last = new Date(byDay!.from);
  last.setUTCDate(last.getUTCDate() + byDay!.counts.length - 1);
  return [byDay!.from, last.toISOString().slice(0, 10)];
}

for (const [language, settings, from, to, year] of [
  ['zh-CN', '时间设置', '开始日期', '结束日期', '年'],
  ['en', 'Time settings', 'First day', 'Last day', 'year'],
] as const)
  it(`takes days year first, by keyboard and within the data (${language})`, async () => {
    const [first, last] = await dataSpan();
    const page = await ui.visit('/guan/incidents', { language });
    await page.getByRole('button', { name: settings }).click();
    await expect.poll(() => shown(page, from)).toBe(first);
    expect(await shown(page, to)).toBe(last);

    const [startYear, endYear] = [first.slice(0, 4), last.slice(0, 4)];
    await page.getByRole('spinbutton', { name: `${from}: ${year}`, exact: true }).focus();
    await page.keyboard.type(`${endYear}0105`);
    await expect.poll(() => page.url()).toContain(`${endYear}-01-05`);
    expect(await shown(page, from)).toBe(`${endYear}-01-05`);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.url()).toContain(`${endYear}-01-06`);
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator(':focus').textContent()).toContain('01');

    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(String(Number(startYear) - 1));
    expect(await page.getByRole('group', { name: from }).getAttribute('data-invalid')).toBe('');
    await page.getByRole('spinbutton', { name: `${to}: ${year}`, exact: true }).focus();
    await expect.poll(() => shown(page, from)).toBe(first);

    await page.keyboard.press('Backspace');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.getByRole('group', { name: from }).getByRole('spinbutton').first().focus();
    await expect.poll(() => shown(page, to)).toBe(last);
    expect(await ui.findBarriers(page)).toEqual([]);
  });
