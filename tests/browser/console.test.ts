import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { countColours, shareChanged } from './compare-pictures';
import { useConsole } from './use-console';

const ui = useConsole();

const languages = [
  {
    language: 'zh-CN',
    theme: 'light',
    modes: { overview: '总览', plan: '网格', coverage: '服务圈', incidents: '事件' },
  },
  {
    language: 'en',
    theme: 'dark',
    modes: { overview: 'Overview', plan: 'Grids', coverage: 'Coverage', incidents: 'Incidents' },
  },
] as const;

const hasLoadedDeck = (page: Page): Promise<boolean> =>
  page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/deck-')));
const pathOf = (page: Page): string => new URL(page.url()).pathname;

describe.each(languages)('the console in $language', ({ language, theme, modes }) => {
  it('opens on the demo county with its map drawn, and switches modes with no barrier that axe calls serious', async () => {
    const page = await ui.visit('/', { language, theme });
    await ui.waitForMap(page);
    expect(pathOf(page)).toBe('/guan/overview');
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.title()).toContain(language === 'en' ? 'Getu' : '格图');
    expect(countColours(await ui.look(page, '.maplibregl-canvas'))).toBeGreaterThan(100);
    expect(await ui.findBarriers(page)).toEqual([]);
    // What only heat and coverage draw with is not loaded before.
    expect(await hasLoadedDeck(page)).toBe(false);
    const deck = page.waitForRequest(/\/deck-/, { timeout: 90_000 });

    for (const mode of ['plan', 'coverage', 'incidents'] as const) {
      await page.getByRole('navigation').getByText(modes[mode], { exact: true }).click();
      await page.waitForURL(`**/guan/${mode}*`);
      await ui.waitForMap(page);
      expect(await ui.findBarriers(page), mode).toEqual([]);
    }
    await deck;
    await page.keyboard.press('2');
    await page.waitForURL('**/guan/plan*');
    await page.goBack();
    await page.waitForURL('**/guan/incidents*');
  });
});

describe('the console', () => {
  it('shows the same to whoever opens the address, and draws a dark map when the system turns dark', async () => {
    const page = await ui.visit('/guan/plan');
    await ui.waitForMap(page);
    await page.mouse.move(800, 500);
    await page.mouse.wheel(0, -600);
    await ui.waitForMap(page);
    await page.waitForURL(/view=(@|%40)/);
    const other = await ui.visit(page.url().slice(ui.server().origin.length));
    await ui.waitForMap(other);
    expect(other.url()).toBe(page.url());
    await page.mouse.move(0, 0);
    // The address rounds the zoom to a hundredth, which moves lines by part of a pixel.
    const light = await ui.look(page);
    expect(shareChanged(light, await ui.look(other), 64)).toBeLessThan(0.02);

    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForSelector('html[data-theme="dark"]');
    await ui.waitForMap(page);
    expect(shareChanged(light, await ui.look(page), 40)).toBeGreaterThan(0.6);
  });

  it('says so where there is no such place', async () => {
    ui.expectFault(/404/);
    const page = await ui.visit('/nowhere/plan');
    await page.getByText('nowhere').first().waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('fits a phone without a sideways scroll', async () => {
    const page = await ui.visit('/guan/overview', { viewport: { width: 390, height: 844 } });
    for (const [mode, name] of Object.entries(languages[0].modes)) {
      await page.getByRole('navigation').getByText(name, { exact: true }).click();
      await page.waitForURL(`**/guan/${mode}*`);
      await ui.waitForMap(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), mode).toBe(390);
      expect(await ui.findBarriers(page), mode).toEqual([]);
    }
  });
});
