import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { UploadedFile } from '../../geodata/schema/import-session';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';

/** Files of one import at most. */
export const stagedFilesLimit = 60;
/** Bytes that are always left free on the disk: databases have to grow too. */
const spareBytes = 64_000_000;
/** What is being received has this end; it is no file of the session until all of it is there. */
const partSuffix = '.part';

/** The folder of one import's files, `<data>/imports/<id>/`. */
export function stagingFolder(dataDir: string, id: string): string {
  return join(dataDir, 'imports', id);
}

/** Makes the folder of a new import and gives its id. */
export function createStaging(dataDir: string): string {
  const id = randomBytes(8).toString('hex');
  mkdirSync(stagingFolder(dataDir, id), { recursive: true });
  return id;
}

/** True for an id that `createStaging` made and that is still there. */
export function hasStaging(dataDir: string, id: string): boolean {
  return /^[0-9a-f]{16}$/.test(id) && existsSync(stagingFolder(dataDir, id));
}

export function listStagings(dataDir: string): { id: string; changedAt: number }[] {
  const root = join(dataDir, 'imports');
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((id) => hasStaging(dataDir, id))
    .map((id) => ({ id, changedAt: statSync(join(root, id)).mtimeMs }));
}

/** The files that are there in full, by name. */
export function listStagedFiles(dataDir: string, id: string): UploadedFile[] {
  const folder = stagingFolder(dataDir, id);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(partSuffix))
    .map(({ name }) => ({ name, size: statSync(join(folder, name)).size }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A name a file may have in the folder: no path, nothing hidden, nothing a terminal would stumble over. */
export function isFileName(name: string): boolean {
  return name.length <= 120 && /^[^./\\][^/\\\u0000-\u001f\u007f]*$/.test(name) && !name.endsWith(partSuffix);
}

/** A file on its way in. */
export interface Arrival {
  name: string;
  /** The body as it comes; null for an empty one. */
  body: ReadableStream<Uint8Array> | null;
  /** What the sender says its length is. */
  declaredBytes: number | null;
  /** What all files of the import together may have. */
  limitBytes: number;
}

/**
 * Streams a file into an import's folder, holding no more of it than a chunk. It takes its name when all of it is
 * there, replacing one of the same name. Problems: `upload.bad-name`, `upload.too-large`, `upload.too-many-files`,
 * `upload.disk-full`, `upload.broken-off`; nothing of the file stays then.
 */
export async function receiveFile(dataDir: string, id: string, arrival: Arrival): Promise<Result<UploadedFile>> {
  const { declaredBytes, limitBytes } = arrival;
  const name = arrival.name.normalize('NFC');
  if (!isFileName(name)) return fail('upload.bad-name', { name: name.slice(0, 120) });
  const others = listStagedFiles(dataDir, id).filter((file) => file.name !== name);
  if (others.length >= stagedFilesLimit) return fail('upload.too-many-files', { limit: stagedFilesLimit });
  const room = limitBytes - others.reduce((sum, file) => sum + file.size, 0);
  const tooLarge = (): Result<never> => fail('upload.too-large', { name, limit: Math.round(limitBytes / 1e6) });
  if (declaredBytes !== null && declaredBytes > room) return tooLarge();
  const folder = stagingFolder(dataDir, id);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < (declaredBytes ?? 0) + spareBytes) return fail('upload.disk-full', { name });

  const part = join(folder, `${randomBytes(6).toString('hex')}${partSuffix}`);
  const gate = new ByteGate(room);
  try {
    const source = arrival.body ? Readable.fromWeb(arrival.body) : Readable.from([]);
    await pipeline(source, gate, createWriteStream(part));
    if (declaredBytes !== null && gate.passed !== declaredBytes) throw new Error('cut short');
    await rename(part, join(folder, name));
    return ok({ name, size: gate.passed });
  } catch (error) {
    await rm(part, { force: true });
    if (gate.isOver) return tooLarge();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOSPC' || code === 'EDQUOT') return fail('upload.disk-full', { name });
    // Dropped while it was still coming in.
    if (code === 'ENOENT') return fail('import.not-found', {});
    return fail('upload.broken-off', { name });
  }
}

/** Lets bytes through up to a limit. */
class ByteGate extends Transform {
  passed = 0;
  isOver = false;

  constructor(private readonly limitBytes: number) {
    super();
  }

  override _transform(chunk: Uint8Array, _encoding: string, done: TransformCallback): void {
    this.passed += chunk.byteLength;
    this.isOver = this.passed > this.limitBytes;
    if (this.isOver) done(new Error('over the limit'));
    else done(null, chunk);
  }
}
