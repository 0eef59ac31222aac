import type { Page, Request } from 'playwright-core';

/** Milliseconds without a request of the page under way after which it has asked for all it wants. */
const quiet = 150;

/** Of each page that was waited for: requests under way, and when there were none last. */
const traffic = new WeakMap<Page, { pending: Set<Request>; restingSince: number }>();

/** Counts the requests of a page from before its first; Playwright's own `networkidle` waits for half a second of quiet. */
export function watchTraffic(page: Page): void {
  const state = { pending: new Set<Request>(), restingSince: Date.now() };
  const ended = (request: Request): void => {
    state.pending.delete(request);
    if (state.pending.size === 0) state.restingSince = Date.now();
  };
  page.on('request', (request) => {
    // Another document: nobody waits any more for what the last one asked.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) state.pending.clear();
    state.pending.add(request);
  });
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  traffic.set(page, state);
}

async function waitForQuiet(page: Page): Promise<void> {
  const state = traffic.get(page);
  if (!state) return page.waitForLoadState('networkidle');
  const end = Date.now() + 60_000;
  await page.waitForLoadState('load');
  while (state.pending.size > 0 || Date.now() - state.restingSince < quiet) {
    if (Date.now() > end) throw new Error(`still loading ${[...state.pending].map((one) => one.url()).join(' ')}`);
    await page.waitForTimeout(40);
  }
}

/** Resolves when the page has fetched all it asked for and the map has drawn it. */
export async function waitForMap(page: Page): Promise<void> {
  await waitForQuiet(page);
  // Drawing begins a frame after what is drawn came.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.waitForSelector('.maplibregl-map[aria-busy="false"]', { timeout: 60_000 });
}
