import { defineStore } from 'pinia';
import { ref } from 'vue';

/** Counts the merges and undoes made in this tab: whatever was answered before one is asked again after it. */
export const useMerges = defineStore('merges', () => {
  const revision = ref(0);
  return { revision };
});
