import { usePreferredDark, useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed } from 'vue';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What this browser remembers of the person: language, theme, the name put on what they save, folded panels. */
export const useSession = defineStore('session', () => {
  const preferredDark = usePreferredDark();
  const language = useLocalStorage<Language>('getu.language', 'zh-CN');
  const theme = useLocalStorage<Theme>('getu.theme', 'auto');
  const authorName = useLocalStorage('getu.author', '');
  const panelOpen = useLocalStorage('getu.panel', true);
  const legendOpen = useLocalStorage('getu.legend', true);
  if (!languages.includes(language.value)) language.value = 'zh-CN';
  if (!themes.includes(theme.value)) theme.value = 'auto';

  const isDark = computed(() => theme.value === 'dark' || (theme.value === 'auto' && preferredDark.value));
  /** Language of problem texts and local names. */
  const shortLanguage = computed<'zh' | 'en'>(() => (language.value === 'en' ? 'en' : 'zh'));

  return { language, shortLanguage, theme, isDark, authorName, panelOpen, legendOpen };
});
