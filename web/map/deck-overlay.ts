import type { Layer } from '@deck.gl/core';
import type { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';

/** The deck.gl layers of all modes in one interleaved overlay, loaded when the first one is asked for. */
export interface DeckOverlay {
  /** Replaces the layers `owner` shows; an empty list takes them off. Give each layer a `beforeId` slot. */
  setLayers(owner: string, layers: readonly Layer[]): Promise<void>;
  /** Shows or hides what `owner` draws, now and later, and how strongly on top of its own opacity. */
  tune(owner: string, look: { visible: boolean; opacity: number }): void;
  /** Shows none of them for a while; returns the way back. */
  hideAll(): () => void;
  /** Those who have layers now. */
  owners(): ReadonlySet<string>;
  /** Runs whenever somebody's layers came or went; returns the way to leave. */
  onChange(run: () => void): () => void;
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
  const looks = new Map<string, { visible: boolean; opacity: number }>();
  const listeners = new Set<() => void>();
  let isHidden = false;
  const tuned = (): Layer[] =>
    Array.from(byOwner).flatMap(([owner, layers]) => {
      // A layer that was taken off cannot come back; one that is not visible can.
      if (isHidden) return layers.map((layer) => layer.clone({ visible: false }));
      const look = looks.get(owner);
      if (!look || (look.visible && look.opacity === 1)) return layers;
      return layers.map((layer) =>
        layer.clone({ visible: look.visible && layer.props.visible, opacity: layer.props.opacity * look.opacity }),
      );
    });
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
      const hadSome = (byOwner.get(owner)?.length ?? 0) > 0;
      byOwner.set(owner, layers);
      if (hadSome !== layers.length > 0) for (const run of listeners) run();
      loading ??= load();
      const ready = await loading;
      if (!destroyed) ready.setProps({ interleaved: true, layers: tuned() });
    },
    tune(owner, look) {
      const known = looks.get(owner) ?? { visible: true, opacity: 1 };
      if (known.visible === look.visible && known.opacity === look.opacity) return;
      looks.set(owner, look);
      if (overlay && !destroyed) overlay.setProps({ interleaved: true, layers: tuned() });
    },
    hideAll() {
      const apply = (hidden: boolean): void => {
        isHidden = hidden;
        if (overlay && !destroyed) overlay.setProps({ interleaved: true, layers: tuned() });
      };
      apply(true);
      return () => apply(false);
    },
    owners: () => new Set(Array.from(byOwner).flatMap(([owner, layers]) => (layers.length > 0 ? [owner] : []))),
    onChange(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
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
