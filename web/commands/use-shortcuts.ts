import { useEventListener } from '@vueuse/core';
import { useToasts } from '../state/toasts';
import type { Command } from './command';
import { shortcutsOf } from './command';
import { useCommands } from './registry';
import { keysBelongElsewhere, matchesShortcut, pressesFocused } from './shortcut';

/** Listens to the keyboard for the shortcuts of all offered commands; mounted once by the frame. */
export function useShortcuts(): void {
  const commands = useCommands();
  const toasts = useToasts();
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || keysBelongElsewhere(event) || pressesFocused(event)) return;
    // The latest registered wins, so a mode may take a key over while it is shown.
    const pressed = (one: Command): string | undefined =>
      shortcutsOf(one).find((shortcut) => matchesShortcut(event, shortcut));
    const command = commands.offered.findLast(pressed);
    if (!command || (event.repeat && !pressed(command)?.includes('$mod'))) return;
    event.preventDefault();
    void commands.run(command.id).then((reason) => {
      if (reason) toasts.show({ text: reason, tone: 'plain' });
    });
  });
}
