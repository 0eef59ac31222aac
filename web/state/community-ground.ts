import { assignPoints } from '../../geodata/geometry/assign-points';
import { mergeBoxes } from '../../geodata/geometry/bounding-box';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import type { CellLine } from '../../geodata/plan/partition/unit-cells';
import type { BorderClass } from '../../geodata/plan/partition/unit-graph';
import type { LatticeBox } from '../../geodata/schema/coordinates';
import type { AreaId } from '../../geodata/schema/ids';
import type { GuideLine } from '../../geodata/schema/guide-line';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';

/** What the land of a community is divided by: its base units, and the lines their cells do not reach across. */
export interface CommunityGround {
  box: LatticeBox;
  /** Base units in the box, by their index in the place's columns. */
  units: number[];
  /** Flat lattice points of those. */
  xy: number[];
  households: number[];
  /** The compound each lies in, by a number of its own; -1 for none. */
  compounds: Int32Array;
  lines: CellLine[];
}

/** Gathers what a worker needs to divide a community; null where it has no land. */
export function communityGround(
  plan: IndexedPlan,
  area: AreaId,
  columns: BaseUnitColumns,
  guides: readonly GuideLine[],
): CommunityGround | null {
  const faces = plan.inCommunity(area);
  if (faces.length === 0) return null;
  const box = mergeBoxes(faces.map(({ id }) => plan.boxOf(id)!));
  const units: number[] = [];
  const xy: number[] = [];
  for (let i = 0; i < columns.ids.length; i++) {
    const [x, y] = [columns.xy[2 * i]!, columns.xy[2 * i + 1]!];
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
    units.push(i);
    xy.push(x, y);
  }
  const households = units.map((i) => columns.households[i]!);
  return { box, units, xy, households, compounds: compoundOf(xy, guides), lines: cellLines(guides) };
}

/** What a border along a guide counts as; null for what a border does not follow. */
function borderClassOf({ kind, class: rank, compoundId }: GuideLine): BorderClass | null {
  if (kind === 'building' || kind === 'compound') return null;
  if (kind !== 'street') return 0;
  if (compoundId !== null) return 3;
  return rank === 'arterial' ? 0 : rank === 'collector' ? 1 : 2;
}

function cellLines(guides: readonly GuideLine[]): CellLine[] {
  return guides.flatMap((guide) => {
    const borderClass = borderClassOf(guide);
    return borderClass === null ? [] : [{ line: guide.line, borderClass }];
  });
}

function compoundOf(xy: readonly number[], guides: readonly GuideLine[]): Int32Array {
  const walls = guides.filter(({ kind }) => kind === 'compound');
  return Int32Array.from(
    assignPoints(
      xy,
      walls.map(({ line }) => [[line.slice(0, -2)]]),
    ),
  );
}
