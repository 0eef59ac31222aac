import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOSED, WALKED } from '../../geodata/coverage/arc-list';
import { createLiveParts } from '../../geodata/coverage/live-parts';
import { measureParts, usableEdges } from '../../geodata/coverage/network-parts';
import type { PartedNetwork } from '../../geodata/coverage/network-parts';
import { buildWalls, OUTSIDE } from '../../geodata/coverage/walls';
import { gateOf, plainWalker, walledCompound } from '../fixtures/grid-city';

const numRuns = process.env['PROVE'] === 'full' ? 20_000 : 600;
const NODES = 24;
const COMPOUNDS = 3;
const walls = buildWalls(
  Array.from({ length: COMPOUNDS }, (_, k) => walledCompound(`c${k}`, k * 10_000, 0, k * 10_000 + 5000, 5000)),
);

const node = fc.nat(NODES - 1);
const side = fc.integer({ min: OUTSIDE, max: COMPOUNDS - 1 });
/** Lengths about those of an island, so that parts become islands and cease to be ones. */
const edge = fc.record({ a: node, b: node, side, metres: fc.double({ min: 1, max: 250, noNaN: true }) });
/** A gate between two nodes that is passed both ways or one way only. */
const gate = fc.record({ outside: node, inside: node, compound: fc.nat(COMPOUNDS), isOneWay: fc.boolean() });
type Edit = { what: 'edge' | 'gate'; index: number; isClosed: boolean };
const edit: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom('edge' as const, 'gate' as const),
  index: fc.nat(200),
  isClosed: fc.boolean(),
});

interface Drawn {
  copies: readonly (readonly [number, number])[];
  edges: { a: number; b: number; side: number; metres: number }[];
  gates: { outside: number; inside: number; compound: number; isOneWay: boolean }[];
  isWheeled: boolean;
}

type Drawing = Omit<PartedNetwork, 'edgeRefusal' | 'gateInside'> & {
  edgeRefusal: Uint8Array;
  gateInside: Int32Array;
  edgeUsable: Uint8Array;
  arcGate: Int32Array;
};

function networkOf({ copies, edges, gates, isWheeled }: Drawn): Drawing {
  const arcs: { from: number; to: number; edge: number; gate: number }[] = [];
  edges.forEach(({ a, b }, e) => {
    arcs.push({ from: a, to: b, edge: e, gate: -1 }, { from: b, to: a, edge: e, gate: -1 });
  });
  gates.forEach(({ outside, inside, isOneWay }, g) => {
    if (outside === inside) return;
    arcs.push({ from: inside, to: outside, edge: -1, gate: g });
    if (!isOneWay) arcs.push({ from: outside, to: inside, edge: -1, gate: g });
  });
  arcs.sort((p, q) => p.from - q.from);
  const arcStart = new Uint32Array(NODES + 1);
  for (const { from } of arcs) arcStart[from + 1]++;
  for (let n = 0; n < NODES; n++) arcStart[n + 1] += arcStart[n];
  const copyOf = (k: 0 | 1): Int32Array => {
    const of = new Int32Array(NODES).fill(-1);
    copies.forEach(([n, copy], i) => {
      if (i % 2 === k && n !== copy) of[n] = copy;
    });
    return of;
  };
  return {
    nodeCount: NODES,
    inboundCopy: copyOf(0),
    outboundCopy: copyOf(1),
    arcStart,
    arcTarget: arcs.map(({ to }) => to),
    arcEdge: arcs.map((arc) => arc.edge),
    arcGate: Int32Array.from(arcs, (arc) => arc.gate),
    edgeCount: edges.length,
    edgeA: edges.map(({ a }) => a),
    edgeB: edges.map(({ b }) => b),
    edgeSide: edges.map((one) => one.side),
    edgeRefusal: new Uint8Array(edges.length).fill(WALKED),
    edgeUsable: new Uint8Array(edges.length),
    // A gate may be on record for a compound that is none of the walled ones.
    gates: gates.map(({ compound }, g) => gateOf(`g${g}`, `c${compound}`, 0, 0, g)),
    gateInside: Int32Array.from(gates, ({ inside }) => inside),
    walls,
    walker: isWheeled ? { ...plainWalker, stairs: null } : plainWalker,
  };
}

describe('parts that are kept true', () => {
  it('leave the edges usable that parts found from nothing do, whatever opened and closed', () => {
    const drawn = fc.record({
      copies: fc.array(fc.tuple(node, node), { maxLength: 4 }),
      edges: fc.array(edge, { maxLength: 34 }).map((edges) => edges.filter(({ a, b }) => a !== b)),
      gates: fc.array(gate, { maxLength: 8 }),
      isWheeled: fc.boolean(),
    });
    const turns = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { maxLength: 14 });
    fc.assert(
      fc.property(drawn, turns, (of, batches) => {
        const network = networkOf(of);
        const { edgeRefusal, gateInside } = network;
        const metres = of.edges.map((one) => one.metres);
        const isClosed = new Uint8Array(network.arcTarget.length);
        const parts = createLiveParts(network, metres, isClosed);
        const look = (): void => {
          const before = network.edgeUsable.slice();
          const changed = parts.settle();
          const expected = usableEdges(network, measureParts(network, metres, isClosed));
          expect([...network.edgeUsable]).toEqual([...expected]);
          expect(changed).toEqual([...expected.keys()].filter((e) => expected[e] !== before[e]));
        };
        const setArcs = (isWanted: (arc: number) => boolean, close: boolean): void => {
          for (let arc = 0; arc < isClosed.length; arc++) {
            if (!isWanted(arc) || (isClosed[arc] === 1) === close) continue;
            isClosed[arc] = close ? 1 : 0;
            parts.setArc(arc);
          }
        };
        look();
        for (const batch of batches) {
          for (const { what, index, isClosed: close } of batch) {
            if (what === 'edge') {
              if (of.edges.length === 0) continue;
              const e = index % of.edges.length;
              if ((edgeRefusal[e] === CLOSED) === close) continue;
              edgeRefusal[e] = close ? CLOSED : WALKED;
              setArcs((arc) => network.arcEdge[arc] === e, close);
            } else if (of.gates.length > 0) {
              const g = index % of.gates.length;
              setArcs((arc) => network.arcGate[arc] === g, close);
              const before = gateInside[g];
              gateInside[g] = close ? -1 : of.gates[g].inside;
              parts.setGate(g, before);
            }
          }
          look();
        }
      }),
      { numRuns },
    );
  });
});
