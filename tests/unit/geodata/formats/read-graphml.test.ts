import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countIslands } from '../../../../geodata/formats/count-islands';
import { deriveSpec } from '../../../../geodata/formats/derive-spec';
import { lineLengthMetres } from '../../../../geodata/formats/line-length-metres';
import { osmToStreets } from '../../../../geodata/formats/osm-to-streets';
import { readOsm } from '../../../../geodata/formats/read-osm';
import { nodeInflate } from '../../../../server/services/import-files';
import { testLog } from '../../../fixtures/read-osm';
import { unwrap } from '../../../fixtures/test-app';
import { describeWithData } from '../../../real-data';

const keys = ['x', 'y', 'geometry', 'name', 'highway', 'access', 'crs'];
const keyOf = (name: string): string => `d${keys.indexOf(name)}`;
const data = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `<data key="${keyOf(name)}">${value}</data>`)
    .join('');
const node = (id: string, x: number, y: number): string => `<node id="${id}">${data({ x: `${x}`, y: `${y}` })}</node>`;
const edge = (source: string, target: string, values: Record<string, string>): string =>
  `<edge source="${source}" target="${target}">${data(values)}</edge>`;
function graph(...parts: string[]): Uint8Array {
  const declared = keys.map((name) => `<key id="${keyOf(name)}" attr.name="${name}" attr.type="string"/>`).join('');
  return Buffer.from(`<graphml>${declared}<graph edgedefault="directed">${parts.join('')}</graph></graphml>`);
}
const read = (bytes: Uint8Array) => readOsm(bytes, 'a.graphml', nodeInflate);
const nodes = [node('1', 114, 22.5), node('2', 114.001, 22.5), node('n3', 114.002, 22.5)];
const bent = 'LINESTRING (114 22.5, 114.0005 22.501, 114.001 22.5)';
const bentBack = 'LINESTRING (114.001 22.5, 114.0005 22.501, 114 22.5)';

describe('readGraphml', () => {
  it('makes the two directions of a street one, and keeps a parallel street apart', async () => {
    const osm = unwrap(
      await read(
        graph(
          ...nodes,
          edge('1', '2', { highway: 'residential', geometry: bent, name: '景田路' }),
          edge('2', '1', { highway: 'residential', geometry: bentBack, name: '景田路' }),
          edge('1', '2', { highway: 'service' }),
          edge('2', '1', { highway: 'service' }),
          edge('2', 'n3', { highway: 'footway' }),
        ),
      ),
    );
    expect(osm.ways.map(({ refs, tags }) => [refs.length, tags.get('highway')])).toEqual([
      [3, 'residential'],
      [2, 'service'],
      [2, 'footway'],
    ]);
    const streets = unwrap(osmToStreets(osm, 'a.graphml', testLog().log));
    expect(streets[0]!.name).toEqual({ zh: '景田路' });
    // Ids that are no numbers meet all the same.
    expect(streets[2]!.nodes[0]).toBe(streets[1]!.nodes[1]);
  });

  it('takes of a list all names and what hinders most', async () => {
    const osm = unwrap(
      await read(
        graph(
          ...nodes,
          edge('1', '2', { highway: "['footway', 'steps']", name: "['红荔路', &quot;O'Brien&quot;]" }),
          edge('2', 'n3', { highway: "['primary', 'trunk']", access: 'yes' }),
        ),
      ),
    );
    expect([...osm.ways[0]!.tags]).toEqual([
      ['highway', 'steps'],
      ['name', "红荔路 / O'Brien"],
    ]);
    expect(osm.ways[1]!.tags.get('highway')).toBe('trunk');
  });

  it('names an edge to a node that is not there, a line that cannot be read, and a node off the Earth', async () => {
    const osm = unwrap(
      await read(
        graph(
          ...nodes,
          node('4', 190, 0),
          edge('1', '99', { highway: 'path' }),
          edge('1', '4', { highway: 'path' }),
          edge('1', '2', { highway: 'path', geometry: 'LINESTRING (1 2, x y)' }),
        ),
      ),
    );
    expect(osm.ways).toHaveLength(1);
    expect(osm.faults.map(({ code, params }) => [code, params['object'], params['node']])).toEqual([
      ['osm.bad-coordinate', 'node 4', undefined],
      ['graphml.unknown-node', 'edge 1 → 99', '99'],
      ['graphml.unknown-node', 'edge 1 → 4', '4'],
      ['graphml.bad-geometry', 'edge 1 → 2', undefined],
    ]);
  });

  it.each([
    ['another coordinate system', graph(data({ crs: 'epsg:32650' }), ...nodes), 'graphml.other-crs'],
    ['nodes without coordinates', graph('<node id="1"/>', '<node id="2"/>'), 'graphml.no-coordinates'],
    ['no graph', Buffer.from('<graphml/>'), 'graphml.not-graphml'],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await read(bytes)).toMatchObject({ ok: false, problem: { code } });
  });
});

describeWithData('futian', 'the streets of Futian', (folder) => {
  // Counted by pair of nodes, OSM id and length the graph has 229.3 km, 214.5 without motorways and trunk roads. Both
  // directions of a few streets carry different ids or lengths over one line; folded by their line it is 1.1 km less.
  it('are 228 km, and 213 km in two parts without motorways and trunk roads', async () => {
    const file = 'futian/streets.graphml';
    const osm = unwrap(await readOsm(readFileSync(join(folder, 'streets.graphml')), file, nodeInflate));
    const streets = unwrap(osmToStreets(osm, file, testLog().log));
    const kilometres = (some: typeof streets) => some.reduce((sum, { line }) => sum + lineLengthMetres(line), 0) / 1000;
    expect(kilometres(streets)).toBeCloseTo(228.2, 1);
    const motorways = new Set(
      osm.ways.filter(({ tags }) => /^(motorway|trunk)/.test(tags.get('highway')!)).map(({ id }) => `w${id}`),
    );
    const others = streets.filter(({ id }) => !motorways.has(id));
    expect(kilometres(others)).toBeCloseTo(213.4, 1);
    const parts = countIslands(others);
    expect(1 + parts.islands + parts.others).toBe(2);
    expect(streets.some(({ name }) => name?.zh === '深南大道')).toBe(true);
    expect(streets.filter(({ walkable, id }) => walkable && motorways.has(id))).toEqual([]);
  });

  it('are derived as a place in Shenzhen’s time, called after their folder, without buildings', async () => {
    const osm = unwrap(await readOsm(readFileSync(join(folder, 'streets.graphml')), 'streets.graphml', nodeInflate));
    const at = { file: 'streets.graphml', folder: 'futian', today: '2026-01-01' };
    const { spec, remarks } = unwrap(deriveSpec(osm, at));
    expect(spec.place).toMatchObject({
      id: 'futian',
      dataDate: '2023-05-25',
      profile: { timeZone: 'Asia/Shanghai' },
    });
    expect(spec.layers).toEqual([{ layer: 'streets', file: 'streets.graphml', format: 'graphml' }]);
    expect(remarks.map(({ code }) => code)).toContain('derived.no-buildings');
  });
});
