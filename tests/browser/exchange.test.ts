import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { useConsole } from './use-console';

const desk = useConsole();

describe('a plan out and in', () => {
  // One visit for all of it: loading the page is most of what this costs.
  it('goes by mouse from the menu to a file, and from the file to a draft', async () => {
    const page = await desk.visit('/guan/plan', { language: 'en' });
    const more = page.getByTestId('plan-more');
    await more.click();
    await page.getByRole('menuitem', { name: 'Export…' }).click();
    await page.getByTestId('choose-shapefile').check();
    await page.getByTestId('choose-gcj02').check();
    expect(await page.getByTestId('export-dialog').innerText()).toContain('no .prj');
    expect(await desk.findBarriers(page)).toEqual([]);
    await page.getByTestId('choose-geojson').check();
    await page.getByTestId('choose-wgs84').check();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export-run').click()]);
    expect(download.suggestedFilename()).toMatch(/-wgs84\.geojson$/);
    const text = await readFile(await download.path(), 'utf8');
    const layer = JSON.parse(text) as { features: { geometry: { type: string; coordinates: number[][][] } }[] };
    expect(layer.features).toHaveLength(246);

    // One grid reaches two metres into its neighbours: a repair to look at.
    const [first] = layer.features;
    for (const position of first!.geometry.coordinates[0]!) position[0] = position[0]! + 2e-5;
    await more.click();
    await page.getByRole('menuitem', { name: 'Import grids…' }).click();
    const dialog = page.getByTestId('import-layer');
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'census.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify(layer)),
    });
    // Nothing says which system it is: that is asked, not guessed.
    await dialog.getByText('closest to the streets').waitFor();
    expect(await page.getByTestId('layer-clean').getAttribute('aria-disabled')).toBe('true');
    await page.getByTestId('choose-WGS84').check();
    await page.getByTestId('layer-clean').click();
    const report = page.getByTestId('layer-report');
    await report.waitFor();
    expect(await report.innerText()).toContain('246 (of 246 rows)');
    expect(await desk.findBarriers(page)).toEqual([]);

    await report.getByRole('button', { name: 'Show on the map' }).first().click();
    await page.getByTestId('exchange-back').click();
    await page.getByTestId('layer-make').click();
    await page.getByTestId('show-repairs').click();
    expect(await page.getByTestId('layer-report').innerText()).toContain('246 (of 246 rows)');
    await page.keyboard.press('Escape');
    await page.getByText('Imported from “census.geojson”').first().waitFor();
    expect(new URL(page.url()).searchParams.get('plan')).toMatch(/^draft-/);
  });
});
