import type { ExpressionSpecification } from 'maplibre-gl';

/** The paint properties that make a layer of a type stronger or weaker. */
export const opacityProperties: Record<string, readonly string[]> = {
  background: ['background-opacity'],
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
  raster: ['raster-opacity'],
  heatmap: ['heatmap-opacity'],
  hillshade: ['hillshade-exaggeration'],
};

/** What MapLibre draws with where a layer says nothing. */
export const usualOpacity = (property: string): number => (property === 'hillshade-exaggeration' ? 0.5 : 1);

/** An opacity times `factor`: a number, or an expression, of which one by zoom has to stay outermost. */
export function scaleOpacity(value: unknown, factor: number, usual = 1): unknown {
  if (value === undefined || value === null) return usual * factor;
  if (typeof value === 'number') return value * factor;
  if (!Array.isArray(value)) return value;
  const [name] = value as [unknown];
  // ['interpolate', how, ['zoom'], stop, output …] and ['step', ['zoom'], output, stop, output …]
  if (name === 'interpolate' && isZoom(value[2]))
    return value.map((part: unknown, i) => (i >= 4 && i % 2 === 0 ? scaleOpacity(part, factor) : part));
  if (name === 'step' && isZoom(value[1]))
    return value.map((part: unknown, i) => (i >= 2 && i % 2 === 0 ? scaleOpacity(part, factor) : part));
  return ['*', factor, value] as unknown as ExpressionSpecification;
}

const isZoom = (part: unknown): boolean => Array.isArray(part) && part[0] === 'zoom';
