import { TOO_STEEP } from './arc-list';
import { pop, push } from './search/binary-heap';
import { groupBy } from './search/grouped';
import type { Grouped } from './search/grouped';
import type { WalkNetwork } from './walk-network';

/** The place on an edge that is nearest to a point. */
export interface Foot {
  edge: number;
  /** Position on the edge, 0 at its end A to 1 at its end B. */
  t: number;
  metres: number;
  x: number;
  y: number;
}

/** A way from a door to a node, and back, milliseconds. */
export interface StreetLink {
  node: number;
  out: number;
  in: number;
}

/** A street that is farther than this along the streets, though it is just behind the house, is not "next to" a door. */
export const LONGEST_WAY_ROUND_MILLISECONDS = 300_000;

/**
 * Ways by which a door leaves when a part of its own street is closed.
 *
 * A closure must never bring anybody nearer. So a way by another street takes at least as long as the walk to it along the
 * door's own street would, with that street open and everything else as it stands: what a door could not reach before, it
 * cannot reach because its street was closed. The more is closed, the longer that walk, so that closing one thing after
 * another never shortens anything either.
 */
export interface OtherStreets {
  /** Whether any part of a street (a value of `edgeStreet`) is closed. */
  hasClosedPart(street: number, isClosed: (edge: number) => boolean): boolean;
  /**
   * Links of a door to the ends of `feet`, edges that are walked and near enough to leave by.
   * @param home where the door meets its own street
   * @param walk milliseconds of so many metres
   */
  linksOf(
    home: Foot,
    feet: readonly Foot[],
    isClosed: (edge: number) => boolean,
    walk: (metres: number) => number,
  ): StreetLink[];
}

/** Reads the network's edges alone: closed ones have no arcs. */
export function createOtherStreets(network: WalkNetwork): OtherStreets {
  const { edgeCount, edgeA, edgeB, edgeStreet, edgeRefusal } = network;
  const { edgeMillisecondsForward: forward, edgeMillisecondsBackward: backward } = network;
  let ofStreet: Grouped | null = null;
  let atNode: Grouped | null = null;

  function hasClosedPart(street: number, isClosed: (edge: number) => boolean): boolean {
    ofStreet ??= groupBy(edgeStreet);
    const [first, end] = ofStreet.range(street);
    for (let k = first; k < end; k++) if (isClosed(ofStreet.items[k]!)) return true;
    return false;
  }

  function linksOf(
    home: Foot,
    feet: readonly Foot[],
    isClosed: (edge: number) => boolean,
    walk: (metres: number) => number,
  ): StreetLink[] {
    if (feet.length === 0) return [];
    const wanted = new Set(feet.flatMap(({ edge }) => [edgeA[edge]!, edgeB[edge]!]));
    const own = edgeStreet[home.edge]!;
    const isOpen = (edge: number) => edgeRefusal[edge] !== TOO_STEEP && (edgeStreet[edge] === own || !isClosed(edge));
    const away = waysRound(home, wanted, isOpen, true);
    const back = waysRound(home, wanted, isOpen, false);
    const best = new Map<number, StreetLink>();
    for (const { edge, t, metres } of feet) {
      const off = walk(metres);
      const [alongForward, alongBackward] = [Math.round(t * forward[edge]!), Math.round(t * backward[edge]!)];
      const ends = [
        { node: edgeA[edge]!, out: off + alongBackward, in: off + alongForward },
        { node: edgeB[edge]!, out: off + forward[edge]! - alongForward, in: off + backward[edge]! - alongBackward },
      ];
      for (const end of ends) {
        const [out, into] = [away.get(end.node), back.get(end.node)];
        if (out === undefined || into === undefined) continue;
        const link = {
          node: end.node,
          out: Math.max(end.out, walk(home.metres) + out),
          in: Math.max(end.in, walk(home.metres) + into),
        };
        const known = best.get(end.node);
        best.set(
          end.node,
          known ? { node: end.node, out: Math.min(known.out, link.out), in: Math.min(known.in, link.in) } : link,
        );
      }
    }
    return [...best.values()];
  }

  /** Milliseconds along open edges between a foot and nodes: from the foot, or (not `isAway`) to it. */
  function waysRound(
    { edge, t }: Foot,
    wanted: ReadonlySet<number>,
    isOpen: (edge: number) => boolean,
    isAway: boolean,
  ): Map<number, number> {
    atNode ??= groupBy([...edgeA, ...edgeB]);
    // Walked from A to B, or from B to A where the search runs against the walk.
    const [ahead, behind] = isAway ? [forward, backward] : [backward, forward];
    const [alongAhead, alongBehind] = [Math.round(t * ahead[edge]!), Math.round(t * behind[edge]!)];
    const times = new Map<number, number>();
    const found = new Map<number, number>();
    const heap: number[] = [];
    const keys: number[] = [];
    const offer = (node: number, milliseconds: number) => {
      if (milliseconds > LONGEST_WAY_ROUND_MILLISECONDS || milliseconds >= (times.get(node) ?? Infinity)) return;
      times.set(node, milliseconds);
      push(heap, keys, node, milliseconds);
    };
    offer(edgeA[edge]!, alongBehind);
    offer(edgeB[edge]!, ahead[edge]! - alongAhead);
    while (heap.length > 0 && found.size < wanted.size) {
      const milliseconds = keys[0]!;
      const node = pop(heap, keys);
      if (milliseconds > times.get(node)!) continue;
      if (wanted.has(node)) found.set(node, milliseconds);
      const [first, end] = atNode.range(node);
      for (let k = first; k < end; k++) {
        const item = atNode.items[k]!;
        const one = item % edgeCount;
        if (!isOpen(one)) continue;
        if (item < edgeCount) offer(edgeB[one]!, milliseconds + ahead[one]!);
        else offer(edgeA[one]!, milliseconds + behind[one]!);
      }
    }
    return found;
  }

  return { hasClosedPart, linksOf };
}
