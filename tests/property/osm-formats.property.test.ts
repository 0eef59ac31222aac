import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOsm } from '../../geodata/formats/read-osm';
import { nodeInflate } from '../../server/services/import-files';
import { unwrap } from '../fixtures/test-app';
import { writeOsmPbf } from '../fixtures/write-osm-pbf';
import type { OsmSource } from '../fixtures/write-osm-pbf';
import { writeOsmXml } from '../fixtures/write-osm-xml';

// XML 1.0 cannot hold control characters at all, so no OSM tag has them.
const text = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter((value) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(value));
const tags = fc.dictionary(text, text, { maxKeys: 4, noNullPrototype: true });
const lattice = (limit: number) => fc.integer({ min: -limit, max: limit }).map((units) => units / 1e7);
const ref = fc.integer({ min: -50, max: 50 });

const source: fc.Arbitrary<OsmSource> = fc.record({
  nodes: fc.uniqueArray(fc.record({ id: ref, lng: lattice(180e7), lat: lattice(90e7), tags }), {
    selector: ({ id }) => id,
    maxLength: 12,
  }),
  ways: fc.uniqueArray(
    fc.record({ id: fc.integer({ min: 1, max: 99 }), refs: fc.array(ref, { maxLength: 8 }), tags }),
    {
      selector: ({ id }) => id,
      maxLength: 6,
    },
  ),
  relations: fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 99 }),
      members: fc.array(
        fc.record({ type: fc.constantFrom('node' as const, 'way' as const, 'relation' as const), ref, role: text }),
        { maxLength: 5 },
      ),
      tags,
    }),
    { selector: ({ id }) => id, maxLength: 4 },
  ),
});

describe('OSM XML and OSM PBF of the same objects', () => {
  it('read identical', async () => {
    await fc.assert(
      fc.asyncProperty(source, async (objects) => {
        const fromPbf = unwrap(await readOsm(writeOsmPbf(objects), 'a.osm.pbf', nodeInflate));
        const fromXml = unwrap(await readOsm(Buffer.from(writeOsmXml(objects)), 'a.osm', nodeInflate));
        expect(fromXml).toEqual(fromPbf);
      }),
      { numRuns: 150 },
    );
  });
});
