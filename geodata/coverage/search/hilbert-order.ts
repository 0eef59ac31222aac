/**
 * Places numbered along a Hilbert curve of 2^16 × 2^16 cells over their box, so that what is near on the ground is near
 * in memory. Ties keep their order.
 * @returns the indices of `x`/`y` in the order of the curve
 */
export function hilbertOrder(x: ArrayLike<number>, y: ArrayLike<number>): Uint32Array {
  const count = x.length;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    minX = Math.min(minX, x[i]!);
    minY = Math.min(minY, y[i]!);
    maxX = Math.max(maxX, x[i]!);
    maxY = Math.max(maxY, y[i]!);
  }
  const scaleX = maxX > minX ? 65535 / (maxX - minX) : 0;
  const scaleY = maxY > minY ? 65535 / (maxY - minY) : 0;
  // One number a place: its position on the curve above, its index below; 2^32 · 2^21 stays exact.
  const keys = new Float64Array(count);
  const indexSpan = 2 ** Math.max(1, Math.ceil(Math.log2(Math.max(2, count))));
  for (let i = 0; i < count; i++) {
    const d = hilbertDistance(Math.floor((x[i]! - minX) * scaleX), Math.floor((y[i]! - minY) * scaleY));
    // Above two million places the curve is read more coarsely instead.
    keys[i] = Math.floor(d / Math.max(1, (2 ** 32 * indexSpan) / 2 ** 53)) * indexSpan + i;
  }
  keys.sort();
  return Uint32Array.from(keys, (key) => key % indexSpan);
}

/** Position of a cell on the Hilbert curve of order 16 (Warren, Hacker's Delight, 2nd ed., 16–3, by quadrants). */
function hilbertDistance(x: number, y: number): number {
  let distance = 0;
  for (let s = 32768; s > 0; s >>>= 1) {
    const rx = (x & s) > 0 ? 1 : 0;
    const ry = (y & s) > 0 ? 1 : 0;
    distance += s * s * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) {
        x = 65535 - x;
        y = 65535 - y;
      }
      [x, y] = [y, x];
    }
  }
  return distance;
}
