import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { CoverageAnswer, ReachAnswer, UncoveredPage } from '../../geodata/schema/coverage';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import enKinds from '../../web/locales/en/stationKind.json';
import { describeWithData } from '../real-data';
import { importPlace } from './import-place';
import { useConsole } from './use-console';

describeWithData('baltimore', 'walking coverage of Baltimore', (folder) => {
  const ui = useConsole((dataFolder) => importPlace('baltimore', dirname(folder), dataFolder));
  const api = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${ui.server().origin}/api/places/baltimore/${path}`);
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };
  const coverageOf = (kind: string, minutes: number): Promise<CoverageAnswer> =>
    api(`coverage?kind=${kind}&minutes=${minutes}`);
  const format = (count: number): string => count.toLocaleString('en');

  /** The share and both its parts, as soon as the panel shows them. */
  async function expectTotals(page: Page, { total }: CoverageAnswer): Promise<void> {
    const households = total.households!;
    expect(households.total).toBeGreaterThan(1000);
    expect(households.covered).toBeGreaterThan(0);
    await page
      .getByText(`${format(households.covered)}/${format(households.total)} households`)
      .first()
      .waitFor();
    const share = `${((households.covered / households.total) * 100).toFixed(1)}%`;
    await page.getByText(share, { exact: true }).first().waitFor();
  }

  it('follows kind and minutes by mouse, and says the same as the API', async () => {
    const page = await ui.visit('/baltimore/coverage', { language: 'en' });
    await expectTotals(page, await coverageOf('clinic', 15));
    await ui.waitForMap(page);

    await page.getByRole('radio', { name: '10 min', exact: true }).click();
    await expectTotals(page, await coverageOf('clinic', 10));
    await page.getByRole('combobox', { name: 'Kind of station' }).click();
    await page.getByRole('option', { name: new RegExp(`^${enKinds.library}`) }).click();
    const libraries = await coverageOf('library', 10);
    await expectTotals(page, libraries);
    expect(page.url()).toMatch(/kind=library/);
    expect(page.url()).toMatch(/min=10/);
    // The walk is shorter than the circle promises, and never the other way round by much.
    expect(libraries.circle.onlyCircle.units).toBeGreaterThan(libraries.circle.onlyWalk.units);

    const uncovered = await api<UncoveredPage>('coverage/uncovered?kind=library&minutes=10&limit=1');
    const { units, offNetwork } = libraries.total;
    expect(uncovered.total).toBe(units.total - units.covered + offNetwork.units);
    await page.getByRole('tab', { name: new RegExp(`\\s*${format(uncovered.total - offNetwork.units)}$`) }).waitFor();
  });

  it('tells of a building that is clicked which stations are reached on foot, and how long it takes', async () => {
    const [columns, times] = await Promise.all([
      api<BaseUnitColumns>('base-units'),
      api<{ milliseconds: number[] }>('coverage/units?kind=library'),
    ]);
    const covered = (i: number): boolean => times.milliseconds[i]! > 0 && times.milliseconds[i]! < 480_000;
    // Well inside the ten minutes, so that its minutes are shown whole.
    const index = columns.ids.findIndex((_, i) => covered(i) && columns.households[i]! > 20);
    expect(index).toBeGreaterThanOrEqual(0);
    const at = [columns.xy[2 * index]! / 1e7, columns.xy[2 * index + 1]! / 1e7] as const;
    const view = `@18/${at[1].toFixed(6)}/${at[0].toFixed(6)}`;
    const page = await ui.visit(`/baltimore/coverage?kind=library&min=10&view=${view}`, { language: 'en' });
    await expectTotals(page, await coverageOf('library', 10));
    await ui.waitForMap(page);
    const map = (await page.locator('.maplibregl-canvas').boundingBox())!;
    await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
    await page.waitForURL(/sel=base-unit/);
    const id = decodeURIComponent(/sel=base-unit(?:%3A|:)([^&]+)/.exec(page.url())![1]!);
    const reach = await api<ReachAnswer>(`coverage/reach?unit=${encodeURIComponent(id)}&minutes=10`);
    const library = reach.kinds.find(({ kind }) => kind === 'library')!.stations[0]!;
    expect(times.milliseconds[columns.ids.findIndex((one) => one === id)]).toBe(library.milliseconds);
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    const name = library.name.en ?? library.name.zh;
    await inspector.getByText(name).first().waitFor();
    const tenths = Number((library.milliseconds / 60_000).toFixed(1));
    await inspector
      .getByText(new RegExp(`^${tenths}(\\.0)?$`))
      .first()
      .waitFor();
  });
});
