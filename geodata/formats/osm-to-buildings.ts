import type { BaseUnitId } from '../schema/ids';
import type { BaseUnit } from '../schema/settlement';
import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import { areaSquareMetres } from '../geometry/area-square-metres';
import { containsPoint } from '../geometry/point-in-polygon';
import { assembleRings, closedWayRing } from './assemble-rings';
import { assumeHouseholds } from './household-rule';
import type { HouseholdRule } from './household-rule';
import type { LayerLog } from './import-log';
import { interiorPoint } from './interior-point';
import { firstTag } from './osm-extract';
import type { OsmExtract, OsmTags } from './osm-extract';
import { ringFailureCode } from './ring-failure-code';

/** Values of `building` that say there is none any more, or not yet. */
const notStanding = new Set(['construction', 'demolished', 'collapsed', 'razed', 'proposed']);

/**
 * Buildings of an OSM extract as base units, from closed ways and multipolygon relations. OSM counts no households:
 * they are assumed by `rule`, and each unit says so. A relation that does not close is refused by name.
 */
export function osmToBuildings(osm: OsmExtract, rule: HouseholdRule, log: LayerLog): BaseUnit[] {
  const units: BaseUnit[] = [];
  /** Outer ways of building relations: the relation stands for them. */
  const outerWays = new Set<number>();
  let unknown = 0;
  let known = 0;
  const otherLanduse = landuseLookup(osm, rule.noneOnLanduse);
  const add = (id: string, what: string, tags: OsmTags, footprint: MultiPolygon) => {
    if (notStanding.has(tags.get('building') ?? '')) {
      log.refuse('osm.building-not-standing', null, { object: what, value: tags.get('building')! });
      return;
    }
    const anchor = interiorPoint(footprint);
    if (!anchor) {
      log.refuse('osm.no-area', null, { object: what });
      return;
    }
    const households = assumeHouseholds(rule, tags, {
      footprintSquareMetres: areaSquareMetres(footprint),
      onOtherLanduse: otherLanduse(anchor),
    });
    if (households === null) unknown++;
    else known += households;
    const houseNumber = firstTag(tags, 'addr:housenumber');
    const road = firstTag(tags, 'addr:street');
    units.push({
      id: id as BaseUnitId,
      kind: 'building',
      name: firstTag(tags, 'addr:housename', 'name:zh', 'name') ?? houseNumber ?? `#${id}`,
      address: houseNumber && road ? `${houseNumber} ${road}` : road,
      anchor,
      footprint,
      compoundId: null,
      households,
      residents: null,
      ages: null,
      assumed: households !== null,
    });
    log.kept();
  };

  for (const relation of osm.relations) {
    if (!isBuilding(relation.tags)) continue;
    log.read();
    const what = nameOf(`relation ${relation.id}`, relation.tags);
    if (relation.tags.get('type') !== 'multipolygon') {
      log.refuse('osm.relation-not-an-area', null, { object: what, type: relation.tags.get('type') ?? '—' });
      continue;
    }
    const footprint = assembleRings(relation, osm);
    if (typeof footprint === 'string') {
      log.refuse(ringFailureCode[footprint], null, { object: what });
      continue;
    }
    for (const member of relation.members)
      if (member.type === 'way' && member.role !== 'inner') outerWays.add(member.ref);
    add(`r${relation.id}`, what, relation.tags, footprint);
  }
  for (const way of osm.ways) {
    if (!isBuilding(way.tags)) continue;
    log.read();
    const what = nameOf(`way ${way.id}`, way.tags);
    if (outerWays.has(way.id)) {
      log.refuse('osm.outline-of-relation', null, { object: what });
      continue;
    }
    const ring = closedWayRing(way.refs, osm);
    if (ring) add(`w${way.id}`, what, way.tags, [[ring]]);
    else if (way.refs.some((ref) => !osm.nodeIndex.has(ref)))
      log.refuse('osm.missing-node-in-area', null, { object: what });
    else log.refuse('osm.ring-open', null, { object: what });
  }
  let points = 0;
  for (const tags of osm.nodeTags.values()) if (isBuilding(tags)) points++;
  log.read(points);
  log.refuseMany('osm.building-without-outline', points);
  log.remark('osm.households-assumed', null, {
    households: known,
    buildings: units.length - unknown,
    area: rule.squareMetresPerHousehold,
    levels: rule.levelsWhereUntagged,
  });
  if (unknown > 0) log.remark('osm.households-unknown', null, { count: unknown });
  return units;
}

/** Whether a point lies on a mapped area of one of these land uses. */
function landuseLookup(osm: OsmExtract, values: readonly string[]): (point: LatticePoint) => boolean {
  const areas: MultiPolygon[] = [];
  for (const way of osm.ways) {
    if (!values.includes(way.tags.get('landuse') ?? '')) continue;
    const ring = closedWayRing(way.refs, osm);
    if (ring) areas.push([[ring]]);
  }
  for (const relation of osm.relations) {
    if (!values.includes(relation.tags.get('landuse') ?? '')) continue;
    const polygons = assembleRings(relation, osm);
    if (typeof polygons !== 'string') areas.push(polygons);
  }
  return (point) => areas.some((area) => containsPoint(point, area));
}

/** True for what is tagged as a building, standing or not. */
export function isBuilding(tags: OsmTags): boolean {
  const value = tags.get('building');
  return value !== undefined && value !== 'no';
}

function nameOf(object: string, tags: OsmTags): string {
  const name = firstTag(tags, 'name');
  return name ? `${object} (${name})` : object;
}
