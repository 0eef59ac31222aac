import { onScopeDispose, watch } from 'vue';
import { groupOfLayer, layerGroups } from '../state/layer-groups';
import { useLayerList } from '../state/layer-list';
import type { MapEngine } from './map-engine';
import { opacityProperties, scaleOpacity, usualOpacity } from './scale-opacity';

/** A value a layer had of itself, and what we put in its place. */
interface Changed {
  own: unknown;
  ours: unknown;
}

/**
 * Applies the layer list to the map. Layers keep setting their own visibility and paint (theme, data): whatever is found
 * to differ from what was put there last is the layer's own new value, and is changed again from there.
 */
export function useLayerVisibility(engine: MapEngine): void {
  const list = useLayerList();
  const { map, deck } = engine;
  const changed = new Map<string, Changed>();

  /** Puts `change(own)` where the layer has its own value; nothing at all while it is to stay as it is. */
  function put(
    key: string,
    current: unknown,
    isChanged: boolean,
    change: (own: unknown) => unknown,
    set: (value: unknown) => void,
  ): void {
    const known = changed.get(key);
    const isOurs = known !== undefined && same(current, known.ours);
    const own = isOurs ? known.own : current;
    if (!isChanged) {
      changed.delete(key);
      if (isOurs && !same(current, own)) set(own);
      return;
    }
    const ours = change(own);
    changed.set(key, { own, ours });
    if (!same(current, ours)) set(ours);
  }

  function apply(): void {
    if (!map.style) return;
    const present = new Set<string>();
    for (const id of map.getLayersOrder()) {
      const group = groupOfLayer(id);
      const layer = group && map.getLayer(id);
      if (!group || !layer) continue;
      present.add(group.id);
      const visible = list.isVisible(group) && !list.stepsAside(group);
      const opacity = list.opacityOf(group);
      put(
        `${id} visibility`,
        map.getLayoutProperty(id, 'visibility') ?? 'visible',
        !visible,
        () => 'none',
        (value) => map.setLayoutProperty(id, 'visibility', value as 'none'),
      );
      for (const property of opacityProperties[layer.type] ?? []) {
        const name = property as Parameters<typeof map.setPaintProperty>[1];
        put(
          `${id} ${property}`,
          map.getPaintProperty(id, name),
          opacity !== 1,
          (own) => scaleOpacity(own, opacity, usualOpacity(property)),
          (value) => map.setPaintProperty(id, name, value as never),
        );
      }
    }
    for (const group of layerGroups) {
      if (group.deck.some((owner) => deck.owners().has(owner))) present.add(group.id);
      for (const owner of group.deck)
        deck.tune(owner, { visible: list.isVisible(group), opacity: list.opacityOf(group) });
    }
    if (present.size !== list.present.size || [...present].some((id) => !list.present.has(id))) list.present = present;
  }

  let waiting = 0;
  /** Once a frame, however many layers say that the style has changed. */
  const applySoon = (): void => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      apply();
    });
  };
  engine.onceReady(apply);
  map.on('styledata', applySoon);
  const leaveDeck = deck.onChange(applySoon);
  watch(() => list.rows.map(({ visible, opacity }) => [visible, opacity]), apply);
  onScopeDispose(() => {
    cancelAnimationFrame(waiting);
    map.off('styledata', applySoon);
    leaveDeck();
    list.present = new Set();
  });
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
