import { holdKeys } from './hold-keys';
import type { Sketch } from './sketch-gesture';

/** Merging needs no pointer of its own (grids are picked through the layer), only the keys of a sketch. */
export function mergeMode(acts: Omit<Sketch, 'stop'>): Sketch {
  const byKey: Record<string, () => void> = { Enter: acts.finish, Escape: acts.cancel, Backspace: acts.back };
  return { ...acts, stop: holdKeys((event) => byKey[event.key]) };
}
