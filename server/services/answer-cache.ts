/**
 * Answers ready to send, by what was asked and of which version of the data: the second who asks waits for no worker. The
 * least recently used go first, once all together exceed the limit. One asked twice at once is made once.
 */
export interface AnswerCache<T> {
  get(key: string, make: () => Promise<T>): Promise<T>;
}

/**
 * @param sizeOf bytes an answer takes; null for one that is not worth keeping, such as a problem
 */
export function createAnswerCache<T>(limitBytes: number, sizeOf: (answer: T) => number | null): AnswerCache<T> {
  const kept = new Map<string, { answer: Promise<T>; bytes: number }>();
  let total = 0;

  function drop(key: string): void {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  async function settle(key: string, entry: { answer: Promise<T>; bytes: number }): Promise<void> {
    const bytes = await entry.answer.then(sizeOf, () => null);
    if (kept.get(key) !== entry) return;
    if (bytes === null || bytes > limitBytes) return drop(key);
    entry.bytes = bytes;
    total += bytes;
    for (const oldest of kept.keys()) {
      if (total <= limitBytes) break;
      if (oldest !== key) drop(oldest);
    }
  }

  return {
    get(key, make) {
      const known = kept.get(key);
      // Taken out and put back, so that the order of the map is the order of use.
      kept.delete(key);
      const entry = known ?? { answer: make(), bytes: 0 };
      kept.set(key, entry);
      if (!known) void settle(key, entry);
      return entry.answer;
    },
  };
}
