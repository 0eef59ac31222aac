import { describe, expect, it } from 'vitest';
import { readOsmPbf } from '../../../../geodata/formats/read-osm-pbf';
import { nodeInflate } from '../../../../server/services/import-files';
import { readOsm } from '../../../fixtures/read-osm';
import { blob, writeOsmPbf } from '../../../fixtures/write-osm-pbf';
import type { OsmSource } from '../../../fixtures/write-osm-pbf';

const source: OsmSource = {
  box: { west: 116.1, south: 39.1, east: 116.2, north: 39.2 },
  nodes: [
    { id: 11, lng: 116.1234567, lat: 39.1234567, tags: { amenity: 'library', name: '图书馆' } },
    { id: 5_000_000_012, lng: -0.0000001, lat: -33.5 },
  ],
  ways: [{ id: 7, refs: [11, 5_000_000_012, 99], tags: { highway: 'footway' } }],
  relations: [{ id: 3, members: [{ type: 'way', ref: 7, role: 'outer' }], tags: { type: 'multipolygon' } }],
};
const bytes = writeOsmPbf(source);
const read = (content: Uint8Array) => readOsmPbf(content, 'a.osm.pbf', nodeInflate);

describe('readOsmPbf', () => {
  it('reads nodes to the lattice unit, ways, relations, tags and the declared box', async () => {
    const osm = await readOsm(source);
    expect([...osm.xs]).toEqual([1161234567, -1]);
    expect([...osm.ys]).toEqual([391234567, -335000000]);
    expect(osm.nodeTags.get(11)?.get('name')).toBe('图书馆');
    expect(osm.wayById.get(7)?.refs).toEqual([11, 5_000_000_012, 99]);
    expect(osm.relations[0]?.members).toEqual([{ type: 'way', ref: 7, role: 'outer' }]);
    expect(osm.declaredBox).toEqual([1161000000, 391000000, 1162000000, 392000000]);
  });

  it('names the byte at which a file cut short goes wrong, wherever it is cut', async () => {
    const headerEnd = blobEnd(bytes);
    for (let length = 0; length < bytes.length; length++) {
      const result = await read(bytes.subarray(0, length));
      // Cut exactly between two blobs, a file is whole: it says nowhere how many there are.
      if (length === headerEnd) continue;
      expect(result.ok, `cut at ${length}`).toBe(false);
      if (!result.ok && length > 0) {
        expect(result.problem.code).toBe('osm.truncated');
        expect(result.problem.params['byte']).toBe(length < headerEnd ? 0 : headerEnd);
      }
    }
  });

  it('turns every single damaged byte into a problem or a reading, never a throw', async () => {
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Uint8Array.from(bytes);
      damaged[at] = damaged[at]! ^ 0xff;
      const result = await read(damaged);
      if (!result.ok) expect(result.problem.code).toMatch(/^osm\./);
    }
  });

  it('refuses a block that unpacks to another size than it says, without unpacking it all', async () => {
    const bomb = Buffer.concat([bytes.subarray(0, blobEnd(bytes)), blob('OSMData', Buffer.alloc(30_000_000), 1000)]);
    const result = await read(bomb);
    expect(result).toMatchObject({ ok: false, problem: { code: 'osm.damaged', params: { byte: blobEnd(bytes) } } });
  });

  it('refuses text, and files that need what it does not know', async () => {
    expect(await read(Buffer.from('id,name\n1,a\n'))).toMatchObject({ ok: false, problem: { code: 'osm.not-pbf' } });
    const history = writeOsmPbf({ ...source, required: ['OsmSchema-V0.6', 'HistoricalInformation'] });
    expect(await read(history)).toMatchObject({
      ok: false,
      problem: { code: 'osm.unknown-feature', params: { feature: 'HistoricalInformation' } },
    });
  });
});

/** Where the first blob ends. */
function blobEnd(content: Uint8Array): number {
  const second = Buffer.from(content).indexOf('OSMData');
  // Before it: 4 bytes of length, a tag and the length of the text.
  return second - 6;
}
