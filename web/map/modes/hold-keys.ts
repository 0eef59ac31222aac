import { keysBelongElsewhere } from '../../commands/shortcut';

/**
 * Gives keys to one tool before the shortcuts of the frame see them: Esc drops the sketch, not the selection. Comes back with
 * the way to let go.
 * @param actOf what a key does; undefined for keys that are left to others
 */
export function holdKeys(actOf: (event: KeyboardEvent) => (() => void) | undefined): () => void {
  function onKey(event: KeyboardEvent): void {
    if (keysBelongElsewhere(event)) return;
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
  window.addEventListener('keydown', onKey, { capture: true });
  return () => window.removeEventListener('keydown', onKey, { capture: true });
}
