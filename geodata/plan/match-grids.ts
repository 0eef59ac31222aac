import type { CountColumns } from './count-units';
import { NOWHERE } from './pair-plans';
import type { PairedPlans } from './pair-plans';

/** True where the other plan has no grid of the same id as face `i`. */
export function isMissing(i: number, twinOf: Int32Array, isGridThere: Uint8Array): boolean {
  const twin = twinOf[i]!;
  return twin === NOWHERE || isGridThere[twin] === 0;
}

/** Units and households that went from a grid that is gone to one whose id is new, by index. */
export interface Flow {
  before: number;
  after: number;
  units: number;
  households: number;
}

/** Of grids that are gone and grids whose id is new: who went from which to which. */
export function countFlows(
  { households }: CountColumns,
  beforeOf: Int32Array,
  afterOf: Int32Array,
  { twinOfBefore, twinOfAfter, isGridBefore, isGridAfter }: PairedPlans,
): Flow[] {
  const isGone = Uint8Array.from(twinOfBefore, (_, b) => +isMissing(b, twinOfBefore, isGridAfter));
  const isMade = Uint8Array.from(twinOfAfter, (_, a) => +isMissing(a, twinOfAfter, isGridBefore));
  const isFlow = (unit: number): boolean => {
    const [before, after] = [beforeOf[unit]!, afterOf[unit]!];
    return before !== NOWHERE && after !== NOWHERE && isGone[before] === 1 && isMade[after] === 1;
  };
  const byBefore = groupUnits(beforeOf, twinOfBefore.length, isFlow);
  // For each later grid the last flow into it that was begun, which is the one meant while it comes from the same grid.
  const lastInto = new Array<Flow | undefined>(twinOfAfter.length);
  const begunBy = new Map<number, Flow>();
  for (const unit of byBefore) {
    const before = beforeOf[unit]!;
    const after = afterOf[unit]!;
    let flow = lastInto[after];
    if (flow?.before !== before) {
      flow = { before, after, units: 0, households: 0 };
      lastInto[after] = flow;
      begunBy.set(unit, flow);
    }
    flow.units++;
    flow.households += Math.max(0, households[unit]!);
  }
  return [...begunBy].sort(([a], [b]) => a - b).map(([, flow]) => flow);
}

/** The units that are asked for, those of one grid together and in their order. */
function groupUnits(faceOf: Int32Array, faces: number, isAsked: (unit: number) => boolean): Int32Array {
  const starts = new Int32Array(faces + 1);
  for (let unit = 0; unit < faceOf.length; unit++) if (isAsked(unit)) starts[faceOf[unit]! + 1]!++;
  for (let face = 0; face < faces; face++) starts[face + 1]! += starts[face]!;
  const grouped = new Int32Array(starts[faces]!);
  for (let unit = 0; unit < faceOf.length; unit++) if (isAsked(unit)) grouped[starts[faceOf[unit]!]!++] = unit;
  return grouped;
}

/** The same grid in both plans, by index; -1 where there is none. */
export interface Matches {
  beforeOf: Int32Array;
  afterOf: Int32Array;
}

/** By id; a grid whose id is new by the largest flow into it, one to one. */
export function matchGrids(
  flows: readonly Flow[],
  { twinOfBefore, twinOfAfter, isGridBefore, isGridAfter }: PairedPlans,
): Matches {
  const matchesOf = (twinOf: Int32Array, isHere: Uint8Array, isThere: Uint8Array): Int32Array =>
    twinOf.map((twin, i) => (twin !== NOWHERE && isHere[i] && isThere[twin] ? twin : NOWHERE));
  const beforeOf = matchesOf(twinOfAfter, isGridAfter, isGridBefore);
  const afterOf = matchesOf(twinOfBefore, isGridBefore, isGridAfter);
  const open = [...flows];
  open.sort((a, b) => b.households - a.households || b.units - a.units || a.before - b.before || a.after - b.after);
  for (const { before, after } of open) {
    if (beforeOf[after] !== NOWHERE || afterOf[before] !== NOWHERE) continue;
    beforeOf[after] = before;
    afterOf[before] = after;
  }
  return { beforeOf, afterOf };
}
