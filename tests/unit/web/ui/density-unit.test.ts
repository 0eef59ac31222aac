import { describe, expect, it } from 'vitest';
import { densityCells } from '../../../../geodata/incidents/density-cells';
import { densityDigits, densityTicks, domainTop } from '../../../../geodata/incidents/density-scale';
import { densitySurface } from '../../../../geodata/incidents/density-surface';
import { daysCounted, weeklyDensity } from '../../../../geodata/incidents/days-counted';
import { frameBounds, rasterFrame, cellAt } from '../../../../geodata/incidents/raster-frame';
import { decodeFloats } from '../../../../web/state/decode-floats';
import { formatNumber } from '../../../../web/ui/format';

const write = (value: number, language = 'en'): string => formatNumber(value, language, densityDigits(value));

describe('a density', () => {
  it('is written with two digits that say something, and none after the point from 10 on', () => {
    expect([0, 0.0123, 0.1, 0.104, 0.96, 1, 1.24, 2.98, 9.94, 9.96, 12.4, 1234.5].map((value) => write(value))).toEqual(
      ['0', '0.012', '0.1', '0.1', '0.96', '1', '1.2', '3', '9.9', '10', '12', '1,235'],
    );
  });

  it('has a legend whose ticks are exactly what is written of them', () => {
    for (let max = 0.011; max < 5000; max *= 1.37) {
      for (const tick of densityTicks(domainTop(max))) expect(Number(write(tick).replace(/,/g, ''))).toBe(tick);
    }
  });

  it('is by week: half as much over twice the days', () => {
    expect(weeklyDensity(14, 2, 7)).toBe(7);
    expect(weeklyDensity(14, 2, 14)).toBe(3.5);
    const data = { dates: ['2025-01-01', '2025-01-02', '2025-01-03'], starts: new Float64Array(4) };
    expect(daysCounted({ from: '2025-01-01', to: '2025-01-03' }, data)).toBe(3);
    expect(daysCounted({ from: '2024-01-01', to: '2025-01-02' }, data)).toBe(2);
    expect(daysCounted({ from: '2026-01-01', to: '2026-01-02' }, data)).toBe(1);
    expect(daysCounted(null, data)).toBe(1);
  });

  it('is one number in the wire, under the pointer, in the legend’s domain and in the file', () => {
    const framed = rasterFrame([116.27, 39.41, 116.32, 39.45], 200);
    if (!framed.ok) throw new Error(framed.problem.code);
    const frame = framed.value;
    const points = Float64Array.from([12, 31, 12, 31, 90, -60, 700, 800, -400, 250]);
    const surface = densitySurface(frame, points, 30 / 7);
    const plane = { lng0: frame.plane.lng0, lat0: frame.plane.lat0, east0: frame.east0, north0: frame.north0 };
    const values = decodeFloats(Buffer.from(surface.values.buffer).toString('base64'));
    const raster = { ...frame, plane, values };
    const cells = densityCells(raster);
    expect(cells.length).toBe(values.filter((value) => value > 0).length);
    for (const [lng, lat, exported] of cells) {
      // The tooltip looks up the cell of the pointer as rate-layer.ts does.
      const under = values[cellAt(frame, Number(lng), Number(lat))]!;
      for (const language of ['zh-CN', 'en']) expect(write(under, language).replace(/,/g, '')).toBe(exported);
    }
    const most = cells.reduce((top, [, , density]) => Math.max(top, Number(density)), 0);
    expect(write(surface.max)).toBe(String(most));
    expect(domainTop(surface.max)).toBeGreaterThanOrEqual(surface.max * (1 - 1e-6));
    expect(frameBounds(frame)[0]).toBeLessThan(Number(cells[0]![0]));
    // In the part of the file that holds them, and in no other.
    expect([...densityCells(raster, 0, 40), ...densityCells(raster, 40)]).toEqual(cells);
  });
});
