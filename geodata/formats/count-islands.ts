import { ISLAND_METRES } from '../coverage/network-parts';
import type { Street } from '../schema/settlement';
import { lineLengthMetres } from './line-length-metres';

/** Parts of a network apart from the largest one: those too short to count, and the others. */
export interface NetworkParts {
  islands: number;
  islandMetres: number;
  others: number;
  otherMetres: number;
}

/** How a network falls apart. Islands are what the walking network calls so: shorter than `ISLAND_METRES`. */
export function countIslands(streets: readonly Street[]): NetworkParts {
  const parent = new Map<number, number>();
  const rootOf = (node: number): number => {
    let root = node;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    // Path compression keeps long chains from being walked again.
    for (let at = node; at !== root;) {
      const next = parent.get(at)!;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  for (const street of streets) {
    const first = street.nodes[0]!;
    if (!parent.has(first)) parent.set(first, first);
    for (const node of street.nodes) {
      if (!parent.has(node)) parent.set(node, node);
      const a = rootOf(first);
      const b = rootOf(node);
      if (a !== b) parent.set(b, a);
    }
  }
  const metres = new Map<number, number>();
  for (const street of streets) {
    const root = rootOf(street.nodes[0]!);
    const length = lineLengthMetres(street.line);
    metres.set(root, (metres.get(root) ?? 0) + length);
  }
  let largest = 0;
  for (const length of metres.values()) largest = Math.max(largest, length);
  // As the walking network tells them apart, so that the report and the console speak of the same islands.
  const limit = Math.min(ISLAND_METRES, largest);
  const parts = { islands: 0, islandMetres: 0, others: 0, otherMetres: 0 };
  let sawLargest = false;
  for (const length of metres.values()) {
    if (length < limit) {
      parts.islands++;
      parts.islandMetres += length;
    } else if (length === largest && !sawLargest) sawLargest = true;
    else {
      parts.others++;
      parts.otherMetres += length;
    }
  }
  return parts;
}
