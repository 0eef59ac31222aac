import type { Map as MapLibreMap } from 'maplibre-gl';
import { metresPerUnit } from '../../../geodata/geometry/ground-metres';
import { toLattice } from '../../../geodata/schema/coordinates';
import type { LngLat } from '../../../geodata/schema/coordinates';

/** Metres on the ground that some pixels of the screen cover at a place. */
export function groundReach(map: MapLibreMap, [lng, lat]: LngLat, pixels: number): number {
  const { x, y } = map.project([lng, lat]);
  const beside = map.unproject([x + pixels, y]);
  return Math.abs(toLattice(beside.lng) - toLattice(lng)) * metresPerUnit(toLattice(lat)).east;
}
