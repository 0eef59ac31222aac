import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../server/package-root';
import { importPlace } from '../../server/services/import-place';
import type { ImportSummary } from '../../server/services/import-place';
import { createTestApp, unwrap } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';
import { describeWithData } from '../real-data';

const specFile = 'server/specs/porto-alegre.json';

describeWithData('porto-alegre', 'Porto Alegre, imported', (folder) => {
  let server: TestApp;
  let summary: ImportSummary;
  const run = async (): Promise<ImportSummary> =>
    unwrap(
      await importPlace({
        specText: readFileSync(join(packageRoot(), specFile), 'utf8'),
        specFile,
        dataFolder: dirname(folder),
        dataDir: server.dataDir,
        now: Date.UTC(2026, 0, 1),
      }),
    );
  const get = async (path: string) => (await server.request(`/places/porto-alegre${path}`)).json();
  const filesOf = (layer: string) => summary.report.files.filter((file) => file.layer === layer);
  const linesOf = (file: string, code: string) =>
    summary.report.notes.filter((note) => note.file.endsWith(file) && note.code === code).map((note) => note.line);

  beforeAll(async () => {
    server = await createTestApp(null);
    summary = await run();
  });
  afterAll(() => server.close());

  it('counts residents, health units and schools as its README does, and no households', async () => {
    expect((await get('')).counts).toMatchObject({
      areas: 1,
      baseUnits: 1227,
      households: null,
      residents: 812_935,
      stations: 141 + 194,
      incidents: 38_003 - 27 - 7,
    });
    const { stations, baseUnits } = summary.dataset;
    expect(stations.filter((station) => station.kind === 'clinic')).toHaveLength(141);
    expect(stations.filter((station) => station.kind === 'school')).toHaveLength(194);
    expect(baseUnits.every((unit) => unit.kind === 'hexagon' && unit.footprint?.[0]?.[0]?.length === 12)).toBe(true);
    expect(linesOf('population-hexagons.csv', 'station.no-count')).toEqual([71, 226, 412, 431, 780]);
  });

  it('reports every fault of the accidents by line, and loses no accident over one', () => {
    const [first, second] = filesOf('incidents');
    expect(first).toMatchObject({ read: 20_799, kept: 20_772, refused: 27 });
    expect(second).toMatchObject({ read: 17_204, kept: 17_197, refused: 7 });
    expect(first!.noteCounts).toMatchObject({ 'row.repeated': 27, 'row.bad-coordinate-dropped': 33 });
    expect(second!.noteCounts).toMatchObject({ 'row.repeated': 7, 'row.bad-coordinate-dropped': 35 });
    expect(linesOf('2013.csv', 'row.odd-encoding')).toEqual([16754, 16755]);
    expect(linesOf('2013.csv', 'row.time-in-other-pattern')).toEqual([11297]);
    expect(linesOf('2013.csv', 'row.bad-coordinate-dropped').slice(0, 4)).toEqual([187, 1365, 1888, 1896]);
    const lost = summary.dataset.incidents.find((incident) => incident.id === 'eptc-2013:line-1896');
    expect(lost).toMatchObject({ point: null, raw: { y: -30826, x: -51.189877 } });
    const repaired = summary.dataset.incidents.find((incident) => incident.id === 'eptc-2013:line-11297');
    // 08:45 in São Paulo, three hours behind UTC in July.
    expect(new Date(repaired!.reportedAt).toISOString()).toBe('2013-07-17T11:45:00.000Z');
  });

  it('says how many accidents lie where nobody is counted: about 23 %', () => {
    const outside = filesOf('incidents').reduce(
      (sum, file) => sum + file.noteCounts['incident.outside-base-units']!,
      0,
    );
    expect(outside / summary.dataset.incidents.length).toBeCloseTo(0.235, 2);
  });

  it('doubles nothing when it is imported again', async () => {
    const before = await get('');
    const again = await run();
    expect(again.loaded.datasetVersion).toBe(summary.loaded.datasetVersion);
    expect(await get('')).toEqual(before);
  });
});
