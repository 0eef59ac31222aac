import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

export interface Toast {
  id: number;
  /** Translated. */
  text: string;
  tone: 'plain' | 'good' | 'problem';
  /** One thing to do about it, e.g. undo. */
  action?: { text: string; run: () => void };
  /** How long it stays, ms. */
  milliseconds: number;
}

/** Short messages at the bottom of the map. */
export const useToasts = defineStore('toasts', () => {
  const list = shallowRef<readonly Toast[]>([]);
  let nextId = 1;

  /** Shows a message; the same text again renews the one that is there. */
  function show(toast: Omit<Toast, 'id' | 'milliseconds'> & { milliseconds?: number }): void {
    const milliseconds = toast.milliseconds ?? (toast.tone === 'problem' ? 9000 : toast.action ? 7000 : 4000);
    list.value = [
      ...list.value.filter((one) => one.text !== toast.text).slice(-2),
      { ...toast, milliseconds, id: nextId++ },
    ];
  }

  function dismiss(id: number): void {
    list.value = list.value.filter((toast) => toast.id !== id);
  }

  return { list, show, dismiss };
});
