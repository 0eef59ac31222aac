import type { CrsName } from '../../schema/incident';

/** The system that a GeoJSON `crs` name (`urn:ogc:def:crs:OGC:1.3:CRS84`, `EPSG:4490` …) stands for; null for any other. */
export function namedCrs(name: string): CrsName | null {
  const code = name.toUpperCase().split(/[:/#]/).pop();
  if (code === 'CRS84' || code === '4326' || code === 'CRS84H' || code === '4979') return 'WGS84';
  return code === '4490' || code === '4480' ? 'CGCS2000' : null;
}
