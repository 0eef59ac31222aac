import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';

// Node and browsers both have it; geodata's own type library does not name it.
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { readonly encoding: string; decode(bytes: Uint8Array): string };

/**
 * Bytes as text in the declared encoding (any WHATWG label: utf-8, gb18030, gbk, big5, windows-1252 …); a byte-order
 * mark is dropped. Text that does not fit the encoding is a problem naming the line, never replacement characters.
 */
export function decodeText(bytes: Uint8Array, encoding: string, file: string): Result<string> {
  let decoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    return fail('file.unknown-encoding', { file, encoding });
  }
  try {
    return ok(decoder.decode(bytes));
  } catch {
    return fail('file.wrong-encoding', { file, encoding, line: firstBadLine(bytes, encoding) });
  }
}

/** The first line that does not decode. In every encoding used for such files a line feed is the one byte 0x0a. */
function firstBadLine(bytes: Uint8Array, encoding: string): number {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    let to = bytes.indexOf(0x0a, from);
    if (to < 0) to = bytes.length;
    try {
      decoder.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to + 1;
  }
  return line;
}
