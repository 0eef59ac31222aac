import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOSED, turned } from '../../geodata/coverage/search/chain-graph';
import type { DirectedArcs } from '../../geodata/coverage/search/chain-graph';
import { contractChains } from '../../geodata/coverage/search/contract-chains';
import { NEVER } from '../../geodata/coverage/search/labels';
import { createLiveSearch } from '../../geodata/coverage/search/live-search';
import type { LiveSearch } from '../../geodata/coverage/search/live-search';
import { createConnector } from '../../geodata/coverage/connect-points';
import { createSearch, UNREACHED } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import type { WalkNetwork } from '../../geodata/coverage/walk-network';
import { anyGatedCity } from '../fixtures/any-gated-city';
import { BLOCK, CITY_X, CITY_Y, plainWalker } from '../fixtures/grid-city';
import { plainTimes } from '../fixtures/plain-search';
import type { PlainArc } from '../fixtures/plain-search';

const full = process.env['PROVE'] === 'full';
const numRuns = full ? 20_000 : 1500;

/** A drawn network: ways with bends between few crossings, some walked one way only, some that take no time. */
interface Drawing {
  crossings: number;
  ways: { a: number; b: number; bends: number[]; back: number[]; oneWay: boolean }[];
  keep: number[];
}

const milliseconds = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 90_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 200_000, max: 400_000 }) },
);
const drawing: fc.Arbitrary<Drawing> = fc.record({
  crossings: fc.integer({ min: 1, max: 7 }),
  ways: fc.array(
    fc.record({
      a: fc.nat(6),
      b: fc.nat(6),
      bends: fc.array(milliseconds, { minLength: 1, maxLength: 5 }),
      back: fc.array(milliseconds, { minLength: 5, maxLength: 5 }),
      oneWay: fc.boolean(),
    }),
    { maxLength: 10 },
  ),
  keep: fc.array(fc.nat(30), { maxLength: 2 }),
});

interface Network {
  nodeCount: number;
  arcs: PlainArc[];
  rows: DirectedArcs;
  keep: Uint8Array;
}

function networkOf({ crossings, ways, keep }: Drawing): Network {
  let nodeCount = crossings;
  const list: PlainArc[] = [];
  ways.forEach((way, w) => {
    let at = way.a % crossings;
    way.bends.forEach((there, k) => {
      const to = k === way.bends.length - 1 ? way.b % crossings : nodeCount++;
      list.push({ from: at, to, milliseconds: there });
      // Every fifth way may be one-way; the others are walked both ways, at other times.
      if (!way.oneWay || w % 5 !== 0) list.push({ from: to, to: at, milliseconds: way.back[k]! });
      at = to;
    });
  });
  const arcs = [...list].sort((p, q) => p.from - q.from);
  const arcStart = new Uint32Array(nodeCount + 1);
  for (const { from } of arcs) arcStart[from + 1]!++;
  for (let n = 0; n < nodeCount; n++) arcStart[n + 1]! += arcStart[n]!;
  const kept = new Uint8Array(nodeCount);
  for (const n of keep) kept[n % nodeCount] = 1;
  const rows = {
    nodeCount,
    nodeX: Int32Array.from({ length: nodeCount }, (_, n) => (n * 7919) % 1000),
    nodeY: Int32Array.from({ length: nodeCount }, (_, n) => (n * 104_729) % 1000),
    arcStart,
    arcTarget: Int32Array.from(arcs, ({ to }) => to),
    arcMilliseconds: Int32Array.from(arcs, (arc) => arc.milliseconds),
  };
  return { nodeCount, arcs, rows, keep: kept };
}

type Edit =
  | { what: 'source'; source: number; seeds: { node: number; milliseconds: number }[] }
  | { what: 'arcs'; arcs: { arc: number; milliseconds: number }[] }
  | { what: 'way'; from: number; to: number; there: number; back: number }
  | { what: 'bridge'; from: number; to: number; there: number; back: number }
  | { what: 'set-way'; way: number; there: number; back: number }
  | { what: 'look' };

const seedAt = fc.record({ node: fc.nat(60), milliseconds: fc.integer({ min: 0, max: 60_000 }) });
const time = fc.oneof({ weight: 3, arbitrary: milliseconds }, { weight: 2, arbitrary: fc.constant(CLOSED) });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ what: fc.constant('source' as const), source: fc.nat(4), seeds: fc.array(seedAt, { maxLength: 3 }) }),
  fc.record({
    what: fc.constant('arcs' as const),
    arcs: fc.array(fc.record({ arc: fc.nat(80), milliseconds: time }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ what: fc.constant('way' as const), from: fc.nat(60), to: fc.nat(60), there: milliseconds, back: time }),
  fc.record({
    what: fc.constant('bridge' as const),
    from: fc.nat(60),
    to: fc.nat(60),
    there: milliseconds,
    back: time,
  }),
  fc.record({ what: fc.constant('set-way' as const), way: fc.nat(5), there: time, back: time }),
  fc.record({ what: fc.constant('look' as const) }),
);

/** The engine and plain records of what it was told, walked in one direction. */
class Told {
  readonly live: LiveSearch;
  arcs: PlainArc[];
  ways: { way: number; there: PlainArc; back: PlainArc }[] = [];
  sources = new Map<number, { node: number; milliseconds: number }[]>();
  nodeCount: number;

  constructor(
    { nodeCount, arcs, rows, keep }: Network,
    readonly direction: 'from' | 'to',
    readonly bound: number,
  ) {
    const graph = contractChains(rows, keep);
    this.live = createLiveSearch(direction === 'from' ? graph : turned(graph), arcs.length, bound);
    this.arcs = arcs.map((arc) => ({ ...arc }));
    this.nodeCount = nodeCount;
  }

  tell(edit: Edit): void {
    const node = (n: number) => n % this.nodeCount;
    if (edit.what === 'source') {
      const seeds = edit.seeds.map((seed) => ({ ...seed, node: node(seed.node) }));
      this.sources.set(edit.source, seeds);
      this.live.setSource(edit.source, seeds);
    } else if (edit.what === 'arcs') {
      const count = this.arcs.length;
      if (count === 0) return;
      const changes = edit.arcs.map((change) => ({ ...change, arc: change.arc % count }));
      for (const { arc, milliseconds } of changes) this.arcs[arc]!.milliseconds = milliseconds;
      this.live.setArcs(changes);
    } else if (edit.what === 'way') {
      this.addWay(node(edit.from), node(edit.to), edit.there, edit.back);
    } else if (edit.what === 'bridge') {
      const [from, to] = [node(edit.from), node(edit.to)];
      const middle = this.live.addNode();
      this.nodeCount = middle + 1;
      this.addWay(from, middle, edit.there, edit.back);
      this.addWay(middle, to, edit.there, edit.back);
    } else if (edit.what === 'set-way') {
      const way = this.ways[edit.way % Math.max(1, this.ways.length)];
      if (!way) return;
      way.there.milliseconds = edit.there;
      way.back.milliseconds = edit.back;
      this.live.setWay(way.way, edit.there, edit.back);
    } else this.look();
  }

  private addWay(from: number, to: number, there: number, back: number): void {
    if (from === to) return;
    const way = this.live.addWay(from, to, there, back);
    // Seen in the engine's direction, as the other arcs are below.
    this.ways.push({
      way,
      there: { from, to, milliseconds: there },
      back: { from: to, to: from, milliseconds: back },
    });
  }

  /** Arcs as a search of this direction follows them. */
  private followed(): PlainArc[] {
    const given = this.arcs.map((arc) => (this.direction === 'from' ? arc : { ...arc, from: arc.to, to: arc.from }));
    return [...given, ...this.ways.flatMap(({ there, back }) => [there, back])];
  }

  look(): void {
    this.live.update();
    const seeds = [...this.sources].flatMap(([source, list]) => list.map((seed) => ({ ...seed, source })));
    const judged = plainTimes(this.nodeCount, this.followed(), seeds, this.bound);
    for (let n = 0; n < this.nodeCount; n++) {
      const milliseconds = this.live.read(n);
      const found = milliseconds === NEVER ? null : { milliseconds, source: this.live.source() };
      expect(found, `node ${n}`).toEqual(judged[n]);
      if (found) this.expectWay(n, seeds);
    }
  }

  /** The nodes before a node lead to a source, and each takes as long as the arc says. */
  private expectWay(start: number, seeds: readonly { node: number; milliseconds: number; source: number }[]): void {
    const steps = new Set<number>();
    for (let n = start; ;) {
      expect(steps.has(n), `a ring at node ${n}`).toBe(false);
      steps.add(n);
      const time = this.live.read(n);
      const source = this.live.source();
      const { arc, node } = this.live.before(n);
      if (node === -1) {
        expect(seeds).toContainEqual({ node: n, milliseconds: time, source });
        return;
      }
      const walked = time - this.live.read(node);
      if (arc !== -1) {
        const { from, to, milliseconds } = this.arcs[arc]!;
        expect(milliseconds).toBe(walked);
        expect(this.direction === 'from' ? [from, to] : [to, from]).toEqual([node, n]);
      } else {
        expect(this.ways.flatMap(({ there, back }) => [there, back])).toContainEqual({
          from: node,
          to: n,
          milliseconds: walked,
        });
      }
      n = node;
    }
  }
}

const direction = fc.constantFrom('from' as const, 'to' as const);
const bound = fc.constantFrom(60_000, 400_000, 2 ** 28);

describe('the search engine', () => {
  it('knows at every node what a plain search from nothing knows, and keeps knowing it under any edits', () => {
    fc.assert(
      fc.property(drawing, direction, bound, fc.array(edit, { maxLength: 14 }), (drawn, way, limit, edits) => {
        const told = new Told(networkOf(drawn), way, limit);
        told.tell({ what: 'source', source: 0, seeds: [{ node: 0, milliseconds: 0 }] });
        for (const one of edits) told.tell(one);
        told.look();
      }),
      { numRuns },
    );
  });

  it('knows the same of walled cities on hills, walked to the stations or from them', () => {
    const somewhere = fc.tuple(fc.nat(2 * BLOCK), fc.nat(2 * BLOCK));
    const places = fc
      .array(somewhere, { minLength: 1, maxLength: 10 })
      .map((list) => list.flatMap(([x, y]) => [CITY_X + x, CITY_Y + y]));
    fc.assert(
      fc.property(
        anyGatedCity(2),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 7, maxLength: 7 }),
        places,
        places,
        direction,
        bound,
        (city, hills, at, doors, way, limit) => {
          const network = onHills(buildWalkNetwork(city.streets, city.compounds, city.gates, plainWalker), hills);
          const connector = createConnector(network);
          const [stations, points] = [connector.connect(at), connector.connect(doors)];
          const search = createSearch(network);
          // A run of before, the other way round, leaves nothing behind.
          search.run(points, limit, undefined, way === 'to' ? 'from' : 'to');
          search.run(stations, limit, undefined, way);
          const arcs = arcsOf(network).map((arc) => (way === 'from' ? arc : { ...arc, from: arc.to, to: arc.from }));
          const copies = way === 'from' ? network.outboundCopy : network.inboundCopy;
          const walks = way === 'from' ? stations.linkMillisecondsOut : stations.linkMillisecondsIn;
          const seeds = [...stations.linkNode].flatMap((node, link) => {
            const source = stations.linkStart.findLastIndex((first) => first <= link);
            const seed = { node, milliseconds: walks[link]!, source };
            return copies[node] === -1 ? [seed] : [seed, { ...seed, node: copies[node]! }];
          });
          const judged = plainTimes(network.nodeCount, arcs, seeds, limit);
          judged.forEach((best, n) => {
            expect([search.nodeTime(n), search.nodeSource(n)]).toEqual(
              best ? [best.milliseconds, best.source] : [UNREACHED, -1],
            );
            const parent = search.nodeParent(n);
            if (parent === -1) return;
            expect(search.nodeTime(n) - search.nodeTime(parent)).toBe(network.arcMilliseconds[search.nodeArc(n)]);
          });
        },
      ),
      { numRuns: full ? 2000 : 80 },
    );
  });
});

/** The network with every edge taking another time each way. */
function onHills(network: WalkNetwork, hills: readonly number[]): WalkNetwork {
  const steeper = (milliseconds: number, k: number) => Math.round((milliseconds * hills[k % hills.length]!) / 4) + 1;
  const forward = network.edgeMillisecondsForward.map((ms, e) => steeper(ms, e));
  const backward = network.edgeMillisecondsBackward.map((ms, e) => steeper(ms, e * 3 + 1));
  const arcMilliseconds = network.arcMilliseconds.slice();
  // An arc leads along its edge where it leaves the place of the edge's end A, also between copies of both ends.
  for (let n = 0; n < network.nodeCount; n++) {
    for (let arc = network.arcStart[n]!; arc < network.arcStart[n + 1]!; arc++) {
      const e = network.arcEdge[arc]!;
      if (e === -1) continue;
      const a = network.edgeA[e]!;
      const isForward = network.nodeX[n] === network.nodeX[a] && network.nodeY[n] === network.nodeY[a];
      arcMilliseconds[arc] = isForward ? forward[e]! : backward[e]!;
    }
  }
  return { ...network, arcMilliseconds, edgeMillisecondsForward: forward, edgeMillisecondsBackward: backward };
}

function arcsOf({ nodeCount, arcStart, arcTarget, arcMilliseconds }: WalkNetwork): PlainArc[] {
  return Array.from({ length: nodeCount }, (_, from) =>
    Array.from({ length: arcStart[from + 1]! - arcStart[from]! }, (_, k) => ({
      from,
      to: arcTarget[arcStart[from]! + k]!,
      milliseconds: arcMilliseconds[arcStart[from]! + k]!,
    })),
  ).flat();
}
