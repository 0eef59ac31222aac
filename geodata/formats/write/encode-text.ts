import { strToU8 } from 'fflate';

declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };

export type TextEncoding = 'utf-8' | 'gb18030';

/** Text as bytes. GB18030 holds every public character of Unicode; what GBK has is the same two bytes there. */
export function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  return encoding === 'utf-8' ? strToU8(text) : encodeGb18030(text);
}

/** The bytes of each character, found by decoding every code once: the platform only knows the way there. */
let twoBytes: Map<string, number> | null = null;
let fourBytes: Map<string, number> | null = null;

function encodeGb18030(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) {
      bytes.push(point);
      continue;
    }
    twoBytes ??= decodeTwoBytes();
    const two = twoBytes.get(character);
    if (two !== undefined) bytes.push(two >> 8, two & 0xff);
    else bytes.push(...fourBytesOf(character, point));
  }
  return Uint8Array.from(bytes);
}

function decodeTwoBytes(): Map<string, number> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      // Two codes may stand for one character: the lower one is the usual.
      if ([...text].length === 1 && text !== '\ufffd' && !found.has(text)) found.set(text, (lead << 8) | trail);
    }
  return found;
}

/** Linear number of a code of four bytes, as the standard counts them. */
const fromLinear = (linear: number): [number, number, number, number] => [
  0x81 + Math.floor(linear / 12600),
  0x30 + (Math.floor(linear / 1260) % 10),
  0x81 + (Math.floor(linear / 10) % 126),
  0x30 + (linear % 10),
];

function fourBytesOf(character: string, point: number): readonly number[] {
  // Beyond the basic plane the codes follow Unicode from 90 30 81 30 on.
  if (point >= 0x10000) return fromLinear(189_000 + point - 0x10000);
  fourBytes ??= decodeFourBytes();
  const linear = fourBytes.get(character);
  // Half of a pair stands for nothing.
  return linear === undefined ? [0x3f] : fromLinear(linear);
}

function decodeFourBytes(): Map<string, number> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  // All of the basic plane that has no two bytes lies below 84 31 A5 30.
  for (let linear = 0; linear < 39_420; linear++) {
    const text = decoder.decode(Uint8Array.from(fromLinear(linear)));
    if (text.length === 1 && text !== '\ufffd') found.set(text, linear);
  }
  found.set('\ufffd', 39_417);
  return found;
}
