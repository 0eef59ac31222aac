import { dirname } from 'node:path';
import polylabel from 'polylabel';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { areNeighbours } from '../fixtures/are-neighbours';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import type { PlanContent } from '../../geodata/schema/plan';
import { describeWithData } from '../real-data';
import { importPlace } from './import-place';
import { pixelOf, viewQuery } from './map-pixels';
import type { View } from './map-pixels';
import { useConsole } from './use-console';

type Face = PlanContent['grids'][number];

describeWithData('baltimore', 'planning in Baltimore', (folder) => {
  const ui = useConsole((dataFolder) => importPlace('baltimore', dirname(folder), dataFolder));
  const view: View = { zoom: 15, lng: -76.59, lat: 39.2885 };
  const path = '/places/baltimore/plans/baltimore-draft';
  const api = async <T>(part = ''): Promise<T> =>
    (await (await fetch(`${ui.server().origin}/api${path}${part}`)).json()) as T;
  const grids = async (): Promise<Face[]> =>
    (await api<PlanContent>()).grids.filter(({ kind }) => kind !== 'unassigned');
  const shown = async (page: Page): Promise<string | null> => page.locator('[data-testid=stat-grids] dd').textContent();

  /** Clicks the places, each a few pixels off as a hand is, and finishes. */
  async function sketch(page: Page, tool: string, places: readonly (readonly [number, number])[], off = 0) {
    await page.getByTestId(`tool-${tool}`).click();
    for (const place of places) {
      const [x, y] = await pixelOf(page, view, place);
      await page.mouse.move(x + off, y + off);
      await page.mouse.click(x + off, y + off);
      await page.waitForTimeout(350);
    }
    await page.keyboard.press('Enter');
  }
  function inside({ polygons }: Face): [number, number] {
    const geometry = multiPolygonToGeoJson(polygons.slice(0, 1));
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : [];
    const [lng = 0, lat = 0] = polylabel(rings as [number, number][][], 1e-5);
    return [lng, lat];
  }

  it('draws two neighbours that share a border exactly, splits one, merges it again, and keeps it all', async () => {
    const page = await ui.visit(`/baltimore/plan?plan=baltimore-draft&${viewQuery(view)}`, { language: 'en' });
    await ui.waitForMap(page);
    const [west, middle, east, south, north] = [-76.594, -76.589, -76.584, 39.287, 39.292];
    await sketch(page, 'draw', [
      [west, south],
      [middle, south],
      [middle, north],
      [west, north],
    ]);
    await expect.poll(async () => (await grids()).length).toBe(1);
    await ui.waitForMap(page);
    // The second begins and ends on the corners of the first, three pixels off: snapping makes them the same vertices.
    await sketch(
      page,
      'draw',
      [
        [middle, north],
        [east, north],
        [east, south],
        [middle, south],
      ],
      3,
    );
    await expect.poll(async () => (await grids()).length).toBe(2);
    const [one, other] = await grids();
    expect(areNeighbours(one!.polygons, other!.polygons)).toBe(true);

    await ui.waitForMap(page);
    const between = (west + middle) / 2;
    await sketch(page, 'split', [
      [between, south - 0.0008],
      [between, north + 0.0008],
    ]);
    await expect.poll(async () => (await grids()).length).toBe(3);
    const parts = (await grids()).filter(({ id }) => id !== one!.id && id !== other!.id);
    expect(parts).toHaveLength(2);
    expect(areNeighbours(parts[0]!.polygons, parts[1]!.polygons)).toBe(true);

    await ui.waitForMap(page);
    await page.getByTestId('tool-merge').click();
    for (const part of parts) await page.mouse.click(...(await pixelOf(page, view, inside(part))));
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await grids()).length).toBe(2);

    await page.reload();
    await ui.waitForMap(page);
    expect(await shown(page)).toBe('2');
    const { groups } = await api<{ groups: { code: string }[] }>('/checks');
    const broken = ['check.overlap', 'check.crack', 'check.ring', 'check.outside', 'check.apart'];
    expect(groups.filter(({ code }) => broken.includes(code))).toEqual([]);
    await page.getByRole('tab', { name: /Checks/ }).click();
    await page.getByTestId('topology-sound').waitFor();
    // Together they are one piece without a hole: no sliver of free land between them.
    const together = dissolveFaces((await grids()).map(({ polygons }) => polygons));
    expect(together.map((polygon) => polygon.length)).toEqual([1]);
  });
});
