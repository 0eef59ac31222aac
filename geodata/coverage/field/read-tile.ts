import { WALKED } from '../arc-list';
import type { WalkSearch } from '../travel-times';
import type { WalkNetwork } from '../walk-network';
import { TILE_BITS } from './frame';
import { CENTIMETRES, WHOLE_SHARE } from './label-tile';
import type { LabelTile } from './label-tile';

/** Reads tiles off searches of one network, of walks to the sources. */
export interface TileReader {
  /** To be called after each run of the search, before its tiles are read. */
  begin(search: WalkSearch): void;
  /**
   * Writes the times of a tile's cells that hang on streets into `times`, whose rows are `columns` long, from `origin` on. Cells
   * that are not reached are left as they are.
   */
  read(labels: LabelTile, times: Float32Array, origin: number, columns: number): void;
}

export function createTileReader(network: WalkNetwork): TileReader {
  const { edgeA, edgeB, edgeMillisecondsForward, edgeMillisecondsBackward, edgeRefusal } = network;
  const millisecondsPerCentimetre = 10 / network.walker.speedMetresPerSecond;
  // Times at nodes as they are asked for: those of the run that is their turn.
  const nodeTime = new Float64Array(network.nodeCount);
  const nodeTurn = new Uint32Array(network.nodeCount);
  let turn = 0;
  let search: WalkSearch;

  function timeAt(node: number): number {
    if (nodeTurn[node] !== turn) {
      nodeTurn[node] = turn;
      nodeTime[node] = search.leastTime(node);
    }
    return nodeTime[node]!;
  }

  function readAlongSource(
    edge: number,
    k: number,
    labels: LabelTile,
    times: Float32Array,
    origin: number,
    columns: number,
  ): void {
    const { runStart, runEnd, runEdge, share, away } = labels;
    for (let run = 0; run < runStart.length; run++) {
      if (runEdge[run] !== k) continue;
      const shift = shiftOf(runStart[run]!, origin, columns);
      for (let cell = runStart[run]!; cell < runEnd[run]!; cell++) {
        const along = search.edgeTime(edge, share[cell]! / WHOLE_SHARE);
        times[shift + cell] = along + (away[cell]! & CENTIMETRES) * millisecondsPerCentimetre;
      }
    }
  }

  function read(labels: LabelTile, times: Float32Array, origin: number, columns: number): void {
    const { edges, runStart, runEnd, runEdge, share, away } = labels;
    for (let run = 0; run < runStart.length; run++) {
      const edge = edges[runEdge[run]!]!;
      if (edgeRefusal[edge] !== WALKED) continue;
      const a = timeAt(edgeA[edge]!);
      const b = timeAt(edgeB[edge]!) + edgeMillisecondsForward[edge]!;
      if (a === Infinity && b === Infinity) continue;
      // From a place on the edge to A one walks back, and to B on.
      const toA = edgeMillisecondsBackward[edge]! / WHOLE_SHARE;
      const toB = edgeMillisecondsForward[edge]! / WHOLE_SHARE;
      const shift = shiftOf(runStart[run]!, origin, columns);
      for (let cell = runStart[run]!, end = runEnd[run]!; cell < end; cell++) {
        const byA = a + share[cell]! * toA;
        const byB = b - share[cell]! * toB;
        times[shift + cell] = (byA < byB ? byA : byB) + (away[cell]! & CENTIMETRES) * millisecondsPerCentimetre;
      }
    }
    for (let k = 0; k < edges.length; k++) {
      const edge = edges[k]!;
      if (edgeRefusal[edge] === WALKED && search.hasSourceOn(edge)) {
        readAlongSource(edge, k, labels, times, origin, columns);
      }
    }
  }

  return {
    begin(of) {
      search = of;
      turn++;
    },
    read,
  };
}

/** What is added to a cell of a tile to find it in a raster of rows so long, all along its row. */
function shiftOf(cell: number, origin: number, columns: number): number {
  const row = cell >> TILE_BITS;
  return origin + row * columns - (row << TILE_BITS);
}
