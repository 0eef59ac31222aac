import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { baseCompile } from '@intlify/message-compiler';
import { describe, expect, it, vi } from 'vitest';
import { baseUnitKinds } from '../../../../geodata/schema/base-unit-kind';
import { countPeopleBy, i18n, speak } from '../../../../web/locales/texts';
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

/** Names after `unit.now.` that texts speak of: `@:{'unit.now.count'}`. */
const unitWords = (texts: ReadonlyMap<string, string>): Set<string> =>
  new Set(
    [...texts.values()].flatMap((text) => [...text.matchAll(/\{'unit\.now\.(\w+)'\}/g)].map(([, word]) => word!)),
  );

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
    const linked = new Set([...unitWords(zh), ...unitWords(en)]);
    const isLinked = (key: string): boolean => key.startsWith('unit.') && linked.has(key.replace(/.*\./, ''));
    const unused = [...zh.keys()].filter(
      (key) => !literal.has(key) && !isLinked(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it('names whatever people may be counted by in every text that speaks of it', () => {
    for (const texts of [zh, en])
      for (const word of unitWords(texts))
        for (const kind of baseUnitKinds) expect(texts.get(`unit.${kind}.${word}`), `${kind}.${word}`).toBeTruthy();
  });

  it('speaks of what the people of a place are counted by, in the language that is chosen', async () => {
    vi.stubGlobal('document', { documentElement: {} });
    const said = () => i18n.global.t('coverage.total.uncoveredUnits', { units: 7 });
    await speak('en');
    expect(said()).toBe('Out of reach: 7 buildings');
    countPeopleBy('hexagon');
    expect(said()).toBe('Out of reach: 7 hexagons');
    await speak('zh-CN');
    expect(said()).toBe('走不到：7 个六边形');
    countPeopleBy('building');
    expect(said()).toBe('走不到：7 栋');
    vi.unstubAllGlobals();
  });
});
