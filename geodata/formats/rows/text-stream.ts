import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import type { LayerLog } from '../import-log';
import { SuspectUtf8 } from './suspect-utf8';

interface Decoder {
  readonly encoding: string;
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}
// Node and browsers both have it; geodata's own type library does not name it.
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => Decoder;

const LF = 0x0a;

export interface TextOptions {
  file: string;
  /** Any WHATWG label: utf-8, gb18030, gbk, big5, windows-1252 … */
  encoding: string;
  /** What lines are read in that do not fit `encoding`; each is reported as repaired. */
  oddLineEncoding?: string | undefined;
}

/**
 * Bytes that come in pieces as text in the declared encoding; a byte-order mark is dropped. Text that does not fit the
 * encoding is a problem naming the line, never replacement characters; so is UTF-8 that is said to be something else.
 */
export class TextStream {
  readonly #options: TextOptions;
  readonly #log: LayerLog | null;
  readonly #decoder: Decoder | null;
  readonly #suspect: SuspectUtf8 | null;
  /** Lines that ended so far. */
  #lines = 0;
  /** Bytes after the last line feed; kept only where lines are decoded one by one. */
  #rest: Uint8Array = new Uint8Array(0);

  constructor(options: TextOptions, log: LayerLog | null = null) {
    this.#options = options;
    this.#log = log;
    this.#decoder = decoderOf(options.encoding);
    const wide = this.#decoder && /^utf-/.test(this.#decoder.encoding);
    this.#suspect = wide ? null : new SuspectUtf8();
  }

  /** The encoding's own name, whatever label it was declared by. */
  get encoding(): string {
    return this.#decoder?.encoding ?? this.#options.encoding;
  }

  /** The text of the next bytes; after `last` no more come. */
  push(bytes: Uint8Array, last = false): Result<string> {
    const { file, encoding, oddLineEncoding } = this.#options;
    if (!this.#decoder) return fail('file.unknown-encoding', { file, encoding });
    if (this.#suspect?.watch(bytes)) return fail('file.is-utf-8', { file, encoding });
    if (oddLineEncoding !== undefined) return this.#pushLines(bytes, oddLineEncoding, last);
    try {
      const text = this.#decoder.decode(bytes, { stream: !last });
      this.#lines += countLineFeeds(bytes);
      return ok(text);
    } catch {
      return fail('file.wrong-encoding', { file, encoding, line: this.#lines + this.#badLine(bytes) });
    }
  }

  /** Whole lines at once where they fit, one by one where they do not. No encoding used for tables has 0x0a in a character. */
  #pushLines(bytes: Uint8Array, oddLineEncoding: string, last: boolean): Result<string> {
    const { file, encoding } = this.#options;
    const all = concat(this.#rest, bytes);
    const end = last ? all.length : all.lastIndexOf(LF) + 1;
    const block = all.subarray(0, end);
    this.#rest = all.slice(end);
    const whole = tryDecode(encoding, block);
    if (whole !== null) {
      this.#lines += countLineFeeds(block);
      return ok(whole);
    }
    if (!decoderOf(oddLineEncoding)) return fail('file.unknown-encoding', { file, encoding: oddLineEncoding });
    let text = '';
    for (let from = 0; from < block.length;) {
      const feed = block.indexOf(LF, from);
      const to = feed < 0 ? block.length : feed + 1;
      const line = block.subarray(from, to);
      const fits = tryDecode(encoding, line);
      const odd = fits ?? tryDecode(oddLineEncoding, line);
      if (odd === null) return fail('file.wrong-encoding', { file, encoding: oddLineEncoding, line: this.#lines + 1 });
      if (fits === null)
        this.#log?.repair('row.odd-encoding', this.#lines + 1, { encoding, odd: decoderOf(oddLineEncoding)!.encoding });
      text += odd;
      if (feed >= 0) this.#lines++;
      from = to;
    }
    return ok(text);
  }

  /** Which line of these bytes does not decode, from 1; the first one may begin in the middle of a character. */
  #badLine(bytes: Uint8Array): number {
    let line = 1;
    for (let from = 0; from < bytes.length; line++) {
      const feed = bytes.indexOf(LF, from);
      const to = feed < 0 ? bytes.length : feed;
      const starts = line === 1 ? [0, 1, 2, 3] : [0];
      if (!starts.some((skip) => tryDecode(this.#options.encoding, bytes.subarray(from + skip, to)) !== null))
        return line;
      if (feed < 0) break;
      from = feed + 1;
    }
    return line;
  }
}

function decoderOf(encoding: string): Decoder | null {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return null;
  }
}

function tryDecode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return decoderOf(encoding)!.decode(bytes);
  } catch {
    return null;
  }
}

function countLineFeeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
