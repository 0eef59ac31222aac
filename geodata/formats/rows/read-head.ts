import { ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { openBytes, readingProblem } from './open-bytes';
import type { SourceFiles } from './source-row';

/** The first bytes of a file, unpacked where it is gzip. */
export async function readHead(file: string, files: SourceFiles, limit: number): Promise<Result<Uint8Array>> {
  const opened = await openBytes(files, file);
  if (!opened.ok) return opened;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of opened.value) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= limit) break;
    }
  } catch (error) {
    return readingProblem(error, file);
  }
  const head = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    head.set(chunk, at);
    at += chunk.length;
  }
  return ok(head.subarray(0, limit));
}
