import { keysBelongElsewhere } from '../../commands/shortcut';
import type { Sketch } from './sketch-gesture';

/** Merging needs no pointer of its own (grids are picked through the layer), only the keys of a sketch. */
export function mergeMode(acts: Omit<Sketch, 'stop'>): Sketch {
  function onKey(event: KeyboardEvent): void {
    if (keysBelongElsewhere(event)) return;
    const byKey: Record<string, () => void> = { Enter: acts.finish, Escape: acts.cancel, Backspace: acts.back };
    const act = byKey[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
  window.addEventListener('keydown', onKey, { capture: true });
  return { ...acts, stop: () => window.removeEventListener('keydown', onKey, { capture: true }) };
}
