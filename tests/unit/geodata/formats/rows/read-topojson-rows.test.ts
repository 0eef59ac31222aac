import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readAllRows } from '../../../../fixtures/read-rows';
import { describeWithData } from '../../../../real-data';

/** Two squares that share an arc, one point, and a line whose arc is not there. */
const topology = {
  type: 'Topology',
  transform: { scale: [0.001, 0.001], translate: [100, 30] },
  arcs: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 1],
      [-1, 0],
      [0, -1],
      [1, 0],
    ],
    [
      [1, 0],
      [1, 0],
      [0, 1],
      [-1, 0],
    ],
  ],
  objects: {
    blocks: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', arcs: [[0, 1]], properties: { name: '甲' } },
        { type: 'Polygon', arcs: [[2, -1]], properties: { name: '乙' } },
        { type: 'LineString', arcs: [9], properties: { name: '丙' } },
        { type: 'Point', coordinates: [5, 5], properties: { name: '丁' } },
      ],
    },
    rivers: { type: 'GeometryCollection', geometries: [] },
  },
};
const text = JSON.stringify(topology);
const read = (content: string | Uint8Array, object?: string, file = 'a.topojson') =>
  readAllRows({ format: 'topojson', file, crs: 'WGS84', ...(object ? { object } : {}) }, { [file]: content });

describe('readTopoJsonRows', () => {
  it('reads the features of one object, with shared borders on both sides', async () => {
    const { rows, notes } = await read(text, 'blocks');
    expect(rows.map(({ number, properties }) => [number, properties['name']])).toEqual([
      [1, '甲'],
      [2, '乙'],
      [4, '丁'],
    ]);
    expect(rows[0]!.geometry).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [100.001, 30],
          [100.001, 30.001],
          [100, 30.001],
          [100, 30],
          [100.001, 30],
        ],
      ],
    });
    expect(JSON.stringify(rows[1]!.geometry)).toContain('[100.001,30.001],[100.001,30]');
    expect(rows[2]!.geometry).toEqual({ type: 'Point', coordinates: [100.005, 30.005] });
    expect(notes).toEqual([['geojson.bad-geometry-type', 3]]);
  });

  it('reads it gzipped', async () => {
    expect((await read(gzipSync(text), 'blocks', 'a.topojson.gz')).rows).toHaveLength(3);
  });

  it('asks which object is meant, and says what there is', async () => {
    for (const object of [undefined, 'lakes'])
      expect((await read(text, object)).result).toMatchObject({
        ok: false,
        problem: { code: 'topojson.which-object', params: { objects: ['blocks', 'rivers'] } },
      });
  });

  it('refuses what is no TopoJSON', async () => {
    expect((await read('{"type":"FeatureCollection","features":[]}')).result).toMatchObject({
      problem: { code: 'topojson.no-topology' },
    });
    expect((await read('{"type":"Topology",\n}')).result).toMatchObject({
      problem: { code: 'file.not-json', params: { line: 2, column: 1 } },
    });
  });
});

describeWithData('taipei', 'a district in TopoJSON and in GeoJSON', (folder) => {
  it('is the same district', async () => {
    const file = (name: string) => ({ [name]: readFileSync(join(folder, name)) });
    const topo = await read(file('daan-basic-areas.topojson')['daan-basic-areas.topojson']!);
    const name = 'daan-basic-areas.geojson';
    const geo = await readAllRows({ format: 'geojson', file: name, crs: 'WGS84' }, file(name));
    expect(topo.rows.length).toBeGreaterThan(400);
    expect(topo.rows.map((row) => row.properties)).toEqual(geo.rows.map((row) => row.properties));
  });
});
