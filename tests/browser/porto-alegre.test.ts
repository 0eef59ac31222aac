import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import type { CoverageAnswer } from '../../geodata/schema/coverage';
import type { IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { describeWithData } from '../real-data';
import { importPlace } from './import-place';
import { useConsole } from './use-console';

/** A real city on hills, where people are counted by hexagons and households by nobody. */
describeWithData('porto-alegre', 'Porto Alegre', (folder) => {
  const ui = useConsole((dataFolder) => importPlace('porto-alegre', dirname(folder), dataFolder));
  const api = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${ui.server().origin}/api/places/porto-alegre/${path}`);
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };
  const format = (count: number): string => count.toLocaleString('en');

  it('tells who walks to a health unit in 15 minutes, by residents, and how much fewer a wheelchair takes there', async () => {
    const page = await ui.visit('/porto-alegre/coverage', { language: 'en' });
    const asked = (walker: string): Promise<CoverageAnswer> =>
      api(`coverage?kind=clinic&minutes=15&walker=${encodeURIComponent(walker)}`);
    const adults = (await asked('adult')).total;
    expect(adults.households).toBeNull();
    const says = ({ covered, total }: { covered: number; total: number }) =>
      page
        .getByText(`${format(covered)}/${format(total)} residents`)
        .first()
        .waitFor();
    await says(adults.residents!);
    await ui.waitForMap(page);
    await page.getByRole('combobox', { name: 'Who walks' }).click();
    await page.getByRole('option', { name: /heelchair/ }).click();
    const wheels = (await asked('wheelchair')).total;
    expect(wheels.residents!.covered).toBeLessThan(adults.residents!.covered * 0.8);
    await says(wheels.residents!);
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('holds the accidents of 2014 against those of 2013, hexagon by hexagon', async () => {
    const page = await ui.visit('/porto-alegre/incidents?heat=change&period=2014-01-01..2014-12-31&vs=last-year', {
      language: 'en',
    });
    const { against, byGrid } = await api<IncidentSummaryWire>(
      'incidents/summary?from=2014-01-01&to=2014-12-31&against=last-year',
    );
    expect(against!.period).toEqual({ from: '2013-01-01', to: '2013-12-31' });
    expect(against!.days).toEqual({ now: 365, before: 365 });
    // Fewer by far than chance allows, in a city with some 19,000 a year.
    expect(against!.total.before).toBeGreaterThan(15_000);
    expect(against!.total.finding).toBe('low');
    const [more, fewer] = (['high', 'low'] as const).map(
      (finding) => byGrid.filter(({ change }) => change!.finding === finding).length,
    );
    await expect
      .poll(() => page.getByTestId('change-found').innerText(), { timeout: 20_000 })
      .toContain(`of ${format(byGrid.length)} ${format(more)} really more, ${format(fewer)} really fewer`);
    await page.getByText('all together really fewer').waitFor();
    await ui.waitForMap(page);
  });
});
