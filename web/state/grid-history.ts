import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import type { GridLineage } from '../../geodata/schema/publication';
import { fetchLineage } from '../api/publications';
import { usePlace } from './place';
import { usePlan } from './plan';
import { useSelection } from './selection';

/** The published states of the selected grid, where it came from and what it became; null where it was never published. */
export const useGridHistory = defineStore('grid-history', () => {
  const place = usePlace();
  const plan = usePlan();
  const selection = useSelection();
  const lineage = shallowRef<GridLineage | null>(null);
  const isOpen = ref(false);
  let turn = 0;

  /** Asked for only where somebody looks at it. */
  async function load(): Promise<void> {
    const mine = ++turn;
    lineage.value = null;
    const placeId = place.current?.id;
    const schemeId = plan.plan?.schemeId;
    const gridId = selection.selectedId('grid');
    if (!isOpen.value || !placeId || !schemeId || !gridId) return;
    const read = await fetchLineage(placeId, schemeId, gridId);
    // A grid of a draft has no history yet.
    if (mine === turn && read.ok) lineage.value = read.value;
  }

  watch([() => isOpen.value, () => selection.selectedId('grid'), () => plan.plan?.id, () => plan.plan?.standing], load);

  return { lineage, isOpen };
});
