import { describe, expect, it } from 'vitest';
import {
  choiceClass,
  CIRCLE_CLASSES,
  missingClass,
  missingRange,
  quarterBreaks,
  quarterClass,
} from '../../../../web/state/circle-class';

describe('classes of the life-circle map', () => {
  it('hold every number of missing services once, and say which they are', () => {
    for (let count = 1; count <= 18; count++) {
      for (let missing = 0; missing <= count; missing++) {
        const holding = Array.from({ length: CIRCLE_CLASSES }, (_, i) => i).filter((i) => {
          const { from, to } = missingRange(i, count);
          return missing >= from && missing <= to;
        });
        expect(holding).toEqual([missingClass(missing, count)]);
      }
      expect(missingClass(0, count)).toBe(4);
      expect(missingClass(count, count)).toBe(0);
    }
    expect([0, 1, 2, 3, 4, 5, 6, 7, 11].map((missing) => missingClass(missing, 11))).toEqual([
      4, 3, 3, 2, 2, 1, 1, 0, 0,
    ]);
  });

  it('tell none, one, two and more stations apart', () => {
    expect([0, 1, 2, 3, 4, 5, 60].map(choiceClass)).toEqual([0, 1, 2, 3, 3, 4, 4]);
  });

  it('quarter those who have something; nothing is a class of its own', () => {
    const values = [0, 0, -1, 1, 2, 3, 4, 5];
    const breaks = quarterBreaks(values);
    expect(breaks).toEqual([2, 3, 4]);
    expect(values.map((value) => quarterClass(value, breaks))).toEqual([0, 0, 0, 1, 1, 2, 3, 4]);
    expect(quarterBreaks([0, -1])).toEqual([]);
    expect(quarterClass(3, [])).toBe(1);
  });
});
