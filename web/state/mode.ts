import { defineStore } from 'pinia';
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** Modes in the order of the rail and of the keys 1, 2, 3 … */
export const modeIds = ['plan', 'coverage', 'incidents'] as const;
export type ModeId = (typeof modeIds)[number];

export function isModeId(text: unknown): text is ModeId {
  return modeIds.some((id) => id === text);
}

/** The mode in the URL. */
export const useMode = defineStore('mode', () => {
  const route = useRoute();
  const router = useRouter();
  const current = computed<ModeId>(() => (isModeId(route.params.mode) ? route.params.mode : 'plan'));

  /** Goes to another mode of the same place; filters, selection and view stay. */
  async function go(mode: ModeId): Promise<void> {
    if (mode === current.value) return;
    await router.push({ name: 'console', params: { ...route.params, mode }, query: route.query });
  }

  return { current, go };
});
