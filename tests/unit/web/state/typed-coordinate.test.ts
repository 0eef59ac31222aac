import { describe, expect, it } from 'vitest';
import { readTypedCoordinate } from '../../../../web/state/typed-coordinate';

const place = [116.2, 39.3, 116.4, 39.5] as const;

describe('readTypedCoordinate', () => {
  it.each(['116.3,39.4', ' 116.3, 39.4 ', '[116.3, 39.4]', '116.3,39.4', '116.3 39.4', '116.3° 39.4°'])(
    'reads %j',
    (text) => {
      expect(readTypedCoordinate(text, place)).toEqual({ at: [116.3, 39.4], swapped: false, inside: true });
    },
  );

  it('turns a swapped pair round and says so', () => {
    expect(readTypedCoordinate('39.4,116.3', place)).toEqual({ at: [116.3, 39.4], swapped: true, inside: true });
  });

  it('says when a place on earth is not in this place', () => {
    expect(readTypedCoordinate('121.5,31.2', place)).toEqual({ at: [121.5, 31.2], swapped: false, inside: false });
    expect(readTypedCoordinate('31.2,121.5', place)).toEqual({ at: [121.5, 31.2], swapped: true, inside: false });
  });

  it.each(['', '东风', '116.3', '116.3,39.4,5', '200,300', '12号楼 3'])('refuses %j', (text) => {
    expect(readTypedCoordinate(text, place)).toBeNull();
  });
});
