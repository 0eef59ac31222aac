import type { Map as MapLibreMap } from 'maplibre-gl';
import { edgesOf } from '../../../geodata/geometry/cut-faces';
import type { IndexedPlan } from '../../../geodata/plan/indexed-plan';
import { fromLattice, toLattice } from '../../../geodata/schema/coordinates';
import type { LatticeBox, LngLat } from '../../../geodata/schema/coordinates';

const vertexPixels = 10;
const borderPixels = 7;

interface Found {
  pixels: number;
  x: number;
  y: number;
}

/** Pulls a point to the nearest vertex of the plan, else to the nearest border, within a few pixels of the screen. */
export function snapPoint(map: MapLibreMap, plan: IndexedPlan, at: LngLat): { at: LngLat; snapped: boolean } {
  const x = toLattice(at[0]);
  const y = toLattice(at[1]);
  const pixel = map.project([at[0], at[1]]);
  const beside = map.unproject([pixel.x + 1, pixel.y + 1]);
  // Lattice units a pixel; latitude is stretched by the projection, so both axes count on their own.
  const perX = Math.abs(toLattice(beside.lng) - x) || 1;
  const perY = Math.abs(toLattice(beside.lat) - y) || 1;
  const reachX = perX * vertexPixels;
  const reachY = perY * vertexPixels;
  const reach: LatticeBox = [x - reachX, y - reachY, x + reachX, y + reachY];
  const pixelsTo = (px: number, py: number): number => Math.hypot((px - x) / perX, (py - y) / perY);
  let vertex: Found | null = null;
  let border: Found | null = null;
  for (const grid of plan.near(reach)) {
    for (const [ax, ay, bx, by] of edgesOf(grid.polygons)) {
      if (Math.max(ax, bx) < reach[0] || Math.min(ax, bx) > reach[2]) continue;
      if (Math.max(ay, by) < reach[1] || Math.min(ay, by) > reach[3]) continue;
      const toVertex = pixelsTo(ax, ay);
      if (toVertex <= vertexPixels && (!vertex || toVertex < vertex.pixels))
        vertex = { pixels: toVertex, x: ax, y: ay };
      const dx = (bx - ax) / perX;
      const dy = (by - ay) / perY;
      const along = (((x - ax) / perX) * dx + ((y - ay) / perY) * dy) / (dx * dx + dy * dy);
      if (!(along > 0 && along < 1)) continue;
      const px = Math.round(ax + (bx - ax) * along);
      const py = Math.round(ay + (by - ay) * along);
      const toBorder = pixelsTo(px, py);
      if (toBorder <= borderPixels && (!border || toBorder < border.pixels))
        border = { pixels: toBorder, x: px, y: py };
    }
  }
  const found = vertex ?? border;
  return found
    ? { at: [fromLattice(found.x), fromLattice(found.y)], snapped: true }
    : { at: [fromLattice(x), fromLattice(y)], snapped: false };
}
