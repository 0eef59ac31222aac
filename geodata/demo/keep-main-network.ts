import type { Street } from '../schema/settlement';

/** Without the field paths that nobody can get to: cut off by the railway and the border on both sides. */
export function keepMainNetwork(streets: readonly Street[]): Street[] {
  const group = new Map<number, number>();
  const find = (node: number): number => {
    let root = node;
    for (let up = group.get(root) ?? root; up !== root; up = group.get(root) ?? root) root = up;
    for (let at = node; at !== root;) {
      const up = group.get(at) ?? root;
      group.set(at, root);
      at = up;
    }
    return root;
  };
  for (const { nodes } of streets) for (const node of nodes) group.set(find(node), find(nodes[0]!));
  const sizes = new Map<number, number>();
  for (const { nodes } of streets) {
    const root = find(nodes[0]!);
    sizes.set(root, (sizes.get(root) ?? 0) + nodes.length);
  }
  const [main] = [...sizes].reduce((best, next) => (next[1] > best[1] ? next : best), [-1, 0]);
  return streets.filter(({ nodes }) => find(nodes[0]!) === main);
}
