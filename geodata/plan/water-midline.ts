import Delaunator from 'delaunator';
import type { LatticeBox, LatticePoint, Polygon } from '../schema/coordinates';
import { metresPerUnit } from '../geometry/ground-metres';
import { containsPoint } from '../geometry/point-in-polygon';
import { doubledPolygonArea } from '../geometry/ring-area';
import { simplifyLine } from '../geometry/simplify-line';

/** Banks are looked at this far beyond the land that is cut, so that the ends of the line lie outside it. */
const marginMetres = 200;
/** Points a width of the water; a quarter of it finds every bend that matters to a border. */
const pointsAWidth = 4;
const [closestMetres, farthestMetres] = [2, 20];
/** More points take too long for a pointer to wait for: then they stand farther apart. */
const mostPoints = 3000;

/** What may be lost of the line, in steps between points on the banks: less than they tell of the middle. */
const simplifiedShare = 0.15;

/** A point between the banks and the ways on from it. */
interface Node {
  x: number;
  y: number;
  ways: { to: number; metres: number }[];
}

/**
 * The middle of a water between its banks near some land, by the chordal axis (Prasad 1997): points are set along the banks and
 * triangulated; the middles of the triangles' edges that run across the water, joined through each triangle, lie half
 * way between the banks.
 */
export class WaterMidline {
  private readonly nodes: Node[] = [];
  private readonly origin: LatticePoint;
  private readonly scale: { east: number; north: number };
  private spacing = farthestMetres;
  private readonly lines = new Map<string, LatticePoint[]>();

  /**
   * @param water its outer bank and islands
   * @param box of the land that is cut, lattice units
   */
  constructor(water: Polygon, [minX, minY, maxX, maxY]: LatticeBox) {
    this.origin = [minX, minY];
    this.scale = metresPerUnit(minY);
    const { east, north } = this.scale;
    const [x, y] = [Math.ceil(marginMetres / east), Math.ceil(marginMetres / north)];
    const box: LatticeBox = [minX - x, minY - y, maxX + x, maxY + y];
    this.join(water, this.samples(water, box));
  }

  /** The longest line along the middle that runs nearest to a point, and how far from it; null where the water has none. */
  lineThrough([x, y]: LatticePoint): { line: LatticePoint[]; metres: number } | null {
    const [px, py] = [(x - this.origin[0]) * this.scale.east, (y - this.origin[1]) * this.scale.north];
    let best: [number, number] | null = null;
    let least = Infinity;
    for (const [from, { x: ax, y: ay, ways }] of this.nodes.entries()) {
      for (const { to } of ways) {
        if (to < from) continue;
        const away = distanceTo(px, py, ax, ay, this.nodes[to]!.x, this.nodes[to]!.y);
        if (away < least) [best, least] = [[from, to], away];
      }
    }
    if (!best) return null;
    const key = best.join();
    const line = this.lines.get(key) ?? this.longestLine(...best);
    this.lines.set(key, line);
    return line.length < 2 ? null : { line, metres: least };
  }

  /** Points along the banks in the box, metres from the origin, flat. */
  private samples(water: Polygon, box: LatticeBox): number[] {
    const { east, north } = this.scale;
    let perimeter = 0;
    eachEdge(water, (ax, ay, bx, by) => (perimeter += Math.hypot((bx - ax) * east, (by - ay) * north)));
    const width = (doubledPolygonArea(water) * east * north) / Math.max(perimeter, 1);
    this.spacing = Math.min(farthestMetres, Math.max(closestMetres, width / pointsAWidth));
    const sample = (): number[] => {
      const points: number[] = [];
      eachEdge(water, (ax, ay, bx, by) => {
        const isAway =
          Math.max(ax, bx) < box[0] ||
          Math.min(ax, bx) > box[2] ||
          Math.max(ay, by) < box[1] ||
          Math.min(ay, by) > box[3];
        if (isAway) return;
        const pieces = Math.max(1, Math.ceil(Math.hypot((bx - ax) * east, (by - ay) * north) / this.spacing));
        for (let i = 0; i < pieces; i++) {
          const [x, y] = [ax + ((bx - ax) * i) / pieces, ay + ((by - ay) * i) / pieces];
          if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
          points.push((x - this.origin[0]) * east, (y - this.origin[1]) * north);
        }
      });
      return points;
    };
    const points = sample();
    if (points.length / 2 <= mostPoints) return points;
    this.spacing *= points.length / 2 / mostPoints;
    return sample();
  }

  /** Joins the middles of the edges across the water through the triangles that lie in it. */
  private join(water: Polygon, samples: readonly number[]): void {
    if (samples.length < 6) return;
    const { triangles, halfedges } = new Delaunator(Float64Array.from(samples));
    const isWet = new Uint8Array(triangles.length / 3);
    const at = (edge: number): [number, number] => [samples[triangles[edge]! * 2]!, samples[triangles[edge]! * 2 + 1]!];
    for (let triangle = 0; triangle < isWet.length; triangle++) {
      const corners = [0, 1, 2].map((corner) => at(triangle * 3 + corner));
      const [x, y] = [0, 1].map((axis) => corners.reduce((sum, corner) => sum + corner[axis]!, 0) / 3) as [
        number,
        number,
      ];
      isWet[triangle] = containsPoint(this.lattice(x, y), [water]) ? 1 : 0;
    }
    const middles = new Map<number, number>();
    const next = (edge: number): number => (edge % 3 === 2 ? edge - 2 : edge + 1);
    const middleOf = (edge: number): number => {
      const key = Math.max(edge, halfedges[edge]!);
      const known = middles.get(key);
      if (known !== undefined) return known;
      const [[ax, ay], [bx, by]] = [at(edge), at(next(edge))];
      middles.set(key, this.nodes.length);
      return this.addNode((ax + bx) / 2, (ay + by) / 2);
    };
    for (let triangle = 0; triangle < isWet.length; triangle++) {
      if (!isWet[triangle]) continue;
      const across = [0, 1, 2]
        .map((corner) => triangle * 3 + corner)
        .filter((edge) => halfedges[edge]! !== -1 && isWet[Math.floor(halfedges[edge]! / 3)]);
      const ends = across.map(middleOf);
      // Where the water ends the line goes on to its tip.
      if (across.length === 1) ends.push(this.addNode(...at(next(next(across[0]!)))));
      if (ends.length === 2) this.connect(ends[0]!, ends[1]!);
      // Three ways meet: each middle is joined to the two others, so that none of them makes a detour.
      if (ends.length === 3) for (let i = 0; i < 3; i++) this.connect(ends[i]!, ends[(i + 1) % 3]!);
    }
  }

  private addNode(x: number, y: number): number {
    return this.nodes.push({ x, y, ways: [] }) - 1;
  }

  private connect(a: number, b: number): void {
    const [one, other] = [this.nodes[a]!, this.nodes[b]!];
    const metres = Math.hypot(other.x - one.x, other.y - one.y);
    one.ways.push({ to: b, metres });
    other.ways.push({ to: a, metres });
  }

  private longestLine(a: number, b: number): LatticePoint[] {
    const [one, other] = this.farthestPaths(a, b);
    const path = [...one.reverse(), ...other].flatMap((node) => [this.nodes[node]!.x, this.nodes[node]!.y]);
    const kept = simplifyLine(path, this.spacing * simplifiedShare);
    const line: LatticePoint[] = [];
    for (let i = 0; i < kept.length; i += 2) {
      const point = this.lattice(kept[i]!, kept[i + 1]!);
      const last = line.at(-1);
      if (!last || last[0] !== point[0] || last[1] !== point[1]) line.push(point);
    }
    return line;
  }

  /**
   * From both ends of a way the path to the node that is farthest from it of all that are nearer to this end than to the
   * other: so neither path comes back around an island.
   */
  private farthestPaths(a: number, b: number): [number[], number[]] {
    const reached = new Map([a, b].map((end) => [end, { from: -1, metres: 0, end }]));
    const open = [a, b];
    for (let node = open.shift(); node !== undefined; node = open.shift()) {
      const { metres: here, end } = reached.get(node)!;
      for (const { to, metres } of this.nodes[node]!.ways) {
        if ((reached.get(to)?.metres ?? Infinity) <= here + metres) continue;
        reached.set(to, { from: node, metres: here + metres, end });
        open.push(to);
      }
    }
    return [a, b].map((end) => {
      let farthest = end;
      for (const [node, { metres, end: own }] of reached)
        if (own === end && metres > reached.get(farthest)!.metres) farthest = node;
      const path: number[] = [];
      for (let node = farthest; node !== -1; node = reached.get(node)!.from) path.push(node);
      return path.reverse();
    }) as [number[], number[]];
  }

  private lattice(x: number, y: number): LatticePoint {
    return [Math.round(x / this.scale.east) + this.origin[0], Math.round(y / this.scale.north) + this.origin[1]];
  }
}

function eachEdge(water: Polygon, visit: (ax: number, ay: number, bx: number, by: number) => void): void {
  for (const ring of water) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      visit(ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!);
    }
  }
}

function distanceTo(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length));
  return Math.hypot(ax + dx * share - px, ay + dy * share - py);
}
