import { describe, expect, it } from 'vitest';
import { judgeRates } from '../../../../geodata/incidents/judge-rates';
import { ratePerThousand } from '../../../../geodata/incidents/rates';
import { judgeRows } from '../../../../geodata/overview/judge-rows';
import type { OverviewRow } from '../../../../geodata/schema/overview';

const basis = { rateBase: 'households', tooFew: 20, missing: [] as [] } as const;
const row = (id: string, count: number, households: number | null): OverviewRow =>
  ({ id, households, residents: null, incidents: { count } }) as unknown as OverviewRow;
const rows = [
  row('hot', 60, 1000),
  row('usual', 22, 1000),
  row('cold', 4, 1000),
  row('small', 1, 90),
  row('hamlet', 3, 19),
  row('unknown', 3, null),
];

describe('judgeRows', () => {
  it('finds what is real as the map of incidents does, and leaves out what has no rate', () => {
    const found = judgeRows(rows, 'rate', basis);
    expect([...found]).toEqual([
      ['hot', 'high'],
      ['usual', 'usual'],
      ['cold', 'low'],
      ['small', 'too-few'],
    ]);
    const rates = rows.map(({ incidents, households }) => ratePerThousand(incidents!.count, households, 20));
    const none = { count: rows.length, start: new Uint32Array(rows.length + 1), index: new Uint32Array() };
    const judged = judgeRates(rates, none, false).grids;
    rows.forEach(({ id }, i) => expect(found.get(id) ?? null).toBe(judged[i]!.alone?.finding ?? null));
  });

  it('says nothing of other measures, nor without anything to divide by', () => {
    expect(judgeRows(rows, 'incidents', basis).size).toBe(0);
    expect(judgeRows(rows, 'late', basis).size).toBe(0);
    expect(judgeRows(rows, 'rate', { ...basis, rateBase: null }).size).toBe(0);
    expect(judgeRows([], 'rate', basis).size).toBe(0);
  });
});
