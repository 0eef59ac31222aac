import type { Page } from 'playwright-core';

export interface View {
  zoom: number;
  lat: number;
  lng: number;
}

/** The query that makes the map stand there. */
export const viewQuery = ({ zoom, lat, lng }: View): string => `view=@${zoom}/${lat}/${lng}`;

/** Where a place is on the page, in pixels, for a map that stands at `view` (Web Mercator, tiles of 512). */
export async function pixelOf(
  page: Page,
  view: View,
  [lng, lat]: readonly [number, number],
): Promise<[number, number]> {
  const canvas = await page.locator('.maplibregl-canvas').boundingBox();
  if (!canvas) throw new Error('there is no map');
  const world = 512 * 2 ** view.zoom;
  const x = (degrees: number): number => ((degrees + 180) / 360) * world;
  const y = (degrees: number): number => {
    const sine = Math.sin((degrees * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world;
  };
  return [canvas.x + canvas.width / 2 + x(lng) - x(view.lng), canvas.y + canvas.height / 2 + y(lat) - y(view.lat)];
}
