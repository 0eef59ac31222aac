import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { ImportPreviewWire } from '../../geodata/schema/import-inspection';
import type { Problem } from '../../geodata/schema/problems';
import { fetchImportPreview } from '../api/imports';
import { useImport } from './import';

/** Some of one file on the map, as its mapping stands, with the streets of the others. */
export const useImportPreview = defineStore('import-preview', () => {
  const imports = useImport();
  /** The file that is shown; the one to begin with is the first that asks for its coordinate system. */
  const file = ref<string | null>(null);
  const preview = shallowRef<ImportPreviewWire | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const isLoading = ref(false);
  let running: AbortController | null = null;

  const mapping = computed(() => imports.mapping?.files.find((one) => one.file === file.value) ?? null);
  /** What the preview depends on. */
  const query = computed(() => {
    const one = mapping.value;
    if (!one || one.format === 'unknown' || one.format === 'beside-shapefile') return null;
    const { x, y, cell } = one.columns;
    return {
      file: one.file,
      format: one.format,
      encoding: one.encoding ?? '',
      part: one.part ?? '',
      ...(one.crs ? { crs: one.crs } : {}),
      x: x ?? '',
      y: y ?? '',
      cell: cell ?? '',
    };
  });

  async function load(): Promise<void> {
    running?.abort();
    const asked = query.value;
    if (!asked || !imports.sessionId) {
      preview.value = null;
      return;
    }
    const control = (running = new AbortController());
    isLoading.value = true;
    const result = await fetchImportPreview(imports.sessionId, asked, control.signal);
    if (running !== control) return;
    isLoading.value = false;
    problem.value = result.ok ? null : result.problem;
    preview.value = result.ok ? result.value : null;
  }

  watch([() => JSON.stringify(query.value), () => imports.inspection], () => void load(), { immediate: true });
  watch(
    () => imports.inspection,
    () => {
      const files = imports.mapping?.files ?? [];
      const asking = files.find((one) => one.use !== 'unused' && one.use !== 'map' && one.crs === null);
      file.value = (asking ?? files.find(({ use }) => use !== 'unused' && use !== 'map') ?? files[0])?.file ?? null;
    },
    { immediate: true },
  );

  return { file, mapping, preview, problem, isLoading };
});
