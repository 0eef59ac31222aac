import type { QueryCodec } from './url-query';

/** Where the map stands. */
export interface MapView {
  zoom: number;
  lat: number;
  lng: number;
}

const pattern = /^@(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/;

/** `@14.25/39.43712/116.29876`: zoom, latitude, longitude; five decimals are about a metre. */
export const viewParam: QueryCodec<MapView | null> = {
  parse: (text) => {
    const match = pattern.exec(text);
    if (!match) return null;
    const [zoom, lat, lng] = [Number(match[1]), Number(match[2]), Number(match[3])];
    return zoom <= 24 && Math.abs(lat) <= 85 && Math.abs(lng) <= 180 ? { zoom, lat, lng } : null;
  },
  format: (view) => view && `@${view.zoom.toFixed(2)}/${view.lat.toFixed(5)}/${view.lng.toFixed(5)}`,
  fallback: null,
};
