import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const web = join(import.meta.dirname, '../../../../web');

/** Every key of a language with its text: `plan.split.title`. */
function readTexts(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (prefix: string, value: unknown): void => {
    if (typeof value === 'string') texts.set(prefix, value);
    else for (const [key, inner] of Object.entries(value as object)) walk(`${prefix}.${key}`, inner);
  };
  const folder = join(web, 'locales', language);
  for (const file of readdirSync(folder)) {
    walk(file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, file), 'utf8')));
  }
  return texts;
}

/** What a text takes: `{count}`, and in a linked or plural text the same names in every branch. */
const parametersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();

const chinese = readTexts('zh-CN');
const english = readTexts('en');

describe('the texts of the interface', () => {
  it('are the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('take the same parameters in both languages', () => {
    const different = [...chinese].filter(
      ([key, text]) => parametersOf(text).join() !== parametersOf(english.get(key) ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  it('are none of them empty, and the English ones hold no Chinese but names of the language itself', () => {
    // Chinese counts in a measure word (2,094 件) where English says the bare number.
    const empty = [...chinese, ...english].filter(([key, text]) => text.trim() === '' && !/unit$/i.test(key));
    expect(empty).toEqual([]);
    expect(
      [...english].filter(([, text]) => /\p{Script=Han}/u.test(text.replaceAll('中文', '').replaceAll('格图', ''))),
    ).toEqual([]);
  });

  it('exist for every key the sources name', () => {
    const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|vue)$/.test(file));
    const missing = files.flatMap((file) => {
      const source = readFileSync(join(web, file), 'utf8');
      const named = [...source.matchAll(/(?:\bt\(|(?:Key|-key)(?::|=|\()\s*"?)'([a-z][\w-]*\.[\w.-]+)'/gi)];
      return named.flatMap(([, key = '']) => (chinese.has(key) ? [] : [`${file}: ${key}`]));
    });
    expect(missing).toEqual([]);
  });
});
