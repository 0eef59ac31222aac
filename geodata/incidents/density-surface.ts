import type { RasterFrame } from './raster-frame';

export interface DensitySurface {
  /** Incidents per km² and week, at the middle of each cell; row 0 north. */
  readonly values: Float32Array;
  /** Points counted. Σ values × cell area × weeks = n, within 0.5 % (sampling of the kernel at cell middles). */
  readonly n: number;
  /** Points beyond the frame's core, not counted. */
  readonly outside: number;
  readonly max: number;
}

const M2_PER_KM2 = 1e6;

/**
 * Kernel density in metres: every point spreads one case over the quartic kernel (`quarticKernel`) of the frame's
 * bandwidth, evaluated at the middles of the cells. No part of it depends on a zoom or a screen.
 *
 * Points that follow each other at the same spot are stamped once with their number.
 * @param metres `[east0, north0 …]` in the frame's plane
 * @param weeks the points were reported in; periods of different length then compare
 */
export function densitySurface(frame: RasterFrame, metres: Float64Array, weeks = 1): DensitySurface {
  const { width, height, cellMetres: cell, bandwidthMetres: h, core } = frame;
  // Float64 while adding: a pile of 10⁶ points would lose its last ones in Float32.
  const sums = new Float64Array(width * height);
  const peak = 3 / (Math.PI * h * h);
  const invH2 = 1 / (h * h);
  let n = 0;
  let outside = 0;

  const stamp = (east: number, north: number, weight: number) => {
    // In cells, from the north-west corner, rows downwards.
    const cx = (east - frame.east0) / cell - 0.5;
    const cy = (frame.north0 - north) / cell - 0.5;
    const reach = h / cell;
    const top = Math.max(0, Math.ceil(cy - reach));
    const bottom = Math.min(height - 1, Math.floor(cy + reach));
    const scale = cell * cell * invH2;
    const mass = weight * peak;
    for (let row = top; row <= bottom; row++) {
      const dy2 = (row - cy) * (row - cy) * scale;
      const half = Math.sqrt(Math.max(0, 1 - dy2)) * reach;
      const left = Math.max(0, Math.ceil(cx - half));
      const right = Math.min(width - 1, Math.floor(cx + half));
      for (let at = row * width + left, column = left; column <= right; column++, at++) {
        const k = 1 - dy2 - (column - cx) * (column - cx) * scale;
        if (k > 0) sums[at]! += mass * k * k;
      }
    }
  };

  let pending = 0;
  for (let k = 0; k < metres.length; k += 2) {
    const east = metres[k]!;
    const north = metres[k + 1]!;
    if (!(east >= core[0] && east <= core[2] && north >= core[1] && north <= core[3])) {
      outside++;
      continue;
    }
    n++;
    pending++;
    if (metres[k + 2] === east && metres[k + 3] === north) continue;
    stamp(east, north, pending);
    pending = 0;
  }

  const values = new Float32Array(sums.length);
  let max = 0;
  for (let i = 0; i < sums.length; i++) {
    const density = (sums[i]! * M2_PER_KM2) / weeks;
    values[i] = density;
    if (density > max) max = density;
  }
  return { values, n, outside, max };
}
