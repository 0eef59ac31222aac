import { describe, expect, it } from 'vitest';
import { judgeRates } from '../../../../geodata/incidents/judge-rates';
import { ratePerThousand } from '../../../../geodata/incidents/rates';
import { summariseFindings } from '../../../../geodata/incidents/summarise-findings';
import type { Finding, GridIncidents } from '../../../../geodata/schema/incident-summary';

function grid(
  id: string,
  count: number,
  expected: number,
  alone: Finding | null,
  around: Finding | null,
): GridIncidents {
  const judged = (finding: Finding) => ({ finding, adjustedChance: finding === 'usual' ? 0.5 : 0.01 });
  return {
    gridId: id,
    count,
    expected,
    alone: alone && judged(alone),
    around: around && { ...judged(around), count, expected, giStar: 0 },
  } as unknown as GridIncidents;
}

describe('what stands out of all grids', () => {
  it('is what is high by itself, the largest excess first, and nothing else is claimed beside it', () => {
    const found = summariseFindings([
      grid('a', 12, 6, 'high', 'high'),
      grid('b', 40, 10, 'high', 'usual'),
      grid('c', 9, 6, 'usual', 'high'),
      grid('d', 1, 9, 'low', 'low'),
    ]);
    expect(found.by).toBe('alone');
    expect(found.grids.map(({ gridId }) => gridId)).toEqual(['b', 'a']);
    expect([found.count, found.expected]).toEqual([52, 16]);
  });

  it('is what is high with its neighbours only where nothing is high by itself', () => {
    const found = summariseFindings([
      grid('a', 4, 1, 'too-few', 'high'),
      grid('b', 3, 3, 'too-few', 'too-few'),
      grid('c', 1, 9, 'low', 'low'),
      grid('d', 7, 0, null, null),
    ]);
    expect(found.by).toBe('around');
    expect(found.grids.map(({ gridId }) => gridId)).toEqual(['a']);
    expect([found.rated, found.tooFew]).toEqual([3, 1]);
  });

  it('is nothing where chance explains all, and then says of how many', () => {
    const found = summariseFindings([grid('a', 4, 4, 'usual', 'usual'), grid('b', 0, 2, 'too-few', 'low')]);
    expect(found).toEqual({ by: 'none', grids: [], count: 0, expected: 0, rated: 2, tooFew: 0 });
    expect(summariseFindings([])).toMatchObject({ by: 'none', rated: 0 });
  });

  it('is seldom more than chance where there is only chance', () => {
    // 300 places of 25 equal grids in a row, each case thrown into one of them: a fixed linear congruential generator.
    let state = 7;
    const draw = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    const start = new Uint32Array(26);
    const index: number[] = [];
    for (let i = 0; i < 25; i++) {
      if (i > 0) index.push(i - 1);
      if (i < 24) index.push(i + 1);
      start[i + 1] = index.length;
    }
    let claimed = 0;
    for (let run = 0; run < 300; run++) {
      const counts = Array.from({ length: 25 }, () => 0);
      for (let k = 0; k < 250; k++) counts[Math.floor(draw() * 25)]!++;
      const rates = counts.map((count) => ratePerThousand(count, 400, 20));
      const judged = judgeRates(rates, { count: 25, start, index: Uint32Array.from(index) }, false);
      const found = summariseFindings(
        judged.grids.map((one, i) => ({ ...one, count: counts[i]!, expected: 10 }) as unknown as GridIncidents),
      );
      if (found.by !== 'none') claimed++;
    }
    // Two tests at 5 % each, so at most 10 %; and some of 600 are wrong, else they would not be tests at all.
    expect(claimed / 300).toBeLessThan(0.1);
    expect(claimed).toBeGreaterThan(0);
  });
});
