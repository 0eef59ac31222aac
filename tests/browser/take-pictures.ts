import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { townIncidentsCsv, townPbf } from '../fixtures/small-town';
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

/** A map and a table of a made-up town, as far as the check of how they were understood. */
async function chooseFiles(page: Page): Promise<void> {
  const mimeType = 'application/octet-stream';
  await page.locator('input[type=file]').setInputFiles([
    { name: 'town.osm.pbf', mimeType, buffer: Buffer.from(townPbf()) },
    { name: 'incidents.csv', mimeType, buffer: Buffer.from(townIncidentsCsv('GCJ02', 240, '类型')) },
  ]);
  await page.getByRole('button', { name: 'Next: check' }).click();
  await page.getByRole('article', { name: 'incidents.csv' }).waitFor();
}

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const shots: readonly Shot[] = [
  { name: 'overview', path: '/guan/overview', language: 'zh-CN', theme: 'light', viewport: desk },
  { name: 'plan', path: '/guan/plan', language: 'zh-CN', theme: 'light', viewport: desk },
  { name: 'coverage', path: '/guan/coverage', language: 'zh-CN', theme: 'light', viewport: desk },
  { name: 'incidents', path: '/guan/incidents?heat=hexagons', language: 'zh-CN', theme: 'dark', viewport: desk },
  { name: 'overview-en', path: '/guan/overview', language: 'en', theme: 'light', viewport: desk },
  { name: 'import-en', path: '/import', language: 'en', theme: 'light', viewport: desk, act: chooseFiles },
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
      // The import page has no map before files are chosen.
      if (!act) await waitForMap(page);
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
