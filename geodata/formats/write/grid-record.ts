import type { Position } from 'geojson';
import { fromLattice } from '../../schema/coordinates';
import type { MultiPolygon } from '../../schema/coordinates';
import type { CrsName } from '../../schema/incident';
import type { GridWorker } from '../../schema/grid-worker';
import type { GridKind } from '../../schema/plan';
import { fromWgs84 } from './from-wgs84';

/** A grid as it goes into a file: what it is and what lives in it. Counts are null where unknown. */
export interface GridRecord {
  code: string | null;
  name: string;
  community: string;
  subdistrict: string;
  kind: GridKind;
  households: number | null;
  residents: number | null;
  elderly: number | null;
  workers: readonly GridWorker[];
  squareMetres: number;
  polygons: MultiPolygon;
}

/** Polygons of closed rings in a coordinate system, outer rings anticlockwise. */
export function positionsOf(polygons: MultiPolygon, crs: CrsName): Position[][][] {
  return polygons.map((polygon) =>
    polygon.map((ring) => {
      const positions: Position[] = [];
      for (let i = 0; i < ring.length; i += 2)
        positions.push(fromWgs84(fromLattice(ring[i]!), fromLattice(ring[i + 1]!), crs));
      positions.push(positions[0]!);
      return positions;
    }),
  );
}
