import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { IncidentDuplicates, IncidentRepeats } from '../../geodata/schema/incident-repeats';
import type { IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { repeatColours } from '../../web/ui/repeat-colours';
import { pixelsOf, viewQuery } from './map-pixels';
import { useConsole } from './use-console';

const ui = useConsole();

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}
const total = async (count: string) => (await api<IncidentSummaryWire>(`/incidents/summary?count=${count}`)).total;
const shownTotal = (page: Page, count: number) =>
  page
    .getByTestId('time-shown')
    .getByText(`${count.toLocaleString('zh-CN')} 件`)
    .waitFor();

const view = { zoom: 13.2, lat: 39.432, lng: 116.283 };
/** The free part of the map at 1440 × 900. */
const isFree = ([x, y]: readonly [number, number]): boolean => x > 730 && x < 1340 && y > 70 && y < 560;
const hex = (colour: string): string => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).join(' ');

describe('repeated reports', () => {
  it('are pins and rows that open exactly their incidents; a confirmed pair counts once until it is undone', async () => {
    const repeats = await api<IncidentRepeats>('/incidents/repeats');
    const duplicates = await api<IncidentDuplicates>('/incidents/duplicates');
    const all = await total('reports');
    const page = await ui.visit(`/guan/incidents?do=repeats&${viewQuery(view)}`, { sharp: true });
    const panel = page.getByRole('complementary').first();
    const card = page.getByRole('complementary', { name: '详情' });
    await page.getByTestId('repeats-said').getByText(`${repeats.found} 处在任意 90 天内有 3 件以上`).waitFor();
    await ui.waitForMap(page);
    await shownTotal(page, all);

    // Every pin that stands alone in the free part of the map has the colour the legend gives it.
    const toPixels = await pixelsOf(page, view);
    const pins = repeats.places.map((place) => ({ place, at: toPixels([place.lng!, place.lat!]) }));
    const alone = pins.filter(
      ({ at: [x, y] }, i) =>
        isFree([x, y]) && pins.every((other, k) => k === i || Math.hypot(other.at[0] - x, other.at[1] - y) > 24),
    );
    expect(alone.length).toBeGreaterThan(2);
    const picture = await ui.look(page);
    const colours = repeatColours(false);
    for (const { place, at } of alone) {
      const i = (Math.round(at[1]) * picture.width + Math.round(at[0] - 6)) * 3;
      expect(picture.rgb.subarray(i, i + 3).join(' '), place.name ?? '').toBe(
        hex(place.open > 0 ? colours.open : colours.ended),
      );
    }

    // A row opens its place; the card lists as many incidents as it says.
    const place = repeats.places[0]!;
    await page.getByRole('row').filter({ hasText: place.name! }).first().click();
    await page.waitForURL(new RegExp(`sel=repeat(:|%3A)${place.at}`));
    await card.getByTestId('incident-row-count').getByText(`${place.count} 件`, { exact: true }).waitFor();
    expect(await card.getByTestId('repeat-count').locator('dd').textContent()).toBe(`${place.count}件`);

    // One pair is confirmed.
    await page.getByRole('tab', { name: /^疑似同一件/ }).click();
    const pair = page.getByTestId('duplicate-pair').first();
    const [later, earlier] = [await pair.getAttribute('data-later'), await pair.getAttribute('data-earlier')];
    expect(later).toBe(duplicates.pairs[0]!.later.id);
    await pair.getByText(/^相距 \d+ 米，隔.+，文字/).waitFor();
    expect(await ui.findBarriers(page)).toEqual([]);
    await pair.getByRole('button', { name: '是同一件', exact: true }).click();
    await page
      .getByTestId('pairs-said')
      .getByText(`${duplicates.found - 1} 件与较早的一件`)
      .waitFor();
    expect(await total('problems')).toBe(all - 1);

    // Counted as problems there is one less, on the map as well; the link says so.
    await panel.getByRole('radio', { name: '按事数', exact: true }).click();
    await shownTotal(page, all - 1);
    expect(new URL(page.url()).searchParams.get('count')).toBe('problems');

    // The merged one names its master, the master its reports, and undoing gives the total back.
    await page.getByRole('tab', { name: /^已并案/ }).click();
    await page.locator(`[data-testid="incident-row"][data-incident="${later}"]`).click();
    await card.getByTestId('problem-member').waitFor();
    await card.getByTestId('problem-master').click();
    await page.waitForURL(new RegExp(`sel=incident(:|%3A)${earlier}`));
    await card.getByTestId('problem-reports').getByText('这件事共 2 件上报').waitFor();
    await card.getByTestId('problem-report').click();
    await card.getByTestId('undo-merge').click();
    await shownTotal(page, all);
    expect(await total('problems')).toBe(all);
    await page.getByText('还没有并案的上报').waitFor();
  });
});
