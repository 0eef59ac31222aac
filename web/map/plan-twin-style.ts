import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';

/** What the twin shows in place of the grids of the map it stands on. */
export interface TwinGrids {
  /** With `colour` among the properties. */
  faces: GeoJSON.Feature[];
  labels: GeoJSON.Feature[];
}

/** Sources of the open plan and of what is done with it; the twin has none of these but the two it fills. */
const faces = 'plan-grids';
const labels = 'plan-labels';
const isOfPlan = (source: string): boolean => /^(plan-|compare-|sketch|pin|found|measure)/.test(source);

/** The style of a map of the plan with the grids of another plan in it. */
export function planTwinStyle(style: StyleSpecification, grids: TwinGrids): StyleSpecification {
  const collection = (features: GeoJSON.Feature[]): GeoJSONSourceSpecification => ({
    type: 'geojson',
    data: { type: 'FeatureCollection', features },
  });
  const filled: Record<string, GeoJSONSourceSpecification> = {
    [faces]: collection(grids.faces),
    [labels]: collection(grids.labels),
  };
  const isKept = (source: string): boolean => source in filled || !isOfPlan(source);
  return {
    ...style,
    sources: Object.fromEntries(
      Object.entries(style.sources).flatMap(([id, source]) => (isKept(id) ? [[id, filled[id] ?? source]] : [])),
    ),
    layers: style.layers
      .filter((layer) => !('source' in layer) || isKept(layer.source))
      .filter(({ id }) => !/-(selected|picked|picked-line)$/.test(id))
      .map((layer) => {
        if (layer.id === 'plan-label' && layer.type === 'symbol') {
          const { filter: _filter, ...rest } = layer;
          return rest;
        }
        if (layer.id !== 'plan-grid-fill' || layer.type !== 'fill') return layer;
        return { ...layer, paint: { 'fill-color': ['to-color', ['get', 'colour']], 'fill-opacity': 0.46 } };
      }),
  };
}
