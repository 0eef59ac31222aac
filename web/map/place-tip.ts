/** Pixels of the map, from its top left. */
export interface FreeArea {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const aside = 14;

/**
 * Top left of a tooltip of this size for a pointer at `at`: right of it and below, else on the other side, and never
 * beyond the free area while it fits in it at all.
 */
export function placeTip(
  at: { x: number; y: number },
  size: { width: number; height: number },
  free: FreeArea,
): { x: number; y: number } {
  const along = (point: number, length: number, from: number, to: number): number => {
    const after = point + aside;
    const before = point - aside - length;
    const wanted = after + length <= to || before < from ? after : before;
    return Math.max(from, Math.min(wanted, to - length));
  };
  return {
    x: Math.round(along(at.x, size.width, free.left, free.right)),
    y: Math.round(along(at.y, size.height, free.top, free.bottom)),
  };
}
