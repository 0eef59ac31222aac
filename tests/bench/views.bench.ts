import type { Page } from 'playwright-core';
import { launchChromium } from '../browser/launch-chromium';
import { consoleContext } from './console-context';
import { waitForMap } from '../browser/wait-for-map';
import type { Bench, BenchFigure } from './bench-case';
import { placeNames, placeWords, residentMebibytes, servePlace } from './served-place';
import type { PlaceName } from './served-place';

/*
 * What a person waits for in the built console, drawn in software. A task is what the browser's long-task observer
 * counts on the main thread: our code, the map library and the renderer together.
 */

interface Taken {
  /** Milliseconds from the act until the map has drawn. */
  wait: number;
  /** Longest task of the main thread meanwhile, ms; 0 where none was above 50. */
  longestTask: number;
}

interface Session {
  page: Page;
  taken: Map<string, Taken>;
}

async function watchTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => tasks.push(entry.duration))).observe({
      type: 'longtask',
      buffered: true,
    });
  });
}

const takeTasks = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { longTasks } = window as unknown as { longTasks: number[] };
    return Math.max(0, ...longTasks.splice(0));
  });

async function timed({ page, taken }: Session, what: string, act: () => Promise<unknown>): Promise<void> {
  await takeTasks(page).catch(() => 0);
  const start = performance.now();
  await act();
  await waitForMap(page);
  taken.set(what, { wait: performance.now() - start, longestTask: await takeTasks(page) });
}

/** Goes through the modes once, as a person would, and notes each wait. */
async function walkThrough(place: PlaceName, session: Session): Promise<void> {
  const { page } = session;
  const rail = (name: string): Promise<void> => page.locator('nav').getByRole('button', { name }).first().click();
  await timed(session, 'first picture of plan', () => page.goto(`/${place}/plan`));
  await timed(session, 'pan in plan', async () => {
    const [x, y] = [900, 450];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 20; step++) await page.mouse.move(x - step * 12, y - step * 6);
    await page.mouse.up();
  });
  await timed(session, 'plan to overview', async () => {
    await rail('总览');
    await page.getByText('不达标').first().waitFor();
  });
  await timed(session, 'overview to coverage', async () => {
    await rail('服务圈');
    await page.getByText('覆盖').first().waitFor();
  });
  await timed(session, 'coverage in 10 minutes', () => page.getByRole('radio', { name: /10/ }).first().click());
  await timed(session, 'coverage to incidents', async () => {
    await rail('事件');
    await page.getByRole('radio', { name: '六边形' }).waitFor();
  });
  await timed(session, 'incidents as hexagons', () => page.getByRole('radio', { name: '六边形' }).click());
  await timed(session, 'incidents of 30 days', () => page.getByRole('radio', { name: '30天' }).click());
  await timed(session, 'incidents by grid', () => page.getByRole('radio', { name: '每千户' }).click());
}

const sessions = new Map<PlaceName, Promise<Map<string, Taken>>>();

/** Memory of the server after the walk, MiB. */
const memory = new Map<PlaceName, number>();

function walk(place: PlaceName): Promise<Map<string, Taken>> {
  const known = sessions.get(place);
  if (known) return known;
  const taken = (async () => {
    const server = await servePlace(place);
    const browser = await launchChromium();
    try {
      const context = await consoleContext(browser, server.origin);
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      await watchTasks(page);
      const session: Session = { page, taken: new Map() };
      await walkThrough(place, session);
      memory.set(place, residentMebibytes(server.pid));
      return session.taken;
    } finally {
      await browser.close();
      await server.stop();
    }
  })();
  sessions.set(place, taken);
  return taken;
}

const views = [
  'first picture of plan',
  'pan in plan',
  'plan to overview',
  'overview to coverage',
  'coverage in 10 minutes',
  'coverage to incidents',
  'incidents as hexagons',
  'incidents of 30 days',
  'incidents by grid',
];

const figures: BenchFigure[] = placeNames.flatMap((place) => [
  ...views.flatMap((view): BenchFigure[] => [
    {
      group: view,
      input: `${placeWords[place]}: until drawn`,
      unit: 'ms',
      measure: async () => (await walk(place)).get(view)?.wait ?? NaN,
    },
    {
      group: view,
      input: `${placeWords[place]}: longest task`,
      unit: 'ms',
      measure: async () => (await walk(place)).get(view)?.longestTask ?? NaN,
    },
  ]),
  {
    group: 'memory of the server',
    input: `${placeWords[place]}, after these views`,
    unit: 'MiB' as const,
    measure: async () => {
      await walk(place);
      return memory.get(place) ?? NaN;
    },
  },
]);

export default { title: 'Views', figures } satisfies Bench;
