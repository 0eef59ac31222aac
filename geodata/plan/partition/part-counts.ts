/** Why not every part can lie in the band, and how often. */
export interface BandObstacle {
  /**
   * `unit-above-most`: a single unit has more households than a part may. `land-below-least`: a piece of land that hangs
   * together has fewer households than a part must. `count`: the number of parts asked for does not go into the
   * households. `land-between`: too many households for one part and too few for two (or n and n + 1).
   */
  code: 'unit-above-most' | 'land-below-least' | 'count' | 'land-between';
  count: number;
}

export interface BandOutlook {
  /** No more parts than these can lie in the band. */
  possibleInBand: number;
  obstacles: BandObstacle[];
}

/** A piece of land that hangs together: its households and units. */
export interface LandPiece {
  households: number;
  units: number;
  /** Units with more households than a part may have: each a part out of the band, best by itself. */
  tooLarge: number;
  tooLargeHouseholds: number;
}

/**
 * How many parts each piece of land gets: what its households need at the middle of the band, within what the band allows.
 * Where `wanted` parts in all are asked for, that many, one for each piece at least and no more than it has units.
 */
export function countParts(
  pieces: readonly LandPiece[],
  [least, most]: readonly [number, number],
  wanted: number | null,
): number[] {
  const middle = Math.max(1, (least + most) / 2);
  const counts = pieces.map(({ households, units, tooLarge, tooLargeHouseholds }) => {
    const rest = households - tooLargeHouseholds;
    const low = Math.ceil(rest / most);
    const high = least > 0 ? Math.floor(rest / least) : Infinity;
    const near = Math.round(rest / middle);
    const fitting = low <= high ? Math.min(high, Math.max(low, near)) : near;
    return Math.min(units, Math.max(1, fitting + tooLarge));
  });
  if (wanted === null) return counts;
  let total = counts.reduce((sum, count) => sum + count, 0);
  // One more where parts are largest, one less where they are smallest.
  for (; total < wanted; total++) {
    const at = bestPiece(pieces, (piece, i) => (counts[i]! < piece.units ? piece.households / counts[i]! : null));
    if (at === -1) break;
    counts[at]! += 1;
  }
  for (; total > wanted; total--) {
    const at = bestPiece(pieces, (piece, i) => (counts[i]! > 1 ? -piece.households / counts[i]! : null));
    if (at === -1) break;
    counts[at]! -= 1;
  }
  return counts;
}

function bestPiece(pieces: readonly LandPiece[], score: (piece: LandPiece, index: number) => number | null): number {
  let best = -1;
  let bestScore = -Infinity;
  pieces.forEach((piece, i) => {
    const value = score(piece, i);
    if (value === null || value <= bestScore) return;
    best = i;
    bestScore = value;
  });
  return best;
}

/** What is possible at most with these numbers of parts, and what stands in the way of all. */
export function outlookOf(
  pieces: readonly LandPiece[],
  counts: readonly number[],
  [least, most]: readonly [number, number],
): BandOutlook {
  const tally = new Map<BandObstacle['code'], number>();
  const note = (code: BandObstacle['code'], count: number): void => {
    if (count > 0) tally.set(code, (tally.get(code) ?? 0) + count);
  };
  let possibleInBand = 0;
  pieces.forEach(({ households, tooLarge, tooLargeHouseholds }, i) => {
    const count = counts[i]!;
    const rest = households - tooLargeHouseholds;
    const low = Math.ceil(rest / most);
    const high = least > 0 ? Math.floor(rest / least) : Infinity;
    note('unit-above-most', tooLarge);
    if (tooLarge > 0) {
      // At least one part holds what is too large; the others live on the rest.
      possibleInBand += Math.max(0, Math.min(count - 1, high));
    } else if (households < least) note('land-below-least', 1);
    else if (high < count) {
      possibleInBand += high;
      note(low > high ? 'land-between' : 'count', 1);
    } else if (count < low) {
      possibleInBand += count - 1;
      note(low > high ? 'land-between' : 'count', 1);
    } else possibleInBand += count;
  });
  return { possibleInBand, obstacles: [...tally].map(([code, count]) => ({ code, count })) };
}
