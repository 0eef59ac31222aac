import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { guessFormat } from '../../../../../geodata/formats/guess-format';
import { silentLog } from '../../../../../geodata/formats/import-log';
import { readKmlRows } from '../../../../../geodata/formats/rows/read-kml-rows';
import type { SourceRow } from '../../../../../geodata/formats/rows/source-row';
import { memoryFiles } from '../../../../fixtures/memory-files';

const kml = (name: string): Uint8Array =>
  strToU8(
    `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>${name}</name><Point><coordinates>116.5,39.5</coordinates></Point></Placemark></Document></kml>`,
  );

async function read(bytes: Uint8Array): Promise<{ names: unknown[]; code: string | null; detail: unknown }> {
  const names: unknown[] = [];
  const take = (row: SourceRow): void => void names.push(row.properties['name']);
  const files = memoryFiles({ 'a.kmz': bytes });
  const facts = await readKmlRows({ file: 'a.kmz' }, files, { columns: 'all', take }, silentLog);
  return { names, code: facts.ok ? null : facts.problem.code, detail: facts.ok ? null : facts.problem.params };
}

describe('a KMZ', () => {
  it('is read as the KML in it: doc.kml before others, else the only one', async () => {
    const picture = new Uint8Array(50);
    const both = zipSync({ 'other.kml': kml('其他'), 'doc.kml': kml('网格'), 'files/a.png': picture });
    expect((await read(both)).names).toEqual(['网格']);
    const nested = zipSync({ 'x/y.kml': kml('里面'), '__MACOSX/x/._y.kml': picture });
    expect((await read(nested)).names).toEqual(['里面']);
    const stored = zipSync({ 'doc.kml': [kml('未压缩'), { level: 0 }] });
    expect((await read(stored)).names).toEqual(['未压缩']);
  });

  it('is known by its bytes and its name', () => {
    const bytes = zipSync({ 'doc.kml': kml('网格') });
    expect(guessFormat('格.KMZ', bytes, ['格.KMZ'])).toBe('kml');
    expect(guessFormat('格.zip', bytes, ['格.zip'])).toBe('shapefile');
    expect(guessFormat('格.kmz', kml('x'), ['格.kmz'])).toBe('kml');
  });

  it('without a KML, or with several, is refused with what is in it', async () => {
    expect(await read(zipSync({ 'a.txt': new Uint8Array(3) }))).toMatchObject({ code: 'kmz.which', names: [] });
    const several = await read(zipSync({ 'a.kml': kml('1'), 'b.kml': kml('2') }));
    expect(several).toMatchObject({ code: 'kmz.which', detail: { found: ['a.kml', 'b.kml'] } });
  });

  it('that is damaged, cut short, encrypted or a bomb is refused by name', async () => {
    const whole = zipSync({ 'doc.kml': kml('网格'.repeat(300)) });
    expect((await read(whole.slice(0, whole.length / 2))).code).toBe('file.not-zip');
    const damaged = whole.slice();
    damaged[60]! ^= 0xff;
    expect((await read(damaged)).code).toBe('file.damaged-zip');
    const locked = whole.slice();
    // The flag in the central directory, which begins with PK\1\2.
    const directory = Buffer.from(locked).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    locked[directory + 8]! |= 1;
    expect((await read(locked)).code).toBe('file.zip-encrypted');
    const bomb = zipSync({ 'doc.kml': new Uint8Array(64 * 1024 * 1024).fill(0x20) });
    expect((await read(bomb)).code).toBe('file.zip-bomb');
    expect((await read(zipSync({ 'doc.kml': strToU8('<kml><Document>') }))).code).toBe('xml.truncated');
    expect((await read(zipSync({ 'doc.kml': strToU8('<html></html>') }))).code).toBe('kml.no-kml');
    const entities = '<!DOCTYPE kml [<!ENTITY a "aaaa">]><kml>&a;</kml>';
    expect((await read(zipSync({ 'doc.kml': strToU8(entities) }))).code).toBe('xml.entities');
  });
});
