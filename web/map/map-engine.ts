import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { inject } from 'vue';
import type { InjectionKey } from 'vue';
import type { BBox, LngLat } from '../../geodata/schema/coordinates';
import type { MapInsets, MapView } from '../state/view';
import { basemapStyle } from './basemap-style';
import type { BasemapOptions } from './basemap-style';
import { createDeckOverlay } from './deck-overlay';
import type { DeckOverlay } from './deck-overlay';
import { createHitTargets } from './hit-targets';
import type { HitTarget, HitTargets } from './hit-targets';
import { markBusy } from './mark-busy';

// Without this MapLibre 6 never loads a source.
setWorkerUrl(workerUrl);

/** The map and what layers, tools and controls may do with it. */
export interface MapEngine {
  readonly map: MapLibreMap;
  readonly deck: DeckOverlay;
  readonly hits: HitTargets;
  /** Runs once the base style and its slots are there: at once if they already are. */
  onceReady(run: () => void): void;
  /** Registers for pointer hits; returns the way to leave. */
  addHitTarget(target: HitTarget): () => void;
  /** Says that the map is busy with what it will be told in a moment; returns the way to say that it was told. */
  holdBusy(): () => void;
  /** A cursor for the whole map while a tool is used; null for the usual one. */
  setCursor(cursor: string | null): void;
  /** `isFirstLook`: nobody asked for it; its events carry the same mark, so that no link says it. */
  fitBounds(bbox: BBox, options?: { maxZoom?: number; instant?: boolean; isFirstLook?: boolean }): void;
  flyTo(at: LngLat, options?: { zoom?: number; instant?: boolean }): void;
  /** Theme or language of the base map, exchanged in place. */
  setBasemap(options: BasemapOptions): void;
  setInsets(insets: MapInsets): void;
  destroy(): void;
}

export const mapEngineKey: InjectionKey<MapEngine> = Symbol('map engine');

/** The engine of the map this component stands in. */
export function useMapEngine(): MapEngine {
  const engine = inject(mapEngineKey);
  if (!engine) throw new Error('useMapEngine() is called outside MapCanvas');
  return engine;
}

export interface MapEngineOptions {
  container: HTMLElement;
  basemap: BasemapOptions;
  /** Where to stand at first: a view from the URL, else the whole place. */
  view: MapView | null;
  bbox: BBox;
  insets: MapInsets;
  onEmptyClick: () => void;
  /** Labels of the map's own parts, for screen readers. */
  texts: Record<string, string>;
}

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');
/** Pixels left free around what is shown; a phone has none to give away. */
const room = (container: HTMLElement): number => (container.clientWidth < 600 ? 10 : 32);

/** Puts a map into a container. Throws if the browser has no WebGL 2. */
export function createMapEngine(options: MapEngineOptions): MapEngine {
  let insets = options.insets;
  let basemap = options.basemap;
  const [west, south, east, north] = options.bbox;
  const padX = Math.max(east - west, 0.02) * 1.2;
  const padY = Math.max(north - south, 0.02) * 1.2;
  const padding = (): MapInsets => ({
    top: insets.top + room(options.container),
    right: insets.right + room(options.container),
    bottom: insets.bottom + room(options.container),
    left: insets.left + room(options.container),
  });

  const map = new MapLibreMap({
    container: options.container,
    style: basemapStyle(basemap),
    ...(options.view
      ? { center: [options.view.lng, options.view.lat], zoom: options.view.zoom }
      : { bounds: [west, south, east, north], fitBoundsOptions: { padding: padding() } }),
    minZoom: 8,
    maxZoom: 20,
    maxBounds: [west - padX, south - padY, east + padX, north + padY],
    maxPitch: 0,
    attributionControl: false,
    fadeDuration: reducedMotion.matches ? 0 : 150,
    locale: options.texts,
    localIdeographFontFamily: false,
  });
  map.touchZoomRotate.disableRotation();
  map.touchPitch.disable();
  const holdBusy = markBusy(map, options.container);

  const hits = createHitTargets(map, options.onEmptyClick);
  const deck = createDeckOverlay(map);
  let ready = false;
  const waiting: (() => void)[] = [];
  map.once('style.load', () => {
    ready = true;
    for (const run of waiting.splice(0)) run();
  });

  const duration = (instant = false): number => (instant || reducedMotion.matches ? 0 : 700);

  return {
    map,
    deck,
    hits,
    holdBusy,
    onceReady(run) {
      if (ready) run();
      else waiting.push(run);
    },
    addHitTarget: (target) => hits.add(target),
    setCursor(cursor) {
      map.getCanvas().style.cursor = cursor ?? '';
    },
    fitBounds([w, s, e, n], fit = {}) {
      const { isFirstLook = false } = fit;
      map.fitBounds(
        [w, s, e, n],
        { padding: padding(), maxZoom: fit.maxZoom ?? 17, duration: duration(fit.instant) },
        { isFirstLook },
      );
    },
    flyTo([lng, lat], fly = {}) {
      const offset: [number, number] = [(insets.left - insets.right) / 2, (insets.top - insets.bottom) / 2];
      map.easeTo({
        center: [lng, lat],
        zoom: Math.max(map.getZoom(), fly.zoom ?? 0),
        offset,
        duration: duration(fly.instant),
      });
    },
    setBasemap(next) {
      basemap = next;
      const apply = (): void => exchangeBasemap(map, basemap);
      if (ready) apply();
      else waiting.push(apply);
    },
    setInsets(next) {
      insets = next;
    },
    destroy() {
      hits.destroy();
      deck.destroy();
      map.remove();
    },
  };
}

/** Sets the paint and names of every base layer, leaving sources, our own layers and feature states alone. */
function exchangeBasemap(map: MapLibreMap, options: BasemapOptions): void {
  for (const layer of basemapStyle(options).layers) {
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      map.setPaintProperty(layer.id, name as Parameters<MapLibreMap['setPaintProperty']>[1], value as never);
    }
    if (layer.type === 'symbol') map.setLayoutProperty(layer.id, 'text-field', layer.layout?.['text-field']);
  }
}
