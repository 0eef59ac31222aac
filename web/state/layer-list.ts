import { useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { useBasemap } from './basemap';
import { GROUND, layerGroups } from './layer-groups';
import type { LayerGroup } from './layer-groups';
import { listParam, useQueryParam } from './url-query';

/** A group as it is listed. */
export interface LayerRow {
  group: LayerGroup;
  visible: boolean;
  /** 0…1, on top of the layer's own. */
  opacity: number;
}

/**
 * What is on the map and how strongly. What a link must carry is in the URL: the data that is hidden (`hide`). What the
 * ground looks like, and how strongly things are drawn, is this browser's own.
 */
export const useLayerList = defineStore('layer-list', () => {
  const hiddenData = useQueryParam('hide', listParam());
  const hiddenBase = useLocalStorage<string[]>('getu.hidden-layers', []);
  const opacities = useLocalStorage<Record<string, number>>('getu.layer-opacity', {});
  /** Groups that have a layer on the map now; the map says. */
  const present = shallowRef<ReadonlySet<string>>(new Set());
  const open = ref(false);
  const basemap = useBasemap();

  const isVisible = ({ id, kind }: LayerGroup): boolean =>
    !(kind === 'data' ? hiddenData.value : hiddenBase.value).includes(id);
  const opacityOf = ({ id }: LayerGroup): number => {
    const value = opacities.value[id];
    return typeof value === 'number' && value >= 0 && value <= 1 ? value : 1;
  };
  const ground = layerGroups.find(({ id }) => id === GROUND)!;
  /** True while another base map is what is seen of the ground. */
  const showsGround = computed(() => basemap.isDrawn && isVisible(ground));
  /** Our own ground makes room for another base map; data never does. */
  const stepsAside = ({ id, kind }: LayerGroup): boolean => kind === 'base' && id !== GROUND && showsGround.value;
  const rows = computed<LayerRow[]>(() =>
    layerGroups
      .filter((one) => present.value.has(one.id) && !stepsAside(one))
      .map((group) => ({ group, visible: isVisible(group), opacity: opacityOf(group) })),
  );
  const isChanged = computed(() => rows.value.some(({ visible, opacity }) => !visible || opacity !== 1));

  function setVisible({ id, kind }: LayerGroup, visible: boolean): void {
    const others = (kind === 'data' ? hiddenData.value : hiddenBase.value).filter((one) => one !== id);
    const next = visible ? others : [...others, id];
    if (kind === 'data') hiddenData.value = next;
    else hiddenBase.value = next;
  }

  function setOpacity({ id }: LayerGroup, opacity: number): void {
    const { [id]: _, ...others } = opacities.value;
    opacities.value = opacity === 1 ? others : { ...others, [id]: opacity };
  }

  /** Everything shown, everything as strong as it was drawn. */
  function reset(): void {
    hiddenData.value = [];
    hiddenBase.value = [];
    opacities.value = {};
  }

  return {
    present,
    open,
    rows,
    isChanged,
    showsGround,
    stepsAside,
    isVisible,
    opacityOf,
    setVisible,
    setOpacity,
    reset,
  };
});
