import type { Map as MapLibreMap } from 'maplibre-gl';

/** Keeps `aria-busy` of the map true while it loads or draws: for screen readers, print and tests. */
export function markBusy(map: MapLibreMap, container: HTMLElement): void {
  const mark = (isBusy: boolean): void => container.setAttribute('aria-busy', String(isBusy));
  mark(true);
  map.on('dataloading', () => mark(true));
  map.on('render', () => mark(true));
  map.on('idle', () => mark(false));
}
