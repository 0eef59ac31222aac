import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeProblem } from '../../geodata/schema/problems';
import { readImportOrder } from '../../server/import-order';

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
    ['with an option it does not know', async () => ['taipei', '--date', folder], ['--date']],
    ['with a folder that is not there', async () => ['taipei', '--data', join(folder, 'no')], ['no data folder']],
    [
      'with a folder that lacks a file',
      async () => ['taipei', '--data', folder],
      ['taipei/basic-areas-6-districts.geojson.gz'],
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

describe('what the command line says', () => {
  it.each([
    ['nothing', [], 'import.usage', '<spec.json | map.osm.pbf> ?'],
    ['two names', ['taipei', 'baltimore'], 'import.usage', 'baltimore ?'],
    ['no data folder', ['taipei'], 'import.usage', '--data ?'],
    ['a spec that is not there', ['nowhere.json', '--data', '.'], 'spec.missing', 'taipei'],
    ['a map that is not there', ['nowhere.osm.pbf'], 'file.missing-here', 'nowhere.osm.pbf'],
    ['a zone for a spec', ['taipei', '--data', '.', '--zone', 'Asia/Taipei'], 'import.usage', '--zone'],
  ])('of %s is why it cannot be done', (_, argv, code, words) => {
    const order = readImportOrder(argv, folder, {});
    expect(order).toMatchObject({ ok: false, problem: { code } });
    expect(order.ok ? '' : describeProblem(order.problem, 'en')).toContain(words);
  });
});
