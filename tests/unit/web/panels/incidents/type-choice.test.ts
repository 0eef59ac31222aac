import { describe, expect, it } from 'vitest';
import type { IncidentTypeWire } from '../../../../../geodata/schema/incident-summary';
import { findTypes, tickedOf, toggleChoice, typeGroups } from '../../../../../web/panels/incidents/type-choice';

const type = (code: string, zh: string, initials: string, parentCode: string | null = null): IncidentTypeWire => ({
  code,
  name: { zh, en: `In English ${code}` },
  initials,
  parentCode,
  count: 0,
});
const list = [
  type('01', '市容环境', 'srhj'),
  type('0101', '暴露垃圾', 'bllj', '01'),
  type('0102', '占道经营', 'zdjy', '01'),
  type('02', '公共设施', 'ggss'),
  type('0201', '井盖缺损', 'jgqs', '02'),
  type('09', '其他', 'qt', 'gone'),
];
const groups = typeGroups(list);
const toggle = (chosen: string[], code: string) => toggleChoice(groups, chosen, code);

describe('the tree of types', () => {
  it('has types under their groups, and lone ones by themselves', () => {
    expect(groups.map(({ group, types }) => [group.code, types.length])).toEqual([
      ['01', 2],
      ['02', 1],
      ['09', 0],
    ]);
  });

  it('ticks everything where nothing is chosen, and some of a group as some', () => {
    expect(groups.map((one) => tickedOf(one, new Set()))).toEqual(['all', 'all', 'all']);
    expect(groups.map((one) => tickedOf(one, new Set(['0101', '02'])))).toEqual(['some', 'all', 'none']);
    expect(tickedOf(groups[0]!, new Set(['0101', '0102']))).toBe('all');
  });

  it('unticks one of all, ticks it again, and writes whole groups by their code', () => {
    expect(toggle([], '0101')).toEqual(['0102', '02', '09']);
    expect(toggle(['0102', '02', '09'], '0101')).toEqual([]);
    expect(toggle(['0101'], '0102')).toEqual(['01']);
    expect(toggle(['01'], '0102')).toEqual(['0101']);
    expect(toggle(['0101'], '02')).toEqual(['0101', '02']);
    expect(toggle(['0101', '02'], '02')).toEqual(['0101']);
    expect(toggle(['0101'], '01')).toEqual(['01']);
    expect(toggle([], '09')).toEqual(['01', '02']);
    // The last one unticked would leave nothing to look at.
    expect(toggle(['0101'], '0101')).toEqual([]);
  });

  it('finds by Chinese, English, code and initials', () => {
    const codes = (words: string) =>
      findTypes(groups, words).flatMap(({ group, types }) => [group, ...types].map((one) => one.code));
    expect(codes('井盖')).toEqual(['02', '0201']);
    expect(codes('JGQ')).toEqual(['02', '0201']);
    expect(codes('市容')).toEqual(['01', '0101', '0102']);
    expect(codes('english 0102')).toEqual(['01', '0102']);
    expect(codes('没有')).toEqual([]);
    expect(codes(' ')).toHaveLength(6);
  });
});
