/** Grids of two plans that share land, all of which differs between them. */
export interface RedrawGroup {
  /** Indices of the faces of each plan. */
  before: number[];
  after: number[];
  /** Incidents of these grids that are in no grid afterwards, and those that were in none before. */
  freed: number;
  gained: number;
}

export interface RedrawInput {
  /** Of each incident the index of its face before and after; -1 for no grid. */
  beforeOf: ArrayLike<number>;
  afterOf: ArrayLike<number>;
  /** Of each face before the index of the face of the same id afterwards; -1 where there is none. */
  twinOf: ArrayLike<number>;
  /** Number of faces afterwards. */
  after: number;
  /** Whether a face before has not the same land as its twin. */
  isReshaped(before: number): boolean;
  /** More pairs of faces that share land, such as a grid and those it was split into. */
  related: Iterable<readonly [before: number, after: number]>;
}

/**
 * The faces that differ between two plans, in groups: two are in one where an incident or a relation goes from one to the
 * other. A face differs where it has no twin, where its land does, or where an incident left or came. So every incident of a
 * face of a group is in a face of the same group in the other plan, or in none there, and a group's sums agree:
 * Σ before − freed + gained = Σ after. Groups and faces in the order of the later plan.
 */
export function redrawGroups({ beforeOf, afterOf, twinOf, after, isReshaped, related }: RedrawInput): RedrawGroup[] {
  const first = twinOf.length;
  const root = Int32Array.from({ length: first + after }, (_, i) => i);
  const isTouched = new Uint8Array(first + after).fill(1, first);
  const find = (i: number): number => {
    while (root[i] !== i) i = root[i] = root[root[i]!]!;
    return i;
  };
  const touch = (b: number): void => {
    isTouched[b] = 1;
    if (twinOf[b]! >= 0) isTouched[first + twinOf[b]!] = 1;
  };
  const beforeOfTwin = new Int32Array(after).fill(-1);
  for (let b = 0; b < first; b++) {
    const twin = twinOf[b]!;
    if (twin >= 0) beforeOfTwin[twin] = b;
    if (twin < 0 || isReshaped(b)) isTouched[b] = 1;
    else isTouched[first + twin] = 0;
  }
  for (let i = 0; i < beforeOf.length; i++) {
    const [b, a] = [beforeOf[i]!, afterOf[i]!];
    if (b >= 0 ? twinOf[b] === a : a < 0) continue;
    if (b >= 0) touch(b);
    if (a >= 0 && beforeOfTwin[a]! >= 0) touch(beforeOfTwin[a]!);
  }
  const join = (b: number, a: number): void => {
    if (b >= 0 && a >= 0 && isTouched[b] === 1 && isTouched[first + a] === 1) root[find(b)] = find(first + a);
  };
  for (let i = 0; i < beforeOf.length; i++) join(beforeOf[i]!, afterOf[i]!);
  for (const [b, a] of related) join(b, a);
  for (let b = 0; b < first; b++) join(b, twinOf[b]!);
  const groups = new Map<number, RedrawGroup>();
  const groupOf = (member: number): RedrawGroup => {
    const key = find(member);
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { before: [], after: [], freed: 0, gained: 0 }));
    return group;
  };
  for (let a = 0; a < after; a++) if (isTouched[first + a] === 1) groupOf(first + a).after.push(a);
  for (let b = 0; b < first; b++) if (isTouched[b] === 1) groupOf(b).before.push(b);
  for (let i = 0; i < beforeOf.length; i++) {
    const [b, a] = [beforeOf[i]!, afterOf[i]!];
    if (b >= 0 && a < 0) groupOf(b).freed++;
    if (a >= 0 && b < 0) groupOf(first + a).gained++;
  }
  return [...groups.values()];
}
