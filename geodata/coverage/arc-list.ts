/** Nodes, edges and directed arcs as they are found; `walk-network` turns them into rows. */
export interface ArcList {
  x: number[];
  y: number[];
  inboundCopy: number[];
  outboundCopy: number[];
  from: number[];
  to: number[];
  milliseconds: number[];
  gate: number[];
  edge: number[];
  /** What would have to change before the arc could be walked: a position in `barred`; -1 for an arc as it stands. */
  bar: number[];
  barred: Bar[];
  edgeA: number[];
  edgeB: number[];
  edgeForward: number[];
  edgeBackward: number[];
  edgeSide: number[];
  edgeStreet: number[];
  edgeRefusal: number[];
  edgeClosure: number[];
  gateInside: Int32Array;
  streets: number;
  crossings: number;
  throughWalls: number;
  gatesOffNetwork: number;
  /** Metres of street whose slope counts, of those whose slope is not known, and of those too steep for the walker. */
  slopeMetres: number;
  unknownSlopeMetres: number;
  steepMetres: number;
}

/** Why nobody, or not this walker, walks an edge: positions in `edgeRefusal`. */
export const [WALKED, CLOSED, TOO_STEEP] = [0, 1, 2] as const;

/** What keeps people from a way: a gate that is closed or for residents, or a closed street. */
export type Bar = { gate: number } | { closure: number };

/** A list without arcs, for so many gates. */
export function createArcList(gates: number): ArcList {
  return {
    x: [],
    y: [],
    inboundCopy: [],
    outboundCopy: [],
    from: [],
    to: [],
    milliseconds: [],
    gate: [],
    edge: [],
    bar: [],
    barred: [],
    edgeA: [],
    edgeB: [],
    edgeForward: [],
    edgeBackward: [],
    edgeSide: [],
    edgeStreet: [],
    edgeRefusal: [],
    edgeClosure: [],
    gateInside: new Int32Array(gates).fill(-1),
    streets: 0,
    crossings: 0,
    throughWalls: 0,
    gatesOffNetwork: 0,
    slopeMetres: 0,
    unknownSlopeMetres: 0,
    steepMetres: 0,
  };
}

/** Index of a street node used from one side of the walls; made where it is new. */
export type NodeAt = (node: number, side: number, x: number, y: number) => number;

/** Both arcs of an edge, between its ends or between copies of them; none where it cannot be walked. */
export function pushEdge(arcs: ArcList, edge: number, a: number, b: number): void {
  if (arcs.edgeRefusal[edge] !== WALKED) return;
  const closure = arcs.edgeClosure[edge]!;
  const bar = closure === -1 ? -1 : barOf(arcs, { closure });
  pushArc(arcs, a, b, arcs.edgeForward[edge]!, -1, edge, bar);
  pushArc(arcs, b, a, arcs.edgeBackward[edge]!, -1, edge, bar);
}

export function pushArc(
  arcs: ArcList,
  from: number,
  to: number,
  milliseconds: number,
  gate: number,
  edge = -1,
  bar = -1,
): void {
  arcs.from.push(from);
  arcs.to.push(to);
  arcs.milliseconds.push(milliseconds);
  arcs.gate.push(gate);
  arcs.edge.push(edge);
  arcs.bar.push(bar);
}

/** Position of a bar in `barred`, where it comes to stand if it is new. */
export function barOf(arcs: ArcList, bar: Bar): number {
  const known = arcs.barred.findIndex((one) =>
    'gate' in bar ? 'gate' in one && one.gate === bar.gate : 'closure' in one && one.closure === bar.closure,
  );
  return known === -1 ? arcs.barred.push(bar) - 1 : known;
}
