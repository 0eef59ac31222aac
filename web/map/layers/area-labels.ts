import type { FeatureCollection, Point } from 'geojson';
import type { AreaCollection } from '../../../geodata/schema/collections';
import { labelPoint } from './label-point';

export interface AreaLabel {
  id: string;
  level: number;
  name: string;
  /** From this zoom on the name has room inside its area. */
  minZoom: number;
}

/** Zoom at which a circle of `radiusDegrees` (of latitude) is `pixels` wide from its centre to its rim. */
function zoomForRadius(radiusDegrees: number, pixels: number): number {
  return Math.log2((pixels * 360) / (512 * radiusDegrees));
}

/** Names of areas at the point farthest from their borders, with the zoom from which each has room. */
export function areaLabels(areas: AreaCollection, language: 'zh' | 'en'): FeatureCollection<Point, AreaLabel> {
  return {
    type: 'FeatureCollection',
    features: areas.features.map(({ geometry, properties }) => {
      const point = labelPoint(geometry);
      const name = (language === 'en' && properties.name.en) || properties.name.zh;
      // Half a name's width at 12 pixels a Chinese character, 6.5 a Latin one; names longer than eight wrap.
      const halfWidth = [...name].reduce((sum, sign) => sum + (sign > '\u2e80' ? 6 : 3.3), 0);
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [point[0], point[1]] },
        properties: {
          id: properties.id,
          level: properties.level,
          name,
          minZoom: Math.round(zoomForRadius(Math.max(point.distance, 1e-6), Math.min(halfWidth, 48) * 0.8) * 4) / 4,
        },
      };
    }),
  };
}
