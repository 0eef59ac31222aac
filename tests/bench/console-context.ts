import type { Browser, BrowserContext } from 'playwright-core';

/** A browser session in which the console opens in Chinese and without its tour. */
export async function consoleContext(browser: Browser, origin: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript(() => {
    localStorage.setItem('getu.language', 'zh-CN');
    localStorage.setItem('getu.toured', 'true');
  });
  return context;
}
