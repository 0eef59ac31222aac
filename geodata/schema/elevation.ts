import { z } from 'zod';

/** Stands for "no height on record" among the heights of a grid. */
export const NO_HEIGHT = -32768;

/**
 * Heights of the ground above sea level on a raster of degrees (WGS84). Row 0 is the northernmost; a height is that of
 * the middle of its cell.
 */
export interface ElevationGrid {
  columns: number;
  rows: number;
  /** North-west corner of the first cell, degrees. */
  west: number;
  north: number;
  /** Degrees, both positive. */
  cellWidth: number;
  cellHeight: number;
  /** Metres that one unit of `heights` stands for. */
  stepMetres: number;
  heights: Int16Array;
}

/** Closest zoom at which elevation tiles are drawn; the map enlarges them beyond. */
export const ELEVATION_MAX_ZOOM = 13;

/** What a client needs to draw the heights of a place; null in its place's description where there are none. */
export const elevationWireSchema = z
  .object({
    tiles: z.string().meta({ description: 'Address of the raster-dem tiles below this origin, with {z}, {x} and {y}' }),
    encoding: z.literal('terrarium').meta({ description: 'metres = red × 256 + green + blue ÷ 256 − 32768' }),
    tileSize: z.literal(256),
    minzoom: z.number().int(),
    maxzoom: z.number().int(),
    bounds: z.array(z.number()).length(4).meta({ description: '[west, south, east, north]' }),
    lowestMetres: z.number(),
    highestMetres: z.number(),
  })
  .meta({ id: 'Elevation' });
