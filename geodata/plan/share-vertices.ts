import type { Ring } from '../schema/coordinates';
import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import type { BorderInsertion } from '../geometry/insert-vertices';

/** Vertices that each of two plans needs to have all that both put on the borders they began with. */
export interface SharedVertices {
  one: BorderInsertion[];
  other: BorderInsertion[];
}

/** A border as it was, with the points a plan put on it; undirected. */
type Chains = Map<string, number[]>;

/**
 * Where two plans put different vertices on one edge of the plan both came from, neither border refines the other. This
 * finds what each lacks of the other's vertices, in the order along the edge.
 */
export function shareVertices(base: readonly Grid[], one: readonly Grid[], other: readonly Grid[]): SharedVertices {
  const shared: SharedVertices = { one: [], other: [] };
  const mine = chainsOf(base, one);
  for (const [key, theirs] of chainsOf(base, other)) {
    const chain = mine.get(key);
    if (!chain) continue;
    const merged = mergeChains(chain, theirs);
    shared.one.push(...gaps(chain, merged));
    shared.other.push(...gaps(theirs, merged));
  }
  return shared;
}

/** The edges of the base that a plan put vertices on, as its faces that only gained vertices have them. */
function chainsOf(base: readonly Grid[], grids: readonly Grid[]): Chains {
  const later = new Map<GridId, Grid>(grids.map((grid) => [grid.id, grid]));
  const chains: Chains = new Map();
  for (const grid of base) {
    const now = later.get(grid.id);
    if (!now || now.polygons === grid.polygons || now.polygons.length !== grid.polygons.length) continue;
    grid.polygons.forEach((polygon, p) =>
      polygon.forEach((ring, r) => {
        const finer = now.polygons[p]?.[r];
        if (finer && finer.length > ring.length) readChains(ring, finer, chains);
      }),
    );
  }
  return chains;
}

function readChains(ring: Ring, finer: Ring, chains: Chains): void {
  let at = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const [ax, ay] = [ring[i]!, ring[i + 1]!];
    const [bx, by] = [ring[(i + 2) % ring.length]!, ring[(i + 3) % ring.length]!];
    if (finer[at % finer.length] !== ax || finer[(at + 1) % finer.length] !== ay) return;
    const points = [ax, ay];
    for (at += 2; at <= finer.length; at += 2) {
      const [x, y] = [finer[at % finer.length]!, finer[(at + 1) % finer.length]!];
      points.push(x, y);
      if (x === bx && y === by) break;
    }
    if (points.at(-2) !== bx || points.at(-1) !== by) return;
    if (points.length <= 4) continue;
    const isForward = ax < bx || (ax === bx && ay < by);
    const chain = isForward ? points : turned(points);
    chains.set(`${chain[0]},${chain[1]},${chain.at(-2)},${chain.at(-1)}`, chain);
  }
}

function turned(points: readonly number[]): number[] {
  const back: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) back.push(points[i]!, points[i + 1]!);
  return back;
}

/** The points of both in the order along the edge, each once. */
function mergeChains(one: readonly number[], other: readonly number[]): number[] {
  const [ax, ay] = [one[0]!, one[1]!];
  const [dx, dy] = [one.at(-2)! - ax, one.at(-1)! - ay];
  const points = new Map<string, [number, number]>();
  for (const chain of [one, other]) {
    for (let i = 0; i < chain.length; i += 2) points.set(`${chain[i]},${chain[i + 1]}`, [chain[i]!, chain[i + 1]!]);
  }
  const along = ([x, y]: readonly [number, number]): number => (x - ax) * dx + (y - ay) * dy;
  return [...points.values()].sort((a, b) => along(a) - along(b)).flat();
}

/** For each edge of a chain that has points of the finer chain between its ends: those points with the ends. */
function gaps(chain: readonly number[], finer: readonly number[]): BorderInsertion[] {
  const found: BorderInsertion[] = [];
  let at = 0;
  for (let i = 2; i < chain.length; i += 2) {
    const points = [finer[at]!, finer[at + 1]!];
    while (points.at(-2) !== chain[i] || points.at(-1) !== chain[i + 1]) {
      at += 2;
      if (at >= finer.length) return found;
      points.push(finer[at]!, finer[at + 1]!);
    }
    if (points.length > 4) found.push({ points });
  }
  return found;
}
