import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../../geodata/schema/problems';

describe('the text of a problem', () => {
  it('writes amounts with thousands separators, whatever the language', () => {
    const params = { households: 94883, buildings: 12345, area: 110, levels: 2 };
    const problem = { code: 'osm.households-assumed', params } as const;
    expect(describeProblem(problem, 'zh')).toMatch(/12,345 栋共 94,883 户$/);
    expect(describeProblem(problem, 'en')).toMatch(/94,883 in 12,345 buildings$/);
  });

  it('leaves numbers that are names, and texts, as they are', () => {
    expect(describeProblem({ code: 'start.port-in-use', params: { port: 8787, other: 8788 } }, 'en')).toContain('8787');
    expect(describeProblem({ code: 'row.id-twice', params: { value: '131022003' } }, 'en')).toContain('131022003');
  });

  it('has a word for one and for more', () => {
    const text = (count: number): string =>
      describeProblem({ code: 'osm.households-unknown', params: { count } }, 'en');
    expect([text(1), text(1000)]).toEqual([
      'Households are unknown for 1 more building',
      'Households are unknown for 1,000 more buildings',
    ]);
  });
});
