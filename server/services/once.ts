/** Calls `make` the first time it is called itself, and keeps what came out. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
