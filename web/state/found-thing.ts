import type { Geometry } from 'geojson';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { containsPoint } from '../../geodata/geometry/point-in-polygon';
import { fromLattice, toLattice } from '../../geodata/schema/coordinates';
import type { LngLat, MultiPolygon } from '../../geodata/schema/coordinates';
import type { AreaCollection } from '../../geodata/schema/collections';
import type { LocalName } from '../../geodata/schema/place';
import type { StationKind } from '../../geodata/schema/station';
import { fetchStations } from '../api/coverage';
import { fetchCompounds, fetchStreet } from '../api/places';
import { geometryBox } from './geometry-box';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { useSelection } from './selection';
import type { Selection } from './selection';

/** A thing of the place that no plan, station list or incident list is about: what is known of it. */
export interface FoundThing {
  kind: 'compound' | 'station' | 'street' | 'base-unit' | 'point';
  /** Null for a place that was only pointed at. */
  name: LocalName | null;
  at: LngLat;
  geometry: Geometry;
  address: string | null;
  stationKind: StationKind | null;
  households: number | null;
  residents: number | null;
  baseUnits: number | null;
  lengthMetres: number | null;
}

const nothingKnown = {
  name: null,
  address: null,
  stationKind: null,
  households: null,
  residents: null,
  baseUnits: null,
  lengthMetres: null,
};

type Land = AreaCollection['features'][number]['geometry'];
const lattice = (geometry: Land): MultiPolygon =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map((rings) =>
    rings.map((ring) => ring.flatMap(([lng = 0, lat = 0]) => [toLattice(lng), toLattice(lat)])),
  );

/** What is selected of the kinds a search finds beside areas and grids, wherever it was selected. */
export const useFoundThing = defineStore('found-thing', () => {
  const place = usePlace();
  const selection = useSelection();
  const thing = shallowRef<FoundThing | null>(null);
  const status = ref<LoadStatus>('idle');
  let turn = 0;

  /** The innermost area it lies in; null beyond all of them. */
  const areaId = computed(() => {
    const at = thing.value?.at;
    if (!at) return null;
    const point = [toLattice(at[0]), toLattice(at[1])] as const;
    const inside = (place.areas?.features ?? [])
      .filter(({ geometry }) => containsPoint(point, lattice(geometry)))
      .sort((a, b) => b.properties.level - a.properties.level);
    return inside[0]?.properties.id ?? null;
  });

  async function find({ kind, id }: Selection, placeId: string): Promise<FoundThing | null> {
    if (kind === 'compound') {
      const all = await fetchCompounds(placeId);
      const one = all.ok ? all.value.features.find(({ properties }) => properties.id === id) : undefined;
      if (!one) return null;
      const [west, south, east, north] = geometryBox(one.geometry);
      return {
        ...nothingKnown,
        ...one.properties,
        kind,
        geometry: one.geometry,
        at: [(west + east) / 2, (south + north) / 2],
      };
    }
    if (kind === 'station') {
      const all = await fetchStations(placeId);
      const one = all.ok ? all.value.features.find(({ properties }) => properties.id === id) : undefined;
      if (!one) return null;
      const { name, address, kind: stationKind } = one.properties;
      const at = one.geometry.coordinates;
      return { ...nothingKnown, kind, name, address, stationKind, at, geometry: pointAt(at) };
    }
    if (kind === 'street') {
      const one = await fetchStreet(placeId, id);
      if (!one.ok) return null;
      const { geometry, properties } = one.value;
      const longest = geometry.coordinates.reduce((most, piece) => (piece.length > most.length ? piece : most));
      const at = longest[Math.floor(longest.length / 2)]!;
      return { ...nothingKnown, kind, name: properties.name, lengthMetres: properties.lengthMetres, at, geometry };
    }
    if (kind === 'base-unit') {
      const columns = await place.loadBaseUnits();
      const i = columns?.ids.findIndex((one) => one === id) ?? -1;
      if (!columns || i < 0) return null;
      const at = [fromLattice(columns.xy[2 * i]!), fromLattice(columns.xy[2 * i + 1]!)] as const;
      const count = (value: number): number | null => (value < 0 ? null : value);
      return {
        ...nothingKnown,
        kind,
        name: { zh: columns.names[i]! },
        address: columns.addresses[i]!,
        households: count(columns.households[i]!),
        residents: count(columns.residents[i]!),
        at,
        geometry: pointAt(at),
      };
    }
    if (kind !== 'point') return null;
    const [lng = NaN, lat = NaN] = id.split(',').map(Number);
    return Number.isFinite(lng) && Number.isFinite(lat)
      ? { ...nothingKnown, kind, at: [lng, lat], geometry: pointAt([lng, lat]) }
      : null;
  }

  watch(
    () => [selection.selected, place.current?.id, place.current?.datasetVersion] as const,
    async ([selected, placeId]) => {
      const mine = ++turn;
      thing.value = null;
      status.value = selected && placeId ? 'loading' : 'idle';
      if (!selected || !placeId) return;
      const found = await find(selected, placeId);
      if (mine !== turn) return;
      thing.value = found;
      status.value = found ? 'ready' : 'failed';
    },
    { immediate: true },
  );

  return { thing, status, areaId };
});

const pointAt = ([lng, lat]: LngLat): Geometry => ({ type: 'Point', coordinates: [lng, lat] });
