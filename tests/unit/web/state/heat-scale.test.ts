import { describe, expect, it } from 'vitest';
import { holdScale, linkedScaleParam, scaleParams } from '../../../../web/state/heat-scale';

const data = { from: '2025-01-01', to: '2025-12-31' };
const month = { from: '2025-03-02', to: '2025-03-31' };

describe('linkedScaleParam', () => {
  it('reads what a link may say, and the whole data where it says nothing it knows', () => {
    expect(['full', 'window', 'period', '30', '1'].map(linkedScaleParam.parse)).toEqual([
      'full',
      'window',
      'period',
      30,
      1,
    ]);
    expect(['', '0', '-3', '1.5', 'month', '1234567'].map(linkedScaleParam.parse)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(linkedScaleParam.fallback).toBe('full');
    expect(linkedScaleParam.parse(linkedScaleParam.format(90)!)).toBe(90);
  });
});

describe('holdScale', () => {
  it('holds a link that goes by its period at the days it opens with', () => {
    expect(holdScale('window', month, data)).toEqual({ scale: 30, reference: '' });
    expect(holdScale('period', month, data)).toEqual({ scale: 'full', reference: 'from=2025-03-02&to=2025-03-31' });
    expect(holdScale(7, month, data)).toEqual({ scale: 7, reference: '' });
  });

  it('knows as many days as there are as the whole data', () => {
    for (const linked of ['full', 'window', 'period', 365, 400] as const) {
      expect(holdScale(linked, data, data)).toEqual({ scale: 'full', reference: '' });
    }
    expect(holdScale('window', { from: '2024-12-01', to: '2026-01-31' }, data).scale).toBe('full');
  });
});

describe('scaleParams', () => {
  it('names the days of the window, so that no period has a say', () => {
    expect(scaleParams('full')).toEqual({ scale: 'full' });
    expect(scaleParams(30)).toEqual({ scale: 'window', scaleDays: 30 });
  });
});
