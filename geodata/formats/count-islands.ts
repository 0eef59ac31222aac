import type { Street } from '../schema/settlement';
import { lineLengthMetres } from './line-length-metres';

/** How many parts of a network do not hang together, and how much of it lies outside the largest part, in metres. */
export function countIslands(streets: readonly Street[]): { count: number; metresOutside: number } {
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
  let all = 0;
  for (const street of streets) {
    const root = rootOf(street.nodes[0]!);
    const length = lineLengthMetres(street.line);
    metres.set(root, (metres.get(root) ?? 0) + length);
    all += length;
  }
  let largest = 0;
  for (const length of metres.values()) largest = Math.max(largest, length);
  return { count: metres.size, metresOutside: all - largest };
}
