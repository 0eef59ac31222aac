import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import { boundingBox } from '../../geodata/geometry/bounding-box';
import { containsPoint } from '../../geodata/geometry/point-in-polygon';
import { toLattice } from '../../geodata/schema/coordinates';
import type { LngLat } from '../../geodata/schema/coordinates';
import type { StationFeature } from '../../geodata/schema/coverage';
import type { LocalName } from '../../geodata/schema/place';
import type { Grid } from '../../geodata/schema/plan';
import { fetchStations } from '../api/coverage';
import { usePlace } from './place';

export interface GridStation {
  id: string;
  name: LocalName;
  coordinates: LngLat;
}

/** The stations of the place, read once when first asked for, and which of them stand in a grid. */
export const useGridStations = defineStore('grid-stations', () => {
  const place = usePlace();
  const stations = shallowRef<readonly StationFeature[] | null>(null);
  let asked = '';

  async function load(): Promise<void> {
    const placeId = place.current?.id;
    const version = place.current?.datasetVersion ?? '';
    if (!placeId || asked === `${placeId} ${version}`) return;
    const turn = `${placeId} ${version}`;
    asked = turn;
    const found = await fetchStations(placeId);
    if (asked === turn && found.ok) stations.value = found.value.features;
  }

  /** Stations within a grid; null until they are read. On a shared border one belongs to one grid, as households do. */
  function within(grid: Grid): GridStation[] | null {
    void load();
    if (!stations.value) return null;
    const [minX, minY, maxX, maxY] = boundingBox(grid.polygons);
    return stations.value.flatMap(({ id, geometry, properties }): GridStation[] => {
      const x = toLattice(geometry.coordinates[0]);
      const y = toLattice(geometry.coordinates[1]);
      const isInside = x >= minX && x <= maxX && y >= minY && y <= maxY && containsPoint([x, y], grid.polygons);
      return isInside ? [{ id, name: properties.name, coordinates: geometry.coordinates }] : [];
    });
  }

  watch(
    () => place.current?.datasetVersion,
    () => (stations.value = null),
    { flush: 'sync' },
  );

  return { within };
});
