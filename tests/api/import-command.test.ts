import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
let folder: string;

/** `npm run import` without npm, without the build and without anything to import, until it ends. */
async function run(...args: string[]): Promise<{ status: number | null; lines: string[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/import-main.ts', ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: join(folder, 'kept') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return { status: child.exitCode, lines: said.split('\n').filter((line) => line !== '') };
}

/** A shipped spec with one piece of its text replaced, in a file of its own. */
async function changedSpec(name: string, piece: string, by: string): Promise<string> {
  const text = await readFile(join(root, 'server/specs/taipei.json'), 'utf8');
  const path = join(folder, name);
  await writeFile(path, text.replace(piece, by));
  return path;
}

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'getu-import-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an import that cannot succeed says why in one line and ends with status 1', () => {
  const cases: [why: string, args: () => Promise<string[]>, words: string[]][] = [
    ['without a spec', async () => ['--data', folder], ['npm run import -- <spec.json> --data <folder>']],
    ['without a data folder', async () => ['taipei'], ['--data ?']],
    ['with an option it does not know', async () => ['taipei', '--date', folder], ['--date']],
    ['with a spec that is not there', async () => ['nowhere.json', '--data', folder], ['nowhere.json', 'taipei']],
    ['with a folder that is not there', async () => ['taipei', '--data', join(folder, 'no')], ['no data folder']],
    [
      'with a folder that lacks a file',
      async () => ['taipei', '--data', folder],
      ['taipei/basic-areas-6-districts.geojson.gz'],
    ],
    [
      'with a spec that is no JSON',
      async () => [await changedSpec('a.json', '"layers": [', '"layers": [,'), '--data', folder],
      ['a.json', 'line '],
    ],
    [
      'with a key it does not know',
      async () => [await changedSpec('b.json', '"sources"', '"source"'), '--data', folder],
      ['place.source', 'did you mean sources?'],
    ],
  ];
  it.each(cases)('%s', async (_, args, words) => {
    const { status, lines } = await run(...(await args()));
    expect(lines).toHaveLength(1);
    for (const word of words) expect(lines[0]).toContain(word);
    expect(status).toBe(1);
    expect(existsSync(join(folder, 'kept/places/taipei.db'))).toBe(false);
  });
});
