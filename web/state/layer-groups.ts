/** What a person switches on and off as one thing on the map. */
export interface LayerGroup {
  id: string;
  /** `data` says something about the place and travels with a link; `base` is the ground it is drawn on. */
  kind: 'data' | 'base';
  /** Ids of style layers begin with one of these. */
  layers: readonly string[];
  /** Owners of deck.gl layers. */
  deck: readonly string[];
}

const group = (id: string, kind: LayerGroup['kind'], layers: string[], deck: string[] = []): LayerGroup => ({
  id,
  kind,
  layers,
  deck,
});

/** The group of a base map chosen instead of our own. */
export const GROUND = 'ground';

/**
 * The groups, from above to below. A layer belongs to the first group that has the beginning of its id; one that belongs
 * to none (what is being drawn, measured or was just found) is always shown. Only groups that are on the map are listed.
 */
export const layerGroups: readonly LayerGroup[] = [
  group('stations', 'data', ['station-', 'check-mark']),
  group('incident-points', 'data', ['incident-point', 'incident-selected'], ['late-points']),
  group('density', 'data', [], ['incident-density']),
  group('hexagons', 'data', ['incident-hex'], ['incident-hexagons']),
  group('rates', 'data', ['incident-grid-', 'incident-count']),
  group('coverage-units', 'data', [], ['coverage-dots', 'siting-dots']),
  group('life-circle', 'data', [], ['life-circle-dots']),
  group('closures', 'data', ['closure-']),
  group('service-areas', 'data', ['service-area-', 'coverage-circle']),
  group('coverage-grids', 'data', ['coverage-grid-']),
  group('grids', 'data', ['plan-grid-', 'plan-label']),
  group('overview', 'data', ['overview-']),
  group('boundaries', 'data', ['area-']),
  group(GROUND, 'base', ['ground-']),
  group('labels', 'base', ['label-']),
  group('streets', 'base', ['street-', 'bridge', 'footbridge', 'railway']),
  group('buildings', 'base', ['building', 'wall', 'gate']),
  group('hillshade', 'base', ['hillshade', 'elevation']),
  group('water', 'base', ['water']),
  group('land', 'base', ['land', 'green']),
];

/** The group of a style layer. */
export function groupOfLayer(layerId: string): LayerGroup | undefined {
  return layerGroups.find(({ layers }) => layers.some((start) => layerId.startsWith(start)));
}
