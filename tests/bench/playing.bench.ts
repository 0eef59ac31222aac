import type { Page } from 'playwright-core';
import { addDays, daysBetween } from '../../geodata/incidents/local-days';
import { launchChromium } from '../browser/launch-chromium';
import { consoleContext } from './console-context';
import type { RunningServer } from '../browser/run-server';
import { waitForMap, watchTraffic } from '../browser/wait-for-map';
import type { Bench } from './bench-case';
import { MILLION_PLACE, millionWords, serveMillion } from './served-million';
import { placeWords, servePlace } from './served-place';

/*
 * A year played week by week at four pictures a second, as a person sees it: how even the pictures come, whether any is
 * left out or was not fetched when its turn came, and how long the page was held at once, by code of ours and by what
 * draws the map (here in software, which is most of it).
 */

const PICTURES_A_SECOND = 4;
const WINDOW_DAYS = 7;
const STEP_DAYS = 7;
const views = [
  ['density', 'density'],
  ['hexagons', 'hexagons'],
  ['rate', 'rates of grids'],
] as const;

/** What the page noted while it played; times are milliseconds of its clock. */
interface Played {
  shown: { days: string; at: number }[];
  /** Pieces of script within frames that took 50 ms or more, by the file they were called in. */
  scripts: { file: string; invoker: string; duration: number }[];
  /** When the answers to questions about each window, by its first day, had all come. */
  answered: [from: string, at: number][];
}

interface Noting {
  played: Played;
}

/** Runs in the page: notes each change of the days shown, when it has been drawn, and every long piece of script. */
function note(): void {
  const noted: Played = { shown: [], scripts: [], answered: [] };
  Object.assign(window, { played: noted } satisfies Noting);
  performance.setResourceTimingBufferSize(10_000);
  const days = document.querySelector('[data-testid=time-shown] strong');
  if (!days) throw new Error('no time slider');
  new MutationObserver(() => {
    const text = days.textContent ?? '';
    // The second frame begins when the first, with the new picture, is out.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => noted.shown.push({ days: text.slice(0, 10), at: performance.now() })),
    );
  }).observe(days, { subtree: true, childList: true, characterData: true });
  const long = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      scripts: { sourceURL: string; invoker: string; duration: number }[];
    })[]) {
      for (const { sourceURL, invoker, duration } of entry.scripts) {
        noted.scripts.push({ file: sourceURL.replace(/^.*\//, ''), invoker, duration });
      }
    }
  });
  long.observe({ type: 'long-animation-frame' });
}

/** Runs in the page: what was noted, with when the answers about each window had come. */
function readNotes(): Played {
  const { played } = window as unknown as Noting;
  const answered = new Map<string, number>();
  for (const { name, responseEnd } of performance.getEntriesByType('resource') as PerformanceResourceTiming[]) {
    const { pathname, searchParams } = new URL(name);
    const from = searchParams.get('from');
    if (from && /\/incidents\/(summary|density|hexagons)$/.test(pathname)) {
      answered.set(from, Math.max(responseEnd, answered.get(from) ?? 0));
    }
  }
  return { ...played, answered: [...answered] };
}

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? NaN;
/** What draws the map: MapLibre and deck.gl, each a file of its own in the build. */
const isRenderer = (file: string): boolean => /^(maplibre|deck)/.test(file);
const longest = (durations: readonly number[]): string =>
  durations.length > 0 ? `${Math.max(...durations).toFixed(0)} ms` : 'below 50 ms';

async function dataDays(server: RunningServer, place: string): Promise<{ from: string; to: string }> {
  const answer = await fetch(`${server.origin}/api/places/${place}/incidents/summary`);
  const { byDay } = (await answer.json()) as { byDay: { from: string; counts: number[] } };
  return { from: byDay.from, to: addDays(byDay.from, byDay.counts.length - 1) };
}

/** First days of the windows that a year is played in. */
function windowsOf({ from, to }: { from: string; to: string }): string[] {
  const last = daysBetween(from, to) - WINDOW_DAYS;
  const starts: string[] = [];
  for (let day = 0; day < last; day += STEP_DAYS) starts.push(addDays(from, day));
  return [...starts, addDays(from, last)];
}

async function play(page: Page, place: string, view: string, data: { from: string; to: string }): Promise<Played> {
  const first = `${data.from}..${addDays(data.from, WINDOW_DAYS - 1)}`;
  await page.goto(`/${place}/incidents?heat=${view}&period=${first}&step=${STEP_DAYS}`);
  await page.getByTestId('incident-totals').waitFor();
  await waitForMap(page);
  await page.evaluate(note);
  await page.keyboard.press('Space');
  await page.waitForFunction(
    (last) => (window as unknown as Noting).played.shown.some(({ days }) => days === last),
    windowsOf(data).at(-1)!,
    { timeout: 600_000, polling: 500 },
  );
  return page.evaluate(readNotes);
}

function lineOf(words: string, { shown, scripts, answered }: Played, windows: readonly string[]): string {
  const intervals = shown.slice(1).map((one, i) => one.at - shown[i]!.at);
  const wanted = 1000 / PICTURES_A_SECOND;
  const answeredAt = new Map(answered);
  const seen = new Set(shown.map(({ days }) => days));
  // The first window is on the map before playing begins.
  const skipped = windows.slice(1).filter((from) => !seen.has(from)).length;
  const late = shown.slice(1).filter((one, i) => (answeredAt.get(one.days) ?? 0) > shown[i]!.at + wanted).length;
  const median = at(intervals, 0.5);
  const ours = scripts.filter(({ file }) => !isRenderer(file)).map(({ duration }) => duration);
  const drawing = scripts.filter(({ file }) => isRenderer(file)).map(({ duration }) => duration);
  return `| ${[
    words,
    `${shown.length} of ${windows.length - 1}`,
    `${median.toFixed(0)} ms`,
    (at(intervals, 0.95) / median).toFixed(2),
    `${Math.max(...intervals).toFixed(0)} ms`,
    skipped,
    late,
    longest(ours),
    longest(drawing),
  ].join(' | ')} |`;
}

async function tableOf(server: RunningServer, place: string): Promise<string> {
  const data = await dataDays(server, place);
  const windows = windowsOf(data);
  const lines = [
    '| view | pictures after the first | interval, median | p95 / median | longest | left out | not fetched in time | longest piece of script of ours | of what draws the map |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  const browser = await launchChromium();
  try {
    const context = await consoleContext(browser, server.origin);
    await context.addInitScript((speed) => {
      localStorage.setItem('getu.play-speed', String(speed));
    }, PICTURES_A_SECOND);
    for (const [view, words] of views) {
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      watchTraffic(page);
      lines.push(lineOf(words, await play(page, place, view, data), windows));
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return lines.join('\n');
}

async function report(): Promise<string> {
  const parts: string[] = [
    `A window of ${WINDOW_DAYS} days moved by ${STEP_DAYS}, ${PICTURES_A_SECOND} pictures a second asked for:`,
  ];
  for (const [words, place, serve] of [
    [placeWords.guan, 'guan', () => servePlace('guan')],
    [millionWords, MILLION_PLACE, serveMillion],
  ] as const) {
    const server = await serve();
    try {
      parts.push(`${words}:`, await tableOf(server, place));
    } finally {
      await server.stop();
    }
  }
  return parts.join('\n\n');
}

export default { title: 'Days that are played', report } satisfies Bench;
