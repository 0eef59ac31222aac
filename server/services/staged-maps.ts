import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OsmExtract } from '../../geodata/formats/osm-extract';
import { readOsm } from '../../geodata/formats/read-osm';
import { fail } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { folderFiles } from './import-files';

/** The map file that was read last on this thread: looking at it and previewing it read it once. */
let last: { key: string; extract: Promise<Result<OsmExtract>> } | null = null;

/** A map file of an import's folder. It stays in memory until another one is asked for. */
export async function openStagedMap(folder: string, file: string): Promise<Result<OsmExtract>> {
  const path = join(folder, file);
  try {
    const { mtimeMs, size } = await stat(path);
    const key = `${path} ${mtimeMs} ${size}`;
    if (last?.key !== key) last = { key, extract: read(folder, file) };
    return await last.extract;
  } catch {
    return fail('file.missing', { file });
  }
}

async function read(folder: string, file: string): Promise<Result<OsmExtract>> {
  const { readFile, inflate } = folderFiles(folder);
  const bytes = await readFile(file);
  return bytes ? readOsm(bytes, file, inflate) : fail('file.missing', { file });
}

/** Streets drawn beside a preview; of more, the longer ones. */
const streetLimit = 12_000;

/** Streets of a map as lines of degrees, paths too: what happens beside a path happens beside a way. */
export function streetLines(osm: OsmExtract): [number, number][][] {
  const lines = osm.ways.flatMap(({ refs, tags }) => {
    if (!tags.has('highway')) return [];
    const line = refs.flatMap((ref): [number, number][] => {
      const at = osm.nodeIndex.get(ref);
      return at === undefined ? [] : [[osm.xs[at]! / 1e7, osm.ys[at]! / 1e7]];
    });
    return line.length > 1 ? [line] : [];
  });
  return lines.length <= streetLimit ? lines : lines.sort((a, b) => b.length - a.length).slice(0, streetLimit);
}
