/** A command as a list of commands sees it. */
export interface NamedCommand {
  id: string;
  title: string;
}

/** Finds typed words in a title by its sounds; null where they are not in it. */
export type SoundFinder = (title: string) => { start: number } | null;

/**
 * Commands that answer to the words, best first: the title's beginning, its sounds (`dy` for 打印), a part, then the letters in
 * order with others between; the id's English words at the end, whatever the language. Ties keep the order of the list.
 */
export function matchCommands<T extends NamedCommand>(
  commands: readonly T[],
  words: string,
  sounds: SoundFinder | null,
): T[] {
  const wanted = words.normalize('NFKC').trim().toLowerCase();
  if (wanted === '') return [...commands];
  const ranked = commands.flatMap((command) => {
    const title = command.title.toLowerCase();
    const heard = sounds?.(title) ?? null;
    const at = title.indexOf(wanted);
    const tier =
      at === 0 || heard?.start === 0
        ? 0
        : at > 0 && /[\s，、(（]/.test(title[at - 1]!)
          ? 1
          : at > 0 || heard
            ? 2
            : hasInOrder(title, wanted)
              ? 3
              : command.id
                    .toLowerCase()
                    .split(/[.:-]/)
                    .some((part) => part.startsWith(wanted))
                ? 4
                : null;
    return tier === null ? [] : [{ command, tier }];
  });
  return ranked.sort((a, b) => a.tier - b.tier).map(({ command }) => command);
}

/** Every letter in order, each at the beginning of a word or right behind the one before: `smd` is in `Show map details`. */
function hasInOrder(title: string, wanted: string): boolean {
  let at = -1;
  for (const letter of wanted.replaceAll(' ', '')) {
    const next = title[at + 1] === letter && at >= 0 ? at + 1 : beginsWord(title, letter, at + 1);
    if (next === -1) return false;
    at = next;
  }
  return true;
}

function beginsWord(title: string, letter: string, from: number): number {
  for (let i = from; i < title.length; i++) {
    if (title[i] === letter && (i === 0 || /[\s-]/.test(title[i - 1]!))) return i;
  }
  return -1;
}
