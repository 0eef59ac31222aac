import type { Gate } from '../schema/settlement';
import { barOf, pushArc, pushEdge } from './arc-list';
import type { ArcList, NodeAt } from './arc-list';
import { OUTSIDE } from './walls';
import type { Walls } from './walls';
import type { Walker } from './walker';

/**
 * Links the two sides of every gate that is passed. A gate for residents leads into the inbound copy of its compound and
 * out of the outbound one. `withBars` links the others too, each arc marked with the gate that bars it.
 */
export function linkGates(
  arcs: ArcList,
  gates: readonly Gate[],
  walls: Walls,
  walker: Walker,
  withBars: boolean,
  bySide: Map<number, Map<number, number>>,
  nodeAt: NodeAt,
): void {
  const sideOf = new Map(walls.compounds.map((compound, side) => [compound.id, side]));
  const passable = gates.flatMap((gate, index) => {
    const side = gate.open || withBars ? sideOf.get(gate.compoundId) : undefined;
    if (side === undefined) return [];
    const [x, y] = gate.point;
    // A gate opens into whatever surrounds its compound: the street, or the compound this one lies in.
    return [{ index, gate, side, around: walls.sideAt(x, y, side) }];
  });

  // The inside node exists even without mapped paths: doors are then connected to it directly.
  const links = passable.map(({ index, gate, side, around }) => {
    const [x, y] = gate.point;
    if (!bySide.get(around)?.has(gate.node)) arcs.gatesOffNetwork++;
    const inside = nodeAt(gate.node, side, x, y);
    arcs.gateInside[index] = inside;
    const restricted = gate.open && gate.access !== 'all';
    return { index, side, around, restricted, open: gate.open, inside, outside: nodeAt(gate.node, around, x, y) };
  });

  copyRestrictedInsides(arcs, links, bySide);

  const wait = Math.round(walker.gateWaitSeconds * 1000);
  for (const { index, restricted, open, inside, outside } of links) {
    const insideIn = arcs.inboundCopy[inside];
    const insideOut = arcs.outboundCopy[inside];
    const aroundIn = arcs.inboundCopy[outside];
    const aroundOut = arcs.outboundCopy[outside];
    if (restricted) {
      pushArc(arcs, outside, insideIn!, wait, index);
      pushArc(arcs, insideOut!, outside, wait, index);
    }
    const bar = open && !restricted ? -1 : withBars ? barOf(arcs, { gate: index }) : null;
    if (bar !== null) {
      pushArc(arcs, outside, inside, wait, index, -1, bar);
      pushArc(arcs, inside, outside, wait, index, -1, bar);
    }
    const copyBar = open ? -1 : bar!;
    if (aroundIn !== undefined) pushArc(arcs, aroundIn, insideIn!, wait, index, -1, copyBar);
    if (aroundOut !== undefined) pushArc(arcs, insideOut!, aroundOut, wait, index, -1, copyBar);
  }
}

/** Gives every compound with a restricted gate, and every compound inside one, its inbound and outbound copy. */
function copyRestrictedInsides(
  arcs: ArcList,
  links: readonly { side: number; around: number; restricted: boolean }[],
  bySide: Map<number, Map<number, number>>,
): void {
  const copied = new Set(links.filter((link) => link.restricted).map((link) => link.side));
  for (let grew = true; grew;) {
    grew = false;
    for (const { side, around } of links) {
      if (around === OUTSIDE || !copied.has(around) || copied.has(side)) continue;
      copied.add(side);
      grew = true;
    }
  }
  for (const side of copied) {
    for (const node of bySide.get(side)!.values()) {
      arcs.inboundCopy[node] = arcs.x.push(arcs.x[node]!) - 1;
      arcs.y.push(arcs.y[node]!);
      arcs.outboundCopy[node] = arcs.x.push(arcs.x[node]!) - 1;
      arcs.y.push(arcs.y[node]!);
    }
  }
  for (let e = 0; e < arcs.edgeA.length; e++) {
    if (!copied.has(arcs.edgeSide[e]!)) continue;
    const a = arcs.edgeA[e]!;
    const b = arcs.edgeB[e]!;
    pushEdge(arcs, e, arcs.inboundCopy[a]!, arcs.inboundCopy[b]!);
    pushEdge(arcs, e, arcs.outboundCopy[a]!, arcs.outboundCopy[b]!);
  }
}
