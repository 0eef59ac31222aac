import { describe, expect, it } from 'vitest';
import { metresPerPixel, scaleBar } from '../../../../web/map/scale-bar';

describe('scaleBar', () => {
  it('is the longest round distance that fits', () => {
    for (const zoom of [8, 10.3, 13, 15.7, 19]) {
      const bar = scaleBar(39.4, zoom, 88);
      expect(bar.pixels).toBeLessThanOrEqual(88);
      expect(bar.pixels).toBeGreaterThan(34);
      expect(bar.pixels).toBeCloseTo(bar.metres / metresPerPixel(39.4, zoom), 0);
    }
  });

  it('says kilometres from a thousand metres on', () => {
    expect(scaleBar(0, 10, 100).label).toBe('5 km');
    expect(scaleBar(0, 15, 100).label).toBe('200 m');
  });
});
