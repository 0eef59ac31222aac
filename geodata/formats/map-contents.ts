import { closedWayRing } from './assemble-rings';
import { lineLengthMetres } from './line-length-metres';
import type { OsmExtract } from './osm-extract';
import { isBuilding } from './osm-to-buildings';
import { isWalkable } from './osm-walking';
import { isStreet } from './osm-to-streets';
import { stationPresets } from './presets';

/** What of use a map file holds. */
export interface MapContents {
  walkableKilometres: number;
  /** Buildings with an outline. */
  buildings: number;
  /** Amenities that the shipped rules would make stations of. */
  stations: number;
}

/** Counts what the layers of a spec could be made of, without making them. */
export function countMapContents(osm: OsmExtract): MapContents {
  let metres = 0;
  let buildings = 0;
  for (const way of osm.ways) {
    const highway = way.tags.get('highway');
    if (highway !== undefined && isStreet(highway) && isWalkable(way.tags, highway)) {
      const line = way.refs.flatMap((ref) => {
        const at = osm.nodeIndex.get(ref);
        return at === undefined ? [] : [osm.xs[at]!, osm.ys[at]!];
      });
      metres += lineLengthMetres(line);
    }
    if (isBuilding(way.tags) && closedWayRing(way.refs, osm)) buildings++;
  }
  for (const relation of osm.relations)
    if (isBuilding(relation.tags) && relation.tags.get('type') === 'multipolygon') buildings++;
  const rules = stationPresets['osm-amenities']!;
  let stations = 0;
  for (const tags of [
    ...osm.ways.map((way) => way.tags),
    ...osm.relations.map(({ tags: own }) => own),
    ...osm.nodeTags.values(),
  ])
    if (rules.some((rule) => tags.get(rule.tag) === rule.value)) stations++;
  return { walkableKilometres: metres / 1000, buildings, stations };
}
