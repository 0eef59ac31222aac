import { describe, expect, it } from 'vitest';
import { shareClass, shareClasses } from '../../../../web/state/coverage-level';

describe('classes of covered shares', () => {
  it('hold their lower end, and only whole areas are in the last', () => {
    expect([0, 0.2499, 0.25, 0.5, 0.899, 0.9, 0.9999, 1].map(shareClass)).toEqual([0, 0, 1, 2, 3, 4, 4, 5]);
    expect(shareClass(1)).toBe(shareClasses.length - 1);
  });
});
