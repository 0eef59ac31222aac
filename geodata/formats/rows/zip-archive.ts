import { Inflate } from 'fflate';
import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';

/** What one entry, and a whole archive, may grow to; and for each packed byte, once past `freeBytes`. */
const entryLimit = 1024 * 1024 * 1024;
const largestRatio = 200;
const freeBytes = 16 * 1024 * 1024;
/** Entries above which an archive is no bundle of map files or sheets. */
const entryCountLimit = 10_000;

interface Entry {
  /** Where its local header begins. */
  offset: number;
  packedSize: number;
  method: number;
  crc: number;
  encrypted: boolean;
}

declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };

/**
 * The entries of a zip archive by name. Each is unpacked piece by piece, bounded by what really comes out of it, never
 * by the size it claims; its checksum is compared. Problems: no zip, damaged, encrypted, a bomb.
 */
export class ZipArchive {
  private constructor(
    private readonly file: string,
    private readonly bytes: Uint8Array,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static open(bytes: Uint8Array, file: string): Result<ZipArchive> {
    const entries = readDirectory(bytes);
    return entries ? ok(new ZipArchive(file, bytes, entries)) : fail('file.not-zip', { file });
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /** Unpacks one entry, telling its pieces. `false` from `take` ends it there. */
  unpack(name: string, take: (piece: Uint8Array) => boolean | void): Result<true> {
    const { file, bytes } = this;
    const entry = this.entries.get(name);
    if (!entry) return fail('file.zip-lacks', { file, entry: name });
    const damaged = fail('file.damaged-zip', { file, entry: name });
    if (entry.encrypted) return fail('file.zip-encrypted', { file });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) return damaged;
    const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
    const to = from + entry.packedSize;
    if (to > bytes.length || (entry.method !== 0 && entry.method !== 8)) return damaged;
    let size = 0;
    let crc = 0xffffffff;
    let end: 'whole' | 'stopped' | 'bomb' | null = null;
    const pass = (piece: Uint8Array, isLast: boolean): void => {
      if (end) return;
      size += piece.length;
      if (size > entryLimit || (size > freeBytes && size > largestRatio * entry.packedSize)) end = 'bomb';
      else {
        crc = addCrc(crc, piece);
        if (piece.length > 0 && take(piece) === false) end = 'stopped';
        else if (isLast) end = 'whole';
      }
    };
    if (entry.method === 0) pass(bytes.subarray(from, to), true);
    else {
      try {
        const inflate = new Inflate(pass);
        // Small pieces in, so that a bomb is seen before much of it is out.
        for (let at = from; at < to && !end; at += 16_384)
          inflate.push(bytes.subarray(at, Math.min(to, at + 16_384)), at + 16_384 >= to);
      } catch {
        return damaged;
      }
    }
    if (end === 'bomb') return fail('file.zip-bomb', { file, ratio: largestRatio });
    if (end === 'stopped') return ok(true);
    return end === 'whole' && (crc ^ 0xffffffff) >>> 0 === entry.crc ? ok(true) : damaged;
  }

  /** One entry as a whole. */
  read(name: string): Result<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    const done = this.unpack(name, (piece) => {
      // The unpacker uses its buffer again.
      pieces.push(piece.slice());
      size += piece.length;
    });
    if (!done.ok) return done;
    const whole = new Uint8Array(size);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return ok(whole);
  }
}

/** True where bytes begin as a zip archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > 3 && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2]! <= 5 && bytes[3]! <= 6;
}

/** The central directory (APPNOTE 4.3.12), found from the end; null where there is none or it leads nowhere. */
function readDirectory(bytes: Uint8Array): Map<string, Entry> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  // A comment of up to 65,535 bytes may follow it.
  for (const last = Math.max(0, end - 65_535); end >= last; end--) if (view.getUint32(end, true) === 0x06054b50) break;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return null;
  const count = view.getUint16(end + 10, true);
  if (count > entryCountLimit) return null;
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null;
    const nameLength = view.getUint16(at + 28, true);
    const name = decodeName(bytes.subarray(at + 46, at + 46 + nameLength));
    const flags = view.getUint16(at + 8, true);
    if (!name.endsWith('/'))
      entries.set(name, {
        offset: view.getUint32(at + 42, true),
        packedSize: view.getUint32(at + 20, true),
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        encrypted: (flags & 1) === 1,
      });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Names are UTF-8 where they are valid UTF-8; else they come from a Chinese Windows. */
function decodeName(bytes: Uint8Array): string {
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  return utf8.includes('\ufffd') ? new TextDecoder('gb18030').decode(bytes) : utf8;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function addCrc(crc: number, bytes: Uint8Array): number {
  let c = crc;
  for (let i = 0; i < bytes.length; i++) c = crcTable[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8);
  return c >>> 0;
}
