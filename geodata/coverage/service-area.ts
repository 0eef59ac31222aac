import type { MultiPolygon } from '../schema/coordinates';
import { assignPoints } from '../geometry/assign-points';
import { boundingBox } from '../geometry/bounding-box';
import { OFF_NETWORK } from './connect-points';
import { isWithin } from './coverage-summary';
import type { TimeField } from './field/time-field';
import { outlinesOf } from './outline';
import { UNREACHED } from './travel-times';

/** The land from which a station is reached within so many minutes. */
export interface ServiceBand {
  minutes: number;
  polygons: MultiPolygon;
}

/** How well a drawn outline tells the same as the times of the households, which alone count. */
export interface OutlineAgreement {
  /** Households both in the outline and within the time, in either, and the share of the two; null without households. */
  both: number;
  either: number;
  intersectionOverUnion: number | null;
}

/** Outlines for each cutoff, the longest first, so that drawn in order the shorter ones lie on top. */
export function serviceBands(field: TimeField | null, cutoffMinutes: readonly number[]): ServiceBand[] {
  const ascending = [...cutoffMinutes].sort((p, q) => p - q);
  const outlines = field
    ? outlinesOf(
        field,
        ascending.map((minutes) => minutes * 60_000),
      )
    : [];
  return ascending.map((minutes, band) => ({ minutes, polygons: outlines[band] ?? [] })).reverse();
}

/**
 * Compares outlines, the longest time first, with the times of base units; `weights` are their households, unknown ones (-1)
 * count nothing. Units off the network have no time and are left out, as they are of every share.
 */
export function outlineAgreements(
  bands: readonly ServiceBand[],
  xy: ArrayLike<number>,
  milliseconds: ArrayLike<number>,
  connectionKind: ArrayLike<number>,
  weights: ArrayLike<number>,
): OutlineAgreement[] {
  // Only units that are walked to, or in the box of the longest time, can be in anything.
  const [minX, minY, maxX, maxY] = boundingBox(bands[0]?.polygons ?? []);
  const looked: number[] = [];
  const lookedXY: number[] = [];
  for (let i = 0; i < milliseconds.length; i++) {
    if (connectionKind[i] === OFF_NETWORK || weights[i]! <= 0) continue;
    const [x, y] = [xy[2 * i]!, xy[2 * i + 1]!];
    const isBoxed = x >= minX && x <= maxX && y >= minY && y <= maxY;
    if (!isBoxed && milliseconds[i] === UNREACHED) continue;
    looked.push(i);
    lookedXY.push(x, y);
  }
  return bands.map(({ minutes, polygons }) => {
    const inside = assignPoints(lookedXY, [polygons]);
    let both = 0;
    let either = 0;
    looked.forEach((i, k) => {
      const drawn = inside[k] === 0;
      const walked = isWithin(milliseconds[i]!, connectionKind[i]!, minutes * 60_000);
      if (drawn && walked) both += weights[i]!;
      if (drawn || walked) either += weights[i]!;
    });
    return { both, either, intersectionOverUnion: either > 0 ? both / either : null };
  });
}
