import { describe, expect, it } from 'vitest';
import { importClosures } from '../../../../geodata/formats/import-closures';
import { layerSpecSchema } from '../../../../geodata/formats/import-spec';
import type { ClosureLayerSpec } from '../../../../geodata/formats/import-spec';
import { readRows } from '../../../../geodata/formats/rows/read-rows';
import { memoryFiles } from '../../../fixtures/memory-files';
import { cornerX, cornerY, streetOf } from '../../../fixtures/grid-city';
import { testLog } from '../../../fixtures/read-osm';
import { unwrap } from '../../../fixtures/test-app';

const points = [
  [cornerX(0), cornerY(0), 1],
  [cornerX(1), cornerY(0), 2],
] as const;
const streets = [
  streetOf('s1', points, { name: { zh: '东街', en: 'East Street' } }),
  streetOf('s2', points, { name: { zh: '东街' } }),
  streetOf('s3', points),
];
const spec = (file: string, format: 'csv' | 'geojson'): ClosureLayerSpec =>
  layerSpecSchema.parse({
    layer: 'closures',
    file,
    format,
    crs: 'WGS84',
    ...(format === 'csv' ? { encoding: 'utf-8' } : {}),
    columns: { name: '{名称}', reason: '原因', document: '文号', from: '起', to: '止', streets: '道路' },
  }) as ClosureLayerSpec;

async function read(file: string, text: string) {
  const { log, report } = testLog();
  const layer = spec(file, file.endsWith('.csv') ? 'csv' : 'geojson');
  const { columns, take, finish } = importClosures(layer, streets, log);
  unwrap(await readRows(layer, memoryFiles({ [file]: text }), { columns, fingerprints: false, take }, log));
  return { closures: finish(), report: report() };
}

describe('rows as closures', () => {
  it('close streets by name and by id, and take days as people write them', async () => {
    const { closures } = await read(
      'roads.csv',
      '名称,原因,文号,起,止,道路\n管网,换水管,1号,2026/3/5,2026年4月1日,东街；s3\n检修,,,2026-05-01,,s3\n',
    );
    expect(closures).toEqual([
      {
        id: 'roads-2',
        name: { zh: '管网' },
        reason: { zh: '换水管' },
        document: '1号',
        from: '2026-03-05',
        to: '2026-04-01',
        streets: ['s1', 's2', 's3'],
        area: null,
      },
      expect.objectContaining({ id: 'roads-3', from: '2026-05-01', to: null, reason: null, streets: ['s3'] }),
    ]);
  });

  it('are refused by name of the fault', async () => {
    const { closures, report } = await read(
      'roads.csv',
      '名称,原因,文号,起,止,道路\na,,,2026-02-30,,s1\nb,,,2026-02-01,2026-01-01,s1\nc,,,2026-02-01,,西街\nd,,,2026-02-01,,\n',
    );
    expect(closures).toEqual([]);
    expect(report.notes.map(({ code, line }) => [code, line])).toEqual([
      ['closure.no-day', 2],
      ['closure.no-day', 3],
      ['closure.unknown-street', 4],
      ['closure.nothing-closed', 5],
    ]);
    expect(report.notes[2]!.params).toEqual({ streets: ['西街'] });
  });

  it('close the land of a polygon', async () => {
    const ring = [
      [116, 39],
      [116.001, 39],
      [116.001, 39.001],
      [116, 39],
    ];
    const feature = {
      type: 'Feature',
      properties: { 名称: '集市', 原因: null, 文号: null, 起: '2026-02-01', 止: null, 道路: null },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
    const { closures } = await read('fair.geojson', JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
    expect(closures[0]).toMatchObject({ streets: [], from: '2026-02-01', to: null });
    expect(closures[0]!.area![0]![0]).toHaveLength(6);
  });
});
