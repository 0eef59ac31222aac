import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import type { SourceFiles } from './source-row';

/** Bytes of a packed file or a shapefile, which are read by offset and therefore held. */
const wholeLimit = 512 * 1024 * 1024;

/** A file as it lies there. Problems: it is not there, or too large to be held. */
export async function readWholeBytes(files: SourceFiles, file: string): Promise<Result<Uint8Array>> {
  const opened = await files.readChunks(file);
  if (!opened) return fail('file.missing', { file });
  if (opened.size > wholeLimit) return fail('file.too-large', { file, megabytes: wholeLimit / 1024 / 1024 });
  const whole = new Uint8Array(opened.size);
  let at = 0;
  for await (const chunk of opened.chunks) {
    const rest = chunk.subarray(0, whole.length - at);
    whole.set(rest, at);
    at += rest.length;
  }
  return ok(whole.subarray(0, at));
}
