import type { SymbolLayerSpecification } from 'maplibre-gl';

/** Where a count stands, ems: in the middle of its area, else under the name of one line or two that stands there, or over it. */
export const besideNames = {
  'text-variable-anchor-offset': ['center', [0, 0], 'top', [0, 1.4], 'top', [0, 2.1], 'bottom', [0, -1.4]],
  'text-padding': 1,
} satisfies SymbolLayerSpecification['layout'];
