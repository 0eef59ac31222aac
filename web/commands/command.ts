import type { Component } from 'vue';
import type { ModeId } from '../state/mode';

/**
 * One thing a person can do. Toolbar, palette, shortcut and the `?` sheet are views of the same list,
 * so an action is described once.
 */
export interface Command {
  /** `subject.verb`, unique. */
  id: string;
  /** Key of the title in the texts, e.g. `plan.command.split`. */
  titleKey: string;
  /** What stands in the title's braces, e.g. the name of a place. */
  titleParams?: () => Record<string, string>;
  /** In tinykeys' notation: `d`, `$mod+z`, `Shift+m`, or a lone sign: `[`, `?`. */
  shortcut?: string;
  /** Other keys for the same, e.g. those of another system; listed beside it. */
  otherShortcuts?: readonly string[];
  icon?: Component;
  /** Only offered in this mode; left out: everywhere. */
  mode?: ModeId;
  /** Heading in the `?` sheet and the palette; `frame.group.*`. */
  groupKey?: string;
  /** Why it cannot be done now, as a translated sentence; null when it can. */
  disabledReason(): string | null;
  run(): void | Promise<void>;
}

/** Every shortcut of a command, the usual one first. */
export const shortcutsOf = ({ shortcut, otherShortcuts = [] }: Command): readonly string[] =>
  shortcut ? [shortcut, ...otherShortcuts] : otherShortcuts;
