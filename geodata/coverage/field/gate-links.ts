import type { Connector } from '../connect-points';
import type { WalkNetwork } from '../walk-network';
import type { WalkSearch } from '../travel-times';
import { TILE_CELLS } from './frame';
import type { FieldFrame } from './frame';
import type { LabelTile } from './label-tile';

/** How the cells of compounds without mapped paths walk to the gates, as their doors do. */
export interface GateLinks {
  /** Nodes that cells of the tile hang on, each once. */
  nodes: Int32Array;
  /** Links of the i-th unmapped cell are `start[i]` up to `start[i + 1]`: position in `nodes` and milliseconds. */
  start: Uint32Array;
  node: Uint16Array;
  milliseconds: Int32Array;
  /** Edge that a cell hangs on where a path was found for it after all, else -1; share of the way along, milliseconds to it. */
  edge: Int32Array;
  share: Float32Array;
  off: Int32Array;
}

/** Links the unmapped cells of a tile to the network. */
export function linkToGates(
  network: WalkNetwork,
  connector: Connector,
  frame: FieldFrame,
  tile: number,
  { unmapped }: LabelTile,
): GateLinks {
  const column = (tile % frame.tileColumns) * TILE_CELLS;
  const row = Math.floor(tile / frame.tileColumns) * TILE_CELLS;
  const xy = new Float64Array(2 * unmapped.length);
  unmapped.forEach((cell, i) => {
    xy[2 * i] = frame.x0 + (column + (cell % TILE_CELLS)) * frame.stepX;
    xy[2 * i + 1] = frame.y0 + (row + Math.floor(cell / TILE_CELLS)) * frame.stepY;
  });
  const links = connector.connect(xy);
  const positionOf = new Map<number, number>();
  const node = Uint16Array.from(links.linkNode, (n) => {
    const known = positionOf.get(n);
    if (known !== undefined) return known;
    positionOf.set(n, positionOf.size);
    return positionOf.size - 1;
  });
  return {
    nodes: Int32Array.from(positionOf.keys()),
    start: links.linkStart,
    node,
    milliseconds: links.linkMillisecondsOut,
    edge: links.edge,
    share: Float32Array.from(links.edge, (edge, i) =>
      edge === -1 ? 0 : links.alongForwardMilliseconds[i]! / network.edgeMillisecondsForward[edge]!,
    ),
    off: links.offMilliseconds,
  };
}

/** Tells the time of every unmapped cell that a search reached, by position among them. */
export function readGateLinks(
  links: GateLinks,
  search: WalkSearch,
  visit: (i: number, milliseconds: number) => void,
): void {
  const at = Float64Array.from(links.nodes, (node) => search.leastTime(node));
  for (let i = 0; i < links.edge.length; i++) {
    const edge = links.edge[i]!;
    let time = edge === -1 ? Infinity : search.edgeTime(edge, links.share[i]!) + links.off[i]!;
    if (edge === -1) {
      for (let k = links.start[i]!; k < links.start[i + 1]!; k++) {
        time = Math.min(time, at[links.node[k]!]! + links.milliseconds[k]!);
      }
    }
    if (time < Infinity) visit(i, time);
  }
}
