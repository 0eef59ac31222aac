/** A cursor that says after which key the next page starts. Opaque to callers. */
export function writeCursor(after: number): string {
  return `c${after.toString(36)}`;
}
