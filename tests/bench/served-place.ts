import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServer } from '../browser/run-server';
import type { RunningServer } from '../browser/run-server';

/** Synthetic places that benches run on, and what they are in words. */
export const placeWords = {
  guan: 'demo county, 246 grids',
  baoding: 'city, 2,459 grids, 90,000 buildings',
} as const;
export type PlaceName = keyof typeof placeWords;
export const placeNames = Object.keys(placeWords) as PlaceName[];

const folders = new Map<PlaceName, Promise<string>>();

/** A data folder with one synthetic place, made once and gone with the process. */
function folderOf(place: PlaceName): Promise<string> {
  const known = folders.get(place);
  if (known) return known;
  const made = mkdtemp(join(tmpdir(), 'getu-bench-')).then(async (folder) => {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    await (await runServer(folder, 600_000, { DEMO_PLACES: place })).stop();
    return folder;
  });
  folders.set(place, made);
  return made;
}

/** The built console over one place, with more of an environment. Whoever asks for it stops it. */
export async function servePlace(
  place: PlaceName,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  return runServer(await folderOf(place), 120_000, { DEMO_PLACES: place, ...environment });
}

/** What `measure` finds of a server of its own. */
export async function measureWith<T>(place: PlaceName, measure: (server: RunningServer) => Promise<T>): Promise<T> {
  const server = await servePlace(place);
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}

/** Bytes of a body, read to its end. Throws where the server refused. */
export async function load(server: RunningServer, path: string): Promise<number> {
  const response = await fetch(`${server.origin}${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.arrayBuffer()).byteLength;
}

/** Address of the tile at a point of a place's box, shares 0…1 from its south-west corner (Web Mercator). */
export async function tilePath(
  server: RunningServer,
  place: PlaceName,
  zoom: number,
  east: number,
  north: number,
): Promise<string> {
  const answer = await fetch(`${server.origin}/api/places/${place}`);
  const [w = 0, s = 0, e = 0, n = 0] = ((await answer.json()) as { bbox: number[] }).bbox;
  const lng = w + (e - w) * east;
  const radians = ((s + (n - s) * north) * Math.PI) / 180;
  const size = 2 ** zoom;
  const x = Math.floor(((lng + 180) / 360) * size);
  const y = Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * size);
  return `/api/places/${place}/tiles/basemap/${zoom}/${x}/${y}.mvt`;
}

/** Resident memory of a process, MiB: now, or the most it ever was. Linux only, NaN elsewhere. */
export function residentMebibytes(pid: number, when: 'now' | 'most' = 'now'): number {
  if (process.platform !== 'linux') return NaN;
  const name = when === 'now' ? 'VmRSS' : 'VmHWM';
  const line = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
}
