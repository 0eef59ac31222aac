import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './launch-chromium';
import { runServer } from './run-server';
import { waitForMap } from './wait-for-map';

interface Shot {
  name: string;
  path: string;
  language: 'zh-CN' | 'en';
  theme: 'light' | 'dark';
  viewport: { width: number; height: number };
  /** What to do before the picture is taken. */
  act?: (page: Page) => Promise<void>;
}

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const shots: readonly Shot[] = [
  { name: 'plan', path: '/guan/plan', language: 'zh-CN', theme: 'light', viewport: desk },
  { name: 'coverage', path: '/guan/coverage', language: 'zh-CN', theme: 'light', viewport: desk },
  { name: 'incidents', path: '/guan/incidents', language: 'zh-CN', theme: 'dark', viewport: desk },
  { name: 'plan-en', path: '/guan/plan', language: 'en', theme: 'light', viewport: desk },
  { name: 'phone', path: '/guan/coverage', language: 'zh-CN', theme: 'light', viewport: phone },
];

/** Writes one JPEG a shot into `folder`, from the built product over a demo county made for it. */
export async function takePictures(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const dataFolder = await mkdtemp(join(tmpdir(), 'getu-pictures-'));
  const [server, browser] = await Promise.all([runServer(dataFolder), launchChromium()]);
  try {
    for (const { name, path, language, theme, viewport, act } of shots) {
      const context = await browser.newContext({
        baseURL: server.origin,
        locale: language,
        colorScheme: theme,
        viewport,
        reducedMotion: 'reduce',
      });
      await context.addInitScript((chosen) => {
        localStorage.setItem('getu.language', chosen);
        localStorage.setItem('getu.toured', 'true');
      }, language);
      const page = await context.newPage();
      await page.goto(path);
      await waitForMap(page);
      await act?.(page);
      await waitForMap(page);
      const file = join(folder, `${name}.jpg`);
      await writeFile(file, await page.screenshot({ type: 'jpeg', quality: 88 }));
      console.log(file);
      await context.close();
    }
  } finally {
    await browser.close();
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
