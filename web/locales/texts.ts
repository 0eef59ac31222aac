import { createI18n } from 'vue-i18n';
import type { BaseUnitKind } from '../../geodata/schema/base-unit-kind';
import type { Texts } from './texts-by-area';

export type { Texts } from './texts-by-area';

/** One chunk a language, loaded when it is first needed. */
const loaders: Record<string, () => Promise<{ texts: Texts }>> = {
  'zh-CN': () => import('./zh-cn'),
  en: () => import('./en'),
};

export const i18n = createI18n<false>({ legacy: false, locale: 'zh-CN', fallbackLocale: 'zh-CN', messages: {} });

let unitKind: BaseUnitKind = 'building';

/**
 * Says what people are counted by in a place: buildings, small areas, hexagons. Texts speak of it as `@:{'unit.now.count'}`
 * (behind a number), `unit.now.noun` and `unit.now.nouns`, in whichever language is loaded.
 */
export function countPeopleBy(kind: BaseUnitKind): void {
  unitKind = kind;
  for (const language of i18n.global.availableLocales) nameUnits(language);
}

function nameUnits(language: string): void {
  const { unit } = i18n.global.getLocaleMessage(language) as { unit?: Record<BaseUnitKind, Texts> };
  if (unit) i18n.global.mergeLocaleMessage(language, { unit: { now: unit[unitKind] } });
}

/** Loads a language if it is not there yet, then speaks it; also sets the page's `lang`. */
export async function speak(language: string): Promise<void> {
  const load = loaders[language];
  if (!load) return;
  if (!i18n.global.availableLocales.includes(language)) {
    i18n.global.setLocaleMessage(language, (await load()).texts);
    nameUnits(language);
  }
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
}
