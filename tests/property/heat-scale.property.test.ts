import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays } from '../../geodata/incidents/local-days';
import { heatViews } from '../../web/state/heat';
import type { HeatView } from '../../web/state/heat';
import { answerStores, openStores } from '../fixtures/open-stores';
import type { OpenStores } from '../fixtures/open-stores';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

/*
 * The console's own stores over the server's own answers: whatever is looked at, the colours are those one began with
 * until one asks for others.
 */

const runs = { numRuns: process.env['PROVE'] === 'full' ? 200 : 12 };

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  answerStores(test);
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await test.close();
});

type Act =
  | { act: 'view'; view: HeatView }
  | { act: 'days'; from: number; length: number; played: boolean }
  | { act: 'all' }
  | { act: 'types'; types: readonly string[] }
  | { act: 'open'; on: boolean }
  | { act: 'late'; on: boolean }
  | { act: 'problems'; on: boolean };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('view' as const), view: fc.constantFrom(...heatViews) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('days' as const),
      from: fc.integer({ min: 0, max: 29 }),
      length: fc.integer({ min: 1, max: 20 }),
      played: fc.boolean(),
    }),
  },
  fc.constant<Act>({ act: 'all' }),
  fc.record({ act: fc.constant('types' as const), types: fc.constantFrom([], ['noise'], ['facilities', 'noise']) }),
  ...(['open', 'late', 'problems'] as const).map(
    (name) => fc.record({ act: fc.constant(name), on: fc.boolean() }) as fc.Arbitrary<Act>,
  ),
);

/** What the colours of the view mean; null where its colours are the same everywhere. */
function domainOf({ heat }: OpenStores): unknown {
  if (heat.view === 'density') return [heat.shownRaster!.domainTop, heat.shownRaster!.scalePeriod];
  if (heat.view === 'hexagons') return [heat.hexagons!.breaks, heat.hexagons!.scalePeriod];
  return heat.view === 'rate' ? [heat.summary!.rate.breaks, heat.summary!.rate.scalePeriod] : null;
}

function perform({ heat, asking }: OpenStores, one: Act): void {
  const data = asking.data!;
  if (one.act === 'view') heat.view = one.view;
  else if (one.act === 'all') asking.period = { kind: 'all' };
  else if (one.act === 'types') asking.types = one.types;
  else if (one.act === 'open') asking.state = one.on ? 'open' : 'all';
  else if (one.act === 'late') asking.late = one.on;
  else if (one.act === 'problems') asking.count = one.on ? 'problems' : 'reports';
  else {
    const from = addDays(data.from, one.from);
    const days = { from, to: addDays(from, one.length - 1) };
    if (one.played) asking.frame = days;
    else asking.period = { kind: 'range', ...days };
  }
}

describe('the colours of the heat views', () => {
  it('are those one began with, whatever view, days and filter come after, and come back with the link', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', 'scale=full', 'period=7&scale=window', 'scale=5', 'period=7&scale=period', 'period=3'),
        fc.array(act, { minLength: 4, maxLength: 12 }),
        async (link, acts) => {
          const page = await openStores(link);
          const known = new Map<HeatView, unknown>([[page.heat.view, domainOf(page)]]);
          for (const one of acts) {
            perform(page, one);
            await page.settle();
            // A day or two cannot be parted into steps, which the view of new and old hot spots says.
            if (page.heat.view !== 'emerging') expect(page.heat.status).toBe('ready');
            const { view } = page.heat;
            const domain = domainOf(page);
            if (!known.has(view)) known.set(view, domain);
            expect(domain).toEqual(known.get(view));
          }
          page.asking.frame = null;
          await page.settle();
          await vi.waitFor(() => expect(page.router.currentRoute.value.query.heat ?? 'density').toBe(page.heat.view), {
            timeout: 30_000,
          });
          await new Promise((resolve) => setTimeout(resolve, 5));
          const again = await openStores(page.router.currentRoute.value.fullPath.split('?')[1] ?? '');
          expect(again.heat.view).toBe(page.heat.view);
          expect(domainOf(again)).toEqual(domainOf(page));
          page.heat.active = again.heat.active = false;
        },
      ),
      runs,
    );
  });

  it('are others once one asks: those of the busiest days, of what is seen, and of everything again', async () => {
    const page = await openStores('heat=density&period=2025-03-01..2025-03-03');
    const whole = page.heat.shownRaster!.domainTop;
    page.heat.scale = 3;
    await page.settle();
    expect([page.heat.shownRaster!.scale, page.heat.shownRaster!.domainTop === whole]).toEqual(['window', false]);
    page.heat.fitScale();
    await page.settle();
    expect(page.heat.shownRaster!.scalePeriod).toEqual({ from: '2025-03-01', to: '2025-03-03' });
    page.heat.scale = 'full';
    await page.settle();
    expect(page.heat.shownRaster!.domainTop).toBe(whole);
    page.heat.active = false;
  });
});
