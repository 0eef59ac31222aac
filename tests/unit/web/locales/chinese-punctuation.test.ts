import { describe, expect, it } from 'vitest';
import { problemCatalogue } from '../../../../geodata/schema/problems';

/** Half-width signs right after Chinese read as machine-made; `,` `:` `;` `?` `!` `(` have full-width forms. A
 * coordinate as people type it, `[经度, 纬度]`, keeps its own. */
const halfWidth = /[\u4e00-\u9fff”](?![^[]*\])[,:;?!(]/u;

const files = import.meta.glob<Record<string, unknown>>('../../../../web/locales/zh-CN/*.json', {
  eager: true,
  import: 'default',
});

function texts(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  return Object.entries(node as Record<string, unknown>).flatMap(([key, child]) => texts(child, `${path}.${key}`));
}

describe('Chinese texts', () => {
  it.each(Object.entries(files))('%s use Chinese punctuation', (file, content) => {
    const all = texts(content, file);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(([, text]) => halfWidth.test(text))).toEqual([]);
  });
  it('of problems use Chinese punctuation', () => {
    expect(Object.entries(problemCatalogue).filter(([, { zh }]) => halfWidth.test(zh))).toEqual([]);
  });
});
