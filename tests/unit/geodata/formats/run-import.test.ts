import { describe, expect, it } from 'vitest';
import { checkCoverage } from '../../../../geodata/formats/check-coverage';
import { runImport } from '../../../../geodata/formats/run-import';
import type { ImportOutcome } from '../../../../geodata/formats/run-import';
import type { ImportSpec } from '../../../../geodata/formats/import-spec';
import { readImportSpec } from '../../../../geodata/formats/read-import-spec';
import type { Result } from '../../../../geodata/schema/problems';
import { doubledArea } from '../../../../geodata/geometry/ring-area';
import { shippedProfiles } from '../../../../server/services/shipped-profiles';
import { memoryFiles } from '../../../fixtures/memory-files';
import { unwrap } from '../../../fixtures/test-app';

/** Unit squares west to east; the third has no household count, the rings run clockwise. */
const squares = ['a', 'b', 'c', 'd'].map((id, i) => ({
  type: 'Feature',
  properties: { ID: id, HH: id === 'c' ? null : 100 + i, TOWN: 'T', QUARTER: i < 2 ? 'q1' : 'q2', BLOCK: `k${i}` },
  geometry: { type: 'Polygon', coordinates: [cornersOf(i)] },
}));
const towns = {
  T: [
    [-1, -1],
    [3, -1],
    [3, 2],
    [-1, 2],
    [-1, -1],
  ],
  U: [
    [3, -1],
    [9, -1],
    [9, 2],
    [3, 2],
    [3, -1],
  ],
};
const files: Record<string, string> = {
  'units.geojson': JSON.stringify({ type: 'FeatureCollection', features: squares }),
  'towns.geojson': JSON.stringify({
    type: 'FeatureCollection',
    features: Object.entries(towns).map(([name, ring]) => ({
      type: 'Feature',
      properties: { NAME: `${name}镇` },
      geometry: { type: 'Polygon', coordinates: [ring.map(([x, y]) => [x! / 1000, y! / 1000])] },
    })),
  }),
  'reports.csv': [
    'no,when,due,done,kind,lng,lat,where,status',
    '1,2020-03-05 08:00,2020-03-06 08:00,2020-03-07 08:00,路灯,0.0005,0.0005,东街1号,done',
    '2,2020-03-05 08:00,,2020-03-05 08:00,路灯,,,东街1号,done',
    '2,2020-03-05 09:00,,,路灯,0.0005,0.0005,,done',
    '4,2099-01-01 00:00,,,路灯,0.0005,0.0005,,done',
    '5,yesterday,,,路灯,0.0005,0.0005,,done',
    '6,2020-03-05 08:00,,2020-03-04 08:00,路灯,0.0005,0.0005,,done',
    '7,2020-03-05 08:00,,,路灯,9,9,,done',
    '8,2020-03-05 08:00,,,路灯,-30826,0.0005,,done',
    '9,2020-03-05 08:00,,,路灯,0.0005,0.0005,,lost',
    '10,2020-03-05 08:00,,,,0.0005,0.0005,,done',
  ].join('\n'),
};

function cornersOf(i: number): number[][] {
  return [
    [i, 0],
    [i, 1],
    [i + 1, 1],
    [i + 1, 0],
    [i, 0],
  ].map(([x, y]) => [x! / 1000, y! / 1000]);
}

const written = {
  format: 'getu-import/1',
  place: {
    id: 'squares',
    name: { zh: '方城' },
    dataDate: '2020-12-31',
    profile: { from: 'taipei', timeZone: 'Asia/Shanghai', levels: [level('town'), level('quarter')] },
    sources: [],
  },
  layers: [
    {
      layer: 'base-units',
      file: 'units.geojson',
      format: 'geojson',
      crs: 'WGS84',
      kind: 'small-area',
      columns: { id: 'ID', name: '{QUARTER}/{ID}', households: 'HH' },
    },
    {
      layer: 'incidents',
      file: 'reports.csv',
      format: 'csv',
      encoding: 'utf-8',
      crs: 'WGS84',
      outsideAreas: 'refuse',
      columns: {
        id: 'no',
        x: 'lng',
        y: 'lat',
        reportedAt: { column: 'when', pattern: 'iso' },
        dueAt: { column: 'due', pattern: 'iso' },
        closedAt: { column: 'done', pattern: 'iso' },
        title: '{kind} {where}',
        address: 'where',
      },
      source: 'test',
      level: 3,
      types: { column: 'kind', groups: [], names: { 路灯: { code: 'lamp', zh: '路灯', en: 'Street lamp' } } },
      state: { column: 'status', values: { done: 'closed' } },
      checks: [
        { find: 'without-point' },
        { find: 'without-due-date' },
        { find: 'closed-when-created' },
        { find: 'closed-late' },
        { find: 'repeated-address', atLeast: 2 },
      ],
    },
  ],
  areas: {
    from: 'base-units',
    levels: [
      {
        column: 'TOWN',
        name: { file: 'towns.geojson', format: 'geojson', crs: 'WGS84', column: 'NAME', english: { T镇: 'T Town' } },
      },
      { column: 'QUARTER', name: { zh: '{parent}{code}', en: '{parent} {code}' } },
    ],
  },
  plans: [
    {
      from: 'base-units',
      id: 'blocks',
      scheme: { id: 'general', name: { zh: '综合网格' } },
      name: { zh: '导入' },
      column: 'BLOCK',
      gridName: '{BLOCK}',
      workersPerGrid: 0,
    },
  ],
};

function level(key: string) {
  return { key, name: { zh: key } };
}

function specOf(spec: unknown = written): ImportSpec {
  return unwrap(readImportSpec(JSON.stringify(spec), 'squares.json', shippedProfiles));
}

function run(spec = specOf(), replaced: Record<string, string> = {}): Promise<Result<ImportOutcome>> {
  const all = { ...files, ...replaced };
  return runImport(spec, { ...memoryFiles(all), now: Date.UTC(2026, 0, 1) });
}

describe('runImport', () => {
  it('builds areas and grids that tile exactly, named by place and by pattern', async () => {
    const { dataset } = unwrap(await run());
    expect(dataset.areas.map((area) => [area.id, area.level, area.parentId, area.name])).toEqual([
      ['T', 0, null, { zh: 'T镇', en: 'T Town' }],
      ['q1', 1, 'T', { zh: 'T镇q1', en: 'T Town q1' }],
      ['q2', 1, 'T', { zh: 'T镇q2', en: 'T Town q2' }],
    ]);
    const [plan] = dataset.plans;
    expect(plan!.plan).toMatchObject({ status: 'draft', importedUnbalanced: true });
    expect(plan!.grids.map((grid) => [grid.name, grid.communityId])).toEqual([
      ['k0', 'q1'],
      ['k1', 'q1'],
      ['k2', 'q2'],
      ['k3', 'q2'],
    ]);
    const total = doubledArea(dataset.areas[0]!.geometry);
    expect(total).toBe(2 * 4 * 10_000 * 10_000);
    expect(plan!.grids.reduce((sum, grid) => sum + doubledArea(grid.polygons), 0)).toBe(total);
    expect(dataset.place.bbox).toEqual([0, 0, 0.004, 0.001]);
  });

  it('keeps an unknown count unknown', async () => {
    const { dataset, report } = unwrap(await run());
    expect(dataset.baseUnits.map((unit) => unit.households)).toEqual([100, 101, null, 103]);
    expect(dataset.baseUnits.some((unit) => unit.assumed)).toBe(false);
    expect(report.notes).toContainEqual(expect.objectContaining({ code: 'unit.households-unknown', line: 3 }));
  });

  it('keeps, repairs or refuses each report with its line', async () => {
    const { dataset, report } = unwrap(await run());
    expect(dataset.incidents.map((incident) => incident.channelRef)).toEqual(['1', '2', '6']);
    expect(dataset.incidents[0]).toMatchObject({
      id: 'test:1',
      typeCode: 'lamp',
      title: '路灯 东街1号',
      reportedAt: Date.UTC(2020, 2, 5),
      raw: { x: 0.0005, y: 0.0005, crs: 'WGS84' },
      point: [5000, 5000],
    });
    const linesOf = (code: string) => report.notes.filter((note) => note.code === code).map((note) => note.line);
    expect(linesOf('row.id-twice')).toEqual([4]);
    expect(linesOf('incident.from-the-future')).toEqual([5]);
    expect(linesOf('row.bad-time')).toEqual([6]);
    expect(linesOf('incident.closed-before-reported')).toEqual([7]);
    expect(linesOf('row.outside-areas')).toEqual([8]);
    expect(linesOf('row.bad-coordinate')).toEqual([9]);
    expect(linesOf('incident.state-unmapped')).toEqual([10]);
    expect(linesOf('incident.no-type')).toEqual([11]);
    expect(linesOf('incident.without-point')).toEqual([3]);
    expect(linesOf('incident.closed-when-created')).toEqual([3]);
    expect(linesOf('incident.closed-late')).toEqual([2]);
    expect(linesOf('incident.without-due-date')).toEqual([3, 7]);
    expect(linesOf('incident.repeated-address')).toEqual([2, 3]);
    expect(report.files.find((file) => file.layer === 'incidents')).toMatchObject({
      read: 10,
      kept: 3,
      refused: 7,
      repaired: 1,
    });
  });

  it('keeps who is responsible and the first response, and one before the report as unknown', async () => {
    const spec = structuredClone(written) as { layers: { layer: string; columns: object }[] };
    const reports = spec.layers.find(({ layer }) => layer === 'incidents')!;
    Object.assign(reports.columns, { owner: 'agency', respondedAt: { column: 'first', pattern: 'iso' } });
    const csv = [
      'no,when,due,done,kind,lng,lat,where,status,agency,first',
      '1,2020-03-05 08:00,,,路灯,0.0005,0.0005,,done,市政养护所,2020-03-05 09:00',
      '2,2020-03-05 08:00,,,路灯,0.0005,0.0005,,done,,2020-03-05 07:59',
      '3,2020-03-05 08:00,,,路灯,0.0005,0.0005,,done, ,soon',
    ].join('\n');
    const { dataset, report } = unwrap(await run(specOf(spec), { 'reports.csv': csv }));
    const at = Date.parse('2020-03-05T09:00:00+08:00');
    expect(dataset.incidents.map(({ owner, respondedAt }) => [owner, respondedAt])).toEqual([
      ['市政养护所', at],
      [null, null],
      [null, null],
    ]);
    const linesOf = (code: string) => report.notes.filter((note) => note.code === code).map((note) => note.line);
    expect(linesOf('incident.responded-before-reported')).toEqual([3]);
    expect(linesOf('row.bad-time-dropped')).toEqual([4]);
  });

  it('keeps how exactly a place is known, as the radius of 68 in 100, and what is none as unknown with its row', async () => {
    const spec = structuredClone(written) as { layers: { layer: string; columns: object }[] };
    const reports = spec.layers.find(({ layer }) => layer === 'incidents')!;
    const written68 = { column: 'acc', words: { rooftop: 8, 街道级: 250 } };
    const cells = ['12', ' 30 米', '4.5m', 'rooftop', '街道级', '', '-3', 'near', '0', '100001', '1e5', 'NaN', '30 km'];
    const csv = [
      'no,when,due,done,kind,lng,lat,where,status,acc',
      ...cells.map((cell, i) => `${i + 1},2020-03-05 08:00,,,路灯,0.0005,0.0005,,done,${cell}`),
    ].join('\n');
    const importWith = async (accuracy: object) => {
      Object.assign(reports.columns, { accuracy });
      const { dataset, report } = unwrap(await run(specOf(spec), { 'reports.csv': csv }));
      const notes = report.notes.filter(({ code }) => code === 'incident.bad-accuracy');
      return { metres: dataset.incidents.map(({ accuracyMetres }) => accuracyMetres), notes };
    };
    const { metres, notes } = await importWith(written68);
    expect(metres).toEqual([12, 30, 4.5, 8, 250, null, null, null, null, null, 100_000, null, null]);
    expect(notes.map(({ line, params }) => [line, params['column'], params['value']])).toEqual(
      [6, 7, 8, 9, 11, 12].map((i) => [i + 2, 'acc', cells[i]]),
    );
    expect(notes.every(({ kind }) => kind === 'repaired')).toBe(true);
    // 95 of 100 lie within 2.448 standard deviations, 68 within 1.515.
    const wide = await importWith({ ...written68, radius: 95 });
    expect(wide.metres[0]).toBeCloseTo((12 * 1.515) / 2.448, 9);
    const misspelled = await importWith({ column: 'accuracy' }).catch((error: unknown) => String(error));
    expect(misspelled).toContain('spec.unknown-column');
  });

  it('gives the same dataset twice', async () => {
    expect(JSON.stringify(unwrap(await run()))).toBe(JSON.stringify(unwrap(await run())));
  });

  it('keeps nothing where units do not fit: a vertex on another one’s edge, an overlap', async () => {
    const wide = structuredClone(squares);
    wide[1]!.geometry.coordinates[0] = [
      [1, 0],
      [1, 0.5],
      [1, 1],
      [2, 1],
      [2, 0],
      [1, 0],
    ].map(([x, y]) => [x! / 1000, y! / 1000]);
    const text = JSON.stringify({ type: 'FeatureCollection', features: wide });
    expect(await run(specOf(), { 'units.geojson': text })).toMatchObject({
      ok: false,
      problem: { code: 'area.units-do-not-fit', params: { overlapping: 0, unmatched: 1 } },
    });
    // One unit off the edge, as rounding leaves it.
    const left = [[[0, 0, 9000, 0, 9000, 9000, 0, 9000]]];
    const right = [[[9000, 0, 18000, 0, 18000, 9000, 9000, 9000, 9001, 4000]]];
    expect(checkCoverage([left, right])).toEqual({ overlapping: 0, unmatchedVertices: 1 });
    expect(checkCoverage([[[[0, 0, 9, 0, 9, 9]]], [[[0, 0, 9, 0, 9, 5]]]]).overlapping).toBe(1);
  });

  it('names a missing file, a missing column and the column that may have been meant', async () => {
    const { layers } = written;
    const without = specOf({ ...written, layers: [layers[0], { ...layers[1], file: 'nothing.csv' }] });
    expect(await run(without)).toMatchObject({
      ok: false,
      problem: { code: 'file.missing', params: { file: 'nothing.csv' } },
    });
    const columns = { id: 'ID', name: '{ID}', households: 'H_H' };
    const misspelt = specOf({ ...written, layers: [{ ...layers[0], columns }] });
    expect(await run(misspelt)).toMatchObject({
      ok: false,
      problem: { code: 'spec.unknown-column-near', params: { column: 'H_H', nearest: 'HH' } },
    });
    const nowhere = specOf({
      ...written,
      layers: [{ ...layers[0], columns: { ...columns, households: 'population' } }],
    });
    expect(await run(nowhere)).toMatchObject({ ok: false, problem: { code: 'spec.unknown-column' } });
  });

  it('takes a row that two station layers of a table want for one station, the first layer’s', async () => {
    const places = 'name,kind,lng,lat\n东街诊所,clinic,0.0005,0.0005\n东街公园,park,0.0006,0.0005';
    const layer = (rules: readonly object[], file = 'places.csv') => ({
      ...{ layer: 'stations', file, format: 'csv', encoding: 'utf-8', crs: 'WGS84', outsideAreas: 'keep' },
      columns: { x: 'lng', y: 'lat', name: '{name}' },
      rules,
    });
    const clinic = { when: { kind: 'clinic' }, kind: 'clinic', tier: 'station' };
    const park = { when: { kind: 'park' }, kind: 'park', tier: 'point' };
    const spec = (second: object) => specOf({ ...written, layers: [...written.layers, layer([clinic]), second] });
    const { dataset, report } = unwrap(await run(spec(layer([clinic, park])), { 'places.csv': places }));
    expect(dataset.stations.map(({ name, kind }) => [name.zh, kind])).toEqual([
      ['东街诊所', 'clinic'],
      ['东街公园', 'park'],
    ]);
    expect(report.notes.filter(({ code }) => code === 'station.taken-before')).toMatchObject([
      { line: 2, kind: 'refused', params: { object: 'places-2' } },
    ]);
    // Rows of two tables are different things, whatever their ids.
    const other = layer([clinic], 'more/places.csv');
    expect(await run(spec(other), { 'places.csv': places, 'more/places.csv': places })).toMatchObject({
      problem: { code: 'spec.id-in-two-layers' },
    });
  });

  it('keeps what stations offer, and tells what is no number and which hours it cannot read', async () => {
    const places = [
      'name,lng,lat,area,seats,staff,hours,offers',
      '东街驿站,0.0005,0.0005,"1,200 平方米",12 座,3,周一至周五 8:30-17:30,饮水、充电； 热饭',
      '西街驿站,0.0006,0.0005,约六十,,-1,电话预约,',
    ].join('\n');
    const layer = {
      ...{
        layer: 'stations',
        file: 'places.csv',
        format: 'csv',
        encoding: 'utf-8',
        crs: 'WGS84',
        outsideAreas: 'keep',
      },
      columns: {
        ...{ x: 'lng', y: 'lat', name: '{name}' },
        ...{ floorArea: 'area', seats: 'seats', staff: 'staff', openingHours: 'hours', services: ['offers'] },
      },
      rules: [{ when: {}, kind: 'rest-station', tier: 'point' }],
    };
    const spec = specOf({ ...written, layers: [...written.layers, layer] });
    const { dataset, report } = unwrap(await run(spec, { 'places.csv': places }));
    expect(dataset.stations.map((one) => [one.floorAreaSquareMetres, one.seats, one.staff, one.openingHours])).toEqual([
      [1200, 12, 3, '周一至周五 8:30-17:30'],
      [null, null, null, '电话预约'],
    ]);
    expect(dataset.stations.map(({ services }) => services)).toEqual([['饮水', '充电', '热饭'], []]);
    const told = report.notes.filter(({ layer: of }) => of === 'stations').map(({ code, params }) => [code, params]);
    expect(told).toEqual([
      ['station.bad-number', { column: 'area', value: '约六十' }],
      ['station.bad-number', { column: 'staff', value: '-1' }],
      ['station.hours-not-understood', { value: '电话预约' }],
    ]);
  });
});
