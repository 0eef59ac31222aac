import { describe, expect, it } from 'vitest';
import { formatOwners, parseOwners } from '../../../../geodata/incidents/owner-list';

describe('a list of agencies in a URL', () => {
  it.each([
    [[], ''],
    [['Recreation & Parks', "Mayor's Office"], "Recreation & Parks|Mayor's Office"],
    [[null, 'Parks, Roads'], '-|Parks, Roads'],
    [['-', null], '\\-|-'],
    [['a|b', 'c\\', 'd'], 'a\\|b|c\\\\|d'],
  ])('comes back as it was (%j)', (owners, text) => {
    expect(formatOwners(owners)).toBe(text);
    expect(parseOwners(text)).toEqual(owners);
  });

  it('leaves empty parts out and survives a lone backslash', () => {
    expect(parseOwners('||a|')).toEqual(['a']);
    expect(parseOwners('\\')).toEqual([]);
  });
});
