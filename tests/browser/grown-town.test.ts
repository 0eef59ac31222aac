import polylabel from 'polylabel';
import { expect, it } from 'vitest';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import { areNeighbours } from '../fixtures/are-neighbours';
import type { PlanContent } from '../../geodata/schema/plan';
import { pixelOf, viewQuery } from './map-pixels';
import { runServer } from './run-server';
import { useConsole } from './use-console';

type Face = PlanContent['grids'][number];

// Makes the town as `npm start -- --place jianhu` does, in the folder of the console under test.
const ui = useConsole(async (folder) => {
  const server = await runServer(folder, 120_000, { DEMO_PLACES: 'jianhu' });
  await server.stop();
});

const content = async (plan: string): Promise<PlanContent> =>
  (await (await fetch(`${ui.server().origin}/api/places/jianhu/plans/${plan}`)).json()) as PlanContent;

function inside({ polygons }: Face): [number, number] {
  const geometry = multiPolygonToGeoJson(polygons.slice(0, 1));
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : [];
  const [lng = 0, lat = 0] = polylabel(rings as [number, number][][], 1e-5);
  return [lng, lat];
}

it('opens a town made from a profile, with its 272 grids, and merges two of them', async () => {
  const page = await ui.visit('/jianhu/plan');
  await ui.waitForMap(page);
  const shown = page.locator('[data-testid=stat-grids] dd');
  expect(await shown.textContent()).toBe('272');
  await page.getByTestId('new-draft').click();
  await page.waitForURL(/plan=draft-/);
  await ui.waitForMap(page);
  const plan = new URL(page.url()).searchParams.get('plan') ?? '';
  const before = await content(plan);
  const middles = before.grids.map(inside);
  const isNear = (i: number, j: number): boolean =>
    Math.abs(middles[i]![0] - middles[j]![0]) < 0.004 && Math.abs(middles[i]![1] - middles[j]![1]) < 0.003;
  const [a, b] = before.grids.flatMap((one, i) => {
    const j = before.grids.findIndex(
      (other, k) =>
        k > i && isNear(i, k) && one.communityId === other.communityId && areNeighbours(one.polygons, other.polygons),
    );
    return j < 0 ? [] : [[middles[i]!, middles[j]!] as const];
  })[0]!;
  const view = { zoom: 15.5, lng: (a[0] + b[0]) / 2, lat: (a[1] + b[1]) / 2 };
  await page.goto(`/jianhu/plan?plan=${plan}&${viewQuery(view)}`);
  await ui.waitForMap(page);
  await page.getByTestId('tool-merge').click();
  for (const at of [a, b]) {
    const [x, y] = await pixelOf(page, view, at);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
    await page.waitForTimeout(350);
  }
  await page.keyboard.press('Enter');
  await page.getByText('已保存').waitFor();
  await expect.poll(() => shown.textContent()).toBe('271');
  expect((await content(plan)).grids).toHaveLength(before.grids.length - 1);
});
