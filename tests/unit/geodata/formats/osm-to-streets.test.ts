import { describe, expect, it } from 'vitest';
import { isClosedToWalkers, isWalkable } from '../../../../geodata/formats/osm-walking';
import { osmToStreets } from '../../../../geodata/formats/osm-to-streets';
import { readOsm, testLog } from '../../../fixtures/read-osm';
import { unwrap } from '../../../fixtures/test-app';
import type { OsmSource } from '../../../fixtures/write-osm-pbf';

const tags = (text: string) => new Map(text.split(' ').map((pair) => pair.split('=') as [string, string]));
/** Nodes 1 … 9 in a row, 0.001° apart. */
const row = (extra: Record<number, Record<string, string>> = {}): OsmSource['nodes'] =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => ({ id, lng: 116 + id / 1000, lat: 39, tags: extra[id] ?? {} }));
const streetsOf = async (source: OsmSource) => {
  const { log, report } = testLog();
  return { streets: unwrap(osmToStreets(await readOsm(source), 'test', log)), report: report() };
};

describe('who may walk where', () => {
  it.each([
    ['highway=residential', true],
    ['highway=motorway', false],
    ['highway=trunk', false],
    ['highway=trunk sidewalk=both', true],
    ['highway=trunk foot=yes', true],
    ['highway=primary foot=no', false],
    ['highway=service access=private', false],
    ['highway=service access=private foot=permissive', true],
    ['highway=residential sidewalk=separate', false],
    ['highway=cycleway', true],
    ['highway=steps', true],
    ['highway=residential sidewalk:both=separate', false],
    ['highway=primary access=no foot=yes', true],
  ])('%s: %s', (text, walkable) => {
    const map = tags(text);
    expect(isWalkable(map, map.get('highway')!)).toBe(walkable);
  });

  it.each([
    ['barrier=gate', false],
    ['barrier=bollard', false],
    ['barrier=gate access=private', true],
    ['barrier=gate access=private foot=yes', false],
    ['barrier=gate locked=yes', true],
    ['barrier=wall', true],
  ])('%s stops walkers: %s', (text, closed) => expect(isClosedToWalkers(tags(text))).toBe(closed));
});

describe('osmToStreets', () => {
  it('joins ways at shared nodes only: a bridge does not meet what runs under it', async () => {
    const { streets } = await streetsOf({
      nodes: [...row(), { id: 20, lng: 116.003, lat: 38.999 }, { id: 21, lng: 116.003, lat: 39.001 }],
      ways: [
        { id: 1, refs: [1, 3, 5], tags: { highway: 'residential', name: '东街' } },
        { id: 2, refs: [20, 21], tags: { highway: 'footway', bridge: 'yes' } },
      ],
    });
    expect(streets.map((street) => [street.kind, street.class])).toEqual([
      ['street', 'lane'],
      ['footbridge', 'path'],
    ]);
    const [first, second] = streets.map((street) => new Set(street.nodes));
    expect([...first!].some((node) => second!.has(node))).toBe(false);
  });

  it('parts a way where a node is missing, and says which', async () => {
    const { streets, report } = await streetsOf({
      nodes: row(),
      ways: [{ id: 4, refs: [1, 2, 77, 3, 4], tags: { highway: 'path' } }],
    });
    expect(streets.map((street) => street.nodes)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(streets.map((street) => street.id)).toEqual(['w4.1', 'w4.2']);
    expect(report.notes).toContainEqual(
      expect.objectContaining({
        code: 'osm.missing-node',
        kind: 'repaired',
        params: { object: 'way 4', missing: 1, nodes: 5 },
      }),
    );
  });

  it('names a way of one node, and says how many islands there are and how long they are', async () => {
    const { streets, report } = await streetsOf({
      nodes: row(),
      ways: [
        { id: 100, refs: [1, 2, 3, 4], tags: { highway: 'residential' } },
        { id: 101, refs: [5], tags: { highway: 'residential' } },
        { id: 102, refs: [7, 8], tags: { highway: 'residential' } },
      ],
    });
    expect(streets.map(({ id }) => id)).toEqual(['w100', 'w102']);
    expect(report.notes).toContainEqual(
      expect.objectContaining({ code: 'osm.way-too-short', kind: 'refused', params: { object: 'way 101' } }),
    );
    // 0.001° at 39° N is 86.5 m.
    expect(report.notes).toContainEqual(
      expect.objectContaining({ code: 'osm.islands', params: { count: 1, km: '0.1', metres: 300 } }),
    );
  });

  it('lets nobody through a closed barrier, but everybody through an open gate', async () => {
    const ways = [
      { id: 1, refs: [1, 2, 3], tags: { highway: 'footway' } },
      { id: 2, refs: [3, 4, 5], tags: { highway: 'footway' } },
    ];
    const closed = await streetsOf({ nodes: row({ 3: { barrier: 'gate', access: 'private' } }), ways });
    const [a, b] = closed.streets.map((street) => street.nodes);
    expect(a!.at(-1)).not.toBe(b![0]);
    expect(closed.report.noteCounts['osm.barrier-closed']).toBe(1);
    const open = await streetsOf({ nodes: row({ 3: { barrier: 'gate' } }), ways });
    expect(open.streets[0]!.nodes.at(-1)).toBe(open.streets[1]!.nodes[0]);
  });

  it('waits at a crossing for what its road and its light ask, on one way only', async () => {
    const cross = async (road: string, crossing: Record<string, string>, node: Record<string, string> = {}) =>
      (
        await streetsOf({
          nodes: [...row({ 3: node }), { id: 20, lng: 116.003, lat: 38.999 }, { id: 21, lng: 116.003, lat: 39.001 }],
          ways: [
            { id: 1, refs: [1, 3, 5], tags: { highway: road } },
            { id: 2, refs: [20, 3, 21], tags: { highway: 'footway', ...crossing } },
          ],
        })
      ).streets.map(({ walk }) => walk);
    const drawn = { footway: 'crossing' };
    expect(await cross('primary', { ...drawn, crossing: 'traffic_signals' })).toEqual([
      undefined,
      { control: 'arterial' },
    ]);
    expect((await cross('primary', { ...drawn, crossing: 'zebra' }))[1]).toEqual({ control: 'unsignalised' });
    expect((await cross('primary', drawn))[1]).toEqual({ control: 'arterial' });
    expect((await cross('residential', drawn, { crossing: 'traffic_signals' }))[1]).toEqual({ control: 'signals' });
    expect((await cross('residential', drawn))[1]).toEqual({ control: 'unsignalised' });
    // Drawn as a node only: waited for in the middle of the path, not on the road.
    expect(await cross('secondary', {}, { highway: 'crossing', crossing: 'traffic_signals' })).toEqual([
      undefined,
      { waits: [{ at: 1, for: 'signals' }] },
    ]);
  });

  it('opens a gate once, where two ways meet in it', async () => {
    const { streets } = await streetsOf({
      nodes: row({ 3: { barrier: 'gate' }, 4: { barrier: 'bollard' } }),
      ways: [
        { id: 1, refs: [1, 2, 3], tags: { highway: 'footway' } },
        { id: 2, refs: [3, 4, 5], tags: { highway: 'footway' } },
      ],
    });
    expect(streets.map(({ walk }) => walk)).toEqual([{ waits: [{ at: 2, for: 'gate' }] }, undefined]);
  });

  it('knows which way stairs rise, and which have a ramp', async () => {
    const stairs = async (more: Record<string, string>) =>
      (await streetsOf({ nodes: row(), ways: [{ id: 1, refs: [1, 2], tags: { highway: 'steps', ...more } }] }))
        .streets[0]!.walk;
    expect(await stairs({ incline: 'up' })).toEqual({ rises: 'forward' });
    expect(await stairs({ incline: '-30%' })).toEqual({ rises: 'backward' });
    expect(await stairs({ 'ramp:wheelchair': 'yes' })).toEqual({ ramp: true });
    expect(await stairs({})).toBeUndefined();
  });

  it('makes a lift of a node that several levels reach, and of a way', async () => {
    const { streets } = await streetsOf({
      nodes: row({ 3: { highway: 'elevator' } }),
      ways: [
        { id: 1, refs: [1, 3], tags: { highway: 'footway' } },
        { id: 2, refs: [3, 4], tags: { highway: 'footway', level: '2' } },
        { id: 3, refs: [5, 3], tags: { highway: 'corridor', level: '-1' } },
        { id: 4, refs: [4, 5], tags: { highway: 'elevator', level: '0;5' } },
      ],
    });
    const [ground, second, below] = streets.map(({ nodes }) => nodes);
    const lifts = streets.filter(({ kind }) => kind === 'lift');
    expect(new Set([ground![1], second![0], below![1]]).size).toBe(3);
    expect(lifts.map(({ nodes, walk }) => [...nodes, walk!.floors])).toEqual([
      [4, 5, 5],
      [below![1], ground![1], 1],
      [below![1], second![0], 3],
      [ground![1], second![0], 2],
    ]);
  });

  it('walks around a square that is drawn as a multipolygon', async () => {
    const { streets } = await streetsOf({
      nodes: row(),
      ways: [
        { id: 1, refs: [1, 2], tags: { highway: 'residential' } },
        { id: 2, refs: [2, 3, 4, 2], tags: {} },
      ],
      relations: [
        {
          id: 9,
          members: [{ type: 'way', ref: 2, role: 'outer' }],
          tags: { type: 'multipolygon', highway: 'pedestrian' },
        },
      ],
    });
    expect(streets.map(({ nodes }) => nodes)).toEqual([
      [1, 2],
      [2, 3, 4, 2],
    ]);
  });

  it('counts what is no street and what hangs apart', async () => {
    const { report } = await streetsOf({
      nodes: row(),
      ways: [
        { id: 1, refs: [1, 2, 3], tags: { highway: 'residential' } },
        { id: 2, refs: [7, 8], tags: { highway: 'residential' } },
        { id: 3, refs: [4, 5], tags: { highway: 'proposed' } },
      ],
    });
    expect(report.files[0]).toMatchObject({ read: 3, kept: 2, refused: 1 });
    expect(report.notes.find((note) => note.code === 'osm.islands')?.params).toMatchObject({ count: 1 });
    expect(report.noteCounts['osm.not-a-street']).toBe(1);
  });

  it('fails where there is no street at all', async () => {
    const result = osmToStreets(await readOsm({ nodes: row() }), 'empty.osm.pbf', testLog().log);
    expect(result).toMatchObject({ ok: false, problem: { code: 'osm.no-streets' } });
  });
});
