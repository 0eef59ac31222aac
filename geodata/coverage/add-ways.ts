import type { LatticePoint } from '../schema/coordinates';
import type { Street, StreetKind } from '../schema/settlement';
import type { Connections, Connector } from './connect-points';
import type { WalkNetwork } from './walk-network';

/** A way that might be built, straight between the places of the network nearest to two points. */
export interface NewWay {
  id: string;
  kind: StreetKind;
  from: LatticePoint;
  to: LatticePoint;
}

/** Why a way cannot be built as drawn. */
export type WayFault = { way: number; fault: 'off-network' | 'through-wall' | 'no-length' };

/**
 * Streets with new ways among them: each way ends in a node of the street it was drawn to, which is made where there is
 * none. A way crosses no wall.
 * @param network built of `streets`, for any walker; `connector` its own
 */
export function addWays(
  streets: readonly Street[],
  network: WalkNetwork,
  connector: Connector,
  ways: readonly NewWay[],
): { streets: Street[] } | WayFault {
  const inserted = new Map<number, Inserted[]>();
  let nextNode =
    1 + streets.reduce((highest, { nodes }) => nodes.reduce((most, node) => Math.max(most, node), highest), 0);
  const added: Street[] = [];
  for (const [w, way] of ways.entries()) {
    const ends = connector.connect([...way.from, ...way.to]);
    if (ends.edge[0] === -1 || ends.edge[1] === -1) return { way: w, fault: 'off-network' };
    const [from, to] = [0, 1].map((i): LatticePoint => [ends.footX[i]!, ends.footY[i]!]) as [
      LatticePoint,
      LatticePoint,
    ];
    if (from[0] === to[0] && from[1] === to[1]) return { way: w, fault: 'no-length' };
    const isWalled =
      network.edgeSide[ends.edge[0]!] !== network.edgeSide[ends.edge[1]!] ||
      network.walls.contacts(...from, ...to).length > 0;
    if (isWalled) return { way: w, fault: 'through-wall' };
    const nodes = [0, 1].map((i) => nodeAt(streets, network, ends, i, inserted, () => nextNode++));
    added.push({
      id: way.id,
      name: null,
      class: 'path',
      kind: way.kind,
      line: [...from, ...to],
      nodes,
      walkable: true,
      compoundId: null,
    });
  }
  const changed = streets.map((street, s) => withNodes(street, inserted.get(s) ?? []));
  return { streets: [...changed, ...added] };
}

/** A node to be made on a street: after vertex `stretch`, so far along towards the next one. */
interface Inserted {
  stretch: number;
  along: number;
  x: number;
  y: number;
  node: number;
}

/** The node of the street where a point meets it; a new one is noted in `inserted`. */
function nodeAt(
  streets: readonly Street[],
  network: WalkNetwork,
  ends: Connections,
  i: number,
  inserted: Map<number, Inserted[]>,
  newNode: () => number,
): number {
  const edge = ends.edge[i]!;
  const s = network.edgeStreet[edge]!;
  const { line, nodes } = streets[s]!;
  const [x, y] = [ends.footX[i]!, ends.footY[i]!];
  const isAt = (vertex: number, node: number) =>
    line[2 * vertex] === network.nodeX[node] && line[2 * vertex + 1] === network.nodeY[node];
  const stretch = nodes.findIndex(
    (_, k) => k + 1 < nodes.length && isAt(k, network.edgeA[edge]!) && isAt(k + 1, network.edgeB[edge]!),
  );
  for (const vertex of [stretch, stretch + 1]) {
    if (line[2 * vertex] === x && line[2 * vertex + 1] === y) return nodes[vertex]!;
  }
  const along = (x - line[2 * stretch]!) ** 2 + (y - line[2 * stretch + 1]!) ** 2;
  const here = inserted.get(s) ?? [];
  const known = here.find((one) => one.stretch === stretch && one.x === x && one.y === y);
  if (known) return known.node;
  const node = newNode();
  inserted.set(s, [...here, { stretch, along, x, y, node }]);
  return node;
}

/** A street with nodes made on it; waits keep their vertices. */
function withNodes(street: Street, inserted: readonly Inserted[]): Street {
  if (inserted.length === 0) return street;
  const line: number[] = [];
  const nodes: number[] = [];
  const positionOf: number[] = [];
  street.nodes.forEach((node, k) => {
    positionOf.push(nodes.length);
    nodes.push(node);
    line.push(street.line[2 * k]!, street.line[2 * k + 1]!);
    for (const one of inserted.filter(({ stretch }) => stretch === k).sort((p, q) => p.along - q.along)) {
      nodes.push(one.node);
      line.push(one.x, one.y);
    }
  });
  const { walk } = street;
  const waits = walk?.waits?.map((wait) => ({ ...wait, at: positionOf[wait.at]! }));
  return { ...street, line, nodes, ...(waits ? { walk: { ...walk, waits } } : {}) };
}
