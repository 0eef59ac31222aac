import type { Page } from 'playwright-core';

export interface View {
  zoom: number;
  lat: number;
  lng: number;
}

/** The query that makes the map stand there. */
export const viewQuery = ({ zoom, lat, lng }: View): string => `view=@${zoom}/${lat}/${lng}`;

/** Where a place is on the page, in pixels, for a map that stands at `view` (Web Mercator, tiles of 512). */
export type ToPixels = (at: readonly [lng: number, lat: number]) => [x: number, y: number];

/** Asks once where the map is on the page; the answer holds while its size stays. */
export async function pixelsOf(page: Page, view: View): Promise<ToPixels> {
  const canvas = await page.locator('.maplibregl-canvas').first().boundingBox();
  if (!canvas) throw new Error('there is no map');
  const world = 512 * 2 ** view.zoom;
  const x = (degrees: number): number => ((degrees + 180) / 360) * world;
  const y = (degrees: number): number => {
    const sine = Math.sin((degrees * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world;
  };
  return ([lng, lat]) => [
    canvas.x + canvas.width / 2 + x(lng) - x(view.lng),
    canvas.y + canvas.height / 2 + y(lat) - y(view.lat),
  ];
}

/** The same for one place. */
export async function pixelOf(page: Page, view: View, at: readonly [number, number]): Promise<[number, number]> {
  return (await pixelsOf(page, view))(at);
}
