import { describe, expect, it } from 'vitest';
import { classColours, densityColour, densityGradient } from '../../../../web/ui/heat-ramp';

const luminance = ([r, g, b]: readonly number[]): number => 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
const parse = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);

describe.each([false, true])('heat ramp, dark: %s', (dark) => {
  it('runs one way in lightness, so that it reads in print and with colour blindness', () => {
    const steps = Array.from({ length: 11 }, (_, i) => luminance(densityColour(i / 10, dark)));
    const sorted = [...steps].sort((a, b) => (dark ? a - b : b - a));
    expect(steps).toEqual(sorted);
    const classes = classColours(6, dark).map((colour) => luminance(parse(colour)));
    expect(classes).toEqual([...classes].sort((a, b) => (dark ? a - b : b - a)));
  });

  it('is wholly transparent where nothing is, and never quite opaque', () => {
    expect(densityColour(0, dark)[3]).toBe(0);
    expect(densityColour(1, dark)[3]).toBeGreaterThan(0.8);
    expect(densityColour(9, dark)).toEqual(densityColour(1, dark));
    expect(densityColour(1, dark)[3]).toBeLessThan(0.9);
  });

  it('is what the legend shows', () => {
    const [r, g, b] = densityColour(0.5, dark);
    expect(densityGradient(dark)).toContain(`rgb(${r} ${g} ${b} /`);
  });
});
