import { lineBox } from '../../../geodata/geometry/bounding-box';
import type { UnitTally } from '../../../geodata/plan/count-units';
import type { IndexedPlan } from '../../../geodata/plan/indexed-plan';
import { toLattice } from '../../../geodata/schema/coordinates';
import type { LngLat } from '../../../geodata/schema/coordinates';
import type { GridId } from '../../../geodata/schema/ids';
import type { ToolPreview } from '../../state/plan-tool';
import { previewOperation } from './preview-operation';

export interface ReshapePreview {
  preview: ToolPreview;
  /** The grid whose border the line becomes; null where it can be nobody's. */
  gridId: GridId | null;
}

/** What a line drawn over a border would come to: for the selected grid, else for the first along it that it reshapes. */
export function previewReshape(
  plan: IndexedPlan,
  tally: UnitTally | null,
  line: readonly LngLat[],
  selected: GridId | null,
): ReshapePreview | null {
  if (line.length < 2) return null;
  const drawn = line.map(([lng, lat]): [number, number] => [lng, lat]);
  const look = (gridId: GridId): ToolPreview => previewOperation(plan, tally, { name: 'reshape', gridId, line: drawn });
  const box = lineBox(line.flatMap(([lng, lat]) => [toLattice(lng), toLattice(lat)]));
  const along = plan.near(box).filter(({ kind, id }) => kind !== 'unassigned' && id !== selected);
  const candidates = [...(selected && plan.has(selected) ? [selected] : []), ...along.map(({ id }) => id)];
  let refusal: ToolPreview | null = null;
  for (const gridId of candidates) {
    const preview = look(gridId);
    if (preview.ok) return { preview, gridId };
    refusal ??= preview;
  }
  return refusal && { preview: refusal, gridId: null };
}
