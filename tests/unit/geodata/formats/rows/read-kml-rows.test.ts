import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../../../geodata/formats/import-log';
import { readKmlRows } from '../../../../../geodata/formats/rows/read-kml-rows';
import type { SourceRow } from '../../../../../geodata/formats/rows/source-row';
import { memoryFiles } from '../../../../fixtures/memory-files';

async function read(text: string, roughRings = false): Promise<{ rows: SourceRow[]; code: string | null }> {
  const rows: SourceRow[] = [];
  const request = { columns: 'all', roughRings, take: (row: SourceRow) => void rows.push(row) } as const;
  const facts = await readKmlRows({ file: 'a.kml' }, memoryFiles({ 'a.kml': text }), request, silentLog);
  return { rows, code: facts.ok ? null : facts.problem.code };
}
const kml = (body: string): string =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${body}</Document></kml>`;
const ring = '<LinearRing><coordinates>\n 116,39,0 117,39,0\t117,40 116,39 </coordinates></LinearRing>';

describe('readKmlRows', () => {
  it('reads placemarks in folders with the columns of both ways to write them', async () => {
    const { rows } = await read(
      kml(`<Folder><Placemark><name>甲 &amp; 乙</name>
        <ExtendedData><Data name="编码"><displayName>x</displayName><value>001</value></Data>
        <SchemaData schemaUrl="#s"><SimpleData name="户数">312</SimpleData></SchemaData></ExtendedData>
        <Polygon><innerBoundaryIs>${ring}</innerBoundaryIs><outerBoundaryIs>${ring}</outerBoundaryIs></Polygon></Placemark></Folder>
        <Placemark><Point><coordinates>116.5,39.5,8</coordinates></Point></Placemark>`),
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]!.properties).toEqual({ name: '甲 & 乙', 编码: '001', 户数: '312' });
    expect(rows[0]!.geometry).toMatchObject({
      type: 'Polygon',
      coordinates: [
        [
          [116, 39],
          [117, 39],
          [117, 40],
          [116, 39],
        ],
        {},
      ],
    });
    expect(rows[1]!.geometry).toEqual({ type: 'Point', coordinates: [116.5, 39.5] });
  });

  it('takes prefixed names, several polygons, and open rings where they are repaired', async () => {
    const open = ring.replace(' 116,39 <', ' <');
    const body =
      `<k:Placemark><k:MultiGeometry><k:Polygon><k:outerBoundaryIs>${open}</k:outerBoundaryIs></k:Polygon><k:Polygon><k:outerBoundaryIs>${ring}</k:outerBoundaryIs></k:Polygon></k:MultiGeometry></k:Placemark>`
        .replaceAll('<LinearRing', '<k:LinearRing')
        .replaceAll('</LinearRing', '</k:LinearRing')
        .replaceAll('<coordinates', '<k:coordinates')
        .replaceAll('</coordinates', '</k:coordinates');
    const text = `<k:kml xmlns:k="http://www.opengis.net/kml/2.2">${body}</k:kml>`;
    expect((await read(text)).rows).toEqual([]);
    const { rows } = await read(text, true);
    expect(rows[0]!.geometry).toMatchObject({ type: 'MultiPolygon' });
  });

  it('refuses what is no KML, is cut short, or brings entities of its own', async () => {
    expect((await read('<gpx></gpx>')).code).toBe('kml.no-kml');
    expect((await read(kml('<Placemark>').slice(0, -20))).code).toMatch(/^xml\./);
    expect((await read(`<!DOCTYPE kml [<!ENTITY a "b">]>${kml('')}`)).code).toBe('xml.entities');
    expect(
      (
        await read(
          kml(
            '<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>a,b c</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>',
          ),
          true,
        )
      ).rows,
    ).toEqual([]);
  });
});
