import { describe, expect, it } from 'vitest';
import { classReach, densityReach } from '../../../../geodata/incidents/colour-reach';

describe('densityReach', () => {
  it('is pale below a third of the domain and over from a quarter above it', () => {
    expect(densityReach(3.9, 12)).toBe('pale');
    expect(densityReach(4, 12)).toBe('fits');
    expect(densityReach(15, 12)).toBe('fits');
    expect(densityReach(15.1, 12)).toBe('over');
  });

  it('has nothing to say where nothing is drawn', () => {
    expect(densityReach(0, 12)).toBe('fits');
  });
});

describe('classReach', () => {
  const breaks = [2, 4, 8, 16, 32];

  it('is pale as long as nothing reaches the third class, which begins with the second border', () => {
    expect(classReach([1, 3, 3.9, 0], breaks)).toBe('pale');
    expect(classReach([1, 1, 1, 4], breaks)).toBe('fits');
  });

  it('is over where more than half of what is coloured is in the last class', () => {
    expect(classReach([40, 40, 1, 1], breaks)).toBe('fits');
    expect(classReach([40, 40, 32, 1, 1], breaks)).toBe('over');
    // What is zero has no colour.
    expect(classReach([40, 0, 0, 0], breaks)).toBe('over');
  });

  it('has nothing to say of fewer than three classes, or of nothing', () => {
    expect(classReach([1, 1], [2])).toBe('fits');
    expect(classReach([1, 1], [])).toBe('fits');
    expect(classReach([0, 0], breaks)).toBe('fits');
  });
});
