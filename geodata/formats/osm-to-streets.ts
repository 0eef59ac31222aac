import { ok, fail } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { Street, StreetClass, StreetKind } from '../schema/settlement';
import { ISLAND_METRES } from '../coverage/walk-network';
import { lineLengthMetres } from './line-length-metres';
import type { LayerLog } from './import-log';
import { countIslands } from './count-islands';
import { isClosedToWalkers, isWalkable } from './osm-walking';
import { firstTag } from './osm-extract';
import type { OsmExtract, OsmTags, OsmWay } from './osm-extract';
import { readLifts } from './osm-lifts';
import { osmName } from './osm-name';
import { readStreetWalks } from './osm-street-walk';
import { osmWords } from './osm-words';

const classOf: Readonly<Record<string, StreetClass>> = {
  motorway: 'arterial',
  motorway_link: 'arterial',
  trunk: 'arterial',
  trunk_link: 'arterial',
  primary: 'arterial',
  primary_link: 'arterial',
  secondary: 'collector',
  secondary_link: 'collector',
  tertiary: 'collector',
  tertiary_link: 'collector',
  residential: 'lane',
  unclassified: 'lane',
  living_street: 'lane',
  road: 'lane',
  service: 'lane',
  pedestrian: 'path',
  track: 'path',
  path: 'path',
  footway: 'path',
  cycleway: 'path',
  bridleway: 'path',
  steps: 'path',
  corridor: 'path',
  platform: 'path',
  elevator: 'path',
};

/** True for values of `highway` that are streets or paths in use. */
export const isStreet = (highway: string): boolean => classOf[highway] !== undefined;

/**
 * Streets and paths of an OSM extract: one `Street` a way, sharing OSM's own node numbers, so that ways meet exactly
 * where OSM says they do (a bridge shares no node with what runs under it). A way is parted where a node is missing
 * and, for those who walk, at a barrier closed to them. Fails with `osm.no-streets` where nothing is left.
 */
export function osmToStreets(osm: OsmExtract, file: string, log: LayerLog): Result<Street[]> {
  const streets: Street[] = [];
  const unused = new Map<string, number>();
  const barriers = { closed: 0, open: 0 };
  const closedNodes = new Set<number>();
  for (const [id, tags] of osm.nodeTags) {
    if (!tags.has('barrier')) continue;
    if (isClosedToWalkers(tags)) closedNodes.add(id);
  }
  // A node that a closed barrier stands on becomes several, one for each end that reaches it: none is joined.
  // Maps that are being edited have nodes below zero of their own.
  let nextPrivateNode = osm.nodeIds.reduce((lowest, id) => Math.min(lowest, id), 0) - 1;
  const walks = readStreetWalks(osm, (highway) => classOf[highway]);
  const lifts = readLifts(osm, () => nextPrivateNode--);
  for (const way of [...osm.ways, ...edgesOfPedestrianAreas(osm)]) {
    const highway = way.tags.get('highway');
    if (highway === undefined) continue;
    log.read();
    const streetClass = classOf[highway];
    if (!streetClass) {
      unused.set(highway, (unused.get(highway) ?? 0) + 1);
      continue;
    }
    const walkable = isWalkable(way.tags, highway);
    const parts = partWay(way, osm, walkable ? closedNodes : null);
    if (parts.missing > 0)
      log.repair('osm.missing-node', null, { object: `way ${way.id}`, missing: parts.missing, nodes: way.refs.length });
    if (parts.pieces.length === 0) {
      log.refuse('osm.way-too-short', null, { object: `way ${way.id}` });
      continue;
    }
    if (walkable) {
      barriers.closed += parts.barriers;
      barriers.open += way.refs.filter((ref) => isOpenBarrier(osm.nodeTags.get(ref))).length;
    }
    log.kept();
    const kind = kindOf(way, highway, streetClass);
    parts.pieces.forEach((piece, index) => {
      const walk = walkable ? walks.read(way, piece, kind) : undefined;
      streets.push({
        id: parts.pieces.length === 1 ? `w${way.id}` : `w${way.id}.${index + 1}`,
        name: osmName(way.tags),
        class: streetClass,
        kind,
        line: piece.flatMap((ref) => {
          const at = osm.nodeIndex.get(ref)!;
          return [osm.xs[at]!, osm.ys[at]!];
        }),
        nodes: walkable
          ? piece.map((ref) => (closedNodes.has(ref) ? nextPrivateNode-- : lifts.nodeFor(ref, way)))
          : piece,
        walkable,
        compoundId: null,
        ...(walk ? { walk } : {}),
      });
    });
  }
  for (const [highway, count] of [...unused].sort())
    log.refuseMany('osm.not-a-street', count, { what: osmWords('highway', highway, count) });
  if (streets.length === 0) return fail('osm.no-streets', { file });
  streets.push(...lifts.streets());
  if (barriers.closed > 0) log.remark('osm.barrier-closed', null, { count: barriers.closed });
  if (barriers.open > 0) log.remark('osm.barrier-open', null, { count: barriers.open });
  remarkOnNetwork(streets, log);
  return ok(streets);
}

function isOpenBarrier(tags: OsmTags | undefined): boolean {
  return tags !== undefined && tags.has('barrier') && !isClosedToWalkers(tags);
}

/** The runs of a way between missing nodes and closed barriers, as node ids; runs of one node are dropped. */
function partWay(way: OsmWay, osm: OsmExtract, closedNodes: ReadonlySet<number> | null) {
  const pieces: number[][] = [];
  let piece: number[] = [];
  let missing = 0;
  let barriers = 0;
  const end = () => {
    if (piece.length > 1) pieces.push(piece);
    piece = [];
  };
  for (const ref of way.refs) {
    if (!osm.nodeIndex.has(ref)) {
      missing++;
      end();
      continue;
    }
    // OSM allows a node twice in a row; a vertex on itself would be an arc of no length.
    if (piece[piece.length - 1] === ref) continue;
    piece.push(ref);
    if (closedNodes?.has(ref)) {
      barriers++;
      end();
      piece = [ref];
    }
  }
  end();
  return { pieces, missing, barriers };
}

/**
 * Squares drawn as multipolygons are walked along their edges at least: the outlines that are no streets themselves.
 */
function edgesOfPedestrianAreas(osm: OsmExtract): OsmWay[] {
  const edges = new Map<number, OsmWay>();
  for (const { tags, members } of osm.relations) {
    const highway = tags.get('highway');
    if (tags.get('type') !== 'multipolygon' || (highway !== 'pedestrian' && highway !== 'footway')) continue;
    for (const { type, ref } of members) {
      const way = type === 'way' ? osm.wayById.get(ref) : undefined;
      if (way && !way.tags.has('highway')) edges.set(way.id, { ...way, tags });
    }
  }
  return [...edges.values()];
}

function kindOf({ tags, refs }: OsmWay, highway: string, streetClass: StreetClass): StreetKind {
  if (highway === 'steps') return 'steps';
  // The outline of a lift's shaft is no way up.
  if (highway === 'elevator') return refs[0] === refs.at(-1) ? 'footway' : 'lift';
  if (tags.get('footway') === 'crossing' || tags.get('path') === 'crossing') return 'crossing';
  const bridge = firstTag(tags, 'bridge');
  const tunnel = firstTag(tags, 'tunnel');
  const onFoot = streetClass === 'path';
  if (bridge !== null && bridge !== 'no') return onFoot ? 'footbridge' : 'bridge';
  if (tunnel !== null && tunnel !== 'no') return 'underpass';
  return onFoot ? 'footway' : 'street';
}

/** What a reader of the network should know: its length, and how much of it hangs together. */
function remarkOnNetwork(streets: readonly Street[], log: LayerLog): void {
  const walkable = streets.filter((street) => street.walkable);
  const metres = walkable.reduce((sum, street) => sum + lineLengthMetres(street.line), 0);
  log.remark('osm.walkable-length', null, { km: (metres / 1000).toFixed(1), ways: walkable.length });
  const { islands, islandMetres, others, otherMetres } = countIslands(walkable);
  if (others > 0) log.remark('osm.network-parts', null, { count: others, km: (otherMetres / 1000).toFixed(1) });
  if (islands > 0)
    log.remark('osm.islands', null, { count: islands, metres: ISLAND_METRES, km: (islandMetres / 1000).toFixed(1) });
}
