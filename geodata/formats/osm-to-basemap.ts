import type { LatticeBox, MultiPolygon } from '../schema/coordinates';
import type { BasemapFeature } from '../schema/settlement';
import { assembleRings, closedWayRing } from './assemble-rings';
import { coastlineToWater } from './coastline-to-water';
import type { LayerLog } from './import-log';
import { firstTag } from './osm-extract';
import type { OsmExtract, OsmRelation, OsmTags } from './osm-extract';
import { osmName } from './osm-name';
import { ringFailureCode } from './ring-failure-code';

type Drawn = { layer: BasemapFeature['layer']; class: string; shape: 'line' | 'polygon' };

const landuseLayer: Readonly<Record<string, 'green' | 'land' | 'water'>> = {
  forest: 'green',
  grass: 'green',
  meadow: 'green',
  recreation_ground: 'green',
  village_green: 'green',
  allotments: 'green',
  cemetery: 'green',
  orchard: 'green',
  vineyard: 'green',
  farmland: 'green',
  residential: 'land',
  commercial: 'land',
  retail: 'land',
  industrial: 'land',
  railway: 'land',
  military: 'land',
  brownfield: 'land',
  greenfield: 'land',
  construction: 'land',
  basin: 'water',
  reservoir: 'water',
};
const leisureGreen = new Set([
  'park',
  'garden',
  'pitch',
  'playground',
  'golf_course',
  'nature_reserve',
  'common',
  'dog_park',
]);
const naturalGreen = new Set(['wood', 'scrub', 'grassland', 'heath', 'wetland']);
const railways = new Set(['rail', 'subway', 'light_rail', 'tram', 'narrow_gauge']);
const waterways = new Set(['river', 'stream', 'canal', 'drain', 'ditch']);
const placeLabels = new Set([
  'city',
  'town',
  'village',
  'suburb',
  'quarter',
  'neighbourhood',
  'hamlet',
  'island',
  'locality',
]);

/**
 * Scenery of an OSM extract: water (the sea too, from coastlines), waterways, green, railways, land use and place
 * names. Streets and buildings are drawn from their own layers.
 */
export function osmToBasemap(osm: OsmExtract, box: LatticeBox, log: LayerLog): BasemapFeature[] {
  const features: BasemapFeature[] = [];
  const add = (drawn: Drawn, tags: OsmTags, geometry: BasemapFeature['geometry']) => {
    features.push({ layer: drawn.layer, class: drawn.class, name: osmName(tags), geometry });
    log.kept();
  };
  for (const relation of osm.relations) {
    if (relation.tags.get('type') !== 'multipolygon') continue;
    const tags = tagsOfArea(relation, osm);
    const drawn = drawnAs(tags);
    if (!drawn || drawn.shape !== 'polygon') continue;
    log.read();
    const polygons = assembleRings(relation, osm);
    if (typeof polygons === 'string') {
      const name = firstTag(tags, 'name');
      const object = name ? `relation ${relation.id} (${name})` : `relation ${relation.id}`;
      log.refuse(ringFailureCode[polygons], null, { object });
    } else add(drawn, tags, { type: 'polygon', polygons });
  }
  for (const way of osm.ways) {
    const drawn = drawnAs(way.tags);
    if (!drawn) continue;
    log.read();
    if (drawn.shape === 'line') {
      const line = way.refs.flatMap((ref) => {
        const at = osm.nodeIndex.get(ref);
        return at === undefined ? [] : [osm.xs[at]!, osm.ys[at]!];
      });
      const missing = way.refs.length - line.length / 2;
      if (line.length < 4) log.refuse('osm.way-too-short', null, { object: `way ${way.id}` });
      else {
        if (missing > 0)
          log.repair('osm.missing-node', null, { object: `way ${way.id}`, missing, nodes: way.refs.length });
        add(drawn, way.tags, { type: 'line', line });
      }
      continue;
    }
    const ring = closedWayRing(way.refs, osm);
    if (ring) add(drawn, way.tags, { type: 'polygon', polygons: [[ring]] });
    else if (way.refs.some((ref) => !osm.nodeIndex.has(ref)))
      log.refuse('osm.missing-node-in-area', null, { object: `way ${way.id}` });
    else log.refuse('osm.ring-open', null, { object: `way ${way.id}` });
  }
  addSea(osm, box, log, features);
  for (const [id, tags] of osm.nodeTags) {
    const place = tags.get('place');
    const name = osmName(tags);
    if (place === undefined || !placeLabels.has(place) || !name) continue;
    const at = osm.nodeIndex.get(id)!;
    log.read();
    add({ layer: 'place-label', class: place, shape: 'line' }, tags, {
      type: 'point',
      point: [osm.xs[at]!, osm.ys[at]!],
    });
  }
  return features;
}

function addSea(osm: OsmExtract, box: LatticeBox, log: LayerLog, features: BasemapFeature[]): void {
  const coast = osm.ways.filter((way) => way.tags.get('natural') === 'coastline');
  if (coast.length === 0) return;
  log.read(coast.length);
  const sea: { polygons: MultiPolygon; loose: number } = coastlineToWater(coast, osm, box);
  if (sea.loose > 0) log.repair('osm.coastline-loose', null, { count: sea.loose });
  if (sea.polygons.length === 0) return;
  log.kept(coast.length);
  features.push({ layer: 'water', class: 'sea', name: null, geometry: { type: 'polygon', polygons: sea.polygons } });
}

/** An old-style multipolygon has its tags on its outer way. */
function tagsOfArea(relation: OsmRelation, osm: OsmExtract): OsmTags {
  if (drawnAs(relation.tags)) return relation.tags;
  const outer = relation.members.find((member) => member.type === 'way' && member.role !== 'inner');
  return (outer && osm.wayById.get(outer.ref)?.tags) ?? relation.tags;
}

/**
 * Running lines, sidings beside them too, keep their kind: they are fenced, and nobody steps over them. Yards and spurs
 * lie among the buildings they serve and are stepped over; what runs in a tunnel stops nobody above.
 */
function railwayClass(railway: string, tags: OsmTags): string {
  const tunnel = tags.get('tunnel');
  if (tunnel !== undefined && tunnel !== 'no') return `${railway}-tunnel`;
  const service = tags.get('service');
  return service === 'yard' || service === 'spur' ? `${railway}-yard` : railway;
}

function drawnAs(tags: OsmTags): Drawn | null {
  const natural = tags.get('natural');
  const waterway = tags.get('waterway');
  if (natural === 'water' || natural === 'bay')
    return { layer: 'water', class: tags.get('water') ?? 'lake', shape: 'polygon' };
  if (waterway === 'riverbank' || waterway === 'dock') return { layer: 'water', class: 'river', shape: 'polygon' };
  if (waterway !== undefined && waterways.has(waterway)) return { layer: 'waterway', class: waterway, shape: 'line' };
  const railway = tags.get('railway');
  if (railway !== undefined && railways.has(railway))
    return { layer: 'railway', class: railwayClass(railway, tags), shape: 'line' };
  const leisure = tags.get('leisure');
  if (leisure !== undefined && leisureGreen.has(leisure)) return { layer: 'green', class: leisure, shape: 'polygon' };
  if (natural !== undefined && naturalGreen.has(natural)) return { layer: 'green', class: natural, shape: 'polygon' };
  const landuse = tags.get('landuse');
  const layer = landuse === undefined ? undefined : landuseLayer[landuse];
  return layer ? { layer, class: landuse!, shape: 'polygon' } : null;
}
