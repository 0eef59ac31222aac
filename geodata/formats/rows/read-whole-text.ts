import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { openBytes, readingProblem } from './open-bytes';
import type { SourceFiles } from './source-row';
import { TextStream } from './text-stream';
import type { TextOptions } from './text-stream';

/** Characters of a file that has to be read as a whole. */
const wholeLimit = 256 * 1024 * 1024;

/** A file as one text, for formats that cannot be read piece by piece. */
export async function readWholeText(files: SourceFiles, options: TextOptions): Promise<Result<string>> {
  const { file } = options;
  const bytes = await openBytes(files, file);
  if (!bytes.ok) return bytes;
  const stream = new TextStream(options);
  const parts: string[] = [];
  let length = 0;
  try {
    for await (const chunk of bytes.value) {
      const text = stream.push(chunk);
      if (!text.ok) return text;
      parts.push(text.value);
      length += text.value.length;
      if (length > wholeLimit) return fail('file.too-large', { file, megabytes: wholeLimit / 1024 / 1024 });
    }
  } catch (error) {
    return readingProblem(error, file);
  }
  const rest = stream.push(new Uint8Array(0), true);
  return rest.ok ? ok(parts.join('') + rest.value) : rest;
}
