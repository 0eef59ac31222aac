import { describe, expect, it } from 'vitest';
import { sumByGroup } from '../../../../geodata/coverage/group-means';
import { presentKinds, reachedServices, scoreOf, usualLifeCircle } from '../../../../geodata/coverage/life-circle';
import { peopleWeights } from '../../../../geodata/coverage/people-weights';

const MINUTE = 60_000;

describe('the life circle of a dwelling', () => {
  it('holds what is within the cutoff, to the millisecond; nothing behind closed gates, nothing said off the network', () => {
    const clinic = [15 * MINUTE, 15 * MINUTE + 1, -1, 0, 0];
    const market = [-1, 3 * MINUTE, 0, 0, 0];
    const reached = reachedServices([clinic, market], [1, 1, 1, 2, 0], 15 * MINUTE);
    expect([...reached]).toEqual([0b01, 0b10, 0b10, 0, -1]);
    expect([...reached].slice(0, 4).map(scoreOf)).toEqual([1, 1, 1, 0]);
    expect(scoreOf(2 ** 18 - 1)).toBe(18);
  });

  it('counts only kinds the place has, each once, in the order asked', () => {
    const stations = [{ kind: 'clinic' as const }, { kind: 'park' as const }];
    expect(presentKinds(['park', 'market', 'clinic', 'park'], stations)).toEqual({
      present: ['park', 'clinic'],
      absent: ['market'],
    });
    expect(presentKinds(usualLifeCircle.kinds, []).present).toEqual([]);
  });

  it('is weighted by residents, else households, else by every dwelling as one', () => {
    const none = [-1, -1];
    expect(peopleWeights({ residents: [3, -1], households: [1, 1] }).basis).toBe('residents');
    expect(peopleWeights({ residents: none, households: [1, -1] }).basis).toBe('households');
    const units = peopleWeights({ residents: none, households: none });
    expect([units.basis, ...Array.from(units.weight)]).toEqual(['units', 1, 1]);
  });

  it('sums by group with numerator and denominator; unknown counts and unknown walks are in neither', () => {
    const masks = [0b11, 0b01, -1, 0b11, 0b11];
    const sums = sumByGroup(
      masks.length,
      (i) => (masks[i] === -1 ? null : scoreOf(masks[i]!)),
      (i) => scoreOf(masks[i]!) === 2,
      [100, 300, 50, -1, 7],
      [0, 0, 0, 0, -1],
      1,
    );
    expect(sums).toEqual([{ weight: 400, weighted: 500, counted: 100, units: 3, unknownUnits: 1, withoutValue: 1 }]);
  });
});
