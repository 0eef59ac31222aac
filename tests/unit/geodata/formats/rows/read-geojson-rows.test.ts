import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { locateJsonFault } from '../../../../../geodata/formats/locate-json-fault';
import { readAllRows } from '../../../../fixtures/read-rows';
import { describeWithData } from '../../../../real-data';

const collection = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { a: 1 }, geometry: { type: 'Point', coordinates: [1, 2] } },
    {
      type: 'Feature',
      properties: null,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
          ],
        ],
      },
    },
  ],
});

const read = (bytes: Uint8Array | string, file = 'a.geojson', chunkSize?: number) =>
  readAllRows({ format: 'geojson', file, crs: 'WGS84' }, { [file]: bytes }, chunkSize);

describe('readGeoJsonRows', () => {
  it('refuses single features with their number and keeps the rest', async () => {
    const { rows, report } = await read(collection);
    expect(rows).toMatchObject([{ number: 1, properties: { a: 1 } }]);
    expect(report.notes).toEqual([
      expect.objectContaining({ code: 'geojson.too-few-positions', line: 2, kind: 'refused' }),
    ]);
  });

  it('reads gzip by what the bytes are, and refuses a .gz that is none or is damaged', async () => {
    const packed = gzipSync(collection);
    expect((await read(packed, 'a.geojson.gz')).result.ok).toBe(true);
    expect((await read(packed, 'a.geojson')).result.ok).toBe(true);
    const damaged = { ok: false, problem: { code: 'file.damaged-gzip' } };
    expect((await read(collection, 'a.geojson.gz')).result).toMatchObject(damaged);
    expect((await read(packed.subarray(0, packed.length - 20), 'a.geojson.gz')).result).toMatchObject(damaged);
    expect((await read(Buffer.concat([packed.subarray(0, 12), Buffer.from('garbage')]))).result).toMatchObject(damaged);
  });

  it('says in which line and column JSON ends being JSON', async () => {
    const { result } = await read('{\n  "type": "FeatureCollection",\n  "features": [1, 2,, 3]\n}');
    expect(result).toMatchObject({ ok: false, problem: { code: 'file.not-json', params: { line: 3, column: 21 } } });
  });

  it('refuses text in another encoding by its line', async () => {
    const { result } = await read(
      Buffer.concat([Buffer.from('{\n"name":"'), Buffer.from([0xb9, 0xcc]), Buffer.from('"}')]),
    );
    expect(result).toMatchObject({ ok: false, problem: { code: 'file.wrong-encoding', params: { line: 2 } } });
  });
});

describe('locateJsonFault', () => {
  it.each([
    ['{"a": 1}', null],
    [' [1, -2.5e3, "\\u00e9", {}, [], null] ', null],
    ['', [1, 1]],
    ['{"a" 1}', [1, 6]],
    ['[1,]', [1, 4]],
    ['{"a":1,}', [1, 8]],
    ['[1] 2', [1, 5]],
    ['{\n"a": tru\n}', [2, 6]],
    ['["a\nb"]', [1, 2]],
    ['[01]', [1, 3]],
  ] as const)('%j', (text, place) => {
    const fault = locateJsonFault(text);
    expect(fault && [fault.line, fault.column]).toEqual(place);
    expect(fault === null).toBe(isJson(text));
  });

  it('does not mind deep nesting', () => expect(locateJsonFault('['.repeat(200_000))).toMatchObject({ line: 1 }));
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describeWithData('formats', 'the collections of good and bad GeoJSON', (folder) => {
  const filesOf = (name: string) => readdirSync(join(folder, name)).map((file) => join(folder, name, file));

  it('takes every good file whole', async () => {
    for (const path of filesOf('geojson-good')) {
      const { result, report } = await read(readFileSync(path), path);
      expect(result.ok, path).toBe(true);
      expect(report.files[0]!.refused, path).toBe(0);
    }
  });

  it('refuses something in every bad file', async () => {
    for (const path of filesOf('geojson-bad')) {
      const { result, report } = await read(readFileSync(path), path);
      expect(!result.ok || report.files[0]!.refused > 0, path).toBe(true);
    }
  });
});
