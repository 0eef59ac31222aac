import type { Map as MapLibreMap } from 'maplibre-gl';
import { edgesOf } from '../../../geodata/geometry/cut-faces';
import type { IndexedPlan } from '../../../geodata/plan/indexed-plan';
import { fromLattice, toLattice } from '../../../geodata/schema/coordinates';
import type { LatticeBox, LatticePoint, LngLat } from '../../../geodata/schema/coordinates';
import type { GuideLine } from '../../../geodata/schema/guide-line';

const vertexPixels = 10;
const linePixels = 7;

interface Found {
  pixels: number;
  x: number;
  y: number;
}

/**
 * Pulls a point to the nearest vertex of the plan within a few pixels of the screen, else to a corner of a guide line (street,
 * wall, building), else to a border, else to a guide line.
 * @param except a vertex that is being moved: it and the edges at it pull nothing
 */
export function snapPoint(
  map: MapLibreMap,
  plan: IndexedPlan,
  at: LngLat,
  guides: readonly GuideLine[] = [],
  except?: LatticePoint,
): { at: LngLat; snapped: boolean } {
  const x = toLattice(at[0]);
  const y = toLattice(at[1]);
  const pixel = map.project([at[0], at[1]]);
  const beside = map.unproject([pixel.x + 1, pixel.y + 1]);
  // Lattice units a pixel; latitude is stretched by the projection, so both axes count on their own.
  const perX = Math.abs(toLattice(beside.lng) - x) || 1;
  const perY = Math.abs(toLattice(beside.lat) - y) || 1;
  const reach: LatticeBox = [
    x - perX * vertexPixels,
    y - perY * vertexPixels,
    x + perX * vertexPixels,
    y + perY * vertexPixels,
  ];
  const isExcept = (px: number, py: number): boolean => except !== undefined && px === except[0] && py === except[1];
  const borders = new Nearest(x, y, perX, perY, reach);
  for (const grid of plan.near(reach)) {
    for (const [ax, ay, bx, by] of edgesOf(grid.polygons)) {
      if (!isExcept(ax, ay) && !isExcept(bx, by)) borders.look(ax, ay, bx, by);
    }
  }
  const lines = new Nearest(x, y, perX, perY, reach);
  for (const { line } of guides) {
    for (let i = 2; i < line.length; i += 2) lines.look(line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!);
  }
  const found = borders.vertex ?? lines.vertex ?? borders.foot ?? lines.foot;
  return found
    ? { at: [fromLattice(found.x), fromLattice(found.y)], snapped: true }
    : { at: [fromLattice(x), fromLattice(y)], snapped: false };
}

/** The vertex and the point of a line nearest to a place on the screen. */
class Nearest {
  vertex: Found | null = null;
  foot: Found | null = null;

  constructor(
    private readonly x: number,
    private readonly y: number,
    private readonly perX: number,
    private readonly perY: number,
    private readonly reach: LatticeBox,
  ) {}

  look(ax: number, ay: number, bx: number, by: number): void {
    const { x, y, perX, perY, reach } = this;
    if (Math.max(ax, bx) < reach[0] || Math.min(ax, bx) > reach[2]) return;
    if (Math.max(ay, by) < reach[1] || Math.min(ay, by) > reach[3]) return;
    this.lookAtVertex(ax, ay);
    this.lookAtVertex(bx, by);
    const dx = (bx - ax) / perX;
    const dy = (by - ay) / perY;
    const along = (((x - ax) / perX) * dx + ((y - ay) / perY) * dy) / (dx * dx + dy * dy);
    if (!(along > 0 && along < 1)) return;
    const px = Math.round(ax + (bx - ax) * along);
    const py = Math.round(ay + (by - ay) * along);
    const pixels = this.pixelsTo(px, py);
    if (pixels <= linePixels && (!this.foot || pixels < this.foot.pixels)) this.foot = { pixels, x: px, y: py };
  }

  private lookAtVertex(px: number, py: number): void {
    const pixels = this.pixelsTo(px, py);
    if (pixels <= vertexPixels && (!this.vertex || pixels < this.vertex.pixels)) this.vertex = { pixels, x: px, y: py };
  }

  private pixelsTo(px: number, py: number): number {
    return Math.hypot((px - this.x) / this.perX, (py - this.y) / this.perY);
  }
}
