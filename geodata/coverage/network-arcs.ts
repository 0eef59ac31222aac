import type { Closure } from '../schema/closure';
import type { Gate, Street } from '../schema/settlement';
import { groundMetres } from '../geometry/ground-metres';
import { CLOSED, createArcList, pushEdge, TOO_STEEP, WALKED } from './arc-list';
import type { ArcList, NodeAt } from './arc-list';
import { indexClosures } from './closed-streets';
import type { ClosedStreets } from './closed-streets';
import { linkGates } from './gate-arcs';
import { groundOf, timeStretch } from './stretch-times';
import type { HeightAt } from './stretch-times';
import { waitsOf } from './street-waits';
import type { Walls } from './walls';
import type { Walker } from './walker';

/** What the land is like and what is closed, apart from the walker. */
export interface WalkGround {
  /** Null: no heights, every street is taken as level. */
  heightAt: HeightAt | null;
  /** Closures in force. */
  closures: readonly Closure[];
  /**
   * True: a network to ask "what if it were open" of. Closed gates, gates for residents and closed streets have their
   * arcs too, each marked with what bars it.
   */
  withBars: boolean;
}

// Drawings are not exact to the centimetre: a path that overshoots a wall by this much at its end, or touches one
// by this much in passing, counts as staying on its side. It gains nothing by it: sides meet at gates only.
const OVERSHOOT_METRES = 2;
const GRAZE_METRES = 1;

/** Reads streets and gates into arcs. */
export function buildArcs(
  streets: readonly Street[],
  gates: readonly Gate[],
  walls: Walls,
  walker: Walker,
  ground: WalkGround,
): ArcList {
  const arcs = createArcList(gates.length);
  // Index of each street node, for each side it is used from.
  const bySide = new Map<number, Map<number, number>>();
  const nodeAt = (node: number, side: number, x: number, y: number): number => {
    let nodes = bySide.get(side);
    if (!nodes) bySide.set(side, (nodes = new Map()));
    let index = nodes.get(node);
    if (index === undefined) {
      index = arcs.x.push(x) - 1;
      arcs.y.push(y);
      nodes.set(node, index);
    }
    return index;
  };

  const closed = indexClosures(ground.closures);
  streets.forEach((street, index) => addStreet(arcs, street, index, walls, walker, ground, closed, nodeAt));
  linkGates(arcs, gates, walls, walker, ground.withBars, bySide, nodeAt);
  return arcs;
}

function addStreet(
  arcs: ArcList,
  street: Street,
  index: number,
  walls: Walls,
  walker: Walker,
  ground: WalkGround,
  closed: ClosedStreets,
  nodeAt: NodeAt,
): void {
  if (!street.walkable || (street.kind === 'steps' && !walker.stairs && !street.walk?.ramp)) return;
  arcs.streets++;
  const { line, nodes } = street;
  const metres = Array.from({ length: nodes.length - 1 }, (_, i) =>
    groundMetres(line[2 * i]!, line[2 * i + 1]!, line[2 * i + 2]!, line[2 * i + 3]!),
  );
  const under = groundOf(street, metres, ground.heightAt);
  const waits = waitsOf(street, walker);
  arcs.crossings += waits.crossings;
  const closingPart = closed.closingParts(street);
  for (let i = 0; i + 1 < nodes.length; i++) {
    const a = nodes[i]!;
    const b = nodes[i + 1]!;
    if (a === b) continue;
    const ax = line[2 * i]!;
    const ay = line[2 * i + 1]!;
    const bx = line[2 * i + 2]!;
    const by = line[2 * i + 3]!;
    const side = sideOfStretch(walls, ax, ay, bx, by, metres[i]!);
    if (side === null) {
      arcs.throughWalls++;
      continue;
    }
    const times = timeStretch(street, i, metres[i]!, under, walker);
    if (times.isSloped) arcs.slopeMetres += metres[i]!;
    if (times.isSloped && times.steepest === null) arcs.unknownSlopeMetres += metres[i]!;
    const isSteep = walker.steepestSlope !== null && (times.steepest ?? 0) > walker.steepestSlope;
    if (isSteep) arcs.steepMetres += metres[i]!;
    const closures = bothClosing(closed.closing(street.id, ax, ay, bx, by), closingPart(i));
    // What two closures close is not opened by lifting one of them.
    const isClosed = closures.length > (ground.withBars ? 1 : 0);
    const wait = waits.next(i);
    const edge = arcs.edgeA.length;
    arcs.edgeA.push(nodeAt(a, side, ax, ay));
    arcs.edgeB.push(nodeAt(b, side, bx, by));
    arcs.edgeForward.push(toMilliseconds(times.forwardSeconds + wait));
    arcs.edgeBackward.push(toMilliseconds(times.backwardSeconds + wait));
    arcs.edgeSide.push(side);
    arcs.edgeStreet.push(index);
    arcs.edgeClosure.push(closures[0] ?? -1);
    arcs.edgeRefusal.push(isSteep ? TOO_STEEP : isClosed ? CLOSED : WALKED);
    pushEdge(arcs, edge, arcs.edgeA[edge]!, arcs.edgeB[edge]!);
  }
}

const bothClosing = (whole: readonly number[], parts: readonly number[]): readonly number[] =>
  parts.length === 0 ? whole : [...new Set([...whole, ...parts])].sort((p, q) => p - q);

const toMilliseconds = (seconds: number): number => Math.max(1, Math.round(seconds * 1000));

/** The side a stretch of street runs on; null if it would run through a wall. */
function sideOfStretch(walls: Walls, ax: number, ay: number, bx: number, by: number, metres: number): number | null {
  const contacts = walls.contacts(ax, ay, bx, by);
  if (contacts.length === 0) return walls.sideAt((ax + bx) / 2, (ay + by) / 2);
  const ends = [0, ...contacts, 1];
  const pieces: { side: number; metres: number }[] = [];
  for (let i = 0; i + 1 < ends.length; i++) {
    const t = (ends[i]! + ends[i + 1]!) / 2;
    pieces.push({
      side: walls.sideAt(ax + t * (bx - ax), ay + t * (by - ay)),
      metres: (ends[i + 1]! - ends[i]!) * metres,
    });
  }
  const main = pieces.reduce((longest, piece) => (piece.metres > longest.metres ? piece : longest));
  // From both ends: the pieces before the main side is reached are overshoot.
  let overshoot = 0;
  for (let i = 0; pieces[i]!.side !== main.side; i++) overshoot = Math.max(overshoot, (ends[i + 1]! - 0) * metres);
  for (let i = pieces.length - 1; pieces[i]!.side !== main.side; i--) {
    overshoot = Math.max(overshoot, (1 - ends[i]!) * metres);
  }
  const first = pieces.findIndex((piece) => piece.side === main.side);
  const last = pieces.findLastIndex((piece) => piece.side === main.side);
  const grazed = pieces
    .slice(first, last + 1)
    .every((piece) => piece.side === main.side || piece.metres <= GRAZE_METRES);
  return overshoot <= OVERSHOOT_METRES && grazed ? main.side : null;
}
