import type { Page } from 'playwright-core';

/** Resolves when the page has fetched all it asked for and the map has drawn it. */
export async function waitForMap(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  // Drawing begins a frame after what is drawn came.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.waitForSelector('.maplibregl-map[aria-busy="false"]', { timeout: 60_000 });
}
