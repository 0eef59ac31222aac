import { describe, expect, it } from 'vitest';
import type { PlaceWire } from '../../../../geodata/schema/place';
import { choosePlace } from '../../../../web/state/choose-place';

const place = (id: string, synthetic: boolean, baseUnits: number): PlaceWire =>
  ({ id, synthetic, counts: { baseUnits } }) as PlaceWire;
const places = [place('baltimore', false, 0), place('guan', true, 9000), place('taipei', false, 70_000)];

describe('choosePlace', () => {
  it('goes back to the place seen last', () => {
    expect(choosePlace(places, 'baltimore')?.id).toBe('baltimore');
  });

  it('begins with the demo county, else with the place of the most buildings', () => {
    expect(choosePlace(places, '')?.id).toBe('guan');
    expect(choosePlace(places, 'gone')?.id).toBe('guan');
    expect(
      choosePlace(
        places.filter(({ synthetic }) => !synthetic),
        '',
      )?.id,
    ).toBe('taipei');
    expect(choosePlace([], '')).toBeNull();
  });
});
