/** Pixels of the image a pixel of the map, so that the edge stays crisp on every screen. */
export const discPixelRatio = 2;
/** How far MapLibre's signed distance fields reach, pixels of the image: 8 beside the shape, where alpha 0.75 is its edge. */
const reach = 8;
const edgeAlpha = 0.75;

/** A disc as a signed distance field, which takes any colour and rim. @param radius pixels of the map at icon size 1 */
export function discImage(radius: number): { width: number; height: number; data: Uint8ClampedArray } {
  const size = 2 * (radius * discPixelRatio + reach);
  const data = new Uint8ClampedArray(size * size * 4);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const outside = Math.hypot(column + 0.5 - size / 2, row + 0.5 - size / 2) - radius * discPixelRatio;
      const alpha = edgeAlpha - outside / reach;
      data[(row * size + column) * 4 + 3] = Math.round(255 * Math.min(1, Math.max(0, alpha)));
    }
  }
  return { width: size, height: size, data };
}
