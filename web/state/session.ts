import { usePreferredDark, useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Chinese for whoever reads Chinese at all, as one of the browser's languages; English for everybody else. */
export function preferredLanguage(preferred: readonly string[]): Language {
  return preferred.some((tag) => /^zh\b/i.test(tag)) ? 'zh-CN' : 'en';
}

/** What this browser remembers of the person: language, theme, the name put on what they save, folded panels. */
export const useSession = defineStore('session', () => {
  const preferredDark = usePreferredDark();
  // Not remembered until somebody chooses: the browser's languages may change.
  const preferred = preferredLanguage(navigator.languages);
  const language = useLocalStorage<Language>('getu.language', preferred, { writeDefaults: false });
  const theme = useLocalStorage<Theme>('getu.theme', 'auto');
  const authorName = useLocalStorage('getu.author', '');
  const panelOpen = useLocalStorage('getu.panel', true);
  const legendOpen = useLocalStorage('getu.legend', true);
  if (!languages.includes(language.value)) language.value = preferred;
  if (!themes.includes(theme.value)) theme.value = 'auto';

  /** Paper is white, whatever the screen is. */
  const isForPaper = ref(false);
  const isDark = computed(
    () => !isForPaper.value && (theme.value === 'dark' || (theme.value === 'auto' && preferredDark.value)),
  );
  /** Language of problem texts and local names. */
  const shortLanguage = computed<'zh' | 'en'>(() => (language.value === 'en' ? 'en' : 'zh'));

  return { language, shortLanguage, theme, isForPaper, isDark, authorName, panelOpen, legendOpen };
});
