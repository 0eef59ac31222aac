import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toWgs84 } from '../../../../geodata/formats/coordinate-system';
import { guessLayerMapping } from '../../../../geodata/formats/guess-layer-mapping';
import { readGridLayer } from '../../../../geodata/formats/read-grid-layer';
import { gridColumns } from '../../../../geodata/formats/write/grid-columns';
import { fromWgs84 } from '../../../../geodata/formats/write/from-wgs84';
import { dissolveFaces } from '../../../../geodata/geometry/dissolve-faces';
import { boundingBox, mergeBoxes } from '../../../../geodata/geometry/bounding-box';
import { doubledArea } from '../../../../geodata/geometry/ring-area';
import { cleanCoverage } from '../../../../geodata/plan/clean-coverage';
import { fromLattice, toLattice } from '../../../../geodata/schema/coordinates';
import type { AreaId } from '../../../../geodata/schema/ids';
import { judgeCoverage } from '../../../fixtures/judge-coverage';
import { memoryFiles } from '../../../fixtures/memory-files';
import { seededRandom } from '../../../fixtures/random-plan';
import { describeWithData } from '../../../real-data';

describe('the way to a system and back', () => {
  it('moves a lattice point by no more than one unit, anywhere in China', () => {
    const random = seededRandom(3);
    for (const crs of ['GCJ02', 'BD09'] as const) {
      let most = 0;
      for (let i = 0; i < 20_000; i++) {
        const [x, y] = [toLattice(75 + random() * 58), toLattice(19 + random() * 33)];
        const there = fromWgs84(fromLattice(x), fromLattice(y), crs);
        const back = toWgs84(there[0], there[1], crs)!;
        most = Math.max(most, Math.abs(toLattice(back[0]) - x), Math.abs(toLattice(back[1]) - y));
      }
      expect(most, crs).toBeLessThanOrEqual(1);
    }
  });
});

describe('guessLayerMapping', () => {
  it('knows headers of offices and of our own files, each column once', () => {
    expect(guessLayerMapping(['编码', '名称', '社区', '街道', '类型', '户数', '网格员', '面积'])).toEqual({
      code: '编码',
      name: '名称',
      community: '社区',
      fullTime: '网格员',
      kind: '类型',
    });
    expect(guessLayerMapping(['网格名称', '网格编号', '所属社区'])).toEqual({
      name: '网格名称',
      code: '网格编号',
      community: '所属社区',
    });
    expect(guessLayerMapping(['grid_name', 'GRID CODE', 'community'])).toEqual({
      name: 'grid_name',
      code: 'GRID CODE',
      community: 'community',
    });
    expect(guessLayerMapping(['OBJECTID', 'Shape_Area'])).toEqual({});
    for (const language of ['zh', 'en'] as const) {
      const names = gridColumns(language).map(({ name }) => name);
      const { name: _name, code: _code, community: _community, kind: _kind, ...workers } = guessLayerMapping(names);
      expect(workers, language).toEqual(
        language === 'zh'
          ? {
              fullTime: '专职数',
              fullTimeNames: '专职',
              partTime: '兼职数',
              partTimeNames: '兼职',
              mobile: '流动数',
              mobileNames: '流动',
            }
          : {
              fullTime: 'full_time',
              fullTimeNames: 'ft_names',
              partTime: 'part_time',
              partTimeNames: 'pt_names',
              mobile: 'mobile',
              mobileNames: 'mb_names',
            },
      );
    }
  });
});

describeWithData('formats', 'layers of other people', (folder) => {
  it('of villages in GBK and CGCS2000 become a valid coverage', async () => {
    const names = readdirSync(join(folder, 'shapefile-gbk'));
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, 'shapefile-gbk', name))]));
    const file = names.find((name) => name.endsWith('.shp'))!;
    const layer = await readGridLayer({ format: 'shapefile', file, crs: 'CGCS2000' }, {}, memoryFiles(files));
    if (!layer.ok) throw new Error(JSON.stringify(layer.problem));
    const { grids } = layer.value;
    expect(grids.length).toBeGreaterThan(10);
    const [west, south, east, north] = mergeBoxes(grids.map(({ polygons }) => boundingBox(polygons)));
    const box = [[[west, south, east, south, east, north, west, north]]];
    const cleaned = cleanCoverage(
      [{ id: 'box' as AreaId, polygons: box }],
      grids.map(({ polygons }) => ({ polygons, isFree: false })),
    );
    const faces = [...cleaned.grids, ...cleaned.free].map(({ polygons }) => polygons);
    expect(judgeCoverage(faces, dissolveFaces(faces))).toBe('');
    expect(faces.reduce((sum, face) => sum + doubledArea(face), 0)).toBe(doubledArea(dissolveFaces(faces)));
    expect(cleaned.grids.length + cleaned.refused.length).toBe(grids.length);
  });

  it('that are broken are refused or read, never thrown at', async () => {
    for (const name of readdirSync(join(folder, 'geojson-bad'))) {
      const files = memoryFiles({ [name]: readFileSync(join(folder, 'geojson-bad', name)) });
      const layer = await readGridLayer({ format: 'geojson', file: name, crs: 'WGS84' }, {}, files);
      expect(typeof layer.ok, name).toBe('boolean');
      if (!layer.ok) expect(layer.problem.code, name).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
    }
  });
});
