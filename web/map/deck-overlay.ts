import type { Layer } from '@deck.gl/core';
import type { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';

/** The deck.gl layers of all modes in one interleaved overlay, loaded when the first one is asked for. */
export interface DeckOverlay {
  /** Replaces the layers `owner` shows; an empty list takes them off. Give each layer a `beforeId` slot. */
  setLayers(owner: string, layers: readonly Layer[]): Promise<void>;
  /** What a deck layer shows at a pixel; null before deck was loaded. */
  pick(
    point: { x: number; y: number },
    layerIds: readonly string[],
    radius?: number,
  ): { object: unknown; index: number } | null;
  destroy(): void;
}

export function createDeckOverlay(map: MapLibreMap): DeckOverlay {
  const byOwner = new Map<string, readonly Layer[]>();
  let loading: Promise<MapLibreOverlay> | null = null;
  let overlay: MapLibreOverlay | null = null;
  let destroyed = false;

  async function load(): Promise<MapLibreOverlay> {
    // Added before the map is idle, deck lands above the labels whatever `beforeId` says.
    const idle = new Promise<void>((resolve) => {
      map.once('idle', () => resolve());
      map.triggerRepaint();
    });
    const [{ MapLibreOverlay: Overlay }] = await Promise.all([import('@deck.gl/maplibre'), idle]);
    const made = new Overlay({ interleaved: true, layers: [] });
    if (!destroyed) map.addControl(made);
    overlay = made;
    return made;
  }

  return {
    async setLayers(owner, layers) {
      if (layers.length === 0 && !byOwner.has(owner)) return;
      byOwner.set(owner, layers);
      loading ??= load();
      const ready = await loading;
      if (!destroyed) ready.setProps({ interleaved: true, layers: [...byOwner.values()].flat() });
    },
    pick(point, layerIds, radius = 4) {
      const info = overlay?.pickObject({ ...point, radius, layerIds: [...layerIds] });
      return info && info.index >= 0 ? { object: info.object as unknown, index: info.index } : null;
    },
    destroy() {
      destroyed = true;
      if (overlay) map.removeControl(overlay);
      overlay = null;
    },
  };
}
