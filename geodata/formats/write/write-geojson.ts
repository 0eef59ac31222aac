import { strToU8 } from 'fflate';
import type { CrsName } from '../../schema/incident';
import { gridColumns } from './grid-columns';
import { positionsOf } from './grid-record';
import type { GridRecord } from './grid-record';

/**
 * Grids as a FeatureCollection. RFC 7946 knows WGS84 alone: only then is the file plain GeoJSON. CGCS2000 is named by the
 * `crs` of the GeoJSON of 2008, which GIS programs still read; GCJ-02 and BD-09 have no name anywhere, so a member of our
 * own, `coordinateSystem`, says it, which other programs skip: the name of the file has to say it too.
 */
export function writeGeoJson(grids: readonly GridRecord[], crs: CrsName, language: 'zh' | 'en'): Uint8Array {
  const columns = gridColumns(language);
  const features = grids.map((grid) => {
    const coordinates = positionsOf(grid.polygons, crs);
    const properties = Object.fromEntries(columns.map(({ name, cell }) => [name, cell(grid)]));
    const geometry =
      coordinates.length === 1
        ? { type: 'Polygon', coordinates: coordinates[0] }
        : { type: 'MultiPolygon', coordinates };
    return JSON.stringify({ type: 'Feature', properties, geometry });
  });
  const system =
    crs === 'WGS84'
      ? ''
      : crs === 'CGCS2000'
        ? '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},'
        : `"coordinateSystem":"${crs}",`;
  return strToU8(`{"type":"FeatureCollection",${system}"features":[\n${features.join(',\n')}\n]}\n`);
}
