// Node and browsers both have it; geodata's own type library does not name it.
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };

export interface EncodingCandidate {
  encoding: string;
  /** A line with more than ASCII in it, as it reads in this encoding. */
  sample: string;
  /** The first line that does not fit; null where all of it does. */
  oddLine: number | null;
}

export interface EncodingGuess {
  /** What a byte-order mark says; null without one. */
  declared: string | null;
  /** Best first. Pure ASCII has one, UTF-8. */
  candidates: EncodingCandidate[];
}

/** What tables of Chinese offices and of the world come in, apart from UTF-8. */
const legacy = ['gb18030', 'big5', 'windows-1252'] as const;
const sampleLength = 120;

/**
 * The encodings a text can be in. UTF-8 that decodes is UTF-8: no other text does by chance. Otherwise those that decode,
 * the one whose characters are the commonest first, and after them UTF-8 where all but a few lines fit it.
 */
export function guessEncoding(bytes: Uint8Array): EncodingGuess {
  const declared = byteOrderMark(bytes);
  if (declared) return { declared, candidates: [candidateOf(bytes, declared)] };
  const utf8 = candidateOf(bytes, 'utf-8');
  if (utf8.oddLine === null) return { declared: null, candidates: [utf8] };
  const fitting = legacy
    .map((encoding) => ({ candidate: candidateOf(bytes, encoding), share: commonShare(bytes, encoding) }))
    .filter(({ candidate }) => candidate.oddLine === null)
    .sort((a, b) => b.share - a.share)
    .map(({ candidate }) => candidate);
  return { declared: null, candidates: isNearlyUtf8(bytes) ? [utf8, ...fitting] : [...fitting, utf8] };
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function candidateOf(bytes: Uint8Array, encoding: string): EncodingCandidate {
  const decodes = (part: Uint8Array): string | null => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(part);
    } catch {
      return null;
    }
  };
  if (encoding.startsWith('utf-16')) {
    const text = decodes(bytes.subarray(0, (bytes.length >> 1) << 1));
    return { encoding, sample: sampleLine(text ?? ''), oddLine: text === null ? 1 : null };
  }
  let sample = '';
  let oddLine: number | null = null;
  let line = 1;
  const whole = decodes(bytes) !== null;
  for (let from = 0; from < bytes.length && (sample === '' || (!whole && oddLine === null)); line++) {
    const feed = bytes.indexOf(0x0a, from);
    const part = bytes.subarray(from, feed < 0 ? bytes.length : feed);
    if (part.some((byte) => byte > 0x7f)) {
      const text = decodes(part);
      if (text === null) oddLine ??= line;
      else if (sample === '') sample = sampleLine(text);
    }
    if (feed < 0) break;
    from = feed + 1;
  }
  return { encoding, sample, oddLine: whole ? null : (oddLine ?? line) };
}

/** The part of a line around its first character beyond ASCII. */
function sampleLine(text: string): string {
  const line = text.split(/\r?\n/).find((one) => /[^\u0000-\u007f\ufeff]/.test(one)) ?? '';
  const at = line.search(/[^\u0000-\u007f\ufeff]/);
  return line.slice(Math.max(0, at - 20), Math.max(0, at - 20) + sampleLength).trim();
}

/** Share of the bytes beyond ASCII that make up common characters of an encoding, 0…1. */
function commonShare(bytes: Uint8Array, encoding: (typeof legacy)[number]): number {
  let common = 0;
  let all = 0;
  const limit = Math.min(bytes.length, 1 << 20);
  for (let i = 0; i < limit; i++) {
    const lead = bytes[i]!;
    if (lead < 0x80) continue;
    all++;
    if (encoding === 'windows-1252') {
      // Accented letters of Latin languages stand alone between ASCII letters.
      const lonely = (bytes[i - 1] ?? 0) < 0x80 && (bytes[i + 1] ?? 0) < 0x80;
      if (lead >= 0xc0 && lonely) common++;
      continue;
    }
    const trail = bytes[i + 1] ?? 0;
    i++;
    // The first level of either set, in which nearly all of a running text is.
    if (encoding === 'gb18030' && lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1) common++;
    if (encoding === 'big5' && lead >= 0xa4 && lead <= 0xc6 && (trail >= 0xa1 || (trail >= 0x40 && trail < 0x7f)))
      common++;
  }
  return all === 0 ? 0 : common / all;
}

/** True where valid UTF-8 characters outnumber stray bytes by far: a few damaged lines in a UTF-8 file. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  let valid = 0;
  let stray = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!;
    if (lead < 0x80) continue;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    const tail = bytes.subarray(i + 1, i + length);
    if (length > 0 && tail.length === length - 1 && tail.every((byte) => byte >> 6 === 0b10)) {
      valid++;
      i += length - 1;
    } else stray++;
  }
  return valid > 20 * stray;
}
