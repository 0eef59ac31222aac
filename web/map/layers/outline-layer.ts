import type { FilterSpecification } from 'maplibre-gl';
import type { SlottedLayer } from '../use-style-layers';

/** The line around what is selected or picked: the same in every mode. */
export function outlineLayer(id: string, source: string, colour: string, filter?: FilterSpecification): SlottedLayer {
  return {
    slot: 'slot-line',
    id,
    type: 'line',
    source,
    ...(filter ? { filter } : {}),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': 3 },
  };
}
