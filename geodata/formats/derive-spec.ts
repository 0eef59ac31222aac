import findZone from '@photostructure/tz-lookup';
import { boxToDegrees, mergeBoxes } from '../geometry/bounding-box';
import type { BBox, LatticeBox } from '../schema/coordinates';
import { placeIdSchema } from '../schema/ids';
import type { LocalName } from '../schema/place';
import { fail, ok } from '../schema/problems';
import type { ProblemCode, ProblemParams, Result } from '../schema/problems';
import { findLargestPlace } from './largest-place';
import { countMapContents } from './map-contents';
import type { MapContents } from './map-contents';
import type { importSpecSchema } from './import-spec';
import type { OsmExtract } from './osm-extract';
import { typeCode } from './type-code';
import type { z } from 'zod';

/** A spec as it is written to a file. */
export type WrittenSpec = z.input<typeof importSpecSchema>;

/** What is known beforehand and need not be derived. */
export interface GivenSpec {
  id?: string | undefined;
  name?: string | undefined;
  zone?: string | undefined;
}

/** One thing that was derived, as a remark for the report. */
export interface DerivedRemark {
  code: ProblemCode;
  params: ProblemParams;
}

export interface DerivedSpec {
  spec: WrittenSpec;
  remarks: DerivedRemark[];
  contents: MapContents;
}

/** Names that say nothing of the place: then the folder counts, or the place that the map labels. */
const sayNothing = new Set([
  'map',
  'streets',
  'town',
  'city',
  'data',
  'export',
  'network',
  'osm',
  'extract',
  'planet-osm',
]);
/** Fewer mapped buildings a kilometre of walkable street than this: most buildings are not on the map. */
const buildingsPerKilometre = 1;

/**
 * A spec for a map file alone. `file` is its path below the data folder, `folder` the name of the folder it lies in,
 * `today` an ISO date for files that say no date. Everything that had to be derived is told in `remarks`; what the map
 * does not have (buildings to count by, stations) is left out of the spec and told as well.
 * Fails with `osm.no-streets` where nothing can be walked on, and with `spec.bad-place-id` for an id given.
 */
export function deriveSpec(
  osm: OsmExtract,
  { file, folder, today }: { file: string; folder: string; today: string },
  given: GivenSpec = {},
): Result<DerivedSpec> {
  const contents = countMapContents(osm);
  if (contents.walkableKilometres === 0) return fail('osm.no-streets', { file });
  const remarks: DerivedRemark[] = [];
  const hints = nameHints(file, folder);
  const place = findLargestPlace(osm, hints);

  const name: LocalName = given.name !== undefined ? { zh: given.name } : (place?.name ?? { zh: titleOf(hints[0]!) });
  if (given.name === undefined)
    remarks.push({ code: place ? 'derived.name-from-map' : 'derived.name-from-file', params: { name } });
  const fallback = sayNothing.has(hints[0]!) ? 'place' : hints[0]!;
  const id = given.id ?? (sayNothing.has(typeCode(stemOf(file))) && place?.code ? place.code : fallback);
  if (!placeIdSchema.safeParse(id).success) return fail('spec.bad-place-id', { id });
  if (given.id === undefined) remarks.push({ code: 'derived.id', params: { id } });

  const box = boxOf(osm);
  const zone = given.zone ?? zoneOf(boxToDegrees(box));
  if (given.zone === undefined) remarks.push({ code: 'derived.zone', params: { zone } });
  const dataDate = osm.newestAt === null ? today : new Date(osm.newestAt).toISOString().slice(0, 10);
  remarks.push({ code: osm.newestAt === null ? 'derived.date-unknown' : 'derived.date', params: { date: dataDate } });

  const hasBuildings = contents.buildings >= buildingsPerKilometre * contents.walkableKilometres;
  if (hasBuildings) remarks.push({ code: 'derived.buildings', params: { count: contents.buildings } });
  else if (contents.buildings === 0) remarks.push({ code: 'derived.no-buildings', params: {} });
  else
    remarks.push({
      code: 'derived.too-few-buildings',
      params: { count: contents.buildings, km: Math.round(contents.walkableKilometres) },
    });
  if (contents.stations === 0) remarks.push({ code: 'derived.no-stations', params: {} });
  else remarks.push({ code: 'derived.stations', params: { count: contents.stations } });

  const isGraph = osm.source === 'graphml';
  const layers: WrittenSpec['layers'] = [{ layer: 'streets', file, format: isGraph ? 'graphml' : 'osm' }];
  if (hasBuildings) layers.push({ layer: 'base-units', file, format: 'osm', households: 'osm-buildings' });
  if (!isGraph) layers.push({ layer: 'basemap', file, format: 'osm' });
  if (contents.stations > 0)
    layers.push({ layer: 'stations', file, format: 'osm', sameNameWithinMetres: 400, rules: 'osm-amenities' });
  const named = (zh: string, en: string): LocalName => ({ zh: `${name.zh}${zh}`, en: `${name.en ?? name.zh}${en}` });
  return ok({
    contents,
    remarks,
    spec: {
      format: 'getu-import/1',
      place: {
        id,
        name,
        dataDate,
        profile: { from: 'generic', id, name, timeZone: zone },
        sources: [
          {
            name: 'OpenStreetMap contributors',
            licence: 'ODbL 1.0',
            url: 'https://www.openstreetmap.org/copyright',
          },
        ],
      },
      layers,
      areas: {
        from: 'extent',
        id: `${id}-extent`,
        code: '000000',
        name: named('（数据范围）', ' (extent of the data)'),
      },
      plans: [
        {
          from: 'nothing',
          id: `${id}-draft`,
          scheme: { id: 'general', name: { zh: '综合网格', en: 'General grids' } },
          name: named('草案（待划）', ' draft (to be drawn)'),
        },
      ],
    },
  });
}

const stemOf = (file: string): string =>
  file
    .split('/')
    .pop()!
    .replace(/\.(gz|pbf|osm|xml|graphml)+.*$/i, '');

/** Codes of what the file may be called after, the likeliest first. */
function nameHints(file: string, folder: string): string[] {
  const hints = [stemOf(file), folder]
    .map((text) => typeCode(text.replace(/-latest$/, '')))
    .filter((code) => code !== '');
  const telling = hints.filter((code) => !sayNothing.has(code));
  return telling.length > 0 ? telling : [...hints, 'place'];
}

const titleOf = (code: string): string =>
  code
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');

function boxOf(osm: OsmExtract): LatticeBox {
  if (osm.declaredBox) return osm.declaredBox;
  const points: LatticeBox[] = [];
  for (const way of osm.ways) {
    if (!way.tags.has('highway')) continue;
    for (const ref of way.refs) {
      const at = osm.nodeIndex.get(ref);
      if (at !== undefined) points.push([osm.xs[at]!, osm.ys[at]!, osm.xs[at]!, osm.ys[at]!]);
    }
  }
  return mergeBoxes(points);
}

/** The time zone in the middle of a box. */
function zoneOf([west, south, east, north]: BBox): string {
  return findZone((south + north) / 2, (west + east) / 2);
}
