import { describe, expect, it } from 'vitest';
import { heatPeriodParam, periodDays, usualScale } from '../../../../web/state/heat-period';
import { decodeFloats } from '../../../../web/state/decode-floats';
import { geometryBox } from '../../../../web/state/geometry-box';

describe('heatPeriodParam', () => {
  it('writes what it reads', () => {
    for (const text of ['7', '90', '2025-01-01..2025-01-31', '2024-02-29..2024-02-29']) {
      const period = heatPeriodParam.parse(text);
      expect(period && heatPeriodParam.format(period)).toBe(text);
    }
    expect(heatPeriodParam.format(heatPeriodParam.fallback)).toBeNull();
  });

  it('takes nothing that is not a period', () => {
    for (const text of [
      '',
      '0',
      '-7',
      '7.5',
      'all',
      '2025-02-01..2025-01-01',
      '2025-02-30..2025-03-01',
      '2025-01-01',
    ]) {
      expect(heatPeriodParam.parse(text)).toBeNull();
    }
  });

  it('counts the last days back from the last day of the data', () => {
    expect(periodDays({ kind: 'last', days: 7 }, '2025-03-03')).toEqual({ from: '2025-02-25', to: '2025-03-03' });
    expect(periodDays({ kind: 'last', days: 1 }, '2025-03-03')).toEqual({ from: '2025-03-03', to: '2025-03-03' });
    expect(periodDays({ kind: 'all' }, '2025-03-03')).toEqual({});
  });
});

describe('decodeFloats', () => {
  it('gives back the very values', () => {
    const values = Float32Array.of(0, 1.5, 1e-9, 719.289, -1);
    expect(decodeFloats(Buffer.from(values.buffer).toString('base64'))).toEqual(values);
  });
});

describe('geometryBox', () => {
  it('holds every ring of every polygon', () => {
    const square = (x: number) => [[[x, 1], [x + 1, 1], [x + 1, 2], [x, 1]]]; // prettier-ignore
    expect(geometryBox({ type: 'Polygon', coordinates: square(3) })).toEqual([3, 1, 4, 2]);
    expect(geometryBox({ type: 'MultiPolygon', coordinates: [square(3), square(-2)] })).toEqual([-2, 1, 4, 2]);
  });
});

describe('usualScale', () => {
  it('is the period where it is shorter than 90 days, else the whole data', () => {
    expect(usualScale({ kind: 'last', days: 7 })).toBe('period');
    expect(usualScale({ kind: 'last', days: 90 })).toBe('full');
    expect(usualScale({ kind: 'all' })).toBe('full');
    expect(usualScale({ kind: 'range', from: '2025-01-01', to: '2025-03-30' })).toBe('period');
    expect(usualScale({ kind: 'range', from: '2025-01-01', to: '2025-03-31' })).toBe('full');
  });
});
