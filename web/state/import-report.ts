import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { ImportReportWire } from '../../geodata/schema/collections';
import type { PlaceWire } from '../../geodata/schema/place';
import type { Problem } from '../../geodata/schema/problems';
import { fetchImportReport, fetchPlace } from '../api/places';

export type ReportNote = ImportReportWire['notes'][number];

/** Notes of one kind about one file and layer: how many there are, and the first of them. */
export interface NoteGroup {
  key: string;
  kind: ReportNote['kind'];
  code: string;
  file: string;
  layer: string;
  count: number;
  examples: ReportNote[];
}

const kinds = ['refused', 'repaired', 'kept'] as const;

/** How a place's data came in: what was read, kept, repaired and refused. */
export const useImportReport = defineStore('import-report', () => {
  const place = shallowRef<PlaceWire | null>(null);
  const report = shallowRef<ImportReportWire | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const isLoading = ref(false);
  let turn = 0;

  /** What was refused first, then repairs, then remarks; the most frequent of each first. */
  const groups = computed<NoteGroup[]>(() => {
    const byKey = new Map<string, NoteGroup>();
    for (const one of report.value?.notes ?? []) {
      const key = [one.kind, one.code, one.file, one.layer].join('\n');
      const group = byKey.get(key);
      if (group) group.examples.push(one);
      else {
        const { kind, code, file, layer } = one;
        byKey.set(key, { key, kind, code, file, layer, count: countOf(code, file, layer), examples: [one] });
      }
    }
    return [...byKey.values()].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.count - a.count);
  });

  function countOf(code: string, file: string, layer: string): number {
    return (report.value?.files ?? [])
      .filter((entry) => entry.file === file && entry.layer === layer)
      .reduce((sum, entry) => sum + (entry.noteCounts[code] ?? 0), 0);
  }

  async function load(placeId: string): Promise<void> {
    const own = ++turn;
    isLoading.value = true;
    problem.value = null;
    report.value = null;
    place.value = null;
    const found = await fetchPlace(placeId);
    // A place that was generated has no report to ask for.
    const told = found.ok && !found.value.synthetic ? await fetchImportReport(placeId) : null;
    if (own !== turn) return;
    isLoading.value = false;
    if (found.ok) place.value = found.value;
    else problem.value = found.problem;
    if (told?.ok) report.value = told.value;
    // One that was imported long ago may have none, and that is all right.
    else if (told && told.problem.code !== 'import-report.none') problem.value = told.problem;
  }

  return { place, report, problem, isLoading, groups, load };
});
