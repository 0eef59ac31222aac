import type { MultiPolygon } from '../schema/coordinates';
import { assignPoints } from '../geometry/assign-points';
import { OFF_NETWORK } from './connect-points';
import { isWithin } from './coverage-summary';
import { outlineOf } from './outline';
import type { TimeField } from './time-field';

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

/** Cell of the raster that outlines are drawn from; larger only where the area would need more than `MAX_CELLS`. */
export const CELL_METRES = 4;
export const MAX_CELLS = 2_500_000;

/** Outlines for each cutoff, the longest first, so that drawn in order the shorter ones lie on top. */
export function serviceBands(field: TimeField | null, cutoffMinutes: readonly number[]): ServiceBand[] {
  return [...cutoffMinutes]
    .sort((p, q) => q - p)
    .map((minutes) => ({ minutes, polygons: field ? outlineOf(field, minutes * 60_000) : [] }));
}

/**
 * Compares an outline with the times of base units; `weights` are their households, unknown ones (-1) count nothing.
 * Units off the network have no time and are left out, as they are of every share.
 */
export function outlineAgreement(
  band: ServiceBand,
  xy: ArrayLike<number>,
  milliseconds: ArrayLike<number>,
  connectionKind: ArrayLike<number>,
  weights: ArrayLike<number>,
): OutlineAgreement {
  const inside = assignPoints(xy, [band.polygons]);
  let both = 0;
  let either = 0;
  for (let i = 0; i < inside.length; i++) {
    if (connectionKind[i] === OFF_NETWORK) continue;
    const drawn = inside[i] === 0;
    const walked = isWithin(milliseconds[i]!, connectionKind[i]!, band.minutes * 60_000);
    const weight = Math.max(0, weights[i]!);
    if (drawn && walked) both += weight;
    if (drawn || walked) either += weight;
  }
  return { both, either, intersectionOverUnion: either > 0 ? both / either : null };
}
