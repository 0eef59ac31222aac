import type { BBox } from '../schema/coordinates';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { eastOf, latAt, lngAt, localPlane, northOf } from './local-plane';
import type { LocalPlane } from './local-plane';

/** Cells across one bandwidth. Five keep the sampled mass of the kernel within 0.3 % of 1 wherever a point lies in its cell. */
export const CELLS_PER_BANDWIDTH = 5;
/** About 16 MB of values; more would stall the browser before anybody saw more in it. */
export const MAX_RASTER_CELLS = 4_000_000;

/**
 * The raster all density surfaces of a place and bandwidth share: whatever the filter and the zoom, a cell is the
 * same piece of land. Row 0 is the northernmost, as in an image.
 */
export interface RasterFrame {
  readonly plane: LocalPlane;
  readonly bandwidthMetres: number;
  readonly cellMetres: number;
  readonly width: number;
  readonly height: number;
  /** Metres, north-west corner of cell (0, 0). */
  readonly east0: number;
  readonly north0: number;
  /** The land points are taken from, metres: the frame without its margin of one bandwidth. */
  readonly core: readonly [west: number, south: number, east: number, north: number];
}

/**
 * A frame for the points of a box in degrees. It reaches one bandwidth beyond the box, so that no point of the box
 * loses mass over the edge. Fails with `incident.raster-too-large`, where a larger bandwidth helps.
 */
export function rasterFrame(bbox: BBox, bandwidthMetres: number): Result<RasterFrame> {
  const plane = localPlane((bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2);
  const cellMetres = bandwidthMetres / CELLS_PER_BANDWIDTH;
  const core = [
    eastOf(plane, bbox[0]),
    northOf(plane, bbox[1]),
    eastOf(plane, bbox[2]),
    northOf(plane, bbox[3]),
  ] as const;
  // One more cell all round: the middle of an outermost cell that is touched lies inside the frame.
  const margin = bandwidthMetres + cellMetres;
  const width = Math.ceil((core[2] - core[0] + 2 * margin) / cellMetres);
  const height = Math.ceil((core[3] - core[1] + 2 * margin) / cellMetres);
  if (width * height > MAX_RASTER_CELLS) {
    return fail('incident.raster-too-large', {
      bandwidth: bandwidthMetres,
      cells: width * height,
      limit: MAX_RASTER_CELLS,
    });
  }
  return ok({
    plane,
    bandwidthMetres,
    cellMetres,
    width,
    height,
    east0: core[0] - margin,
    north0: core[3] + margin,
    core,
  });
}

/** The box a frame covers, degrees. */
export function frameBounds(frame: RasterFrame): BBox {
  const { plane, east0, north0, width, height, cellMetres } = frame;
  return [
    lngAt(plane, east0),
    latAt(plane, north0 - height * cellMetres),
    lngAt(plane, east0 + width * cellMetres),
    latAt(plane, north0),
  ];
}

/** Index of the cell that holds a place (degrees), or -1 outside the frame. */
export function cellAt(
  frame: Pick<RasterFrame, 'plane' | 'east0' | 'north0' | 'cellMetres' | 'width' | 'height'>,
  lng: number,
  lat: number,
): number {
  const column = Math.floor((eastOf(frame.plane, lng) - frame.east0) / frame.cellMetres);
  const row = Math.floor((frame.north0 - northOf(frame.plane, lat)) / frame.cellMetres);
  if (column < 0 || row < 0 || column >= frame.width || row >= frame.height) return -1;
  return row * frame.width + column;
}
