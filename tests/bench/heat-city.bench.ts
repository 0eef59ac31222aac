import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { launchChromium } from '../browser/launch-chromium';
import { consoleContext } from './console-context';
import { waitForMap, watchTraffic } from '../browser/wait-for-map';
import type { RunningServer } from '../browser/run-server';
import type { Bench } from './bench-case';
import { MILLION_PLACE, millionWords, serveMillion } from './served-million';

/*
 * A million incidents over the grids of a city: what each question about them takes over the API, and what passes in the
 * console from a click on a filter to the new figures, and to the new picture (drawn in software).
 */

const RUNS = 20;

const questions = [
  ['nothing, for comparison', 'health'],
  ['counts, rates and what of them is real', 'summary'],
  ['… of 30 days, open', 'summary?from=2025-05-01&to=2025-05-30&state=open'],
  ['… of 30 days against the 30 before, each grid tested', 'summary?from=2025-05-01&to=2025-05-30&against=previous'],
  ['… with local Moran, 9,999 permutations', 'summary?outliers=true'],
  ['… by subdistrict', 'summary?level=subdistrict'],
  ['density, all', 'density'],
  ['density of 30 days', 'density?from=2025-05-01&to=2025-05-30'],
  ['hexagons, all', 'hexagons'],
  ['new and old hot spots, twelve steps', 'emerging'],
  ['most unlikely cluster, 199 simulations', 'cluster'],
  ['rows of one grid, the first 200', ''],
] as const;

interface Asked {
  /** Milliseconds. */
  wall: number;
  processor: number;
}

/** Processor time of the server, all threads, ms (Linux; NaN elsewhere). */
function processorTime(pid: number): number {
  if (process.platform !== 'linux') return NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  // Clock ticks of 10 ms.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function ask(server: RunningServer, path: string): Promise<Asked> {
  const before = processorTime(server.pid);
  const start = performance.now();
  const response = await fetch(`${server.origin}/api/${path}`);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return { wall: performance.now() - start, processor: processorTime(server.pid) - before };
}

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;
const whole = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

async function tableOfApi(server: RunningServer): Promise<string> {
  const summary = await fetch(`${server.origin}/api/places/${MILLION_PLACE}/incidents/summary`);
  const { byGrid } = (await summary.json()) as { byGrid: { gridId: string; count: number }[] };
  const busiest = byGrid.reduce((most, grid) => (grid.count > most.count ? grid : most)).gridId;
  const lines = [`| what | p50 | p95 of ${RUNS} | processor time, mean |`, '| --- | --- | --- | --- |'];
  for (const [what, question] of questions) {
    const path =
      question === 'health'
        ? 'health'
        : `places/${MILLION_PLACE}/incidents${question === '' ? `?grid=${busiest}` : `/${question}`}`;
    const runs = question === 'cluster' ? 3 : RUNS;
    await ask(server, path);
    const asked: Asked[] = [];
    for (let run = 0; run < runs; run++) asked.push(await ask(server, path));
    const walls = asked.map(({ wall }) => wall);
    const processor = asked.reduce((sum, one) => sum + one.processor, 0) / runs;
    lines.push(`| ${what} | ${whole(at(walls, 0.5))} ms | ${whole(at(walls, 0.95))} ms | ${whole(processor)} ms |`);
  }
  return lines.join('\n');
}

/** Milliseconds from a click on the radio button of that name to the new total in the panel. */
async function choose(page: Page, name: string): Promise<number> {
  return page.evaluate(
    (text) =>
      new Promise<number>((resolve, reject) => {
        const radio = [...document.querySelectorAll<HTMLElement>('[role=radio]')].find(
          (one) => one.textContent?.trim() === text,
        );
        const totals = document.querySelector('[data-testid=incident-totals]');
        if (!radio || !totals) return reject(new Error(`no ${text}`));
        const start = performance.now();
        const seen = new MutationObserver(() => {
          seen.disconnect();
          resolve(performance.now() - start);
        });
        seen.observe(totals, { subtree: true, childList: true, characterData: true });
        radio.click();
        setTimeout(() => reject(new Error(`nothing new after ${text}`)), 30_000);
      }),
    name,
  );
}

async function tableOfConsole(server: RunningServer): Promise<string> {
  const browser = await launchChromium();
  try {
    const context = await consoleContext(browser, server.origin);
    const lines = [
      '| view | changes of the filter | to new figures, p50 | p95 | to the drawn map, p50 | p95 |',
      '| --- | --- | --- | --- | --- | --- |',
    ];
    for (const [view, words] of [
      ['rate', 'rate'],
      ['hexagons', 'hexagons'],
      ['density', 'density'],
    ] as const) {
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      watchTraffic(page);
      await page.goto(`/${MILLION_PLACE}/incidents?heat=${view}`);
      await page.getByTestId('incident-totals').waitFor();
      await waitForMap(page);
      const figures: number[] = [];
      const pictures: number[] = [];
      // No question twice: an answer is kept.
      for (const period of ['7天', '30天', '90天', '全部日期']) {
        for (const state of ['在办', '已结', '全部']) {
          for (const name of period === '全部日期' ? [state] : state === '在办' ? [period, state] : [state]) {
            const start = performance.now();
            figures.push(await choose(page, name));
            await waitForMap(page);
            pictures.push(performance.now() - start);
          }
        }
      }
      await page.close();
      const [f50, f95, p50, p95] = [at(figures, 0.5), at(figures, 0.95), at(pictures, 0.5), at(pictures, 0.95)].map(
        whole,
      );
      lines.push(`| ${words} | ${figures.length} | ${f50} ms | ${f95} ms | ${p50} ms | ${p95} ms |`);
    }
    return lines.join('\n');
  } finally {
    await browser.close();
  }
}

async function report(): Promise<string> {
  const server = await serveMillion();
  try {
    return [`${millionWords}:\n`, await tableOfApi(server), '', await tableOfConsole(server)].join('\n');
  } finally {
    await server.stop();
  }
}

export default { title: 'Heat of a city', report } satisfies Bench;
