import type { BasemapWire } from '../../geodata/schema/basemap';
import type { Result } from '../../geodata/schema/problems';
import { answer, basemapsApi } from './client';

/** The base maps this server was configured with, beside the one of each place. */
export function fetchBasemaps(): Promise<Result<{ basemaps: BasemapWire[] }>> {
  return answer(basemapsApi.$get({ query: {} }));
}
