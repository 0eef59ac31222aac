import { densityPosition } from '../../../geodata/incidents/density-scale';
import { localPlane, northOf } from '../../../geodata/incidents/local-plane';
import { densityColour } from '../../ui/heat-ramp';
import type { HeatRaster } from '../../state/heat';

const RADIANS = Math.PI / 180;
const mercatorY = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2));
const latitudeAt = (y: number): number => (2 * Math.atan(Math.exp(y)) - Math.PI / 2) / RADIANS;

/**
 * A density raster as picture: its rows are even in metres on the ground, those of a map in Mercator, so each row of
 * the picture takes the row of the raster that lies there. Colours are those of the legend.
 */
export function densityImage(raster: HeatRaster, dark: boolean): ImageData {
  const { width, height, values, domainTop, bbox, cellMetres } = raster;
  const image = new ImageData(width, height);
  const ramp = new Uint32Array(colourTable(dark).buffer);
  const pixels = new Uint32Array(image.data.buffer);
  const top = mercatorY(bbox[3]!);
  const step = (top - mercatorY(bbox[1]!)) / height;
  const plane = localPlane(raster.plane.lng0, raster.plane.lat0);
  for (let row = 0; row < height; row++) {
    const north = northOf(plane, latitudeAt(top - (row + 0.5) * step));
    const source = Math.min(height - 1, Math.max(0, Math.floor((raster.plane.north0 - north) / cellMetres)));
    for (let column = 0; column < width; column++) {
      // Empty cells have the lowest colour too, wholly transparent: black would bleed in where pixels are blended.
      const at = Math.round(densityPosition(values[source * width + column]!, domainTop) * 255);
      pixels[row * width + column] = ramp[at]!;
    }
  }
  return image;
}

function colourTable(dark: boolean): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256 * 4);
  for (let i = 0; i < 256; i++) {
    const [r, g, b, a] = densityColour(i / 255, dark);
    table.set([r, g, b, a * 255], i * 4);
  }
  return table;
}
