/** Adds to a binary heap of nodes by their keys. */
export function push(heap: number[], keys: number[], node: number, key: number): void {
  let at = heap.length;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (keys[up]! <= key) break;
    heap[at] = heap[up]!;
    keys[at] = keys[up]!;
    at = up;
  }
  heap[at] = node;
  keys[at] = key;
}

/** Takes the node with the least key. */
export function pop(heap: number[], keys: number[]): number {
  const first = heap[0]!;
  const node = heap.pop()!;
  const key = keys.pop()!;
  if (heap.length === 0) return first;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && keys[child + 1]! < keys[child]!) child++;
    if (keys[child]! >= key) break;
    heap[at] = heap[child]!;
    keys[at] = keys[child]!;
    at = child;
  }
  heap[at] = node;
  keys[at] = key;
  return first;
}
