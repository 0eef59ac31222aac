/** Metres a pixel covers at a latitude and zoom (512-pixel tiles, spherical Mercator). */
export function metresPerPixel(lat: number, zoom: number): number {
  return (40075016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);
}

/** The longest round distance (1, 2, 5 × 10ⁿ m) that fits into `maxPixels`, and how wide it is drawn. */
export function scaleBar(
  lat: number,
  zoom: number,
  maxPixels: number,
): { pixels: number; label: string; metres: number } {
  const unit = metresPerPixel(lat, zoom);
  const limit = unit * maxPixels;
  const power = 10 ** Math.floor(Math.log10(limit));
  const metres = ([5, 2, 1].find((step) => step * power <= limit) ?? 1) * power;
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  return { metres, pixels: Math.round(metres / unit), label };
}
