import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../web/commands/command';
import { shortcutsOf } from '../../../../web/commands/command';
import { keysBelongElsewhere, matchesShortcut, pressesFocused, shortcutKeys } from '../../../../web/commands/shortcut';
import type { KeyPress } from '../../../../web/commands/shortcut';

function press(key: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  const held = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers };
  const names: Record<string, boolean> = {
    Control: held.ctrlKey,
    Meta: held.metaKey,
    Alt: held.altKey,
    Shift: held.shiftKey,
  };
  return { key, code: '', ...held, getModifierState: (name) => names[name] ?? false };
}
const inside = (selector: string): EventTarget =>
  ({ closest: (wanted: string) => (wanted.includes(selector) ? {} : null) }) as unknown as EventTarget;

describe('matchesShortcut', () => {
  it('wants exactly the modifiers that are named', () => {
    expect(matchesShortcut(press('d'), 'd')).toBe(true);
    expect(matchesShortcut(press('D', { shiftKey: true }), 'd')).toBe(false);
    expect(matchesShortcut(press('d', { ctrlKey: true }), 'd')).toBe(false);
    expect(matchesShortcut(press('z', { ctrlKey: true }), '$mod+z')).toBe(true);
    expect(matchesShortcut(press('z', { ctrlKey: true, shiftKey: true }), '$mod+z')).toBe(false);
    expect(matchesShortcut(press('Escape'), 'Escape')).toBe(true);
  });

  it('takes a sign however the keyboard makes it', () => {
    expect(matchesShortcut(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesShortcut(press('?'), '?')).toBe(true);
    expect(matchesShortcut(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesShortcut(press('【'), '[')).toBe(true);
    expect(matchesShortcut(press('/', { ctrlKey: true }), '/')).toBe(false);
  });
});

describe('keysBelongElsewhere', () => {
  const still = { isComposing: false, keyCode: 0, target: null };

  it('leaves keys to an input method that composes', () => {
    expect(keysBelongElsewhere({ ...still, isComposing: true })).toBe(true);
    expect(keysBelongElsewhere({ ...still, keyCode: 229 })).toBe(true);
  });

  it('leaves keys to inputs, dialogs and menus', () => {
    expect(keysBelongElsewhere({ ...still, target: inside('input') })).toBe(true);
    expect(keysBelongElsewhere({ ...still, target: inside('[role="dialog"]') })).toBe(true);
    expect(keysBelongElsewhere({ ...still, target: inside('nav') })).toBe(false);
    expect(keysBelongElsewhere(still)).toBe(false);
  });
});

describe('shortcutKeys', () => {
  it('names keys as they are printed', () => {
    expect(shortcutKeys('$mod+z', true)).toEqual(['⌘', 'Z']);
    expect(shortcutKeys('$mod+Shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(shortcutKeys('[', false)).toEqual(['[']);
    expect(shortcutKeys('Escape', false)).toEqual(['Esc']);
  });
});

describe('shortcutsOf', () => {
  it('gives the usual one first, then the others', () => {
    const command: Command = { id: 'x', titleKey: 'x', disabledReason: () => null, run: () => undefined };
    expect(shortcutsOf(command)).toEqual([]);
    expect(shortcutsOf({ ...command, shortcut: '$mod+Shift+z', otherShortcuts: ['$mod+y'] })).toEqual([
      '$mod+Shift+z',
      '$mod+y',
    ]);
  });
});

describe('pressesFocused', () => {
  it('leaves Space and Enter to the button they are pressed on, and nothing else', () => {
    expect(pressesFocused({ key: ' ', target: inside('button') })).toBe(true);
    expect(pressesFocused({ key: 'Enter', target: inside('[role="radio"]') })).toBe(true);
    expect(pressesFocused({ key: ' ', target: inside('canvas') })).toBe(false);
    expect(pressesFocused({ key: 's', target: inside('button') })).toBe(false);
    expect(pressesFocused({ key: ' ', target: null })).toBe(false);
  });
});
