import { expect, it } from 'vitest';
import { placeIdOf } from '../../../../geodata/formats/place-id';
import { pointExtent } from '../../../../geodata/formats/point-extent';

it('the extent of points leaves out strays and zeros, and has room around the outermost', () => {
  const xs = [1200000000, 1200500000, 1201000000, -308260000, 0];
  const ys = [310000000, 310500000, 311000000, 310000000, 0];
  expect(pointExtent(xs, ys)).toEqual({
    box: [1200000000 - 30000, 310000000 - 30000, 1201000000 + 30000, 311000000 + 30000],
    inside: 3,
    outside: 2,
  });
  expect(pointExtent([5], [5])).toEqual({ box: [5 - 20000, 5 - 20000, 5 + 20000, 5 + 20000], inside: 1, outside: 0 });
  expect(pointExtent([0], [0])).toBeNull();
});

it('the id of a place is in Latin letters, whatever it is written in', () => {
  expect(['小镇', 'São Paulo', 'north-bayreuth', '武侯区2025', '…'].map(placeIdOf)).toEqual([
    'xiaozhen',
    'sao-paulo',
    'north-bayreuth',
    'wuhouqu2025',
    '',
  ]);
});
