import { describe, expect, it } from 'vitest';
import {
  heatPeriodParam,
  movePeriod,
  periodDays,
  periodOf,
  resizePeriod,
  slidingWindows,
} from '../../../../web/state/heat-period';
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

describe('a window over the days of the data', () => {
  const data = { from: '2025-01-01', to: '2025-03-31' };

  it('moves by days and stops whole at either end', () => {
    expect(movePeriod({ from: '2025-02-01', to: '2025-02-07' }, 7, data)).toEqual({
      from: '2025-02-08',
      to: '2025-02-14',
    });
    expect(movePeriod({ from: '2025-03-20', to: '2025-03-26' }, 7, data)).toEqual({
      from: '2025-03-25',
      to: '2025-03-31',
    });
    expect(movePeriod({ from: '2025-01-03', to: '2025-01-09' }, -7, data)).toEqual({
      from: '2025-01-01',
      to: '2025-01-07',
    });
    expect(movePeriod({ from: '2025-01-01', to: '2025-01-07' }, -1, data)).toEqual({
      from: '2025-01-01',
      to: '2025-01-07',
    });
  });

  it('keeps its end when its length changes, as long as the data reaches back', () => {
    const days = { from: '2025-02-01', to: '2025-02-07' };
    expect(resizePeriod(days, 30, data)).toEqual({ from: '2025-01-09', to: '2025-02-07' });
    expect(resizePeriod(days, 60, data)).toEqual({ from: '2025-01-01', to: '2025-03-01' });
    expect(resizePeriod(days, 900, data)).toEqual(data);
    expect(resizePeriod(days, 1, data)).toEqual({ from: '2025-02-07', to: '2025-02-07' });
  });

  it('is written in a link as shortly as it goes', () => {
    expect(periodOf('2024-01-01', '2025-12-31', data)).toEqual({ kind: 'all' });
    expect(periodOf('2025-03-25', '2025-03-31', data)).toEqual({ kind: 'last', days: 7 });
    expect(periodOf('2025-02-01', '2025-02-07', data)).toEqual({ kind: 'range', from: '2025-02-01', to: '2025-02-07' });
  });

  it('slides from the end back, whole windows only', () => {
    expect(slidingWindows({ from: '2025-01-01', to: '2025-01-16' }, 7, 7)).toEqual([
      { from: '2025-01-03', to: '2025-01-09' },
      { from: '2025-01-10', to: '2025-01-16' },
    ]);
    expect(slidingWindows({ from: '2025-01-01', to: '2025-01-03' }, 2, 1).length).toBe(2);
    expect(slidingWindows({ from: '2025-01-01', to: '2025-01-03' }, 7, 1)).toEqual([]);
  });
});
