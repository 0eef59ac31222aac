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
    [
      'an unknown layer, with those there are, nearest first',
      '"layer": "streets"',
      '"layer": "street"',
      'spec.unknown-choice',
      { path: 'layers[0].layer', value: 'street', choices: expect.arrayContaining(['base-units', 'incidents']) },
    ],
    [
      'a format the layer does not have',
      '"format": "osm"',
      '"format": "osmx"',
      'spec.unknown-choice',
      { path: 'layers[0].format', value: 'osmx', choices: ['osm', 'osm-pbf', 'graphml'] },
    ],
    [
      'a rule that does not come with the product',
      '"osm-amenities"',
      '"osm-amenity"',
      'spec.unknown-choice',
      { path: 'layers[3].rules', value: 'osm-amenity', choices: ['osm-amenities'] },
    ],
    [
      'a coordinate system it does not know',
      '"crs": "WGS84"',
      '"crs": "EPSG:3857"',
      'spec.unknown-choice',
      { path: 'layers[5].crs' },
    ],
    ['a missing coordinate system', '"crs": "WGS84",', '', 'spec.choice-missing', { path: 'layers[5].crs' }],
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

  it('puts the nearest of the layers first', () => {
    const misspelt = read(changed('"layer": "streets"', '"layer": "street"'));
    expect(misspelt).toMatchObject({ problem: { params: { choices: expect.any(Array) } } });
    expect(!misspelt.ok && (misspelt.problem.params['choices'] as string[])[0]).toBe('streets');
  });

  it('puts shipped rules in the place of their names', () => {
    const spec = read(text);
    const stations = spec.ok && spec.value.layers.find((layer) => layer.layer === 'stations');
    expect(stations).toMatchObject({ rules: expect.arrayContaining([expect.objectContaining({ value: 'clinic' })]) });
  });

  it('finds the misspelt key of a rule of one’s own, behind the names of shipped ones', () => {
    const own = '{ "squareMetresPerHousehold": 9, "levelsWhereUntaged": 2 }';
    expect(read(changed('"osm-buildings"', own))).toMatchObject({
      problem: { code: 'spec.unknown-key-near', params: { nearest: 'levelsWhereUntagged' } },
    });
  });
});
