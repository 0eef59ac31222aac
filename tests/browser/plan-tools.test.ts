import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { toLattice } from '../../geodata/schema/coordinates';
import type { Grid, PlanContent, PlanWire } from '../../geodata/schema/plan';
import { smallPlace, smallPlacePoint } from '../fixtures/small-place';
import { load } from '../fixtures/test-app';
import { pixelsOf, viewQuery } from './map-pixels';
import type { ToPixels } from './map-pixels';
import { useConsole } from './use-console';

/** The small town: grids of one block, streets along every line between the blocks. */
const ui = useConsole((folder) => load(folder, smallPlace()));

async function api<T>(path: string, body?: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  const sent = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  return (await (await fetch(`${ui.server().origin}/api/places/small${path}`, sent)).json()) as T;
}

const [lng, lat] = smallPlacePoint(1.2, 1);
const view = { zoom: 15.4, lng, lat };

async function dragTo(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
}

/** Clicks of their own: two within a third of a second would be a double click. */
async function clickAll(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  for (const [x, y] of points) {
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
    await page.waitForTimeout(350);
  }
}

const vertices = ({ polygons }: Pick<Grid, 'polygons'>): string[] =>
  polygons.flat().flatMap((ring) => ring.flatMap((value, i) => (i % 2 ? [] : [`${value},${ring[i + 1]}`])));
const key = (column: number, row: number): string => smallPlacePoint(column, row).map(toLattice).join();

describe('the tools of a planner', () => {
  it('bend, redraw and give away borders on both sides at once, cut along a street, and take it all back', async () => {
    const [published] = (await api<{ plans: PlanWire[] }>('/plans')).plans;
    const { id: plan } = await api<PlanWire>('/plans', { from: published!.id, name: { zh: '工具' } });
    const content = (): Promise<PlanContent> => api(`/plans/${plan}`);
    const start = await content();
    const at = (column: number, row: number, now = start): PlanContent['grids'][number] => {
      const corners = [key(column, row), key(column + 1, row), key(column + 1, row + 1), key(column, row + 1)];
      return now.grids.find((grid) => corners.every((corner) => vertices(grid).includes(corner)))!;
    };
    const [west, east] = [at(0, 0), at(1, 0)];
    const now = async (revision: number): Promise<{ all: PlanContent; west: string[]; east: string[] }> => {
      await expect.poll(async () => (await content()).plan.revision, { timeout: 10_000 }).toBe(revision);
      const all = await content();
      const of = (id: string): string[] => vertices(all.grids.find((grid) => grid.id === id) ?? { polygons: [] });
      return { all, west: of(west.id), east: of(east.id) };
    };

    const page = await ui.visit(`/small/plan?plan=${plan}&sel=grid:${west.id}&${viewQuery(view)}`);
    await ui.waitForMap(page);
    const toPixels: ToPixels = await pixelsOf(page, view);
    const pixel = (column: number, row: number): [number, number] => toPixels(smallPlacePoint(column, row));
    const parts = page.getByTestId('preview-part');
    const households = async (): Promise<number[]> =>
      (await parts.allTextContents()).map((text) => Number(/([\d,]+) 户/.exec(text)![1]!.replace(',', '')));

    // The small point between two vertices becomes one: both grids get it, and no household is lost on the way.
    await page.getByTestId('tool-border').click();
    await page.keyboard.down('Alt');
    await dragTo(page, pixel(1, 0.5), pixel(0.7, 0.55));
    await expect.poll(() => parts.count()).toBe(2);
    const before = await households();
    await page.mouse.up();
    const bent = await now(1);
    const fresh = bent.west.filter((vertex) => !vertices(west).includes(vertex));
    expect(fresh).toHaveLength(1);
    expect(bent.east).toContain(fresh[0]);
    // Moved by the keyboard and taken out.
    await page.keyboard.up('Alt');
    await page.mouse.click(...pixel(0.7, 0.55));
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Enter');
    const nudged = await now(2);
    expect(nudged.west).not.toContain(fresh[0]);
    expect(nudged.west).toHaveLength(bent.west.length);
    const [x, y] = pixel(0.7, 0.55);
    await page.mouse.click(x - 10, y);
    await page.keyboard.press('Delete');
    expect((await now(3)).west).toEqual(vertices(west));
    // A corner of the community stays.
    await dragTo(page, pixel(0, 0), pixel(0.2, 0.3));
    await page.mouse.up();
    await page.keyboard.press('Escape');

    // A new border by drawing over the old one.
    await page.getByTestId('tool-reshape').click();
    await clickAll(page, [pixel(1, 0.15), pixel(1.35, 0.5), pixel(1, 0.85)]);
    await expect.poll(() => parts.count()).toBe(2);
    const [one = 0, two = 0] = await households();
    expect(one + two).toBe(before.reduce((sum, n) => sum + n, 0));
    await page.keyboard.press('Enter');
    const redrawn = await now(4);
    expect(redrawn.west.length).toBe(vertices(west).length + 3);
    for (const vertex of redrawn.west.filter((vertex_) => !vertices(west).includes(vertex_))) {
      expect(redrawn.east).toContain(vertex);
    }

    // Buildings by lasso, then by brush: their cells change hands, whole.
    await page.getByTestId('tool-assign').click();
    await clickAll(page, [pixel(1.2, 0.5), pixel(1.62, 0.5), pixel(1.62, 0.9), pixel(1.2, 0.9)]);
    await expect.poll(() => parts.count()).toBe(2);
    const [all = 0] = await households();
    await page.keyboard.press('Enter');
    const given = await now(5);
    expect(given.west).not.toEqual(redrawn.west);
    const listed = page.getByTestId('grid-list').getByRole('row', { name: 'A1' }).getByRole('cell').nth(1);
    await expect.poll(async () => Number(await listed.textContent())).toBe(all);
    await page.getByTestId('tool-paint').click();
    await expect
      .poll(async () => {
        await dragTo(page, pixel(1.66, 0.35), pixel(1.7, 0.35));
        const shown = await parts.count();
        await page.mouse.up();
        return shown;
      })
      .toBe(2);
    const painted = await now(6);
    expect(painted.west).not.toEqual(given.west);
    await page.keyboard.press('Escape');

    // The two northern grids as one, then cut along the street between them with one click.
    const north = [at(0, 1), at(1, 1)];
    await page.getByTestId('tool-merge').click();
    await clickAll(page, [pixel(0.5, 1.6), pixel(1.5, 1.6)]);
    await page.getByTestId('tool-finish').click();
    const merged = await now(7);
    const whole = merged.all.grids.find(({ parents }) => north.every(({ id }) => parents.includes(id)))!;
    await page.keyboard.press('Escape');
    await page.getByTestId('tool-street').click();
    await expect
      .poll(async () => {
        await page.mouse.move(...pixel(1.02, 1.5));
        await page.mouse.move(...pixel(1.01, 1.52));
        return parts.count();
      })
      .toBe(2);
    await page.mouse.click(...pixel(1.01, 1.52));
    const cut = await now(8);
    const halves = cut.all.grids.filter(({ parents }) => parents.includes(whole.id));
    expect(halves.map((half) => vertices(half).includes(key(1, 2)))).toEqual([true, true]);

    // A proposal for the community: computed, shown, taken over.
    await page.getByTestId('tool-partition').click();
    await page.getByRole('radio', { name: '重新划分' }).click();
    await page.getByTestId('proposal-compute').click();
    const facts = page.getByTestId('proposal-facts');
    await facts.waitFor();
    expect(await facts.textContent()).toMatch(/规模达标\d+ \/ \d+ 个/);
    await page.getByTestId('proposal-accept').click();
    const laid = await now(9);
    const shares = laid.all.grids.filter(({ communityId }) => communityId === west.communityId);
    expect(shares.length).toBeGreaterThan(2);

    for (let revision = 10; revision <= 18; revision++) {
      await page.keyboard.press('Control+z');
      await now(revision);
    }
    const shapes = ({ grids }: PlanContent): string[] =>
      grids.map(({ id, polygons }) => `${id} ${JSON.stringify(polygons)}`).sort();
    expect(shapes(await content())).toEqual(shapes(start));
    expect(await ui.findBarriers(page)).toEqual([]);
  });
});
