import { area, length } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { outlineSquareMetres, pathMetres } from '../../../../geodata/geometry/measure';
import type { LngLat } from '../../../../geodata/schema/coordinates';

describe('measuring on the ground', () => {
  it('gives the length of a degree of the ellipsoid (WGS84: 110,996 m of latitude at 39.5°, 85,990 m of longitude)', () => {
    expect(
      pathMetres([
        [116, 39],
        [116, 40],
      ]),
    ).toBeCloseTo(111_026, -2);
    expect(
      pathMetres([
        [116, 39.5],
        [117, 39.5],
      ]),
    ).toBeCloseTo(86_016, -2);
    expect(pathMetres([[116, 39]])).toBe(0);
  });

  it('adds up along a line, and agrees with a sphere to half a percent', () => {
    const line: LngLat[] = [
      [116.3, 39.43],
      [116.31, 39.44],
      [116.32, 39.43],
    ];
    expect(pathMetres(line)).toBeCloseTo(pathMetres(line.slice(0, 2)) + pathMetres(line.slice(1)), 6);
    const onSphere =
      length({
        type: 'Feature',
        properties: {},
        geometry: { type: 'LineString', coordinates: line.map((at) => [...at]) },
      }) * 1000;
    expect(Math.abs(pathMetres(line) / onSphere - 1)).toBeLessThan(0.005);
  });

  it('gives the area of an outline in either direction, a hectare as a hectare', () => {
    const [lng, lat] = [116.3, 39.43];
    const [east, north] = [
      100 /
        pathMetres([
          [lng, lat],
          [lng + 1e-3, lat],
        ]) /
        1000,
      100 /
        pathMetres([
          [lng, lat],
          [lng, lat + 1e-3],
        ]) /
        1000,
    ];
    const square: LngLat[] = [
      [lng, lat],
      [lng + east, lat],
      [lng + east, lat + north],
      [lng, lat + north],
    ];
    expect(outlineSquareMetres(square) / 10_000).toBeCloseTo(1, 3);
    expect(outlineSquareMetres([...square].reverse())).toBeCloseTo(outlineSquareMetres(square), 6);
    const ring = [...square, square[0]!].map((at) => [...at]);
    expect(outlineSquareMetres(square) / area({ type: 'Polygon', coordinates: [ring] })).toBeCloseTo(1, 2);
    expect(outlineSquareMetres(square.slice(0, 2))).toBe(0);
  });
});
