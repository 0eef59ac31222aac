/** Zooms of our vector tiles; closer in, the map stretches those of the last one. */
export const MIN_ZOOM = 8;
export const MAX_ZOOM = 16;
