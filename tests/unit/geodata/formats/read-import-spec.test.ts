import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImportSpec } from '../../../../geodata/formats/read-import-spec';
import { shippedProfiles } from '../../../../server/services/shipped-profiles';

const folder = join(import.meta.dirname, '../../../../server/specs');
const text = readFileSync(join(folder, 'baltimore.json'), 'utf8');
const read = (content: string) => readImportSpec(content, 'a.json', shippedProfiles);
/** The Baltimore spec with one piece of its text replaced. */
function changed(piece: string, by: string): string {
  expect(text).toContain(piece);
  return text.replace(piece, by);
}

describe('readImportSpec', () => {
  it.each(readdirSync(folder).filter((file) => file.endsWith('.json')))('reads the shipped %s', (file) => {
    expect(readImportSpec(readFileSync(join(folder, file), 'utf8'), file, shippedProfiles)).toMatchObject({ ok: true });
  });

  it('puts the profile together from a shipped one and what the place has otherwise', () => {
    const spec = read(text);
    expect(spec.ok && spec.value.place.profile).toMatchObject({
      timeZone: 'America/New_York',
      grid: { householdBand: [300, 500] },
    });
  });

  it.each([
    ['the line of broken JSON', '"layers": [', '"layers": [[', 'file.not-json', { file: 'a.json' }],
    ['an unknown key, with the nearest', '"encoding"', '"encodding"', 'spec.unknown-key-near', { nearest: 'encoding' }],
    [
      'an unknown key far from any',
      '"encoding"',
      '"zzzzzzzzzzzzz"',
      'spec.unknown-key',
      { path: 'layers[5].zzzzzzzzzzzzz' },
    ],
    [
      'a path out of the folder',
      '"baltimore/town.osm.pbf"',
      '"../town.osm.pbf"',
      'spec.invalid',
      { path: 'layers[0].file' },
    ],
    ['an unknown layer', '"layer": "streets"', '"layer": "street"', 'spec.invalid', { path: 'layers[0].layer' }],
    [
      'a coordinate system it does not know',
      '"crs": "WGS84"',
      '"crs": "EPSG:3857"',
      'spec.invalid',
      { path: 'layers[5].crs' },
    ],
    ['a missing coordinate system', '"crs": "WGS84",', '', 'spec.invalid', { path: 'layers[5].crs' }],
    [
      'a time pattern without a date',
      'MM/dd/yyyy hh:mm:ss a',
      'hh:mm',
      'spec.invalid',
      { path: 'layers[5].columns.reportedAt.pattern' },
    ],
    [
      'an unknown time zone',
      'America/New_York',
      'America/Baltimore',
      'spec.unknown-zone',
      { zone: 'America/Baltimore' },
    ],
    ['an unknown profile', '"from": "generic"', '"from": "genric"', 'spec.unknown-profile', { profile: 'genric' }],
    [
      'levels that are not those of the profile',
      '"from": "generic"',
      '"from": "taipei"',
      'spec.levels-differ',
      { areas: 1, profile: 3 },
    ],
  ])('names %s', (_, piece, by, code, params) => {
    expect(read(changed(piece, by))).toMatchObject({ ok: false, problem: { code, params } });
  });
});
