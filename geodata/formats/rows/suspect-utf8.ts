/** So many characters in a row that only make sense as UTF-8 are no chance: two-byte Chinese does that once in 100,000. */
const enoughCharacters = 6;

/**
 * Watches bytes that are said to be in another encoding for being UTF-8 all along: most byte pairs of UTF-8 are also
 * characters of GB18030 or Big5 and every byte is one of Windows-1252, so decoding alone would turn names into rubbish
 * without an error.
 */
export class SuspectUtf8 {
  #characters = 0;
  #pending = 0;
  #judged: boolean | null = null;

  /** True once the bytes seen so far are certainly UTF-8; false while they are not, or are certainly something else. */
  watch(bytes: Uint8Array): boolean {
    for (let i = 0; i < bytes.length && this.#judged === null; i++) {
      const byte = bytes[i]!;
      if (this.#pending > 0) {
        if (byte >> 6 !== 0b10) this.#judged = false;
        else if (--this.#pending === 0 && ++this.#characters === enoughCharacters) this.#judged = true;
      } else if (byte >= 0x80) {
        this.#pending = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >> 4 === 0xe ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
        if (this.#pending === 0) this.#judged = false;
      }
    }
    return this.#judged === true;
  }
}

/** True for bytes with characters beyond ASCII that are UTF-8 throughout, and too many of them for chance. */
export function fitsUtf8(bytes: Uint8Array): boolean {
  return new SuspectUtf8().watch(bytes);
}
