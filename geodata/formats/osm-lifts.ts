import type { Street } from '../schema/settlement';
import type { OsmExtract, OsmWay } from './osm-extract';
import { levelsOf } from './osm-street-walk';

/** Lifts that are drawn as one node which ways of several levels reach. */
export interface Lifts {
  /** Node that stands for `node` on the level of a way; `node` itself where it is no lift. */
  nodeFor(node: number, way: OsmWay): number;
  /** A way up and down between every two levels, to be read when all ways are. */
  streets(): Street[];
}

/**
 * A lift becomes one node a level, so that changing levels costs the lift and nothing is stepped from one level to the
 * other. A way that says no level is on level 0.
 * @param takeNode gives a node number that nothing else has
 */
export function readLifts(osm: OsmExtract, takeNode: () => number): Lifts {
  const lifts = new Map<number, Map<number, number>>();
  for (const [id, tags] of osm.nodeTags) if (tags.get('highway') === 'elevator') lifts.set(id, new Map());

  return {
    nodeFor(node, way) {
      const levels = lifts.get(node);
      if (!levels) return node;
      const level = levelsOf(way.tags)[0] ?? 0;
      let own = levels.get(level);
      // The first level keeps the node's own number.
      if (own === undefined) levels.set(level, (own = levels.size === 0 ? node : takeNode()));
      return own;
    },
    streets: () =>
      [...lifts].flatMap(([id, levels]) => {
        const at = osm.nodeIndex.get(id);
        if (at === undefined) return [];
        const stops = [...levels].sort(([a], [b]) => a - b);
        return stops.flatMap(([from, fromNode], i) =>
          stops.slice(i + 1).map(([to, toNode], j): Street => ({
            id: `n${id}.${i}-${i + 1 + j}`,
            name: null,
            class: 'path',
            kind: 'lift',
            line: [osm.xs[at]!, osm.ys[at]!, osm.xs[at]!, osm.ys[at]!],
            nodes: [fromNode, toNode],
            walkable: true,
            compoundId: null,
            walk: { floors: to - from },
          })),
        );
      }),
  };
}
