import { describe, expect, it } from 'vitest';
import { chanceColour, cornerColour, findingColour } from '../../../../web/ui/finding-colours';

const parse = (text: string): number[] => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
const grey = (text: string): number => {
  const [r, g, b] = parse(text);
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const corners = ['high-high', 'low-low', 'high-low', 'low-high'] as const;

describe('colours of what is real', () => {
  it('are each of another lightness, so that a grey print tells them apart', () => {
    const shades = corners.map((corner) => grey(cornerColour(corner, false))).sort((a, b) => a - b);
    for (let i = 1; i < shades.length; i++) expect(shades[i]! - shades[i - 1]!).toBeGreaterThan(20);
  });

  it('are warm for high and cold for low, which no colour blindness confuses', () => {
    for (const corner of corners) {
      const [r, , b] = parse(cornerColour(corner, false));
      if (corner.startsWith('high')) expect(r! - b!).toBeGreaterThan(100);
      else expect(b! - r!).toBeGreaterThan(50);
    }
    expect(findingColour('high', true)).toBe(cornerColour('high-high', true));
    expect(findingColour('low', true)).toBe(cornerColour('low-low', true));
  });

  it('are neither where it may be chance', () => {
    for (const dark of [false, true]) {
      const [r, g, b] = parse(chanceColour(dark));
      expect(Math.max(r!, g!, b!) - Math.min(r!, g!, b!)).toBeLessThan(20);
      for (const finding of ['usual', 'too-few', null]) expect(findingColour(finding, dark)).toBe(chanceColour(dark));
      expect(cornerColour(null, dark)).toBe(chanceColour(dark));
    }
  });
});
