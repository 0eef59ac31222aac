import gcoord from 'gcoord';
import { fromLattice } from '../schema/coordinates';
import type { LatticePoint } from '../schema/coordinates';
import type { Incident } from '../schema/incident';

type Raw = NonNullable<Incident['raw']>;

/** A point as it was sent: most phones send WGS84; reports forwarded from a map mini-program come in GCJ-02. */
export function rawCoordinate(point: LatticePoint, crs: Raw['crs']): Raw {
  const lng = fromLattice(point[0]);
  const lat = fromLattice(point[1]);
  if (crs !== 'GCJ02') return { x: lng, y: lat, crs };
  const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02);
  // Seven decimals: a centimetre, and well above any machine's last bit of sine.
  return { x: Math.round(x! * 1e7) / 1e7, y: Math.round(y! * 1e7) / 1e7, crs };
}
