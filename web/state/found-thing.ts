import type { Geometry } from 'geojson';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { containsPoint } from '../../geodata/geometry/point-in-polygon';
import { fromLattice, toLattice } from '../../geodata/schema/coordinates';
import type { BBox, LngLat, MultiPolygon } from '../../geodata/schema/coordinates';
import { hexCentre, hexLattice, hexRing, parseHexagonId } from '../../geodata/incidents/hex-lattice';
import type { AreaCollection } from '../../geodata/schema/collections';
import type { LocalName } from '../../geodata/schema/place';
import type { StationKind } from '../../geodata/schema/station';
import { fetchStations } from '../api/coverage';
import { fetchIncident } from '../api/incidents';
import { fetchCompounds, fetchStreet } from '../api/places';
import { geometryBox } from './geometry-box';
import { useMode } from './mode';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { useSelection } from './selection';
import type { Selection } from './selection';

/** A thing of the place that no plan, station list or incident list is about: what is known of it. */
export interface FoundThing {
  kind: 'compound' | 'station' | 'street' | 'base-unit' | 'incident' | 'hexagon' | 'point';
  /** Null for a place that was only pointed at, and for a hexagon. */
  name: LocalName | null;
  /** Null for an incident without a location; so is `geometry`. */
  at: LngLat | null;
  geometry: Geometry | null;
  address: string | null;
  stationKind: StationKind | null;
  households: number | null;
  residents: number | null;
  baseUnits: number | null;
  lengthMetres: number | null;
  /** Across a hexagon. */
  sizeMetres: number | null;
  caseNumber: string | null;
  reportedAt: string | null;
}

const nothingKnown = {
  name: null,
  address: null,
  stationKind: null,
  households: null,
  residents: null,
  baseUnits: null,
  lengthMetres: null,
  sizeMetres: null,
  caseNumber: null,
  reportedAt: null,
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
  const mode = useMode();
  /** The incidents mode reads its incidents itself. */
  const isReadElsewhere = computed(() => selection.selected?.kind === 'incident' && mode.current === 'incidents');
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
    if (kind === 'incident') {
      const one = await fetchIncident(placeId, id, { plan: '' });
      if (!one.ok) return null;
      const { title, address, caseNumber, reportedAt, lng, lat } = one.value;
      const at = lng === null || lat === null ? null : ([lng, lat] as const);
      const name = title === '' ? null : { zh: title };
      return { ...nothingKnown, kind, name, address, caseNumber, reportedAt, at, geometry: at && pointAt(at) };
    }
    if (kind === 'hexagon') {
      const hexagon = parseHexagonId(id);
      const box = place.current?.bbox;
      if (!hexagon || !box) return null;
      const lattice = hexLattice(box as unknown as BBox, hexagon.sizeMetres);
      const ring = hexRing(lattice, hexagon).map((corner) => [...corner]);
      const at = hexCentre(lattice, hexagon);
      return {
        ...nothingKnown,
        kind,
        sizeMetres: hexagon.sizeMetres,
        at,
        geometry: { type: 'Polygon', coordinates: [ring] },
      };
    }
    if (kind !== 'point') return null;
    const [lng = NaN, lat = NaN] = id.split(',').map(Number);
    return Number.isFinite(lng) && Number.isFinite(lat)
      ? { ...nothingKnown, kind, at: [lng, lat], geometry: pointAt([lng, lat]) }
      : null;
  }

  watch(
    [
      () => selection.selected,
      () => place.current?.id,
      () => isReadElsewhere.value,
      () => place.current?.datasetVersion,
    ],
    async ([selected, placeId, readElsewhere]) => {
      const mine = ++turn;
      thing.value = null;
      const isAsked = selected !== null && placeId !== undefined && !readElsewhere;
      status.value = isAsked ? 'loading' : 'idle';
      if (!isAsked) return;
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
