import type { SymbolLayerSpecification } from 'maplibre-gl';

/** Where a count stands: in the middle of its area, else under or over the name that stands there. */
export const besideNames = {
  'text-variable-anchor': ['center', 'top', 'bottom'],
  'text-radial-offset': 1.3,
  'text-padding': 1,
} as const satisfies SymbolLayerSpecification['layout'];
