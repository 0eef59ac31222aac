import { lineBox } from '../../../geodata/geometry/bounding-box';
import type { UnitTally } from '../../../geodata/plan/count-units';
import type { IndexedPlan } from '../../../geodata/plan/indexed-plan';
import { splitGrid } from '../../../geodata/plan/split-grid';
import { toLattice } from '../../../geodata/schema/coordinates';
import type { LngLat } from '../../../geodata/schema/coordinates';
import type { GridId } from '../../../geodata/schema/ids';
import type { Problem } from '../../../geodata/schema/problems';
import type { ToolPreview } from '../../state/plan-tool';

const previewIds = Array.from({ length: 200 }, (_, n) => `preview-${n}` as GridId);

/**
 * What splitting by a line would come to: of the selected grid where the line divides it, else of the grid along the
 * line that it divides into the most even parts.
 */
export function previewSplit(
  plan: IndexedPlan,
  tally: UnitTally | null,
  line: readonly LngLat[],
  selected: GridId | null,
): ToolPreview | null {
  if (line.length < 2) return null;
  const box = lineBox(line.flatMap(([lng, lat]) => [toLattice(lng), toLattice(lat)]));
  const candidates = plan
    .near(box)
    .filter((grid) => grid.kind !== 'unassigned')
    .sort((a, b) => Number(b.id === selected) - Number(a.id === selected));
  let best: { preview: ToolPreview; evenness: number } | null = null;
  let refusal: Problem | null = null;
  for (const grid of candidates) {
    const split = splitGrid(plan, { gridId: grid.id, line, newIds: previewIds });
    if (!split.ok) {
      // "Not divided" says more than "not touched".
      if (!refusal || refusal.code === 'plan.split-misses') refusal = split.problem;
      continue;
    }
    const made = split.value.put.filter((part) => !plan.has(part.id));
    const counts =
      tally?.preview(
        [grid.id],
        made.map((part) => part.polygons),
      ) ?? [];
    const parts = made.map(({ polygons, workers }, i) => ({ polygons, workers, count: counts[i] ?? null }));
    const preview: ToolPreview = { ok: true, grids: [grid.id], notices: split.value.notices, parts };
    if (grid.id === selected) return preview;
    const evenness = Math.min(...counts.map((count) => count.households ?? 0), Infinity);
    if (!best || evenness > best.evenness) best = { preview, evenness };
  }
  return best?.preview ?? (refusal ? { ok: false, problem: refusal } : null);
}
