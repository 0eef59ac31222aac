import { WALKED } from '../arc-list';
import type { WalkSearch } from '../travel-times';
import type { WalkNetwork } from '../walk-network';
import { TILE_BITS } from './frame';
import { CENTIMETRES, WHOLE_SHARE } from './label-tile';
import type { LabelTile } from './label-tile';

/**
 * Writes the times of a tile's cells that hang on streets into `times`, whose rows are `columns` long, from `origin` on. Cells
 * that are not reached are left as they are.
 */
export type ReadTile = (
  search: WalkSearch,
  labels: LabelTile,
  times: Float32Array,
  origin: number,
  columns: number,
) => void;

/** Reads tiles off searches of one network. */
export function createTileReader(network: WalkNetwork): ReadTile {
  const millisecondsPerCentimetre = 10 / network.walker.speedMetresPerSecond;
  let ends = new Float64Array(0);

  return (search, labels, times, origin, columns) => {
    const { edges, runStart, runEnd, runEdge, share, away } = labels;
    if (ends.length < 4 * edges.length) ends = new Float64Array(8 * edges.length);
    // Local, so that the loop over the cells looks nothing up.
    const at = ends;
    const withSource: number[] = [];
    for (let k = 0; k < edges.length; k++) {
      const edge = edges[k]!;
      if (network.edgeRefusal[edge] !== WALKED) at[4 * k] = at[4 * k + 1] = Infinity;
      else search.edgeEnds(edge, at, 4 * k);
      if (search.hasSourceOn(edge)) withSource.push(k);
    }
    for (let run = 0; run < runStart.length; run++) {
      const k = 4 * runEdge[run]!;
      const a = at[k]!;
      const b = at[k + 1]! + at[k + 3]!;
      if (a === Infinity && b === Infinity) continue;
      const fromA = at[k + 2]! / WHOLE_SHARE;
      const fromB = at[k + 3]! / WHOLE_SHARE;
      const first = runStart[run]!;
      const row = first >> TILE_BITS;
      const shift = origin + row * columns - (row << TILE_BITS);
      for (let cell = first, end = runEnd[run]!; cell < end; cell++) {
        const byA = a + share[cell]! * fromA;
        const byB = b - share[cell]! * fromB;
        times[shift + cell] = (byA < byB ? byA : byB) + (away[cell]! & CENTIMETRES) * millisecondsPerCentimetre;
      }
    }
    for (const k of withSource) {
      if (network.edgeRefusal[edges[k]!] !== WALKED) continue;
      for (let run = 0; run < runStart.length; run++) {
        if (runEdge[run] !== k) continue;
        const row = runStart[run]! >> TILE_BITS;
        const shift = origin + row * columns - (row << TILE_BITS);
        for (let cell = runStart[run]!; cell < runEnd[run]!; cell++) {
          const along = search.edgeTime(edges[k]!, share[cell]! / WHOLE_SHARE);
          times[shift + cell] = along + (away[cell]! & CENTIMETRES) * millisecondsPerCentimetre;
        }
      }
    }
  };
}
