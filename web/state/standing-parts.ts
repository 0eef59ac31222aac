import { ref, watch } from 'vue';
import type { Ref } from 'vue';
import { breathe } from './breathe';

/**
 * How many of a panel's parts stand, counting up one a task once `isReady` holds: a long panel mounted at once would keep
 * the map from drawing for a quarter of a second.
 */
export function useStandingParts(isReady: () => boolean, parts: number): Ref<number> {
  const standing = ref(0);
  let turn = 0;
  watch(
    isReady,
    async (ready) => {
      const mine = ++turn;
      standing.value = 0;
      while (ready && standing.value < parts) {
        standing.value++;
        await breathe();
        if (mine !== turn) return;
      }
    },
    { immediate: true, flush: 'sync' },
  );
  return standing;
}
