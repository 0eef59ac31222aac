import { expect, it } from 'vitest';
import { numberHexagons } from '../../../../web/locales/number-hexagons';

it('numbers the hexagons of each area by themselves, as one reads a page', () => {
  const cells = [
    { q: 1, r: 0, area: 0 },
    { q: 0, r: 0, area: 0 },
    { q: 0, r: 1, area: 1 },
    { q: -1, r: 2, area: 0 },
    { q: 9, r: 9, area: -1 },
    { q: 8, r: 9, area: -1 },
  ];
  const numbers = numberHexagons({
    q: cells.map(({ q }) => q),
    r: cells.map(({ r }) => r),
    areaOf: cells.map(({ area }) => area),
  });
  expect(numbers).toEqual([3, 2, null, 1, 2, 1]);
});
