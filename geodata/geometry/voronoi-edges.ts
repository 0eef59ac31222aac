import Delaunator from 'delaunator';
import type { LatticeBox, Line } from '../schema/coordinates';
import { metresPerUnit } from './ground-metres';

/** So far away, in sizes of the box, that the border towards it lies outside the box. */
const FAR = 8;
const FAR_SITES = 8;

/**
 * The borders between the Voronoi cells of distinct lattice points, as segments rounded to the lattice: near in metres on
 * the ground, not in degrees. Together they close every cell within the box (and reach beyond it); cut land with them by
 * `cutFaces`. Fewer than two sites have none.
 */
export function voronoiEdges(sites: ArrayLike<number>, [minX, minY, maxX, maxY]: LatticeBox): Line[] {
  const count = sites.length / 2;
  if (count < 2) return [];
  const midX = Math.round((minX + maxX) / 2);
  const midY = Math.round((minY + maxY) / 2);
  const { east, north } = metresPerUnit(midY);
  const stretch = east / north;
  let reach = Math.max((maxX - minX) * stretch, maxY - minY, 1);
  const coordinates = new Float64Array((count + FAR_SITES) * 2);
  for (let site = 0; site < count; site++) {
    const x = (sites[site * 2]! - midX) * stretch;
    const y = sites[site * 2 + 1]! - midY;
    coordinates[site * 2] = x;
    coordinates[site * 2 + 1] = y;
    reach = Math.max(reach, Math.abs(x), Math.abs(y));
  }
  // Sites all around, so that every real cell is closed and none has an edge without end.
  for (let i = 0; i < FAR_SITES; i++) {
    const angle = ((i + 0.37) * 2 * Math.PI) / FAR_SITES;
    coordinates[(count + i) * 2] = Math.cos(angle) * reach * FAR;
    coordinates[(count + i) * 2 + 1] = Math.sin(angle) * reach * FAR;
  }
  const { triangles, halfedges } = new Delaunator(coordinates);
  const centres = new Float64Array((triangles.length / 3) * 2);
  for (let triangle = 0; triangle < triangles.length / 3; triangle++) {
    const [x, y] = circumcentre(coordinates, triangles, triangle);
    centres[triangle * 2] = Math.round(x / stretch) + midX;
    centres[triangle * 2 + 1] = Math.round(y) + midY;
  }
  const lines: Line[] = [];
  for (let edge = 0; edge < halfedges.length; edge++) {
    const twin = halfedges[edge]!;
    if (twin < edge) continue;
    const next = edge % 3 === 2 ? edge - 2 : edge + 1;
    if (triangles[edge]! >= count || triangles[next]! >= count) continue;
    const a = Math.floor(edge / 3) * 2;
    const b = Math.floor(twin / 3) * 2;
    if (centres[a] === centres[b] && centres[a + 1] === centres[b + 1]) continue;
    lines.push([centres[a]!, centres[a + 1]!, centres[b]!, centres[b + 1]!]);
  }
  return lines;
}

function circumcentre(xy: Float64Array, triangles: Uint32Array, triangle: number): readonly [number, number] {
  const a = triangles[triangle * 3]! * 2;
  const b = triangles[triangle * 3 + 1]! * 2;
  const c = triangles[triangle * 3 + 2]! * 2;
  const bx = xy[b]! - xy[a]!;
  const by = xy[b + 1]! - xy[a + 1]!;
  const cx = xy[c]! - xy[a]!;
  const cy = xy[c + 1]! - xy[a + 1]!;
  const bb = bx * bx + by * by;
  const cc = cx * cx + cy * cy;
  const area = 2 * (bx * cy - by * cx);
  return [xy[a]! + (cy * bb - by * cc) / area, xy[a + 1]! + (bx * cc - cx * bb) / area];
}
