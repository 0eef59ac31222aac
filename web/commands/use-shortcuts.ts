import { useEventListener } from '@vueuse/core';
import { useToasts } from '../state/toasts';
import { useCommands } from './registry';
import { keysBelongElsewhere, matchesShortcut } from './shortcut';

/** Listens to the keyboard for the shortcuts of all offered commands; mounted once by the frame. */
export function useShortcuts(): void {
  const commands = useCommands();
  const toasts = useToasts();
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || keysBelongElsewhere(event)) return;
    // The latest registered wins, so a mode may take a key over while it is shown.
    const command = commands.offered.findLast((one) => one.shortcut && matchesShortcut(event, one.shortcut));
    if (!command || (event.repeat && !command.shortcut?.includes('$mod'))) return;
    event.preventDefault();
    void commands.run(command.id).then((reason) => {
      if (reason) toasts.show({ text: reason, tone: 'plain' });
    });
  });
}
