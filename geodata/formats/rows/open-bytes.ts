import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { isGzip } from '../inflate';
import type { SourceFiles } from './source-row';

/** What a packed file may grow to, for each of its bytes, once that is more than `freeBytes`. */
const largestRatio = 200;
const freeBytes = 64 * 1024 * 1024;

/** A file whose bytes, unpacked, would be out of all proportion; caught where the file is read. */
export class ZipBomb extends Error {}
/** A gzip that is damaged or cut short; caught where the file is read. */
export class DamagedGzip extends Error {}

/**
 * The bytes of a file piece by piece, unpacked where they are gzip, whatever the file is called. Unpacked bytes are
 * only ever held a piece at a time; a file that grows more than two-hundredfold is given up as a bomb (`ZipBomb`).
 */
export async function openBytes(files: SourceFiles, file: string): Promise<Result<AsyncIterable<Uint8Array>>> {
  const opened = await files.readChunks(file);
  return opened ? ok(unpacked(opened.chunks, files, file)) : fail('file.missing', { file });
}

async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  files: SourceFiles,
  file: string,
): AsyncGenerator<Uint8Array> {
  let packed = 0;
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for (let next = first; !next.done; next = await iterator.next()) {
      packed += next.value.length;
      yield next.value;
    }
  };
  try {
    if (!isGzip(first.done ? new Uint8Array(0) : first.value)) {
      if (file.toLowerCase().endsWith('.gz')) throw new DamagedGzip();
      yield* counted();
      return;
    }
    let size = 0;
    const plain = files.gunzip(counted())[Symbol.asyncIterator]();
    for (;;) {
      let next;
      try {
        next = await plain.next();
      } catch {
        throw new DamagedGzip();
      }
      if (next.done) return;
      size += next.value.length;
      if (size > freeBytes && size > largestRatio * packed) throw new ZipBomb();
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** What a reader makes of an error while it reads: the two of this file are problems, anything else is a bug. */
export function readingProblem(error: unknown, file: string): Result<never> {
  if (error instanceof ZipBomb) return fail('file.zip-bomb', { file, ratio: largestRatio });
  if (error instanceof DamagedGzip) return fail('file.damaged-gzip', { file });
  throw error;
}
