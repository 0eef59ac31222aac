import proj4 from 'proj4';
import type { CrsName } from '../../schema/incident';
import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';

/** What a .prj says, once it agrees with the declared system. */
export interface Projection {
  /** The system in its own words. */
  name: string;
  /** Metres (or feet) of a map into degrees; null where the coordinates are degrees already. */
  toDegrees: ((position: [number, number]) => [number, number]) | null;
  /** The datum, where it is another one that agrees with WGS84 within about two metres. */
  nearDatum: string | null;
}

/** Names of datums without prefix, capitals and signs. */
const datums: Readonly<Record<string, CrsName>> = {
  wgs1984: 'WGS84',
  wgs84: 'WGS84',
  worldgeodeticsystem1984: 'WGS84',
  china2000: 'CGCS2000',
  cgcs2000: 'CGCS2000',
  chinageodeticcoordinatesystem2000: 'CGCS2000',
  chinese2000: 'CGCS2000',
};
/** Realisations of the same earth-fixed frame: they differ from WGS84 by the drift of their continent. */
const nearDatums = new Set([
  'etrs1989',
  'etrs89',
  'europeanterrestrialreferencesystem1989',
  'northamericandatum1983',
  'northamerican1983',
  'nad1983',
  'twd1997',
  'twd97',
  'taiwandatum1997',
  'jgd2000',
  'jgd2011',
  'japanesegeodeticdatum2000',
  'japanesegeodeticdatum2011',
  'korea2000',
  'geocentricdatumofkorea',
  'sirgas2000',
  'gda1994',
  'gda2020',
  'geocentricdatumofaustralia1994',
  'nzgd2000',
  'rgf1993',
]);

/** The declared system a datum stands for; null for one that lies elsewhere (Beijing 1954, Xian 1980 …). */
export function crsOfDatum(datum: string): CrsName | null {
  const key = datum
    .toLowerCase()
    .replace(/^d_/, '')
    .replace(/[^a-z0-9]/g, '');
  return datums[key] ?? (nearDatums.has(key) ? 'WGS84' : null);
}

/**
 * Reads a .prj (WKT 1). Projected coordinates are turned into degrees by proj4 where it knows the projection. Problems:
 * no WKT, a datum that is not the declared system, a projection proj4 does not know. Nothing is shifted in silence.
 */
export function readPrj(text: string, declared: CrsName, file: string): Result<Projection> {
  const wkt = text.trim();
  const name = /^(?:PROJCS|GEOGCS)\s*\[\s*"([^"]*)"/i.exec(wkt)?.[1];
  const datum = /DATUM\s*\[\s*"([^"]*)"/i.exec(wkt)?.[1];
  if (name === undefined || datum === undefined) return fail('shapefile.bad-prj', { file });
  const crs = crsOfDatum(datum);
  if (crs !== declared)
    return fail(crs === null ? 'shapefile.unknown-datum' : 'file.other-crs', {
      file,
      named: `${name} (${datum})`,
      declared,
    });
  const key = datum
    .toLowerCase()
    .replace(/^d_/, '')
    .replace(/[^a-z0-9]/g, '');
  const nearDatum = datums[key] ? null : datum;
  if (!/^PROJCS/i.test(wkt)) return ok({ name, toDegrees: null, nearDatum });
  try {
    const converter = proj4(wkt);
    // It may know a projection by name only: one point shows whether it can do it.
    if (!converter.inverse([500_000, 3_000_000]).every(Number.isFinite)) throw new RangeError('projection');
    return ok({ name, nearDatum, toDegrees: (position) => converter.inverse(position) });
  } catch {
    return fail('shapefile.unknown-projection', { file, named: name });
  }
}
