import { defineStore } from 'pinia';
import { ref } from 'vue';

/** What of the frame is open for the moment; nothing here outlives the page. */
export const useFrame = defineStore('frame', () => {
  const shortcutsOpen = ref(false);
  const searchOpen = ref(false);
  return { shortcutsOpen, searchOpen };
});
