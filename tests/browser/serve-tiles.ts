import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tile server of another origin. */
export interface TileServer {
  origin: string;
  /** Paths asked for since the last look. */
  asked(): string[];
  /** What it answers from now on: tiles, tiles without the leave to use them, or 404. */
  behave(how: 'give' | 'forbid' | 'lack'): void;
  close(): Promise<void>;
}

/** Gives the same tile at every address, on a free port of 127.0.0.1. */
export async function serveTiles(tile: Uint8Array): Promise<TileServer> {
  const paths: string[] = [];
  let how: 'give' | 'forbid' | 'lack' = 'give';
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    if (how !== 'forbid') response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', 'no-store');
    response.writeHead(how === 'lack' ? 404 : 200, { 'Content-Type': 'image/png' });
    response.end(how === 'lack' ? undefined : tile);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => paths.splice(0),
    behave: (next) => (how = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
