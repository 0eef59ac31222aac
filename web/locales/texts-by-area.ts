/** Texts of one language or one part of it: keys to words, nested. */
export interface Texts {
  [key: string]: string | Texts;
}

/** `./zh-CN/plan.json` → `plan`: the file name is the first part of every key in it. */
export function textsByArea(files: Record<string, Texts>): Texts {
  return Object.fromEntries(
    Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/([^/]+)\.json$/, '$1'), texts]),
  );
}

/** Words in both languages, nested under their keys; as files of the server say them, too. */
export interface BothLanguages {
  readonly [key: string]: { readonly zh: string; readonly en: string } | BothLanguages;
}

/** One language of words that are kept in both. */
export function textsOf(words: BothLanguages, language: 'zh' | 'en'): Texts {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value.zh === 'string' && typeof value.en === 'string'
        ? value[language]
        : textsOf(value as BothLanguages, language),
    ]),
  ) as Texts;
}
