import { expect, it } from 'vitest';
import { compassDirection } from '../../../../web/locales/compass-direction';

it('names where a way ends, as it lies on the ground', () => {
  const from = [116.3, 39.4] as const;
  const to = (east: number, north: number) => compassDirection(from, [from[0] + east, from[1] + north]);
  expect([to(0, 1), to(1, 0), to(0, -1), to(-1, 0)]).toEqual(['n', 'e', 's', 'w']);
  expect([to(1, 1), to(1, -1), to(-1, -1), to(-1, 1)]).toEqual(['ne', 'se', 'sw', 'nw']);
  // 0.9 degrees east is no longer than 0.7 north here: still north-east, though 0.3 would be north.
  expect([to(0.9, 0.7), to(0.3, 0.7)]).toEqual(['ne', 'n']);
  expect(to(0, 0)).toBe('n');
});
