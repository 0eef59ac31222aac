import { describe, expect, it } from 'vitest';
import { UnitTally } from '../../../../geodata/plan/count-units';
import { smallPlace } from '../../../fixtures/small-place';

const place = smallPlace();
const faces = place.plans[0]!.grids;
/** Every unit five thousand times over, so that it takes more than one slice. */
const units = Array.from({ length: 5000 }, () => place.baseUnits).flat();
const columns = {
  xy: units.flatMap(({ anchor }) => [...anchor]),
  households: units.map(({ households }) => households ?? -1),
  residents: units.map(({ residents }) => residents ?? -1),
  elderly: units.map(() => -1),
  assumed: units.map(() => 0 as const),
};

describe('units counted in slices', () => {
  it('come to the same as counted at once, with a breath between slices', async () => {
    let breaths = 0;
    const sliced = await UnitTally.inSlices(columns, faces, async () => void breaths++);
    const whole = new UnitTally(columns, faces);
    expect(breaths).toBeGreaterThan(1);
    for (const { id } of faces) {
      expect(sliced.countOf(id)).toEqual(whole.countOf(id));
      expect(sliced.unitsOf(id)).toEqual(whole.unitsOf(id));
    }
    expect(sliced.unitsOutside()).toEqual(whole.unitsOutside());
    expect(faces.some(({ id }) => (sliced.countOf(id).households ?? 0) > 0)).toBe(true);
  });
});
