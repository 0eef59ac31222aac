import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { osmToBuildings } from '../../../../geodata/formats/osm-to-buildings';
import { osmToStreets } from '../../../../geodata/formats/osm-to-streets';
import { householdPresets } from '../../../../geodata/formats/presets';
import { readOsm } from '../../../../geodata/formats/read-osm';
import { nodeInflate } from '../../../../server/services/import-files';
import { testLog } from '../../../fixtures/read-osm';
import { unwrap } from '../../../fixtures/test-app';
import { writeOsmPbf } from '../../../fixtures/write-osm-pbf';
import { writeOsmXml } from '../../../fixtures/write-osm-xml';

const read = (content: string | Uint8Array, file = 'a.osm') =>
  readOsm(typeof content === 'string' ? Buffer.from(content) : content, file, nodeInflate);

const nodes = [1, 2, 3, 4].map((id) => ({ id, lng: id / 1000, lat: id % 2 ? 0 : 0.001 }));
const source = { nodes, ways: [{ id: 7, refs: [1, 2, 3, 4], tags: { highway: 'residential', name: '东<街> & "1"' } }] };
const xml = writeOsmXml(source);

describe('readOsm', () => {
  it('tells formats from the bytes, whatever the file is called', async () => {
    const plain = unwrap(await read(xml, 'a.pbf'));
    expect(plain.ways[0]!.tags.get('name')).toBe('东<街> & "1"');
    expect(unwrap(await read(gzipSync(xml)))).toEqual(plain);
    expect(unwrap(await read(writeOsmPbf(source), 'a.osm'))).toEqual(plain);
    expect(unwrap(await read(`\ufeff<!-- a -->${xml.slice(xml.indexOf('<osm'))}`))).toEqual(plain);
  });

  it.each([
    ['a web page', '<!DOCTYPE html><html><body>404</body></html>', 'osm.unknown-format'],
    ['an empty file', '', 'osm.unknown-format'],
    ['a bzip2 file', 'BZh91AY&SY', 'osm.packed-with-bzip2'],
    ['a change file', '<osmChange version="0.6"/>', 'osm.not-osm-xml'],
    ['XML cut short', xml.slice(0, -20), 'xml.truncated'],
    ['XML cut within a tag', xml.slice(0, xml.indexOf('lat=') + 3), 'xml.truncated'],
    ['a bare ampersand', xml.replace('&amp;', '&'), 'xml.damaged'],
    ['tags that do not match', xml.replace('</way>', '</node>'), 'xml.damaged'],
    [
      'entities that expand',
      `<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${xml.slice(xml.indexOf('<osm'))}`,
      'xml.entities',
    ],
    ['a thousand nested tags', `<osm>${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}</osm>`, 'xml.damaged'],
  ])('names %s', async (_, content, code) => {
    expect(await read(content)).toMatchObject({ ok: false, problem: { code } });
  });

  it('names packed data that end early, that are damaged, and that unpack to too much', async () => {
    const packed = gzipSync(xml);
    expect(await read(packed.subarray(0, -12))).toMatchObject({ problem: { code: 'file.gzip-truncated' } });
    const damaged = Uint8Array.from(packed);
    damaged.fill(255, 20, 40);
    expect(await read(damaged)).toMatchObject({ problem: { code: 'file.damaged-gzip' } });
    const small: typeof nodeInflate = (bytes, format) => nodeInflate(bytes, format, 100);
    expect(await readOsm(packed, 'a.osm.gz', small)).toMatchObject({ problem: { code: 'osm.too-large' } });
  });

  it('leaves out what is deleted, without an id or off the Earth, and parts ways there', async () => {
    const faulty = xml
      .replace('<node id="2"', '<node id="2" action="delete"')
      .replace('<node id="3"', '<node id="x"')
      .replace('</osm>', '<node id="9" lat="91" lon="0"/><node id="10" lat="" lon="0"/></osm>');
    const osm = unwrap(await read(faulty));
    expect(osm.nodeIds).toEqual([1, 4]);
    expect(osm.faults.map(({ code, params }) => [code, params['object']])).toEqual([
      ['osm.bad-id', 'node'],
      ['osm.bad-coordinate', 'node 9'],
      ['osm.bad-coordinate', 'node 10'],
    ]);
    const { log, report } = testLog();
    expect(osmToStreets(osm, 'a.osm', log)).toMatchObject({ ok: false });
    expect(report().notes.find(({ code }) => code === 'osm.missing-node')?.params).toMatchObject({
      object: 'way 7',
      missing: 2,
      nodes: 4,
    });
  });

  it('keeps nodes below zero apart from those that closed barriers are parted into', async () => {
    const edited = {
      nodes: [-1, -2, -3].map((id) => ({
        id,
        lng: id / -1000,
        lat: 0,
        ...(id === -2 ? { tags: { barrier: 'wall' } } : {}),
      })),
      ways: [{ id: 1, refs: [-1, -2, -3], tags: { highway: 'path' } }],
    };
    const streets = unwrap(osmToStreets(unwrap(await read(writeOsmXml(edited))), 'a.osm', testLog().log));
    const used = streets.flatMap(({ nodes: own }) => own);
    expect(streets).toHaveLength(2);
    expect(new Set(used).size).toBe(4);
  });

  it('draws no building from a relation that does not close, and names it', async () => {
    const open = writeOsmXml({
      nodes,
      ways: [{ id: 7, refs: [1, 2, 3] }],
      relations: [
        { id: 5, members: [{ type: 'way', ref: 7, role: 'outer' }], tags: { type: 'multipolygon', building: 'yes' } },
      ],
    });
    const { log, report } = testLog();
    expect(osmToBuildings(unwrap(await read(open)), householdPresets['osm-buildings']!, log)).toEqual([]);
    expect(report().notes).toContainEqual(
      expect.objectContaining({ code: 'osm.ring-open', params: { object: 'relation 5' }, kind: 'refused' }),
    );
  });

  it('takes the newest time of its objects for the time of the file', async () => {
    const dated = xml
      .replace('<node id="1"', '<node id="1" timestamp="2020-03-05T08:00:00Z"')
      .replace('<way id="7"', '<way id="7" timestamp="2021-01-02T00:00:00Z"');
    expect(unwrap(await read(dated)).newestAt).toBe(Date.UTC(2021, 0, 2));
    expect(unwrap(await read(xml)).newestAt).toBeNull();
  });
});
