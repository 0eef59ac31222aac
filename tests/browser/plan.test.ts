import polylabel from 'polylabel';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { boundingBox } from '../../geodata/geometry/bounding-box';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import type { AreaCollection } from '../../geodata/schema/collections';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { GridId, PlaceId } from '../../geodata/schema/ids';
import type { Grid, PlanContent } from '../../geodata/schema/plan';
import { labelPoint } from '../../web/map/layers/label-point';
import { smallPlace, smallPlacePoint } from '../fixtures/small-place';
import { load } from '../fixtures/test-app';
import { pixelOf, viewQuery } from './map-pixels';
import type { View } from './map-pixels';
import { useConsole } from './use-console';

/** The small town without a single grid, as an imported place without grids is. */
function blankTown(): PlaceDataset {
  const town = smallPlace();
  const [first] = town.plans;
  const communities = [...new Set(first!.grids.map((grid) => grid.communityId))];
  const grids = communities.map((communityId, n): Grid => {
    const faces = first!.grids.filter((grid) => grid.communityId === communityId);
    return {
      id: `free-${n}` as GridId,
      communityId,
      kind: 'unassigned',
      code: null,
      name: '',
      workers: [],
      polygons: dissolveFaces(faces.map((grid) => grid.polygons)),
      parents: [],
      revision: 0,
    };
  });
  const plan = { ...first!.plan, status: 'draft' as const };
  return { ...town, place: { ...town.place, id: 'blank' as PlaceId }, plans: [{ plan, grids }] };
}

const ui = useConsole((folder) => load(folder, blankTown()));

async function api<T>(path: string): Promise<T> {
  return (await (await fetch(`${ui.server().origin}/api${path}`)).json()) as T;
}
const planOf = (page: Page): string => new URL(page.url()).searchParams.get('plan') ?? '';
const content = (place: string, plan: string): Promise<PlanContent> => api(`/places/${place}/plans/${plan}`);
const count = async (page: Page): Promise<number> =>
  Number((await page.locator('[data-testid=stat-grids] dd').textContent())!.replace(/\D/g, ''));

function middleOf(polygons: Grid['polygons']): { box: number[]; view: View } {
  const box = boundingBox(polygons).map(fromLattice);
  return { box, view: { zoom: 15.5, lng: (box[0]! + box[2]!) / 2, lat: (box[1]! + box[3]!) / 2 } };
}
function inside(polygons: Grid['polygons']): [number, number] {
  const geometry = multiPolygonToGeoJson(polygons.slice(0, 1));
  const [lng = 0, lat = 0] = polylabel(
    (geometry.type === 'Polygon' ? geometry.coordinates : []) as [number, number][][],
    1e-5,
  );
  return [lng, lat];
}

/** The first grid that fits between the panels at the zoom of `middleOf`, the same for every run. */
function compactGrid(plan: PlanContent): PlanContent['grids'][number] {
  const grid = plan.grids.find((one) => {
    const [west = 0, south = 0, east = 0, north = 0] = middleOf(one.polygons).box;
    const isOnePiece = one.polygons.length === 1 && one.polygons[0]!.length === 1;
    return one.kind !== 'unassigned' && isOnePiece && east - west < 0.005 && north - south < 0.005;
  });
  if (!grid) throw new Error('no grid fits the screen');
  return grid;
}

async function stand(page: Page, place: string, plan: string, view: View): Promise<void> {
  await page.goto(`/${place}/plan?plan=${plan}&${viewQuery(view)}`);
  await ui.waitForMap(page);
}

/** A click of its own: two within a third of a second would be a double click. */
async function clickAt(page: Page, [x, y]: readonly [number, number]): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
  await page.waitForTimeout(350);
}

/** Draws a line down the middle of a grid by mouse, and leaves it to be finished. */
async function drawAcross(page: Page, polygons: Grid['polygons']): Promise<void> {
  const { box, view } = middleOf(polygons);
  const margin = (box[3]! - box[1]!) * 0.12;
  await page.getByTestId('tool-split').click();
  for (const lat of [box[1]! - margin, view.lat, box[3]! + margin]) {
    await clickAt(page, await pixelOf(page, view, [view.lng, lat]));
  }
}

async function newDraft(page: Page): Promise<string> {
  await page.getByTestId('new-draft').click();
  await page.waitForURL(/plan=draft-/);
  await ui.waitForMap(page);
  return planOf(page);
}

describe('planning on the demo county', () => {
  it('makes a draft, splits by a drawn line with live counts, merges, undoes, and survives a reload', async () => {
    const page = await ui.visit('/guan/plan');
    await ui.waitForMap(page);
    const before = await count(page);
    const plan = await newDraft(page);
    const grid = compactGrid(await content('guan', plan));
    const { view } = middleOf(grid.polygons);
    await stand(page, 'guan', plan, view);

    await drawAcross(page, grid.polygons);
    const words = await page.getByTestId('preview-part').allTextContents();
    expect(words.length).toBeGreaterThan(1);
    await page.keyboard.press('Enter');
    await page.getByText('已保存').waitFor();
    expect(await count(page)).toBe(before + words.length - 1);
    const split = await content('guan', plan);
    expect(split.plan.revision).toBe(1);
    const parts = split.grids.filter((one) => one.parents.includes(grid.id));
    expect(parts).toHaveLength(words.length);
    expect(split.grids.some((one) => one.id === grid.id)).toBe(false);

    await page.getByTestId('tool-merge').click();
    for (const part of parts) {
      const [x, y] = await pixelOf(page, view, inside(part.polygons));
      await page.mouse.click(x, y);
    }
    await page.getByTestId('tool-finish').click();
    await expect.poll(() => count(page)).toBe(before);
    await expect.poll(async () => (await content('guan', plan)).plan.revision).toBe(2);
    const merged = (await content('guan', plan)).grids.find((one) => parts.every(({ id }) => one.parents.includes(id)));
    expect(merged?.name).toBe(grid.name);

    await page.getByTestId('tool-undo').click();
    await expect.poll(() => count(page)).toBe(before + words.length - 1);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => count(page)).toBe(before);
    await expect.poll(async () => (await content('guan', plan)).plan.revision).toBe(4);

    await page.reload();
    await ui.waitForMap(page);
    expect(await count(page)).toBe(before);
    expect(await page.getByTestId('tool-undo').getAttribute('aria-disabled')).toBeNull();
    expect(await page.getByTestId('saving').textContent()).toContain('已保存');
  });

  it('tells the second editor of a grid, who may keep either', async () => {
    ui.expectFault(/409/);
    const first = await ui.visit('/guan/plan');
    await ui.waitForMap(first);
    const plan = await newDraft(first);
    const grid = compactGrid(await content('guan', plan));
    const { view } = middleOf(grid.polygons);
    const second = await ui.visit(`/guan/plan?plan=${plan}&${viewQuery(view)}`);
    await ui.waitForMap(second);
    await stand(first, 'guan', plan, view);

    for (const page of [first, second]) {
      await drawAcross(page, grid.polygons);
      await page.keyboard.press('Enter');
      if (page === first) await page.getByText('已保存').waitFor();
    }
    await second.getByTestId('conflict').waitFor();
    const theirs = await content('guan', plan);
    await second.getByTestId('keep-theirs').click();
    await second.getByTestId('conflict').waitFor({ state: 'detached' });
    expect(await count(second)).toBe(await count(first));
    expect((await content('guan', plan)).plan.revision).toBe(theirs.plan.revision);

    // Undone by the first, then split by the second who has not seen it: the second takes their own.
    await first.getByTestId('tool-undo').click();
    await expect.poll(async () => (await content('guan', plan)).plan.revision).toBe(2);
    const part = theirs.grids.find((one) => one.parents.includes(grid.id))!;
    await second.getByTestId('tool-merge').click();
    for (const one of theirs.grids.filter((face) => face.parents.includes(grid.id))) {
      const [x, y] = await pixelOf(second, view, inside(one.polygons));
      await second.mouse.click(x, y);
    }
    await second.getByTestId('tool-finish').click();
    await second.getByTestId('conflict').waitFor();
    await second.getByTestId('keep-mine').click();
    await second.getByTestId('conflict').waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await content('guan', plan)).grids.some((one) => one.parents.includes(part.id)))
      .toBe(true);
  });

  it('keeps the tools in sight on a published plan and says why they rest', async () => {
    const page = await ui.visit('/guan/plan');
    await ui.waitForMap(page);
    const split = page.getByTestId('tool-split');
    expect(await split.getAttribute('aria-disabled')).toBe('true');
    await split.click({ force: true });
    await page.getByText('已发布的方案不能直接修改，请先新建草稿').first().waitFor();
  });
});

describe('a click on the name of a community', () => {
  it.each(['plan', 'incidents?heat=rate'])('selects the grid under it in %s', async (path) => {
    const { features } = await api<AreaCollection>('/places/guan/areas');
    // The one with most room shows its name first, before the names and counts of grids come and take its place.
    const [point] = features
      .filter(({ properties }) => properties.level === 2)
      .map(({ geometry }) => labelPoint(geometry))
      .sort((a, b) => b.distance - a.distance);
    const [lng, lat] = point!;
    const view = { zoom: 12.4, lng, lat };
    const page = await ui.visit(`/guan/${path}${path.includes('?') ? '&' : '?'}${viewQuery(view)}`);
    await ui.waitForMap(page);
    await clickAt(page, await pixelOf(page, view, [lng, lat]));
    await page.waitForURL(/sel=grid/);
  });
});

describe('planning where there are no grids', () => {
  it('draws the first grid into free land and keeps it', async () => {
    const page = await ui.visit('/blank/plan', { language: 'en' });
    await ui.waitForMap(page);
    const plan = (await api<{ plans: { id: string }[] }>('/places/blank/plans')).plans[0]!.id;
    const [lng, lat] = smallPlacePoint(0.5, 1);
    const view = { zoom: 15, lng, lat };
    await stand(page, 'blank', plan, view);
    expect(await count(page)).toBe(0);
    await page.getByTestId('tool-draw').click();
    const corners = [
      [0.15, 0.2],
      [0.85, 0.2],
      [0.85, 1.7],
      [0.15, 1.7],
    ] as const;
    for (const [column, row] of corners) {
      await clickAt(page, await pixelOf(page, view, smallPlacePoint(column, row)));
    }
    expect(await page.getByTestId('preview-part').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page
      .getByTestId('saving')
      .filter({ hasText: /Saved \d/ })
      .waitFor();
    expect(await count(page)).toBe(1);
    const drawn = (await content('blank', plan)).grids.filter((grid) => grid.kind === 'general');
    expect(drawn).toHaveLength(1);
    expect(drawn[0]!.code).toMatch(/^\d{15}$/);
    await page.reload();
    await ui.waitForMap(page);
    expect(await count(page)).toBe(1);
  });
});
