import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { decodePng } from './decode-png';
import type { Picture } from './decode-png';
import { sharedChromium } from './launch-chromium';
import { runServer } from './run-server';
import type { RunningServer } from './run-server';
import { waitForMap, watchTraffic } from './wait-for-map';

export interface VisitOptions {
  /** Language of the interface. Default: zh-CN. */
  language?: 'zh-CN' | 'en';
  theme?: 'light' | 'dark';
  /** Pixels; default 1440 × 900, the frame the console is designed for. */
  viewport?: { width: number; height: number };
  /**
   * Draw every pixel, for a test that reads single ones. Without it the page is laid out the same but drawn at half
   * its resolution, a quarter of the work for a machine that draws in software.
   */
  sharp?: boolean;
  /** Leave the short tour of the first visit to be seen. */
  firstVisit?: boolean;
}

/** What a file of tests changes of the server before it starts. */
export interface Prepared {
  /** Variables of its environment. */
  environment?: Readonly<Record<string, string>>;
  /** Origins that pages may ask beside the server, because it was configured so. */
  origins?: readonly string[];
}

/** The product as a person has it, for the tests of one file. */
export interface Console {
  /** The server of this file; its data is its own. */
  server(): RunningServer;
  /** The folder the server keeps its data in. */
  dataFolder(): string;
  /** Opens a path of the console (`/guan/plan`) in a fresh browser profile. */
  visit(path: string, options?: VisitOptions): Promise<Page>;
  /** A console error that matches is what this test is about. */
  expectFault(pattern: RegExp): void;
  /** Resolves when the map has drawn all it has to draw. */
  waitForMap(page: Page): Promise<void>;
  /** What is seen now of the page or of one element, as pixels: half as many a side unless the visit was `sharp`. */
  look(page: Page, selector?: string): Promise<Picture>;
  /** Serious and critical findings of axe on what is shown (WCAG 2.1 A and AA), a line each. */
  findBarriers(page: Page): Promise<string[]>;
}

/**
 * Call it at the top of a file of browser tests: a server on a copy of the demo county for all its tests, and pages of
 * their own in the Chromium of all files. After each test the pages are closed, and the test fails if a page logged an error, threw, or asked anything
 * of another origin than the server.
 *
 * @param prepare changes the data folder before the server starts, to import a place for example, and may answer with what
 *   the server is started with
 */
export function useConsole(prepare?: (dataFolder: string) => Promise<Prepared | void>): Console {
  let server: RunningServer;
  let browser: Browser;
  let folder: string;
  let contexts: BrowserContext[] = [];
  let faults: string[] = [];
  let expected: RegExp[] = [];
  let allowed: readonly string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'getu-browser-'));
    await cp(inject('demoFolder'), folder, { recursive: true });
    const prepared = (await prepare?.(folder)) ?? {};
    allowed = prepared.origins ?? [];
    [server, browser] = await Promise.all([runServer(folder, undefined, prepared.environment), sharedChromium()]);
  });

  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    const unexpected = faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
    contexts = [];
    faults = [];
    expected = [];
    expect(unexpected, 'errors of the page').toEqual([]);
  });

  afterAll(async () => {
    const exitStatus = await server?.stop();
    await rm(folder, { recursive: true, force: true });
    expect(exitStatus, 'exit status of the server after Ctrl-C').toBe(0);
  });

  function watch(page: Page): void {
    watchTraffic(page);
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => faults.push(`thrown: ${error.stack ?? error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      const isHome = [server.origin, ...allowed].some((origin) => url.startsWith(`${origin}/`));
      if (!/^(data|blob|about):/.test(url) && !isHome) faults.push(`left home: ${url}`);
    });
  }

  return {
    server: () => server,
    dataFolder: () => folder,
    async visit(path, options = {}) {
      const language = options.language ?? 'zh-CN';
      const context = await browser.newContext({
        baseURL: server.origin,
        locale: language,
        viewport: options.viewport ?? { width: 1440, height: 900 },
        deviceScaleFactor: options.sharp ? 1 : 0.5,
        reducedMotion: 'reduce',
        colorScheme: options.theme ?? 'light',
      });
      contexts.push(context);
      await context.addInitScript(
        ([chosen, toured]) => {
          // Runs before every page of the profile, blank ones without a store too; what was chosen since stays.
          if (location.protocol === 'about:') return;
          if (localStorage.getItem('getu.language') === null) localStorage.setItem('getu.language', chosen);
          if (!toured) return;
          localStorage.setItem('getu.toured', 'true');
          localStorage.setItem('getu.author-asked', 'true');
          localStorage.setItem('getu.legend-notes', 'true');
          localStorage.setItem('getu.guided', 'true');
        },
        [language, !options.firstVisit] as const,
      );
      context.on('page', watch);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    },
    expectFault(pattern) {
      expected.push(pattern);
    },
    waitForMap,
    async look(page, selector) {
      return decodePng(await (selector ? page.locator(selector).screenshot() : page.screenshot()));
    },
    async findBarriers(page) {
      // No page has frames of another origin, for which axe would open a page of its own; nor is what passed read.
      const { violations } = await new AxeBuilder({ page })
        .options({ resultTypes: ['violations'] })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
        .setLegacyMode(true)
        .analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
        );
    },
  };
}
