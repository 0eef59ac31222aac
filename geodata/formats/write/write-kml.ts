import { strToU8 } from 'fflate';
import type { CrsName } from '../../schema/incident';
import { gridColumns } from './grid-columns';
import { positionsOf } from './grid-record';
import type { GridRecord } from './grid-record';
import { xmlText } from './xml-text';

/**
 * Grids as KML 2.2 (OGC 07-147r2), attributes as `ExtendedData`. KML knows WGS84 alone; in another system the document's
 * description says which, because nothing else in the file can.
 */
export function writeKml(grids: readonly GridRecord[], title: string, crs: CrsName, language: 'zh' | 'en'): Uint8Array {
  const columns = gridColumns(language);
  const ring = (tag: string, positions: readonly (readonly number[])[]): string =>
    `<${tag}><LinearRing><coordinates>${positions.map(([x, y]) => `${x},${y}`).join(' ')}</coordinates></LinearRing></${tag}>`;
  const places = grids.map((grid) => {
    const polygons = positionsOf(grid.polygons, crs).map(
      ([outer, ...holes]) =>
        `<Polygon>${ring('outerBoundaryIs', outer!)}${holes.map((hole) => ring('innerBoundaryIs', hole)).join('')}</Polygon>`,
    );
    const cells = columns.map(({ name, cell }) => {
      const value = cell(grid);
      return value === null ? '' : `<Data name="${xmlText(name)}"><value>${xmlText(String(value))}</value></Data>`;
    });
    const shape = polygons.length === 1 ? polygons[0]! : `<MultiGeometry>${polygons.join('')}</MultiGeometry>`;
    return `<Placemark><name>${xmlText(grid.name)}</name><ExtendedData>${cells.join('')}</ExtendedData>${shape}</Placemark>`;
  });
  const description = crs === 'WGS84' ? '' : `<description>${crs}</description>`;
  return strToU8(
    `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${xmlText(title)}</name>${description}\n${places.join('\n')}\n</Document></kml>\n`,
  );
}
