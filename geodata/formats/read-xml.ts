import { SaxesParser } from 'saxes';
import { fail, ok } from '../schema/problems';
import type { Problem, Result } from '../schema/problems';

// Node and browsers both have it; geodata's own type library does not name it.
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array, options: { stream: boolean }): string };

/** Told how many bytes have been read; what it returns is awaited, so that whoever asked may let others in. */
export type ReadProgress = (doneBytes: number, totalBytes: number) => void | Promise<void>;

export interface XmlHandlers {
  /** A tag as it opens, with its attributes and the number of tags around it. */
  open(name: string, attributes: Readonly<Record<string, string>>, depth: number, line: number): Problem | void;
  /** A tag as it closes, with the text directly in it where `text` asked for it. */
  close?(name: string, text: string, depth: number): void;
  /** True: the text of elements is wanted. Without it text is skipped. */
  text?: boolean;
}

/** Bytes handed to the parser at once: small enough that progress is seen and memory stays flat. */
const chunkBytes = 512 * 1024;
/** Map files are three or four tags deep; a file made to exhaust memory is deeper. */
const depthLimit = 64;

/**
 * Reads XML as a stream of tags. Only well-formed files come through: `xml.damaged` names the line, `xml.truncated`
 * a file that ends in the middle. Entities of the file's own are refused (`xml.entities`): they are how a small file
 * grows to gigabytes, and map files have none.
 */
export async function readXml(
  bytes: Uint8Array,
  file: string,
  handlers: XmlHandlers,
  progress?: ReadProgress,
): Promise<Result<null>> {
  const encoding = encodingOf(bytes);
  let decoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    return fail('file.unknown-encoding', { file, encoding });
  }
  const parser = new SaxesParser();
  let problem: Problem | null = null;
  let isWhole = false;
  let depth = 0;
  const texts: string[] = [];
  const stop = (found: Result<never>): void => {
    if (!problem && !found.ok) problem = found.problem;
  };
  parser.on('error', () => stop(fail('xml.damaged', { file, line: parser.line })));
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) stop(fail('xml.entities', { file, line: parser.line }));
  });
  parser.on('opentag', (tag) => {
    if (problem) return;
    const found = handlers.open(tag.name, tag.attributes as Record<string, string>, depth, parser.line);
    if (found) problem ??= found;
    depth++;
    if (depth > depthLimit) stop(fail('xml.damaged', { file, line: parser.line }));
    if (handlers.text) texts.push('');
  });
  if (handlers.text)
    parser.on('text', (text) => {
      if (texts.length > 0) texts[texts.length - 1] += text;
    });
  parser.on('closetag', (tag) => {
    depth--;
    if (!problem) handlers.close?.(tag.name, texts.pop() ?? '', depth);
    if (depth === 0) isWhole = true;
  });

  for (let at = 0; at < bytes.length && !problem; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes);
    let text;
    try {
      text = decoder.decode(chunk, { stream: at + chunkBytes < bytes.length });
    } catch {
      return fail('file.wrong-encoding', { file, encoding, line: parser.line });
    }
    parser.write(text);
    await progress?.(Math.min(bytes.length, at + chunkBytes), bytes.length);
  }
  if (problem) return { ok: false, problem };
  if (!isWhole) return fail('xml.truncated', { file, line: parser.line });
  parser.close();
  return problem ? { ok: false, problem } : ok(null);
}

/** The encoding a file declares in its first line, or shows by its byte-order mark. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return /^[^<]*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1]?.toLowerCase() ?? 'utf-8';
}
