import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase } from '../../server/db/open-database';
import { openPlaceDatabase } from '../../server/db/place-store';
import { build } from '../../server/prepare.mjs';
import { loadDataset } from '../../server/services/load-dataset';
import { findFreePort, runServer } from '../browser/run-server';
import { smallPlace } from '../fixtures/small-place';

const root = join(import.meta.dirname, '../..');
let folder: string;

interface Ended {
  status: number | null;
  /** Lines of standard error. */
  lines: string[];
  milliseconds: number;
}

/** `npm start` without npm, until it ends by itself. */
async function start(
  environment: Record<string, string>,
  nodeArguments: readonly string[] = [],
  ownArguments: readonly string[] = [],
): Promise<Ended> {
  const began = performance.now();
  const child = spawn(process.execPath, [...nodeArguments, 'server/start.mjs', ...ownArguments], {
    cwd: root,
    env: { ...process.env, HOST: '127.0.0.1', DATA_DIR: folder, PORT: String(await findFreePort()), ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const limit = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await once(child, 'close');
  clearTimeout(limit);
  const lines = said.split('\n').filter((line) => line !== '');
  return { status: child.exitCode, lines, milliseconds: performance.now() - began };
}

beforeAll(() => build(), 240_000);
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'getu-start-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a start that cannot succeed says why in one line and ends with status 1', () => {
  it('where the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const ended = await start({ PORT: String(port) });
    other.close();
    expect(ended.lines).toHaveLength(1);
    expect(ended.lines[0]).toContain(`${port} is in use`);
    expect(ended.status).toBe(1);
  });

  it('where the data folder would lie below a file', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, 'not a folder');
    const ended = await start({ DATA_DIR: join(file, 'data') });
    expect(ended.lines).toHaveLength(1);
    expect(ended.lines[0]).toContain(`${file} is a file`);
    expect(ended.status).toBe(1);
    expect(await readFile(file, 'utf8')).toBe('not a folder');
  });

  it('where the database is from a newer version, and leaves it alone', async () => {
    await mkdir(join(folder, 'places'));
    const path = join(folder, 'places', 'guan.db');
    const client = createClient({ url: `file:${path}` });
    await client.executeMultiple(
      `CREATE TABLE schema_migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;
       INSERT INTO schema_migration VALUES (9999, 'from-the-future', 0);`,
    );
    client.close();
    const ended = await start({});
    expect(ended.lines).toHaveLength(1);
    expect(ended.lines[0]).toMatch(/guan\.db.*newer.*9999/);
    expect(ended.status).toBe(1);
    expect((await readdir(join(folder, 'places'))).filter((name) => name.endsWith('.db'))).toEqual(['guan.db']);
  });

  it('where the file of a place is no database', async () => {
    await mkdir(join(folder, 'places'));
    await writeFile(
      join(folder, 'places', 'guan.db'),
      'these bytes are not a database, however long they go on'.repeat(40),
    );
    const ended = await start({});
    expect(ended.lines).toHaveLength(1);
    expect(ended.lines[0]).toContain('guan.db');
    expect(ended.status).toBe(1);
  });

  it('where no place has the name after --place, and says which there are', async () => {
    const ended = await start({}, [], ['--place', 'atlantis']);
    expect(ended.lines).toHaveLength(1);
    expect(ended.lines[0]).toContain('“atlantis”');
    expect(ended.lines[0]).toContain('guan, jianhu, yanji, baoding');
    expect(ended.status).toBe(1);
    expect(await readdir(join(folder, 'places'))).toEqual([]);
  });

  it('where the command line has something else', async () => {
    const ended = await start({}, [], ['--town', 'jianhu']);
    expect(ended.lines).toHaveLength(1);
    expect(ended.lines[0]).toContain('--place');
    expect(ended.status).toBe(1);
  });

  it.each(['eighty', '-1', '70000', '80.5'])('where PORT is %s', async (port) => {
    const ended = await start({ PORT: port });
    expect(ended.lines).toHaveLength(1);
    expect(ended.lines[0]).toContain(`PORT=“${port}”`);
    expect(ended.status).toBe(1);
  });

  it.each(['18.20.8', '20.18.3', '21.7.3', '22.11.0'])('where Node is %s', async (version) => {
    const pretend = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
    const ended = await start({}, ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`]);
    expect(ended.lines).toHaveLength(1);
    expect(ended.lines[0]).toContain(version);
    expect(ended.status).toBe(1);
  });
});

describe('a running server', () => {
  it('opens on the place it was started for, and makes no other', async () => {
    const opened = await openPlaceDatabase(folder, 'small');
    if (!opened.ok) throw new Error(opened.problem.code);
    await loadDataset(opened.value, smallPlace('small'));
    await closeDatabase(opened.value);
    const server = await runServer(folder, 60_000, { DEMO_PLACES: 'small' });
    const bare = await fetch(`${server.origin}/`, { redirect: 'manual' });
    expect([bare.status, bare.headers.get('location')]).toEqual([302, '/small']);
    const { places } = (await (await fetch(`${server.origin}/api/places`)).json()) as { places: { id: string }[] };
    expect(places.map(({ id }) => id)).toEqual(['small']);
    await server.stop();
  });

  // Under npm a terminal's Ctrl-C arrives twice: from the terminal, and passed on by npm.
  it('closes its database and ends with status 0 on Ctrl-C, also where the signal comes twice', async () => {
    const server = await runServer(folder, 60_000, { DEMO: '0' });
    process.kill(server.pid, 'SIGINT');
    expect(await server.stop()).toBe(0);
  });
});
