declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array, options: { stream: boolean }): string };

/** Tried in this order: each is stricter than the next, and what fits none of them is Western European. */
const candidates = ['utf-8', 'gb18030', 'big5'] as const;

/** The encoding the beginning of a file fits; a proposal for people to look at, never a decision. */
export function guessEncoding(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const fitting = candidates.find((encoding) => {
    try {
      // A character may be cut in two at the end.
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
      return true;
    } catch {
      return false;
    }
  });
  return fitting ?? 'windows-1252';
}
