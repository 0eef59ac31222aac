import { describe, expect, it } from 'vitest';
import { createJsonBytes } from '../../../../geodata/geometry/geojson-bytes';
import { multiPolygonToGeoJson } from '../../../../geodata/geometry/to-geojson';
import type { MultiPolygon } from '../../../../geodata/schema/coordinates';

const written = (polygons: MultiPolygon): unknown => {
  const text = createJsonBytes();
  text.addText('{"geometry":');
  text.addGeometry(polygons);
  text.addText('}');
  return JSON.parse(new TextDecoder().decode(text.bytes()));
};

describe('GeoJSON written as bytes', () => {
  const square = [0, 0, 10_000_000, 0, 10_000_000, 10_000_000];
  const rim = [-1_800_000_000, -900_000_000, 1_800_000_000, 900_000_000, 1, -1];
  const odd = [1_161_234_567, 395_000_010, 1_161_234_570, -5, -12_345_678, 99_999_999];

  it('reads as what is made by way of objects: none, one polygon, several with holes, any sign and number of digits', () => {
    for (const polygons of [[], [[square]], [[rim, odd]], [[square, odd], [rim], [odd]]]) {
      expect(written(polygons)).toEqual({ geometry: multiPolygonToGeoJson(polygons) });
    }
  });

  it('grows with what is written', () => {
    const long = Array.from({ length: 60_000 }, (_, i) => ((i * 2_654_435_761) % 3_600_000_000) - 1_800_000_000);
    expect(written([[long], [square]])).toEqual({ geometry: multiPolygonToGeoJson([[long], [square]]) });
  });
});
