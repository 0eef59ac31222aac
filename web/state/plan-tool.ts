import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { UnitCount } from '../../geodata/plan/count-units';
import { mergeGrids } from '../../geodata/plan/merge-grids';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { GridWorker } from '../../geodata/schema/grid-worker';
import type { GridId } from '../../geodata/schema/ids';
import type { LocalName } from '../../geodata/schema/place';
import type { Problem } from '../../geodata/schema/problems';
import { usePlan } from './plan';

export const planTools = [
  'select',
  'split',
  'merge',
  'draw',
  'border',
  'reshape',
  'assign',
  'street',
  'paint',
  'partition',
] as const;
export type PlanTool = (typeof planTools)[number];

/** A part an act would make, with what lives in it. */
export interface PreviewPart {
  polygons: MultiPolygon;
  count: UnitCount | null;
  /** Who would work there; null where that is not told. */
  workers: readonly GridWorker[] | null;
  /** The grid it is, where that keeps its name. */
  name?: string;
}

/** What has been drawn so far, as measured on the ground. */
export interface Drawn {
  metres: number;
  /** Null for what encloses nothing. */
  squareMetres: number | null;
}

/** What letting go now would come to. */
export type ToolPreview =
  | { ok: true; parts: readonly PreviewPart[]; grids: readonly GridId[]; notices: readonly Problem[] }
  | { ok: false; problem: Problem };

/** The tool in the hand: which one, what it has gathered, and what it would make. */
export const usePlanTool = defineStore('plan-tool', () => {
  const plan = usePlan();
  const current = ref<PlanTool>('select');
  /** Grids picked for a merge, in the order they were picked. */
  const picked = shallowRef<readonly GridId[]>([]);
  /** Number of points set so far by a drawing tool. */
  const points = ref(0);
  const sketchPreview = shallowRef<ToolPreview | null>(null);
  const drawn = shallowRef<Drawn | null>(null);
  /** The street under the pointer, by name. */
  const street = shallowRef<LocalName | null>(null);
  /** Set by the drawing mode while it runs. */
  const gesture = shallowRef<{ finish(): void; cancel(): void; back(): void } | null>(null);

  const mergePreview = computed<ToolPreview | null>(() => {
    void plan.version;
    const { indexed, tally } = plan;
    if (!indexed || picked.value.length < 2) return null;
    const merged = mergeGrids(indexed, { gridIds: picked.value, newId: 'preview' as GridId });
    if (!merged.ok) return merged;
    const [{ polygons, workers } = { polygons: [], workers: [] }] = merged.value.put;
    const count = tally?.preview(picked.value, [polygons])[0] ?? null;
    return { ok: true, parts: [{ polygons, count, workers }], grids: picked.value, notices: [] };
  });
  const preview = computed(() => (picked.value.length > 0 ? mergePreview.value : sketchPreview.value));

  function choose(tool: PlanTool): void {
    reset();
    current.value = tool;
  }

  function reset(): void {
    picked.value = [];
    points.value = 0;
    sketchPreview.value = null;
    drawn.value = null;
    street.value = null;
  }

  function togglePick(id: GridId): void {
    picked.value = picked.value.includes(id) ? picked.value.filter((one) => one !== id) : [...picked.value, id];
  }

  watch(
    () => plan.plan?.id,
    () => choose('select'),
  );
  // A grid that is gone (undone, taken by another editor) is no longer picked.
  watch(
    () => plan.version,
    () => {
      if (picked.value.some((id) => !plan.indexed?.has(id))) {
        picked.value = picked.value.filter((id) => plan.indexed?.has(id));
      }
    },
  );

  return { current, picked, points, sketchPreview, preview, drawn, street, gesture, choose, reset, togglePick };
});
