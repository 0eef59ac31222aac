import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../web');
const components = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.vue'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** Classes that a component styles for every page, because what carries them is put elsewhere in the document. */
const everywhere = components
  .filter(({ file }) => !/^ui[/\\]/.test(file))
  .flatMap(({ file, text }) =>
    [...text.matchAll(/<style>([^]*?)<\/style>/g)].flatMap(([, style]) =>
      [...(style ?? '').matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => ({ file, name: name ?? '' })),
    ),
  );

describe('styles without scope', () => {
  it('name no class that another component carries', () => {
    const clashes = components.flatMap(({ file, text }) => {
      const carried = new Set(
        [...text.matchAll(/\bclass="([^"]+)"/g)].flatMap(([, names]) => names?.split(/\s+/) ?? []),
      );
      return everywhere
        .filter((style) => style.file !== file && carried.has(style.name))
        .map(({ name, file: owner }) => `${file}: .${name} of ${owner}`);
    });
    expect(clashes).toEqual([]);
  });
});
