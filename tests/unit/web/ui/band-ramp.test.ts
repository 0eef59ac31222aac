import { describe, expect, it } from 'vitest';
import { bandClass, bandColour, bandColours, bandRanges } from '../../../../web/ui/band-ramp';

const band = [300, 500] as const;

describe('classes of households', () => {
  it('end where the band does', () => {
    expect(bandRanges(band)).toEqual([
      [null, 199],
      [200, 299],
      [300, 500],
      [501, 666],
      [667, null],
    ]);
    expect([0, 199, 200, 299, 300, 500, 501, 666, 667, 5000].map((n) => bandClass(n, band))).toEqual([
      0, 0, 1, 1, 2, 2, 3, 3, 4, 4,
    ]);
  });

  it('look the same everywhere within the band and unlike anything outside', () => {
    for (const isDark of [false, true]) {
      const within = new Set([300, 350, 400, 500].map((n) => bandColour(n, band, isDark)));
      expect([...within]).toEqual([bandColours(isDark)[2]]);
      expect(new Set([null, 100, 250, 400, 600, 900].map((n) => bandColour(n, band, isDark))).size).toBe(6);
    }
  });
});
