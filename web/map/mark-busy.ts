import type { Map as MapLibreMap } from 'maplibre-gl';

/**
 * Keeps `aria-busy` of the map true while it loads or draws: for screen readers, print and tests. Returns the way to keep
 * it true for something that is still to be drawn, which returns the way to let go.
 */
export function markBusy(map: MapLibreMap, container: HTMLElement): () => () => void {
  const held = new Set<symbol>();
  let isDrawing = true;
  const mark = (now: boolean): void => {
    isDrawing = now;
    container.setAttribute('aria-busy', String(isDrawing || held.size > 0));
  };
  mark(true);
  map.on('dataloading', () => mark(true));
  map.on('render', () => mark(true));
  map.on('idle', () => mark(false));
  return () => {
    const hold = Symbol('drawn later');
    held.add(hold);
    mark(isDrawing);
    return () => {
      held.delete(hold);
      mark(isDrawing);
    };
  };
}
