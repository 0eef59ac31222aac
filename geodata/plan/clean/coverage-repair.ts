import type { Polygon as GeoJsonPolygon, Point } from 'geojson';
import type { MultiPolygon, Ring } from '../../schema/coordinates';
import type { AreaId } from '../../schema/ids';
import type { CoverageRepairKind } from '../../schema/plan-layer';

/** A grid as somebody's file has it: nothing is promised of its rings. */
export interface DirtyGrid {
  /** Rings of each polygon, the outer one first; closed or not, either way round, crossing or not. Lattice units. */
  polygons: readonly (readonly Ring[])[];
  /** True for land the layer itself calls free: it claims its land as a grid does, and stays unassigned. */
  isFree: boolean;
}

/** A community the grids have to lie in. All of them together are a valid coverage. */
export interface CoverageLand {
  id: AreaId;
  polygons: MultiPolygon;
}

/** One thing that was put right. */
export interface CoverageRepair {
  kind: CoverageRepairKind;
  /** Index of the grid it was done to; null where land of nobody was given away. */
  grid: number | null;
  /** Index of the grid that got the land; null where no grid did. */
  to: number | null;
  /** Vertices or rings it is about; 1 for land. */
  count: number;
  squareMetres: number;
  /** Where to look, degrees. */
  where: GeoJsonPolygon | Point;
}

export interface CleanOptions {
  /** Vertices and edges of different grids up to this far apart are one. */
  snapMetres: number;
  /** Land of nobody with a smaller mean width goes to the neighbour; so do detached parts of grids. */
  gapMetres: number;
  /** Slits that open into wide free land are closed where they are narrower than this (and than `gapMetres`). */
  slitMetres: number;
  /** Smaller grids are refused. */
  smallestSquareMetres: number;
}

/**
 * 0.5 m is what digitising by hand and the rounding of other systems leave between two copies of one border, and less
 * than any grid is wide; a gap below 2 m is narrower than a lane, so nobody left it out on purpose. A slit that opens into
 * free land might be a path somebody left out with it, so only one that nobody can walk, below 1 m, is closed.
 */
export const cleanDefaults: CleanOptions = { snapMetres: 0.5, gapMetres: 2, slitMetres: 1, smallestSquareMetres: 10 };
