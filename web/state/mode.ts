import { defineStore } from 'pinia';
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** Modes in the order of the rail and of the keys 1, 2, 3 …; a place opens in the first. */
export const modeIds = ['overview', 'plan', 'coverage', 'incidents'] as const;
export type ModeId = (typeof modeIds)[number];

export function isModeId(text: unknown): text is ModeId {
  return modeIds.some((id) => id === text);
}

/** The mode in the URL. */
export const useMode = defineStore('mode', () => {
  const route = useRoute();
  const router = useRouter();
  const current = computed<ModeId>(() => (isModeId(route.params.mode) ? route.params.mode : modeIds[0]));

  /** Goes to another mode of the same place; filters, selection and view stay. */
  async function go(mode: ModeId): Promise<void> {
    if (mode === current.value) return;
    await router.push({ name: 'console', params: { ...route.params, mode }, query: route.query });
  }

  /** Goes to another mode to see one thing there: what `query` says and nothing else is asked, selected or in view. */
  async function open(mode: ModeId, query: Readonly<Record<string, string>>): Promise<void> {
    await router.push({ name: 'console', params: { ...route.params, mode }, query: { ...query } });
  }

  return { current, go, open };
});
