import type { Map as MapLibreMap } from 'maplibre-gl';

const size = 16;

/** Puts a diagonal hatch into the style's images, for land that belongs to no grid. Repeats without a seam. */
export function addHatchImage(map: MapLibreMap, id: string, dark: boolean): void {
  const pixels = new Uint8Array(size * size * 4);
  const [r, g, b] = dark ? [173, 181, 194] : [84, 93, 108];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if ((x + y) % 8 > 1) continue;
      pixels.set([r, g, b, (x + y) % 8 === 0 ? 150 : 90], (y * size + x) * 4);
    }
  }
  const image = { width: size, height: size, data: pixels };
  if (map.hasImage(id)) map.updateImage(id, image);
  else map.addImage(id, image, { pixelRatio: 2 });
}
