import fc from 'fast-check';
import gcoord from 'gcoord';
import { describe, expect, it } from 'vitest';
import { toWgs84 } from '../../geodata/formats/coordinate-system';
import { toLattice } from '../../geodata/schema/coordinates';
import { readAllRows } from '../fixtures/read-rows';

const runs = process.env['PROVE'] === 'full' ? 2000 : 100;

describe('coordinate systems', () => {
  it.each(['GCJ02', 'BD09'] as const)('%s comes back to the very lattice point, anywhere in China', (crs) => {
    const point = fc.tuple(
      fc.integer({ min: 740_000_000, max: 1_340_000_000 }),
      fc.integer({ min: 190_000_000, max: 530_000_000 }),
    );
    fc.assert(
      fc.property(point, ([x, y]) => {
        const shifted = gcoord.transform([x / 1e7, y / 1e7], gcoord.WGS84, gcoord[crs]);
        expect(toWgs84(shifted[0], shifted[1], crs)!.map(toLattice)).toEqual([x, y]);
      }),
      { numRuns: runs },
    );
  });
});

/** Bytes of a text in GB18030's two-byte part, by asking the decoder for every pair once. */
const gbk = new Map<string, number[]>();
for (let high = 0xb0; high <= 0xf7; high++)
  for (let low = 0xa1; low <= 0xfe; low++)
    gbk.set(new TextDecoder('gb18030').decode(Uint8Array.of(high, low)), [high, low]);
const chinese = [...gbk.keys()].filter((character) => character.length === 1 && character !== '\ufffd');
const toGb18030 = (text: string): Uint8Array =>
  Uint8Array.from([...text].flatMap((character) => gbk.get(character) ?? [character.charCodeAt(0)]));

describe('CSV', () => {
  it('reads back what was written, in any encoding, delimiter, line end and piece size', async () => {
    const character = fc.oneof(fc.constantFrom(...' ,;\t"abc0129\n'), fc.constantFrom(...chinese));
    const cell = fc.string({ unit: character, maxLength: 8 });
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('utf-8', 'gb18030'),
        fc.integer({ min: 1, max: 40 }),
        async (cells, delimiter, newline, encoding, chunkSize) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const header = ['a', 'b', 'c'].map(quoted).join(delimiter);
          const lines = cells.map((row) => row.map(quoted).join(delimiter));
          const text = [header, ...lines].join(newline) + newline;
          const bytes = encoding === 'utf-8' ? Buffer.from(text) : toGb18030(text);
          const source = { format: 'csv', file: 'a.csv', crs: 'WGS84', encoding, delimiter } as const;
          const { result, rows } = await readAllRows(source, { 'a.csv': bytes }, chunkSize);
          expect(result.ok).toBe(true);
          expect(rows.map(({ properties }) => Object.values(properties))).toEqual(cells);
        },
      ),
      { numRuns: runs },
    );
  });
});

describe('GeoJSON', () => {
  it('gives the same features in pieces of any size as parsed at once', async () => {
    const feature = fc.record({
      type: fc.constant('Feature'),
      properties: fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.jsonValue({ maxDepth: 3 }),
        { maxKeys: 4 },
      ),
      geometry: fc.record({
        type: fc.constant('Point'),
        coordinates: fc.tuple(
          fc.double({ min: -180, max: 180, noNaN: true }),
          fc.double({ min: -90, max: 90, noNaN: true }),
        ),
      }),
    });
    const space = fc.constantFrom('', ' ', '\n  ', '\r\n\t');
    await fc.assert(
      fc.asyncProperty(
        fc.array(feature, { maxLength: 6 }),
        space,
        fc.integer({ min: 1, max: 64 }),
        async (features, gap, chunkSize) => {
          const list = features.map((each) => gap + JSON.stringify(each, null, gap === '' ? 0 : 2)).join(`${gap},`);
          const text = `${gap}{${gap}"name":${gap}"x\\"]}"${gap},"features"${gap}:[${list}${gap}]${gap},${gap}"type":"FeatureCollection"${gap}}${gap}`;
          const whole = (JSON.parse(text) as { features: { properties: unknown; geometry: unknown }[] }).features;
          const { result, rows } = await readAllRows(
            { format: 'geojson', file: 'a.json', crs: 'WGS84' },
            { 'a.json': text },
            chunkSize,
          );
          expect(result.ok).toBe(true);
          expect(rows.map(({ properties, geometry }) => ({ properties, geometry }))).toEqual(
            whole.map(({ properties, geometry }) => ({ properties, geometry })),
          );
        },
      ),
      { numRuns: runs },
    );
  });

  it('refuses what the engine refuses, wherever a character is lost', async () => {
    const text =
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":[1,"}"]},"geometry":null},{"type":"Feature","properties":{},"geometry":null}]}';
    const cut = fc.integer({ min: 0, max: text.length - 1 });
    await fc.assert(
      fc.asyncProperty(cut, fc.integer({ min: 1, max: 20 }), async (at, chunkSize) => {
        const broken = text.slice(0, at) + text.slice(at + 1);
        let isJson = true;
        try {
          JSON.parse(broken);
        } catch {
          isJson = false;
        }
        const { result } = await readAllRows(
          { format: 'geojson', file: 'a.json', crs: 'WGS84' },
          { 'a.json': broken },
          chunkSize,
        );
        expect(result.ok || result.problem.code !== 'file.not-json').toBe(isJson);
      }),
      { numRuns: runs },
    );
  });
});
