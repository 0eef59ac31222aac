import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkPlan } from '../../geodata/plan/check-plan';
import { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { assignPoints } from '../../geodata/geometry/assign-points';
import { locatePoint } from '../../geodata/geometry/point-in-polygon';
import { doubledArea } from '../../geodata/geometry/ring-area';
import { lineLengthMetres } from '../../geodata/formats/line-length-metres';
import type { ImportReport, PlaceDataset } from '../../geodata/schema/dataset';
import { packageRoot } from '../../server/package-root';
import { importPlace } from '../../server/services/import-place';
import type { ImportSummary } from '../../server/services/import-place';
import { createTestApp, unwrap } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';
import { describeWithData } from '../real-data';

const NOW = Date.UTC(2026, 0, 1);

/** Imports a shipped spec as the command does, and gives what it said. */
async function importCity(name: string, dataFolder: string, dataDir: string): Promise<ImportSummary> {
  const specFile = `server/specs/${name}.json`;
  const specText = readFileSync(join(packageRoot(), specFile), 'utf8');
  return unwrap(await importPlace({ specText, specFile, dataFolder, dataDir, now: NOW }));
}

const fileOf = (report: ImportReport, layer: string) => report.files.find((file) => file.layer === layer);

/** Errors of the plan's shape: gaps, overlaps, faces outside their community. */
function shapeErrors(dataset: PlaceDataset): unknown[] {
  const innermost = dataset.place.profile.levels.length - 1;
  const areas = dataset.areas.filter((area) => area.level === innermost);
  const { grid } = dataset.place.profile;
  const plan = new IndexedPlan({
    rules: { householdBand: grid.householdBand, residentsMax: grid.residentsMax, sequenceDigits: grid.codeDigits[3] },
    communities: areas.map((area) => ({ id: area.id, name: area.name.zh, codePrefix: '' })),
    grids: dataset.plans[0]!.grids,
  });
  const communities = new Map(areas.map((area) => [area.id, area.geometry]));
  return checkPlan(plan, { communities, tally: null }).filter((finding) => finding.severity === 'error');
}

describeWithData('baltimore', 'Baltimore, imported', (folder) => {
  let server: TestApp;
  let summary: ImportSummary;
  const get = async (path: string) => (await server.request(`/places/baltimore${path}`)).json();

  beforeAll(async () => {
    server = await createTestApp(null);
    summary = await importCity('baltimore', dirname(folder), server.dataDir);
  });
  afterAll(() => server.close());

  it('holds what its README counts', async () => {
    const place = await get('');
    expect(place).toMatchObject({
      name: { zh: '巴尔的摩', en: 'Baltimore' },
      synthetic: false,
      counts: { areas: 1, baseUnits: 1734, streets: 3839, stations: 156, incidents: 5000, residents: null },
    });
    const { dataset, report } = summary;
    const walkable = dataset.streets.filter((street) => street.walkable);
    const km = walkable.reduce((sum, street) => sum + lineLengthMetres(street.line), 0) / 1000;
    expect(Math.round(km)).toBe(639);
    // 1,738 buildings with an outline: four are the outlines of relations or not built yet.
    const buildings = fileOf(report, 'base-units')!;
    expect(buildings.read - buildings.noteCounts['osm.building-without-outline']!).toBe(1738);
    expect(buildings.noteCounts).toMatchObject({ 'osm.outline-of-relation': 3, 'osm.building-not-standing': 1 });
    // 736 amenities and one more as a relation.
    expect(fileOf(report, 'stations')!.read).toBe(737);
  });

  it('says that its households are assumed, by which rule, and where it knows none', async () => {
    const { baseUnits } = summary.dataset;
    expect(baseUnits.every((unit) => unit.assumed === (unit.households !== null))).toBe(true);
    expect(baseUnits.filter((unit) => unit.households === null)).toHaveLength(146);
    expect((await get('')).householdsAssumedShare).toBeGreaterThan(0.9);
    expect(summary.report.notes).toContainEqual(
      expect.objectContaining({
        code: 'osm.households-assumed',
        params: { households: 4801, buildings: 1588, area: 110, levels: 2 },
      }),
    );
    expect(summary.report.notes).toContainEqual(
      expect.objectContaining({ code: 'osm.households-unknown', params: { count: 146 } }),
    );
  });

  it('reports the faults of the requests, and keeps the rows', async () => {
    const report = await get('/import-report');
    expect(report.files.find((file: { layer: string }) => file.layer === 'incidents')).toMatchObject({
      read: 5000,
      kept: 5000,
      refused: 0,
      noteCounts: {
        'incident.without-point': 312,
        'incident.without-due-date': 151,
        'incident.repeated-address': 25,
        'incident.closed-when-created': 1022,
        'incident.closed-late': 873,
      },
    });
    const first = summary.dataset.incidents[0]!;
    expect(new Date(first.reportedAt).toISOString()).toBe('2014-04-22T17:07:39.000Z');
    expect(first).toMatchObject({
      caseNumber: '14-00293539',
      typeCode: 'sw-bulk-scheduled',
      state: 'closed',
      raw: { x: -76.652027, y: 39.255363, crs: 'WGS84' },
    });
    expect(summary.dataset.incidentTypes.filter((type) => type.name.en === undefined)).toEqual([]);
    const states: Record<string, number> = {};
    for (const { state } of summary.dataset.incidents) states[state] = (states[state] ?? 0) + 1;
    expect(states).toEqual({
      closed: 4839,
      duplicate: 117,
      processing: 33,
      reported: 6,
      suspended: 5,
    });
  });

  it('is one area with free land to draw grids on, around every building', () => {
    const { areas, plans, baseUnits } = summary.dataset;
    expect(plans[0]!.grids).toMatchObject([{ kind: 'unassigned', communityId: 'baltimore-extent' }]);
    expect(shapeErrors(summary.dataset)).toEqual([]);
    expect(baseUnits.every((unit) => locatePoint(unit.anchor, areas[0]!.geometry) === 'inside')).toBe(true);
  });

  it('doubles nothing when it is imported again', async () => {
    const again = await importCity('baltimore', dirname(folder), server.dataDir);
    expect(again.loaded.datasetVersion).toBe(summary.loaded.datasetVersion);
    expect((await get('')).counts).toMatchObject({ baseUnits: 1734, incidents: 5000 });
  });
});

describeWithData('taipei', 'Taipei, imported', (folder) => {
  let server: TestApp;
  let summary: ImportSummary;
  const get = async (path: string) => (await server.request(`/places/taipei${path}`)).json();

  beforeAll(async () => {
    server = await createTestApp(null);
    summary = await importCity('taipei', dirname(folder), server.dataDir);
  });
  afterAll(() => server.close());

  it('holds what its README counts', async () => {
    expect((await get('')).counts).toMatchObject({
      areas: 1 + 6 + 439,
      baseUnits: 5532,
      households: 507_304,
      streets: 0,
      stations: 251,
      incidents: 168,
    });
    const { dataset, report } = summary;
    expect(dataset.baseUnits.filter((unit) => unit.households === null)).toHaveLength(250);
    expect(dataset.baseUnits.some((unit) => unit.households === 0 || unit.assumed)).toBe(false);
    expect(dataset.baseUnits.filter((unit) => (unit.households ?? 0) > 500)).toHaveLength(11);
    expect(fileOf(report, 'stations')).toMatchObject({ read: 578, kept: 251, refused: 327 });
    expect(fileOf(report, 'incidents')).toMatchObject({ read: 355, kept: 168, refused: 187 });
    const communities = dataset.areas.filter((area) => area.level === 2);
    const households = communities.map(() => 0);
    const homes = assignPoints(
      dataset.baseUnits.flatMap((unit) => [...unit.anchor]),
      communities.map((area) => area.geometry),
    );
    homes.forEach((home, i) => (households[home]! += dataset.baseUnits[i]!.households ?? 0));
    expect(households.filter((count) => count < 300)).toHaveLength(8);
  });

  it('names districts by where they lie, and communities by district and code', () => {
    const { areas } = summary.dataset;
    expect(areas.filter((area) => area.level === 1).map((area) => [area.code, area.name.zh, area.name.en])).toEqual([
      ['63000010', '松山區', 'Songshan'],
      ['63000020', '信義區', 'Xinyi'],
      ['63000030', '大安區', 'Da’an'],
      ['63000040', '中山區', 'Zhongshan'],
      ['63000050', '中正區', 'Zhongzheng'],
      ['63000060', '大同區', 'Datong'],
    ]);
    expect(areas.find((area) => area.id === 'A6301-01')?.name).toEqual({
      zh: '松山區 A6301-01',
      en: 'Songshan A6301-01',
    });
  });

  it('tiles exactly: units, communities and grids cover the same land', () => {
    const { areas, baseUnits, plans } = summary.dataset;
    const land = (shapes: readonly { geometry: (typeof areas)[number]['geometry'] }[]) =>
      shapes.reduce((sum, shape) => sum + doubledArea(shape.geometry), 0);
    const total = land(areas.filter((area) => area.level === 0));
    expect(land(areas.filter((area) => area.level === 1))).toBe(total);
    expect(land(areas.filter((area) => area.level === 2))).toBe(total);
    expect(land(baseUnits.map((unit) => ({ geometry: unit.footprint! })))).toBe(total);
    expect(land(plans[0]!.grids.map((grid) => ({ geometry: grid.polygons })))).toBe(total);
    expect(shapeErrors(summary.dataset)).toEqual([]);
  });

  it('offers the CODE1 units as a draft that says it is imported and unbalanced', async () => {
    expect(await get('/plans')).toMatchObject({
      plans: [{ id: 'taipei-code1', status: 'draft', importedUnbalanced: true, gridCount: 3605 }],
    });
  });
});

it('leaves a place as it was where an import fails', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'getu-import-'));
  const specText = readFileSync(join(packageRoot(), 'server/specs/taipei.json'), 'utf8');
  const failed = await importPlace({ specText, specFile: 'taipei.json', dataFolder: dataDir, dataDir, now: NOW });
  expect(failed).toMatchObject({ ok: false, problem: { code: 'file.missing' } });
  const server = await createTestApp(null);
  expect(await (await server.request('/places')).json()).toMatchObject({ places: [] });
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});
