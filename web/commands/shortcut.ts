import { matchKeyBindingPress, parseKeybinding } from 'tinykeys';

/** What of a key event decides whether it may be a shortcut. */
export interface KeyContext {
  /** True while an input method is composing (then keys belong to it). */
  isComposing: boolean;
  keyCode: number;
  target: EventTarget | null;
}

const editable = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]';
const ownsKeys = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="combobox"]';

/** True if keys pressed here are for writing or for an open dialog or menu, not for the console. */
export function keysBelongElsewhere(event: KeyContext): boolean {
  // 229 is what browsers send for keys an input method has taken, some without isComposing.
  if (event.isComposing || event.keyCode === 229) return true;
  const target = event.target;
  if (!target || typeof (target as Element).closest !== 'function') return false;
  const element = target as Element;
  return element.closest(editable) !== null || element.closest(ownsKeys) !== null;
}

const pressable = 'button, a[href], summary, [role="button"], [role="radio"], [role="tab"], [role="switch"]';

/** True if the key presses what has the focus: Space on a button is that button's. */
export function pressesFocused({ key, target }: Pick<KeyboardEvent, 'key' | 'target'>): boolean {
  if ((key !== ' ' && key !== 'Enter') || !target || typeof (target as Element).closest !== 'function') return false;
  return (target as Element).closest(pressable) !== null;
}

/** The parts of a key event that a shortcut is matched against. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>;

/** Signs as a Chinese input method types them. */
const halfWidth: Record<string, string> = { '\uff1f': '?', '、': '/', '\uff0f': '/', '【': '[', '】': ']' };
const isSign = (shortcut: string): boolean => /^[^\p{L}\p{N}]$/u.test(shortcut);

/** True if the event is the press that `shortcut` names. Sequences are not used here. */
export function matchesShortcut(event: KeyPress, shortcut: string): boolean {
  if (isSign(shortcut)) {
    // A sign sits on another key, with or without Shift, on every keyboard; what counts is what was typed.
    const typed = halfWidth[event.key] ?? event.key;
    return typed === shortcut && !event.ctrlKey && !event.metaKey && !event.altKey;
  }
  const press = parseKeybinding(shortcut)[0];
  return press !== undefined && matchKeyBindingPress(event as KeyboardEvent, press);
}

const symbols: Record<string, string> = {
  Escape: 'Esc',
  Space: 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** The keys of a shortcut as a person reads them, one entry a key cap. */
export function shortcutKeys(shortcut: string, isMac: boolean): string[] {
  if (isSign(shortcut)) return [shortcut];
  return shortcut.split('+').map((part) => {
    if (part === '$mod') return isMac ? '⌘' : 'Ctrl';
    if (part === 'Shift') return isMac ? '⇧' : 'Shift';
    if (part === 'Alt') return isMac ? '⌥' : 'Alt';
    return symbols[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}
