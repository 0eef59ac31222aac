import type { GeoJSONSource, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { onScopeDispose } from 'vue';
import type { MapEngine } from './map-engine';
import type { Slot } from './slots';

/** A layer of the style and the slot it goes in. Later ones of a slot lie above earlier ones. */
export type SlottedLayer = LayerSpecification & { slot: Slot };

export interface StyleLayers {
  sources: Record<string, SourceSpecification>;
  layers: readonly SlottedLayer[];
}

/**
 * Puts sources and layers on the map once it is ready and takes them off when the calling component goes.
 * `afterwards` runs when they are there (set data, feature states, start watching).
 */
export function useStyleLayers(
  engine: MapEngine,
  parts: () => StyleLayers,
  afterwards: () => void = () => undefined,
): void {
  const { map } = engine;
  let gone = false;
  let added: StyleLayers | null = null;
  engine.onceReady(() => {
    if (gone) return;
    added = parts();
    for (const [id, source] of Object.entries(added.sources)) if (!map.getSource(id)) map.addSource(id, source);
    for (const { slot, ...layer } of added.layers) {
      if (!map.getLayer(layer.id)) map.addLayer(layer as LayerSpecification, slot);
    }
    afterwards();
  });
  onScopeDispose(() => {
    gone = true;
    // The whole map may be gone already when the place is left.
    if (!added || !map.getStyle()) return;
    for (const layer of added.layers) if (map.getLayer(layer.id)) map.removeLayer(layer.id);
    for (const id of Object.keys(added.sources)) if (map.getSource(id)) map.removeSource(id);
  });
}

/** Sources that were given nothing last. */
const emptied = new WeakSet<object>();

/**
 * Replaces the data of a GeoJSON source of ours, if it is there. Nothing in place of nothing is left out: MapLibre would
 * cut it into tiles and draw the whole map again.
 */
export function setSourceData(engine: MapEngine, source: string, features: GeoJSON.FeatureCollection): void {
  const found = engine.map.getSource<GeoJSONSource>(source);
  if (!found) return;
  const isEmpty = features.features.length === 0;
  if (isEmpty && emptied.has(found)) return;
  if (isEmpty) emptied.add(found);
  else emptied.delete(found);
  found.setData(features);
}

/** Adds to the data of a GeoJSON source of ours. What is changed past these two functions `setSourceData` does not know of. */
export function addSourceData(engine: MapEngine, source: string, features: GeoJSON.Feature[]): void {
  const found = engine.map.getSource<GeoJSONSource>(source);
  if (!found) return;
  emptied.delete(found);
  found.updateData({ add: features });
}
