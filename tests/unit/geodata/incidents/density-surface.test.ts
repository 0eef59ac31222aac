import { describe, expect, it } from 'vitest';
import { densitySurface } from '../../../../geodata/incidents/density-surface';
import { eastOf, latAt, lngAt, northOf } from '../../../../geodata/incidents/local-plane';
import { quarticKernel } from '../../../../geodata/incidents/quartic-kernel';
import { cellAt, frameBounds, MAX_RASTER_CELLS, rasterFrame } from '../../../../geodata/incidents/raster-frame';
import type { RasterFrame } from '../../../../geodata/incidents/raster-frame';
import type { BBox } from '../../../../geodata/schema/coordinates';

const box: BBox = [116.27, 39.41, 116.32, 39.45];

function frameOf(bbox: BBox, bandwidth = 200): RasterFrame {
  const frame = rasterFrame(bbox, bandwidth);
  if (!frame.ok) throw new Error(frame.problem.code);
  return frame.value;
}

const massOf = (frame: RasterFrame, values: Float32Array) =>
  (values.reduce((sum, value) => sum + value, 0) / 1e6) * frame.cellMetres ** 2;

describe('quarticKernel', () => {
  it('has the published values at 200 m', () => {
    expect(quarticKernel(0, 200)).toBeCloseTo(2.38732414637843e-5, 18);
    expect(quarticKernel(100, 200)).toBeCloseTo(1.3428698323378668e-5, 18);
    expect(quarticKernel(200, 200)).toBe(0);
    expect(quarticKernel(1000, 200)).toBe(0);
  });

  it('has mass 1 over the plane', () => {
    let mass = 0;
    const step = 0.01;
    for (let r = step / 2; r < 200; r += step) mass += quarticKernel(r, 200) * 2 * Math.PI * r * step;
    expect(mass).toBeCloseTo(1, 8);
  });
});

describe('densitySurface', () => {
  it('is the kernel, in cases per km², at the middle of every cell', () => {
    const frame = frameOf(box);
    const point = [137.5, -912.25] as const;
    const { values, n, max } = densitySurface(frame, Float64Array.from(point));
    expect(n).toBe(1);
    let seen = 0;
    for (let row = 0; row < frame.height; row++) {
      for (let column = 0; column < frame.width; column++) {
        const east = frame.east0 + (column + 0.5) * frame.cellMetres;
        const north = frame.north0 - (row + 0.5) * frame.cellMetres;
        const expected = quarticKernel(Math.hypot(east - point[0], north - point[1]), 200) * 1e6;
        const value = values[row * frame.width + column]!;
        expect(Math.abs(value - expected)).toBeLessThan(1e-5);
        if (value > 0) seen++;
      }
    }
    expect(seen).toBeGreaterThan(70);
    expect(max).toBeLessThanOrEqual(23.8733);
    expect(max).toBeGreaterThan(23);
  });

  it('keeps the mass of points on the very edge and in the corners of the box', () => {
    const frame = frameOf(box);
    const [west, south, east, north] = frame.core;
    const points = [west, south, west, north, east, south, east, north, west, 0, 0, north, east, 0, 0, south];
    const { values, n, outside } = densitySurface(frame, Float64Array.from(points));
    expect(n).toBe(8);
    expect(outside).toBe(0);
    expect(Math.abs(massOf(frame, values) / n - 1)).toBeLessThan(0.005);
  });

  it('counts points beyond the box apart and spreads nothing of them', () => {
    const frame = frameOf(box);
    const { values, n, outside, max } = densitySurface(frame, Float64Array.from([frame.core[0] - 1, 0, 1e7, 1e7]));
    expect([n, outside, max]).toEqual([0, 2, 0]);
    expect(values.every((value) => value === 0)).toBe(true);
  });

  it('adds a pile of points at one place exactly', () => {
    const frame = frameOf(box);
    const pile = new Float64Array(2 * 200_000).fill(3.25);
    const one = densitySurface(frame, Float64Array.from([3.25, 3.25]));
    const many = densitySurface(frame, pile);
    expect(many.n).toBe(200_000);
    expect(many.max / one.max).toBeCloseTo(200_000, 4);
  });

  it('is empty for no points', () => {
    const { n, max } = densitySurface(frameOf(box), new Float64Array(0));
    expect([n, max]).toEqual([0, 0]);
  });
});

describe('rasterFrame', () => {
  it('refuses a raster nobody could draw, naming the limit', () => {
    const frame = rasterFrame([115, 39, 118, 42], 50);
    expect(frame.ok).toBe(false);
    if (!frame.ok) {
      expect(frame.problem.code).toBe('incident.raster-too-large');
      expect(frame.problem.params.limit).toBe(MAX_RASTER_CELLS);
    }
  });

  it('has cells of the same area all over: a metre is a metre', () => {
    // Monaco to Taipei: a short step on the ground measured on the plane and on the WGS84 ellipsoid's radii.
    const { plane } = frameOf([121.5, 25.0, 121.6, 25.1]);
    // 0.001° of longitude at 25.05° N is 100.9 m, 0.001° of latitude 110.78 m (Vincenty).
    expect(eastOf(plane, 121.551) - eastOf(plane, 121.55)).toBeCloseTo(100.87, 1);
    expect(northOf(plane, 25.051) - northOf(plane, 25.05)).toBeCloseTo(110.78, 1);
    expect(latAt(plane, northOf(plane, 25.0123))).toBeCloseTo(25.0123, 10);
    expect(lngAt(plane, eastOf(plane, 121.5123))).toBeCloseTo(121.5123, 10);
  });

  it('finds the cell of a place, and none outside', () => {
    const frame = frameOf(box);
    const bounds = frameBounds(frame);
    expect(cellAt(frame, bounds[0] + 1e-9, bounds[3] - 1e-9)).toBe(0);
    expect(cellAt(frame, bounds[2] - 1e-9, bounds[1] + 1e-9)).toBe(frame.width * frame.height - 1);
    expect(cellAt(frame, bounds[0] - 1e-6, bounds[3])).toBe(-1);
  });
});
