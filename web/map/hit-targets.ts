import type { Map as MapLibreMap, MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl';
import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { LngLat } from '../../geodata/schema/coordinates';

/** What the pointer is on. */
export interface Hit {
  /** Null for a target that answers anywhere, or for one that picked by itself. */
  feature: MapGeoJSONFeature | null;
  /** What `pick` found. */
  picked: unknown;
  at: LngLat;
  /** Pixels from the map's top left. */
  point: { x: number; y: number };
  shiftKey: boolean;
}

/** A layer's offer to answer for what is under the pointer. */
export interface HitTarget {
  id: string;
  /** Asked from high to low. Names of areas 15, fills 20 (areas, grids), lines 30, points 40 and up, "anywhere" 0. */
  priority: number;
  /** Style layers it answers for; empty: anywhere on the map. */
  layers: readonly string[];
  /** Pixels around the pointer that still count; points want about 6. */
  tolerancePixels?: number;
  /** For what is not in the style (deck layers): the thing at this pixel, or null. Used instead of `layers`. */
  pick?(point: { x: number; y: number }): unknown;
  /** Lines for the tooltip, the first one strong, in words; null for no tooltip. */
  tooltip?(hit: Hit): readonly string[] | null;
  /** Acts on a click; `'pass'` hands it to the next target below. */
  onClick?(hit: Hit): void | 'pass';
  /** Pointer over a feature of this target, or no longer. Hover feature-state is set without this. */
  onHover?(hit: Hit | null): void;
}

/** What the tooltip shows. */
export interface HoverTip {
  x: number;
  y: number;
  lines: readonly string[];
}

export interface HitTargets {
  /** The tooltip's words, or null. */
  readonly tip: ShallowRef<HoverTip | null>;
  add(target: HitTarget): () => void;
  /** While a drawing tool works, nothing else answers to the pointer; returns the way back. */
  pause(): () => void;
  destroy(): void;
}

/** Dispatches pointer moves and clicks of one map to the layers that registered for them. */
export function createHitTargets(map: MapLibreMap, onEmptyClick: () => void): HitTargets {
  const targets: HitTarget[] = [];
  const tip = shallowRef<HoverTip | null>(null);
  let paused = 0;
  let hovered: { target: HitTarget; feature: MapGeoJSONFeature | null } | null = null;
  const canvas = map.getCanvas();
  /** A finger has nothing to hover with: what a tap selects shows in the inspector, not under the thumb. */
  let isTouch = false;
  const onPointer = (event: PointerEvent): void => {
    isTouch = event.pointerType === 'touch';
  };
  canvas.addEventListener('pointerdown', onPointer);
  canvas.addEventListener('pointermove', onPointer);

  function hitOf(target: HitTarget, event: MapMouseEvent): Hit | null {
    const hit: Hit = {
      feature: null,
      picked: null,
      at: [event.lngLat.lng, event.lngLat.lat],
      point: { x: event.point.x, y: event.point.y },
      shiftKey: event.originalEvent.shiftKey,
    };
    if (target.pick) {
      const picked = target.pick(hit.point);
      return picked === null || picked === undefined ? null : { ...hit, picked };
    }
    if (target.layers.length === 0) return hit;
    const layers = target.layers.filter((layer) => map.getLayer(layer));
    if (layers.length === 0) return null;
    const { x, y } = event.point;
    const r = target.tolerancePixels ?? 0;
    const found = map.queryRenderedFeatures(
      r > 0
        ? [
            [x - r, y - r],
            [x + r, y + r],
          ]
        : event.point,
      { layers },
    );
    const feature = found[0];
    return feature ? { ...hit, feature } : null;
  }

  function stateOf(feature: MapGeoJSONFeature, hover: boolean): void {
    if (feature.id === undefined || !map.getSource(feature.source)) return;
    const sourceLayer = feature.sourceLayer;
    map.setFeatureState({ source: feature.source, id: feature.id, ...(sourceLayer ? { sourceLayer } : {}) }, { hover });
  }

  function hover(target: HitTarget | null, hit: Hit | null): void {
    const feature = hit?.feature ?? null;
    const same =
      hovered?.target === target &&
      hovered?.feature?.id === feature?.id &&
      hovered?.feature?.source === feature?.source;
    if (!same) {
      if (hovered?.feature) stateOf(hovered.feature, false);
      if (hovered && hovered.target !== target) hovered.target.onHover?.(null);
      if (feature) stateOf(feature, true);
      hovered = target ? { target, feature } : null;
    }
    if (target && hit) target.onHover?.(hit);
    const lines = (!isTouch && target && hit && target.tooltip?.(hit)) || null;
    tip.value = lines && hit ? { x: hit.point.x, y: hit.point.y, lines } : null;
    if (paused === 0) canvas.style.cursor = target?.onClick && (hit?.feature || hit?.picked) ? 'pointer' : '';
  }

  function onMove(event: MapMouseEvent): void {
    if (paused > 0 || map.isMoving()) return;
    for (const target of targets) {
      if (!target.tooltip && !target.onClick && !target.onHover) continue;
      const hit = hitOf(target, event);
      if (hit) return hover(target, hit);
    }
    hover(null, null);
  }

  function onClick(event: MapMouseEvent): void {
    if (paused > 0 || event.defaultPrevented) return;
    for (const target of targets) {
      if (!target.onClick) continue;
      const hit = hitOf(target, event);
      if (hit && target.onClick(hit) !== 'pass') return;
    }
    onEmptyClick();
  }

  const onLeave = (): void => hover(null, null);
  map.on('mousemove', onMove);
  map.on('click', onClick);
  map.on('mouseout', onLeave);
  map.on('movestart', onLeave);

  return {
    tip,
    add(target) {
      targets.push(target);
      targets.sort((a, b) => b.priority - a.priority);
      return () => {
        const index = targets.indexOf(target);
        if (index >= 0) targets.splice(index, 1);
        if (hovered?.target === target) hover(null, null);
      };
    },
    pause() {
      hover(null, null);
      paused++;
      let over = false;
      return () => {
        if (over) return;
        over = true;
        paused--;
      };
    },
    destroy() {
      canvas.removeEventListener('pointerdown', onPointer);
      canvas.removeEventListener('pointermove', onPointer);
      map.off('mousemove', onMove);
      map.off('click', onClick);
      map.off('mouseout', onLeave);
      map.off('movestart', onLeave);
    },
  };
}
