import { createI18n } from 'vue-i18n';
import type { Texts } from './texts-by-area';

export type { Texts } from './texts-by-area';

/** One chunk a language, loaded when it is first needed. */
const loaders: Record<string, () => Promise<{ texts: Texts }>> = {
  'zh-CN': () => import('./zh-cn'),
  en: () => import('./en'),
};

export const i18n = createI18n<false>({ legacy: false, locale: 'zh-CN', fallbackLocale: 'zh-CN', messages: {} });

/** Loads a language if it is not there yet, then speaks it; also sets the page's `lang`. */
export async function speak(language: string): Promise<void> {
  const load = loaders[language];
  if (!load) return;
  if (!i18n.global.availableLocales.includes(language)) {
    i18n.global.setLocaleMessage(language, (await load()).texts);
  }
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
}
