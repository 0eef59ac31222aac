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

const pathOf = (page: Page): string => new URL(page.url()).pathname;

describe.each(languages)('the console in $language', ({ language, theme, modes }) => {
  it('opens on the demo county with its map drawn', async () => {
    const page = await ui.visit('/', { language });
    await ui.waitForMap(page);
    expect(pathOf(page)).toBe('/guan/overview');
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.title()).toContain(language === 'en' ? 'Getu' : '格图');
    expect(countColours(await ui.look(page, '.maplibregl-canvas'))).toBeGreaterThan(100);
  });

  it('switches modes by mouse and by key, and the address says which', async () => {
    const page = await ui.visit('/guan/plan', { language });
    await ui.waitForMap(page);
    for (const mode of ['coverage', 'incidents', 'overview', 'plan'] as const) {
      await page.getByRole('navigation').getByText(modes[mode], { exact: true }).click();
      await page.waitForURL(`**/guan/${mode}*`);
      await ui.waitForMap(page);
    }
    await page.keyboard.press('4');
    await page.waitForURL('**/guan/incidents*');
    await page.goBack();
    await page.waitForURL('**/guan/plan*');
  });

  it.each(['overview', 'plan', 'coverage', 'incidents'])(
    'has no barrier in %s that axe calls serious',
    async (mode) => {
      const page = await ui.visit(`/guan/${mode}`, { language, theme });
      await ui.waitForMap(page);
      expect(await ui.findBarriers(page)).toEqual([]);
    },
  );
});

describe('the console', () => {
  it('draws a dark map in the dark theme', async () => {
    const [light, dark] = [await ui.visit('/guan/plan'), await ui.visit('/guan/plan', { theme: 'dark' })];
    await Promise.all([ui.waitForMap(light), ui.waitForMap(dark)]);
    expect(shareChanged(await ui.look(light), await ui.look(dark), 40)).toBeGreaterThan(0.6);
  });

  it('shows the same to whoever opens the address', async () => {
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
    expect(shareChanged(await ui.look(page), await ui.look(other), 64)).toBeLessThan(0.02);
  });

  it('says so where there is no such place', async () => {
    ui.expectFault(/404/);
    const page = await ui.visit('/nowhere/plan');
    await page.getByText('nowhere').first().waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('fits a phone without a sideways scroll', async () => {
    for (const mode of ['overview', 'plan', 'coverage', 'incidents']) {
      const page = await ui.visit(`/guan/${mode}`, { viewport: { width: 390, height: 844 } });
      await ui.waitForMap(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      expect(await ui.findBarriers(page), mode).toEqual([]);
    }
  });
});
