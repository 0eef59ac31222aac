import gcoord from 'gcoord';
import { describe, expect, it } from 'vitest';
import { toWgs84 } from '../../../../geodata/formats/coordinate-system';
import { toLattice } from '../../../../geodata/schema/coordinates';

const places: [number, number][] = [
  [116.3, 39.44],
  [98.29, 39.77],
  [131.14, 46.73],
  [121.56, 25.03],
];

describe('toWgs84', () => {
  it.each(['GCJ02', 'BD09'] as const)('comes back from %s to the same lattice point', (crs) => {
    for (const place of places) {
      const shifted = gcoord.transform([...place] as [number, number], gcoord.WGS84, gcoord[crs]);
      expect(Math.abs(shifted[0] - place[0])).toBeGreaterThan(1e-4);
      expect(toWgs84(shifted[0], shifted[1], crs)!.map(toLattice)).toEqual(place.map(toLattice));
    }
  });

  it('never moves what is WGS84 or CGCS2000 already', () => {
    expect(toWgs84(116.3, 39.44, 'WGS84')).toEqual([116.3, 39.44]);
    expect(toWgs84(116.3, 39.44, 'CGCS2000')).toEqual([116.3, 39.44]);
  });

  it('knows what is no coordinate', () => {
    expect(toWgs84(-30826, -51, 'WGS84')).toBeNull();
    expect(toWgs84(39, 116, 'WGS84')).toBeNull();
    expect(toWgs84(Number.NaN, 0, 'GCJ02')).toBeNull();
  });
});
