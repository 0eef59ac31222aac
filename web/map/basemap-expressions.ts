import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl';

/** The one source of the base map, in its style. */
export const source = 'basemap';

/** Line width that doubles about every zoom level, from pairs of zoom and pixels. */
export const widths = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as unknown as ExpressionSpecification;

/** Features of these classes (and, below, of these kinds) alone. */
export const ofClass = (...classes: string[]): FilterSpecification => ['match', ['get', 'class'], classes, true, false];
export const ofKind = (...kinds: string[]): FilterSpecification => ['match', ['get', 'kind'], kinds, true, false];
