import { locatePoint } from '../geometry/point-in-polygon';
import type { Polygon } from '../schema/coordinates';
import type { BasemapFeature } from '../schema/settlement';
import { indexBoxes, indexSegments, pushRing, ringBox } from './segment-index';

/** Water and railways of the base map: streets cross them by bridges, the way from a door to its street does not. */
export interface Barriers {
  /** True if the straight way from a door to a street would cross water or rails. */
  blocks(ax: number, ay: number, bx: number, by: number): boolean;
}

// Trams share the road, yards are stepped over (`rail-yard`), and what runs underground (`rail-tunnel`) stops nobody above.
const fenced = new Set(['rail', 'light_rail', 'narrow_gauge']);

/** Indexes what stands between a door and a street; other scenery is left out. */
export function buildBarriers(scenery: readonly BasemapFeature[]): Barriers {
  const shores: number[] = [];
  const rails: number[] = [];
  const waters: Polygon[] = [];
  for (const { layer, class: kind, geometry } of scenery) {
    if (layer === 'water' && geometry.type === 'polygon') {
      waters.push(...geometry.polygons);
      for (const polygon of geometry.polygons) for (const ring of polygon) pushRing(shores, ring);
    } else if (layer === 'railway' && fenced.has(kind) && geometry.type === 'line') {
      const { line } = geometry;
      for (let i = 0; i + 3 < line.length; i += 2) rails.push(line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!);
    }
  }
  const shoreContacts = indexSegments(shores);
  const railContacts = indexSegments(rails);
  const waterIndex = indexBoxes(waters.length, (i) => ringBox(waters[i]![0]!));

  // A house on a pier or a boat stands in drawn water: it is let out.
  const inWater = (x: number, y: number): boolean =>
    waterIndex?.search(x, y, x, y).some((i) => locatePoint([x, y], [waters[i]!]) !== 'outside') ?? false;

  return {
    blocks: (ax, ay, bx, by) =>
      railContacts(ax, ay, bx, by).length > 0 || (shoreContacts(ax, ay, bx, by).length > 0 && !inWater(ax, ay)),
  };
}
