/**
 * Quartic (biweight) kernel in two dimensions, Silverman 1986, p. 76: 3/(π h²) · (1 - (d/h)²)² within `h`, else 0.
 * Its integral over the plane is 1.
 * @returns share of one point's mass per m² at `distanceMetres`
 */
export function quarticKernel(distanceMetres: number, bandwidthMetres: number): number {
  const u2 = (distanceMetres / bandwidthMetres) ** 2;
  return u2 >= 1 ? 0 : (3 / (Math.PI * bandwidthMetres * bandwidthMetres)) * (1 - u2) * (1 - u2);
}
