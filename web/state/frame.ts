import { useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { ref } from 'vue';

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
  /** Tells whoever asked for a name what was answered. */
  let answerWaiting: ((goesOn: boolean) => void) | null = null;

  /**
   * Asks for a name the first time something is to be saved without one; resolves when the dialog is closed: true to go
   * on, with a name or without, false where the person thought better of it. Who did is asked again next time.
   */
  function askAuthorOnce(name: string): Promise<boolean> {
    if (name.trim() !== '' || wasAsked.value) return Promise.resolve(true);
    // Asked again while it is open: what waited before is not saved.
    answerWaiting?.(false);
    authorAsked.value = true;
    return new Promise((resolve) => (answerWaiting = resolve));
  }
  function answerAuthor(goesOn: boolean): void {
    authorAsked.value = false;
    if (goesOn) wasAsked.value = true;
    answerWaiting?.(goesOn);
    answerWaiting = null;
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
    answerAuthor,
  };
});
