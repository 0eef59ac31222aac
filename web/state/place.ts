import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { AreaCollection } from '../../geodata/schema/collections';
import type { AreaWire, PlaceWire } from '../../geodata/schema/place';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { Problem } from '../../geodata/schema/problems';
import { basemapTileJsonPath, fetchAreas, fetchBaseUnits, fetchPlace, fetchPlaces } from '../api/places';

export type LoadStatus = 'idle' | 'loading' | 'ready' | 'failed';

/** Absolute address of a place's TileJSON: the map's worker knows no relative ones. */
export const basemapTileJson = (placeId: string): string => new URL(basemapTileJsonPath(placeId), location.href).href;

/** The place that is open: its profile, its areas, and its base units once someone asked for them. */
export const usePlace = defineStore('place', () => {
  const places = shallowRef<PlaceWire[]>([]);
  const current = shallowRef<PlaceWire | null>(null);
  const areas = shallowRef<AreaCollection | null>(null);
  const baseUnits = shallowRef<BaseUnitColumns | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  const baseUnitsStatus = ref<LoadStatus>('idle');
  let opening = 0;
  let pendingUnits: { turn: number; columns: Promise<BaseUnitColumns | null> } | null = null;

  const areasById = computed(
    () => new Map((areas.value?.features ?? []).map((f) => [f.properties.id as string, f.properties])),
  );
  /** Index of the level whose areas hold grids. */
  const gridAreaLevel = computed(() => (current.value ? current.value.profile.levels.length - 1 : 0));

  /** The list for the switcher. */
  async function loadPlaces(): Promise<Problem | null> {
    const result = await fetchPlaces();
    if (!result.ok) {
      problem.value = result.problem;
      status.value = 'failed';
      return result.problem;
    }
    places.value = result.value.places;
    return null;
  }

  /** Opens a place; a later call wins over an earlier one that is still loading. */
  async function open(placeId: string): Promise<void> {
    const turn = ++opening;
    if (current.value?.id !== placeId) {
      current.value = null;
      areas.value = null;
    }
    baseUnits.value = null;
    baseUnitsStatus.value = 'idle';
    status.value = 'loading';
    problem.value = null;
    const [place, placeAreas] = await Promise.all([fetchPlace(placeId), fetchAreas(placeId)]);
    if (turn !== opening) return;
    if (!place.ok || !placeAreas.ok) {
      const failed = !place.ok ? place : placeAreas;
      problem.value = failed.ok ? null : failed.problem;
      status.value = 'failed';
      return;
    }
    current.value = place.value;
    areas.value = placeAreas.value;
    status.value = 'ready';
  }

  /** Columns of all base units of the place, loaded once; null when that failed or the place changed meanwhile. */
  async function loadBaseUnits(): Promise<BaseUnitColumns | null> {
    const placeId = current.value?.id;
    if (baseUnits.value || !placeId) return baseUnits.value;
    if (pendingUnits?.turn === opening) return pendingUnits.columns;
    const turn = opening;
    const columns = readBaseUnits(placeId, turn);
    pendingUnits = { turn, columns };
    return columns;
  }

  async function readBaseUnits(placeId: string, turn: number): Promise<BaseUnitColumns | null> {
    baseUnitsStatus.value = 'loading';
    const result = await fetchBaseUnits(placeId);
    if (turn !== opening) return null;
    pendingUnits = null;
    baseUnitsStatus.value = result.ok ? 'ready' : 'failed';
    baseUnits.value = result.ok ? result.value : null;
    return baseUnits.value;
  }

  /** What the server says its version is now, after a change that was made here: whatever hangs on it is asked for anew. */
  function takeVersion(placeId: string, datasetVersion: string): void {
    if (current.value?.id === placeId) current.value = { ...current.value, datasetVersion };
  }

  /** The areas from the outermost level down to `areaId`, both included; empty when unknown. */
  function pathTo(areaId: string | null): AreaWire[] {
    const path: AreaWire[] = [];
    let area = areaId ? areasById.value.get(areaId) : undefined;
    while (area) {
      path.unshift(area);
      area = area.parentId ? areasById.value.get(area.parentId) : undefined;
    }
    return path;
  }

  return {
    places,
    current,
    areas,
    areasById,
    gridAreaLevel,
    baseUnits,
    baseUnitsStatus,
    status,
    problem,
    loadPlaces,
    open,
    loadBaseUnits,
    takeVersion,
    pathTo,
  };
});
