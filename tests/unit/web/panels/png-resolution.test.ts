import { crc32 } from 'node:zlib';
import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { withResolution } from '../../../../web/panels/frame/png-resolution';

describe('a PNG with its resolution', () => {
  it('is the same picture, and says how many dots an inch it has', () => {
    const png = encode({ width: 2, height: 1, data: new Uint8Array([1, 2, 3, 255, 4, 5, 6, 255]), channels: 4 });
    for (const dotsPerInch of [200, 300]) {
      const made = withResolution(png, dotsPerInch);
      const { data, resolution } = decode(made, { checkCrc: true });
      expect([...data]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
      expect(resolution).toEqual({ x: Math.round(dotsPerInch / 0.0254), y: Math.round(dotsPerInch / 0.0254), unit: 1 });
      const crc = new DataView(made.buffer).getUint32(33 + 17);
      expect(crc).toBe(crc32(made.subarray(33 + 4, 33 + 17)));
    }
  });
});
