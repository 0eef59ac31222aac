import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { baseCompile } from '@intlify/message-compiler';
import { describe, expect, it } from 'vitest';
import type { Texts } from '../../../../web/locales/texts';

const webDir = join(import.meta.dirname, '../../../../web');
const localeDir = join(webDir, 'locales');

/** Every key of a language with its text: `frame.map.zoomIn`. */
function textsOf(language: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (texts: Texts, prefix: string): void => {
    for (const [key, value] of Object.entries(texts)) {
      if (typeof value === 'string') found.set(`${prefix}.${key}`, value);
      else walk(value, `${prefix}.${key}`);
    }
  };
  for (const file of readdirSync(join(localeDir, language))) {
    walk(JSON.parse(readFileSync(join(localeDir, language, file), 'utf8')) as Texts, file.replace('.json', ''));
  }
  return found;
}

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const zh = textsOf('zh-CN');
const en = textsOf('en');

/* That both languages have the same keys and parameters is tested in both-languages.test.ts. */
describe('texts', () => {
  it('compiles, so that no sign is taken for syntax', () => {
    for (const [key, text] of [...zh, ...en]) {
      const complaints: string[] = [];
      baseCompile(text, { onError: (error) => complaints.push(error.message) });
      expect(complaints, key).toEqual([]);
    }
  });

  it('has no key that nothing says', () => {
    const code = sources(webDir).join('\n');
    const literal = new Set(
      [...code.matchAll(/['"`]([a-z][A-Za-z]*(?:\.[A-Za-z0-9_-]+)+)['"`]/g)].map(([, key]) => key),
    );
    // `t(`frame.kind.${kind}`)` speaks for every key below frame.kind.
    const prefixes = [...code.matchAll(/`([a-z][A-Za-z]*\.(?:[A-Za-z0-9_.-]*[.])?)\$\{/g)].map(
      ([, prefix]) => prefix ?? '',
    );
    const unused = [...zh.keys()].filter(
      (key) => !literal.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});
