import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeDatabasePath } from '../../server/db/place-store';
import { packageRoot } from '../../server/package-root';
import { smallPlace, smallPlacePoint } from '../fixtures/small-place';
import { load } from '../fixtures/test-app';

let dataDir: string;
let server: ChildProcess;
let address: string;

/** The server from its sources in a process of its own, on a port of the system's choice. */
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'getu-test-'));
  await load(dataDir, smallPlace());
  server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: packageRoot(),
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', DEMO: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  address = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found) resolve(found.replace('localhost', '127.0.0.1'));
    });
    server.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
});
afterEach(() => {
  server.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function stop(signal: 'SIGINT' | 'SIGTERM'): Promise<{ code: number | null; milliseconds: number }> {
  const start = performance.now();
  const exit = once(server, 'exit');
  server.kill(signal);
  const [code] = (await exit) as [number | null];
  return { code, milliseconds: performance.now() - start };
}

/** Nothing is left in the write-ahead log: copying the one file copies the place. */
function isFolded(): boolean {
  const log = `${placeDatabasePath(dataDir, 'small')}-wal`;
  return !existsSync(log) || statSync(log).size === 0;
}

describe('the server as a process', () => {
  it('answers over HTTP what it answers in process, also to bodies without a length', async () => {
    const place = await fetch(`${address}/api/places/small`);
    expect(place.status).toBe(200);
    const deleted = await fetch(`${address}/api/places/small`, { method: 'DELETE', body: '{}' });
    expect(deleted.status).toBe(405);
    const head = await fetch(`${address}/api/places/small`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const post = request(`${address}/api/places/small/stations`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' },
      });
      post.on('response', (response) => resolve(response.resume().statusCode));
      post.on('error', reject);
      post.write('{"type":');
      post.end('"Nothing"}');
    });
    expect(status).toBe(422);
    const tile = await fetch(`${address}/api/places/small/tiles/basemap/14/13485/6206.mvt`);
    expect([200, 204]).toContain(tile.status);
  });

  it('stops on Ctrl-C with its databases folded, though a browser holds its connection', async () => {
    const agent = new Agent({ keepAlive: true });
    const station = { name: '新站', kind: 'clinic' };
    const added = await fetch(`${address}/api/places/small/stations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/geo+json' },
      body: JSON.stringify({
        type: 'Feature',
        properties: station,
        geometry: { type: 'Point', coordinates: smallPlacePoint(1, 1) },
      }),
    });
    expect(added.status).toBe(201);
    await new Promise((resolve, reject) => {
      request(`${address}/api/places/small/base-units`, { agent }, (response) => response.resume().on('end', resolve))
        .on('error', reject)
        .end();
    });
    const { code, milliseconds } = await stop('SIGINT');
    agent.destroy();
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(5000);
    expect(isFolded()).toBe(true);
  });

  it('stops on SIGTERM in the middle of requests', async () => {
    const asked = Array.from({ length: 20 }, (_, index) =>
      fetch(`${address}/api/places/small/coverage?kind=clinic&minutes=${5 + index}`).then(
        (response) => response.status,
        () => null,
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 150));
    const { code } = await stop('SIGTERM');
    await Promise.all(asked);
    expect(code).toBe(0);
    expect(isFolded()).toBe(true);
  });
});
