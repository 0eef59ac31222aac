import { describe, expect, it } from 'vitest';
import { periodAgainst } from '../../../../geodata/incidents/period-against';
import { comparableDays } from '../../../../web/state/heat-against';

describe('comparableDays', () => {
  it('offers half of the data and the longest usual days within it', () => {
    expect(comparableDays({ from: '2025-01-01', to: '2025-12-31' })).toEqual([
      { kind: 'halves', days: 182, period: { from: '2025-07-03', to: '2025-12-31' } },
      { kind: 'last', days: 90, period: { from: '2025-10-03', to: '2025-12-31' } },
    ]);
    expect(comparableDays({ from: '2025-01-01', to: '2025-04-30' }).map(({ days }) => days)).toEqual([60, 30]);
    expect(comparableDays({ from: '2025-01-01', to: '2025-01-02' }).map(({ days }) => days)).toEqual([1]);
    expect(comparableDays({ from: '2025-01-01', to: '2025-01-01' })).toEqual([]);
  });

  it('offers nothing that has no period before it', () => {
    for (const to of ['2025-01-02', '2025-01-03', '2025-02-28', '2025-03-04', '2026-06-30']) {
      const data = { from: '2025-01-01', to };
      for (const { period } of comparableDays(data)) expect(periodAgainst('previous', period, data).ok).toBe(true);
    }
  });
});
