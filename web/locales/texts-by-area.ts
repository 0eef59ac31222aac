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
