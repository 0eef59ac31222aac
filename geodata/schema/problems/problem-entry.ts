/**
 * One entry of the catalogue. The code is the translation key, the OpenAPI enum and the docs anchor.
 * Texts take `{name}` parameters; they say what is wrong, where, and what to do about it.
 */
export interface ProblemEntry {
  /** HTTP status when the API answers with it. */
  status: number;
  zh: string;
  en: string;
}
