import type { LatticePoint } from '../schema/coordinates';
import type { StationId } from '../schema/ids';
import { LONGEST_HOURS_TEXT } from '../schema/station';
import type { Station } from '../schema/station';
import { readOpeningHours } from '../coverage/opening-hours';
import { groundMetres } from '../geometry/ground-metres';
import { assembleRings, closedWayRing } from './assemble-rings';
import type { LayerLog } from './import-log';
import { interiorPoint } from './interior-point';
import { firstTag } from './osm-extract';
import type { OsmExtract, OsmTags } from './osm-extract';
import { osmName } from './osm-name';
import type { OsmStationRule } from './osm-station-rule';
import { osmWords } from './osm-words';
import { ringFailureCode } from './ring-failure-code';
import type { StationKind } from '../schema/station';

/**
 * Stations of an OSM extract: points as they are, areas by a point inside them. Everything with one of the rules'
 * keys is read; what no rule wants is counted by its value, so that nothing goes missing unseen. One place is often
 * mapped twice, as an area and as a point in it: of stations of one kind and name that close together, the first
 * mapped as the largest thing (relation, way, node) stays and the others are refused. `taken` are the objects that an
 * earlier layer has made stations of.
 */
export function osmToStations(
  osm: OsmExtract,
  rules: readonly OsmStationRule[],
  sameNameWithinMetres: number,
  taken: ReadonlySet<string>,
  log: LayerLog,
): Station[] {
  const stations: Station[] = [];
  const keys = [...new Set(rules.map((rule) => rule.tag))];
  const unwanted = new Map<string, number>();
  const add = (id: string, tags: OsmTags, locate: () => readonly [number, number] | null) => {
    if (!keys.some((key) => tags.has(key))) return;
    log.read();
    const rule = rules.find((candidate) => tags.get(candidate.tag) === candidate.value);
    if (!rule) {
      const key = keys.find((candidate) => tags.has(candidate))!;
      const value = `${key}=${tags.get(key)}`;
      unwanted.set(value, (unwanted.get(value) ?? 0) + 1);
      return;
    }
    if (taken.has(id)) {
      log.refuse('station.taken-before', null, { object: id });
      return;
    }
    const point = locate();
    if (!point) return;
    const name = osmName(tags);
    const twin = name && stations.find((other) => isSamePlace(other, name.zh, rule.kind, point, sameNameWithinMetres));
    if (twin) {
      log.refuse('station.mapped-twice', null, { object: id, name: name.zh, other: twin.id });
      return;
    }
    const unnamed = { zh: rule.unnamed.zh, ...(rule.unnamed.en ? { en: rule.unnamed.en } : {}) };
    if (!name) log.repair('station.unnamed', null, { object: id, name: unnamed });
    const houseNumber = firstTag(tags, 'addr:housenumber');
    const road = firstTag(tags, 'addr:street');
    const hours = firstTag(tags, 'opening_hours')?.slice(0, LONGEST_HOURS_TEXT) ?? null;
    if (hours !== null && !readOpeningHours(hours).understood)
      log.remark('station.hours-not-understood', null, { value: hours });
    stations.push({
      id: id as StationId,
      name: name ?? unnamed,
      kind: rule.kind,
      tier: rule.tier,
      services: [],
      floorAreaSquareMetres: null,
      seats: seatsOf(tags),
      staff: null,
      openingHours: hours,
      point,
      address: houseNumber && road ? `${houseNumber} ${road}` : road,
    });
    log.kept();
  };
  for (const relation of osm.relations)
    add(`r${relation.id}`, relation.tags, () => {
      const polygons = assembleRings(relation, osm);
      if (typeof polygons === 'string') {
        log.refuse(ringFailureCode[polygons], null, { object: `relation ${relation.id}` });
        return null;
      }
      const point = interiorPoint(polygons);
      if (!point) log.refuse('osm.no-area', null, { object: `relation ${relation.id}` });
      return point;
    });
  for (const way of osm.ways)
    add(`w${way.id}`, way.tags, () => {
      const ring = closedWayRing(way.refs, osm);
      const point = ring && interiorPoint([[ring]]);
      if (!point) log.refuse('osm.ring-open', null, { object: `way ${way.id}` });
      return point;
    });
  for (const [id, tags] of osm.nodeTags) {
    const at = osm.nodeIndex.get(id)!;
    add(`n${id}`, tags, () => [osm.xs[at]!, osm.ys[at]!]);
  }
  for (const [value, count] of [...unwanted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
    log.refuseMany('station.not-asked-for', count, { what: inWords(value, count) });
  return stations;
}

/** A tag written as `key=value` in words. */
function inWords(tag: string, count: number) {
  const at = tag.indexOf('=');
  return osmWords(tag.slice(0, at), tag.slice(at + 1), count);
}

/** Places for people, where the map says them in plain digits. A hospital's `capacity` may be of beds or of cars. */
function seatsOf(tags: OsmTags): number | null {
  const value = firstTag(tags, 'capacity:persons', 'capacity:seats', 'capacity');
  const isOfPeople = tags.get('amenity') !== 'hospital' || tags.has('capacity:persons');
  return value !== null && isOfPeople && /^\d{1,5}$/.test(value) ? Number(value) : null;
}

function isSamePlace(
  other: Station,
  name: string,
  kind: StationKind,
  [x, y]: LatticePoint,
  withinMetres: number,
): boolean {
  if (other.kind !== kind || other.name.zh.toLowerCase() !== name.toLowerCase()) return false;
  return groundMetres(other.point[0], other.point[1], x, y) <= withinMetres;
}
