import type { CrossingControl, StreetClass, StreetKind, StreetWalk } from '../schema/settlement';
import { firstTag } from './osm-extract';
import type { OsmExtract, OsmTags, OsmWay } from './osm-extract';
import { isClosedToWalkers } from './osm-walking';

/** Barriers that are stopped at to open or turn something; bollards and blocks are walked past. */
const opened = new Set([
  'gate',
  'swing_gate',
  'sliding_gate',
  'kissing_gate',
  'wicket_gate',
  'hampshire_gate',
  'turnstile',
  'full-height_turnstile',
  'door',
  'stile',
]);
const notCrossed: ReadonlySet<StreetClass> = new Set(['path']);
const classOrder: readonly StreetClass[] = ['path', 'lane', 'collector', 'arterial'];
/** Values of `crossing` and `crossing:markings` that say that there is no light. */
const withoutLight = /^(uncontrolled|unmarked|marked|zebra|informal|island|no)$/;

/** Reads what walkers meet on the ways of one extract. Each gate and each crossed road is waited for on one way only. */
export interface StreetWalkReader {
  /** Of a piece of a way, as node ids; undefined where nothing is on record. */
  read(way: OsmWay, piece: readonly number[], kind: StreetKind): StreetWalk | undefined;
}

/**
 * @param classOf class of a way of that `highway`, undefined for what is no street; roads are those that are no paths
 */
export function readStreetWalks(
  osm: OsmExtract,
  classOf: (highway: string) => StreetClass | undefined,
): StreetWalkReader {
  const crossed = crossedRoads(osm, classOf);
  const waitedAt = new Set<number>();

  function controlAt(tags: OsmTags | undefined, road: StreetClass | undefined): CrossingControl {
    const crossing = firstTag(tags ?? new Map(), 'crossing') ?? '';
    const signals = tags?.get('crossing:signals');
    if (signals === 'yes' || crossing === 'traffic_signals') return road === 'arterial' ? 'arterial' : 'signals';
    if (road !== 'arterial' || signals === 'no' || withoutLight.test(crossing)) return 'unsignalised';
    return 'arterial';
  }

  function crossingControl(way: OsmWay, piece: readonly number[]): CrossingControl {
    const road = piece.reduce<StreetClass | undefined>((most, node) => greater(most, crossed.get(node)), undefined);
    const atNode = piece.map((node) => osm.nodeTags.get(node)).find((tags) => tags && isCrossing(tags));
    return controlAt(way.tags.has('crossing') || way.tags.has('crossing:signals') ? way.tags : atNode, road);
  }

  function waitsOf(way: OsmWay, piece: readonly number[], kind: StreetKind): StreetWalk['waits'] {
    const onFoot = classOf(way.tags.get('highway') ?? '') === 'path';
    const waits: NonNullable<StreetWalk['waits']>[number][] = [];
    piece.forEach((node, at) => {
      const tags = osm.nodeTags.get(node);
      if (!tags || waitedAt.has(node)) return;
      const barrier = tags.get('barrier');
      const road = crossed.get(node);
      if (barrier !== undefined && opened.has(barrier) && !isClosedToWalkers(tags)) {
        waits.push({ at, for: 'gate' });
      } else if (onFoot && kind !== 'crossing' && road !== undefined && isCrossing(tags)) {
        waits.push({ at, for: controlAt(tags, road) });
      } else return;
      waitedAt.add(node);
    });
    return waits;
  }

  return {
    read(way, piece, kind) {
      // A crossing drawn as a way of its own is waited for there, and not at the node in its middle.
      if (kind === 'crossing') for (const node of piece) if (crossed.has(node)) waitedAt.add(node);
      const rises = kind === 'steps' ? risesOf(way.tags) : undefined;
      const waits = waitsOf(way, piece, kind) ?? [];
      const walk: StreetWalk = {
        ...(rises ? { rises } : {}),
        ...(kind === 'steps' && hasRamp(way.tags) ? { ramp: true as const } : {}),
        ...(kind === 'crossing' ? { control: crossingControl(way, piece) } : {}),
        ...(kind === 'lift' ? { floors: floorsOf(way.tags) } : {}),
        ...(waits.length > 0 ? { waits } : {}),
      };
      return Object.keys(walk).length > 0 ? walk : undefined;
    },
  };
}

const isCrossing = (tags: OsmTags): boolean =>
  tags.get('highway') === 'crossing' || (tags.has('crossing') && tags.get('crossing') !== 'no');

function greater(a: StreetClass | undefined, b: StreetClass | undefined): StreetClass | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return classOrder.indexOf(b) > classOrder.indexOf(a) ? b : a;
}

/** The greatest road at each node where somebody may cross: nodes of crossings, drawn as a way or as a node. */
function crossedRoads(
  osm: OsmExtract,
  classOf: (highway: string) => StreetClass | undefined,
): Map<number, StreetClass> {
  const nodes = new Set<number>();
  for (const [id, tags] of osm.nodeTags) if (isCrossing(tags)) nodes.add(id);
  for (const { tags, refs } of osm.ways) {
    if (tags.get('footway') === 'crossing' || tags.get('path') === 'crossing') for (const ref of refs) nodes.add(ref);
  }
  const roads = new Map<number, StreetClass>();
  for (const { tags, refs } of osm.ways) {
    const road = classOf(tags.get('highway') ?? '');
    if (!road || notCrossed.has(road)) continue;
    for (const ref of refs) if (nodes.has(ref)) roads.set(ref, greater(roads.get(ref), road)!);
  }
  return roads;
}

/** `incline=up` and `incline=12%` rise in the direction of the way. */
function risesOf(tags: OsmTags): StreetWalk['rises'] {
  const incline = firstTag(tags, 'incline');
  if (incline === 'up') return 'forward';
  if (incline === 'down') return 'backward';
  const value = Number.parseFloat(incline ?? '');
  return Number.isNaN(value) || value === 0 ? undefined : value > 0 ? 'forward' : 'backward';
}

const hasRamp = (tags: OsmTags): boolean => tags.get('ramp:wheelchair') === 'yes' || tags.get('wheelchair') === 'yes';

/** Floors between the lowest and the highest level of a lift drawn as a way; one where it does not say. */
function floorsOf(tags: OsmTags): number {
  const levels = levelsOf(tags);
  return levels.length > 1 ? Math.max(...levels) - Math.min(...levels) : 1;
}

/** Numbers of `level`, else of `layer`: `0;2` and `0-2` are two. */
export function levelsOf(tags: OsmTags): number[] {
  const text = firstTag(tags, 'level', 'layer') ?? '';
  return [...text.matchAll(/(?<![\d.])-?\d+(?:\.\d+)?/g)].map((match) => Number(match[0]));
}
