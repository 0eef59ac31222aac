import gcoord from 'gcoord';
import type { CrsName } from '../../schema/incident';

/**
 * WGS84 degrees in another system: the way there of `toWgs84`. CGCS2000 differs by centimetres and is taken as it is;
 * GCJ-02 and BD-09 by their published formulas, which change nothing outside China.
 */
export function fromWgs84(lng: number, lat: number, crs: CrsName): [number, number] {
  if (crs === 'WGS84' || crs === 'CGCS2000') return [lng, lat];
  const [x, y] = gcoord.transform<[number, number]>(
    [lng, lat],
    gcoord.WGS84,
    crs === 'GCJ02' ? gcoord.GCJ02 : gcoord.BD09,
  );
  return [x, y];
}
