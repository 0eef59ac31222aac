import { writeArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { readGeoTiff } from '../../../../geodata/formats/read-geotiff';
import { heightAt, heightNear } from '../../../../geodata/geometry/height-at';
import { NO_HEIGHT } from '../../../../geodata/schema/elevation';
import { testLog } from '../../../fixtures/read-osm';
import { unwrap } from '../../../fixtures/test-app';

/** 4 × 3 cells of 0.001° with their north-west corner at 10° E, 50° N; heights count up from 100 m. */
const values = Float32Array.from({ length: 12 }, (_, i) => 100 + i);
function tiff(heights = values, keys: Record<string, unknown> = {}): Uint8Array {
  const bytes = writeArrayBuffer(heights, {
    width: 4,
    height: 3,
    ModelPixelScale: [0.001, 0.001, 0],
    ModelTiepoint: [0, 0, 0, 10, 50, 0],
    GTModelTypeGeoKey: 2,
    GeographicTypeGeoKey: 4326,
    GDAL_NODATA: '-9999',
    ...keys,
  });
  return new Uint8Array(bytes as ArrayBuffer);
}
const box = [100_000_000, 499_970_000, 100_040_000, 500_000_000] as const;
const read = (bytes: Uint8Array, where: readonly [number, number, number, number] = box, log = testLog()) =>
  readGeoTiff(bytes, 'a.tif', where, log.log);

describe('readGeoTiff', () => {
  it('reads heights, between the middles of cells', async () => {
    const log = testLog();
    const grid = unwrap(await read(tiff(), box, log));
    expect(heightAt(grid, 100_005_000, 499_995_000)).toBeCloseTo(100, 5);
    expect(heightAt(grid, 100_010_000, 499_995_000)).toBeCloseTo(100.5, 5);
    expect(heightAt(grid, 100_010_000, 499_990_000)).toBeCloseTo(102.5, 5);
    expect(heightAt(grid, 100_000_000, 500_000_000)).toBeCloseTo(100, 5);
    expect(heightAt(grid, 99_999_999, 500_000_000)).toBeNull();
    expect(heightAt(grid, 100_040_001, 499_990_000)).toBeNull();
    expect(heightNear(grid, 9, 60)).toBeCloseTo(100, 5);
    expect(log.report().notes.map(({ code }) => code)).toEqual(['elevation.covers']);
  });

  it('keeps what is unknown unknown, and says what share of the place has no height', async () => {
    const holed = values.slice();
    [holed[0], holed[1], holed[2]] = [-9999, NaN, 20_000];
    const log = testLog();
    const grid = unwrap(await read(tiff(holed), [100_000_000, 499_970_000, 100_080_000, 500_000_000], log));
    expect([...grid.heights.subarray(0, 4)]).toEqual([NO_HEIGHT, NO_HEIGHT, NO_HEIGHT, 1030]);
    expect(heightAt(grid, 100_020_000, 499_990_000)).toBeNull();
    const [unknown, share] = log.report().notes;
    expect(unknown).toMatchObject({ code: 'elevation.cells-unknown', params: { count: 3 } });
    // Half of the box lies east of the raster, and a quarter of the rest is unknown in its top row.
    expect(share).toMatchObject({ code: 'elevation.covers-in-part' });
    expect(Number(share!.params['percent'])).toBeGreaterThan(60);
    expect(Number(share!.params['percent'])).toBeLessThan(65);
  });

  it.each([
    ['a projected system', tiff(values, { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32633 }), 'elevation.projected'],
    ['a system it does not know', tiff(values, { GeographicTypeGeoKey: 4301 }), 'elevation.unknown-crs'],
    ['what is no TIFF', Buffer.from('II*\0 and no more'), 'elevation.not-geotiff'],
    ['a file cut short', tiff().subarray(0, 120), 'elevation.not-geotiff'],
  ])('refuses %s by name', async (_, bytes, code) => {
    expect(await read(bytes)).toMatchObject({ ok: false, problem: { code } });
  });

  it('refuses heights of elsewhere', async () => {
    expect(await read(tiff(), [0, 0, 10_000, 10_000])).toMatchObject({ problem: { code: 'elevation.elsewhere' } });
  });
});
