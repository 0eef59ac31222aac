/** Shorter words have too many neighbours to guess. */
export const shortestForgiven = 4;

/**
 * True if `text`, from `from` on, begins with `word` but for one letter: one too many, one missing, one wrong, or two
 * swapped. The first letter must be right: people rarely miss it, and it keeps strangers out.
 */
export function nearlyBegins(text: string, word: string, from = 0): boolean {
  if (word.length < shortestForgiven || text[from] !== word[0]) return false;
  let i = 0;
  while (i < word.length && text[from + i] === word[i]) i++;
  if (i === word.length) return true;
  // What is right so far stays; the one slip is here, and the rest must agree.
  const agrees = (inText: number, inWord: number): boolean => text.startsWith(word.slice(inWord), from + inText);
  if (from + i >= text.length) return word.length - i === 1;
  return (
    agrees(i + 1, i + 1) ||
    agrees(i, i + 1) ||
    agrees(i + 1, i) ||
    (text[from + i] === word[i + 1] && text[from + i + 1] === word[i] && agrees(i + 2, i + 2))
  );
}
