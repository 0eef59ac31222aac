import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { BBox, LngLat } from '../../geodata/schema/coordinates';
import { geometryBox } from './geometry-box';
import { usePlace } from './place';
import { useSelection } from './selection';
import { useView } from './view';

/** A grid as the breadcrumb needs it. */
export interface TrailGrid {
  id: string;
  name: string;
  communityId: string;
  /** Measured when somebody goes there: a city has thousands of grids. */
  box: () => BBox;
}

/** Where the selection is in the hierarchy of areas: what the breadcrumb shows. */
export const useTrail = defineStore('trail', () => {
  const place = usePlace();
  const selection = useSelection();
  const view = useView();
  /** Grids of the plan that is shown; the plan mode keeps it up to date. */
  const grids = shallowRef<ReadonlyMap<string, TrailGrid>>(new Map());

  /** Where what is selected lies, if it is no grid or area itself: an incident says it once it is read. */
  const focus = shallowRef<{ gridId: string | null; at: LngLat | null } | null>(null);

  const grid = computed(() => grids.value.get(selection.selectedId('grid') ?? focus.value?.gridId ?? '') ?? null);
  const areaId = computed(() => selection.selectedId('area') ?? grid.value?.communityId ?? null);
  const gridSiblings = computed(() =>
    [...grids.value.values()].filter((one) => one.communityId === grid.value?.communityId),
  );

  /** Box of an area in degrees; null when unknown. */
  function areaBox(id: string): BBox | null {
    const feature = place.areas?.features.find((one) => one.properties.id === id);
    return feature ? geometryBox(feature.geometry) : null;
  }

  /** Flies to an area or grid. */
  function show(kind: 'area' | 'grid', id: string): void {
    const box = kind === 'area' ? areaBox(id) : (grids.value.get(id)?.box() ?? null);
    if (box) view.showBounds(box);
  }

  return { grids, focus, grid, areaId, gridSiblings, areaBox, show };
});
