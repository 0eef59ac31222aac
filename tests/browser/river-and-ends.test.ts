import { describe, expect, it } from 'vitest';
import { toLattice } from '../../geodata/schema/coordinates';
import type { PlanContent, PlanWire } from '../../geodata/schema/plan';
import { smallPlace, smallPlacePoint } from '../fixtures/small-place';
import { load } from '../fixtures/test-app';
import { pixelsOf, viewQuery } from './map-pixels';
import { useConsole } from './use-console';

/** The small town with a river along the middle of its northern grids, drawn as an area: it has banks and no line. */
const ui = useConsole((folder) => {
  const town = smallPlace();
  const ring = [
    [-0.3, 1.42],
    [2.3, 1.42],
    [2.3, 1.58],
    [-0.3, 1.58],
  ].flatMap(([column, row]) => smallPlacePoint(column!, row!).map(toLattice));
  town.basemap.push({
    layer: 'water',
    class: 'river',
    name: { zh: '小清河', en: 'Xiaoqing River' },
    geometry: { type: 'polygon', polygons: [[ring]] },
  });
  return load(folder, town);
});

async function api<T>(path: string, body?: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  const sent = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  return (await (await fetch(`${ui.server().origin}/api/places/small${path}`, sent)).json()) as T;
}

const [lng, lat] = smallPlacePoint(1.2, 1);
const view = { zoom: 15.4, lng, lat };
type Point = readonly [number, number];
const pointsOf = (grids: PlanContent['grids']): Point[] =>
  grids.flatMap(({ polygons }) =>
    polygons.flat().flatMap((ring) => ring.flatMap((value, i) => (i % 2 ? [] : [[value, ring[i + 1]!] as const]))),
  );
/** How far a vertex is from a place of the town, metres; a lattice unit is about a centimetre. */
const away = ([x, y]: Point, column: number | null, row: number): number => {
  const [px, py] = smallPlacePoint(column ?? 0, row).map(toLattice) as [number, number];
  return Math.max(column === null ? 0 : Math.abs(x - px), Math.abs(y - py)) / 100;
};

describe('a planner', () => {
  it('cuts a grid down the middle of a river with one click, and slides the end of a border along its community', async () => {
    const published = (await api<{ plans: PlanWire[] }>('/plans')).plans.find(({ status }) => status === 'published')!;
    const { id: plan } = await api<PlanWire>('/plans', { from: published.id, name: { zh: '河' } });
    const content = (): Promise<PlanContent> => api(`/plans/${plan}`);
    const at = async (revision: number): Promise<PlanContent['grids']> => {
      await expect.poll(async () => (await content()).plan.revision, { timeout: 10_000 }).toBe(revision);
      return (await content()).grids;
    };
    const page = await ui.visit(`/small/plan?plan=${plan}&sel=grid:a1&${viewQuery(view)}`);
    await ui.waitForMap(page);
    const toPixels = await pixelsOf(page, view);
    const pixel = (column: number, row: number): [number, number] => toPixels(smallPlacePoint(column, row));

    await page.getByTestId('tool-street').click();
    const parts = page.getByTestId('preview-part');
    await expect
      .poll(async () => {
        await page.mouse.move(...pixel(0.5, 1.52));
        await page.mouse.move(...pixel(0.52, 1.51));
        return parts.count();
      })
      .toBe(2);
    await page.getByText('沿小清河拆分').waitFor();
    await page.mouse.click(...pixel(0.52, 1.51));
    const cut = await at(1);
    const halves = cut.filter(({ parents }) => parents.includes('a3' as never));
    expect(halves).toHaveLength(2);
    // What is new of their outlines lies on the middle of the river, to a third of a metre, and on both sides' border.
    const fresh = pointsOf(halves).filter((point) => [1, 2].every((row) => away(point, null, row) > 1));
    expect(fresh.length).toBeGreaterThanOrEqual(4);
    for (const point of fresh) expect(away(point, null, 1.5)).toBeLessThan(0.33);

    // The border between A1 and A2 ends on the south border of the community: pulled anywhere, it stays on it.
    await page.goto(`/small/plan?plan=${plan}&sel=grid:a1&${viewQuery(view)}`);
    await ui.waitForMap(page);
    await page.getByTestId('tool-border').click();
    await page.mouse.move(...pixel(1, 0));
    await page.mouse.down();
    await page.mouse.move(...pixel(1.2, 0.1));
    await page.mouse.move(...pixel(1.3, 0.12));
    await expect.poll(() => parts.count()).toBe(2);
    await page.mouse.up();
    const slid = await at(2);
    const a1 = slid.filter(({ id }) => id === 'a1');
    const end = pointsOf(a1).filter((point) => away(point, 1.3, 0) < 5);
    expect(end).toHaveLength(1);
    expect(away(end[0]!, null, 0)).toBe(0);
    expect(pointsOf(slid.filter(({ id }) => id === 'a2'))).toContainEqual(end[0]);
    // The corner it came from is still one of the community's, now of A1 alone.
    expect(pointsOf(a1).some((point) => away(point, 1, 0) === 0)).toBe(true);
    await page.keyboard.press('Control+z');
    const back = await at(3);
    expect(back.find(({ id }) => id === 'a2')!.polygons).toEqual(cut.find(({ id }) => id === 'a2')!.polygons);
  });
});
