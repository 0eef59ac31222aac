import { useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { ref, watch } from 'vue';

/** What of the frame is open for the moment; nothing here outlives the page. */
export const useFrame = defineStore('frame', () => {
  const shortcutsOpen = ref(false);
  const searchOpen = ref(false);
  /** Opened for commands (⌘K), which then come first. */
  const searchForCommands = ref(false);
  /** The name dialog, opened because something is about to be saved. */
  const authorAsked = ref(false);
  /** Pixels that a bar at the foot of the map takes; what else lies there moves up by as much. */
  const underHeight = ref(0);
  /** Pixels of the map's left that a second map beside it takes. */
  const besideWidth = ref(0);
  const wasAsked = useLocalStorage('getu.author-asked', false);

  /** Asks for a name the first time something is to be saved without one; resolves when the dialog is closed. */
  function askAuthorOnce(name: string): Promise<void> {
    if (name.trim() !== '' || wasAsked.value) return Promise.resolve();
    wasAsked.value = true;
    authorAsked.value = true;
    return new Promise((resolve) => watch(authorAsked, () => resolve(), { once: true }));
  }

  function openSearch(forCommands: boolean): void {
    searchForCommands.value = forCommands;
    searchOpen.value = true;
  }

  return {
    shortcutsOpen,
    searchOpen,
    searchForCommands,
    openSearch,
    authorAsked,
    underHeight,
    besideWidth,
    askAuthorOnce,
  };
});
