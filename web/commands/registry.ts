import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { useMode } from '../state/mode';
import type { Command } from './command';

/** Every command there is at the moment; modes put theirs in while they are mounted. */
export const useCommands = defineStore('commands', () => {
  const mode = useMode();
  const all = shallowRef<readonly Command[]>([]);
  /** What can be offered in the mode that is shown, in the order of registration. */
  const offered = computed(() => all.value.filter((command) => !command.mode || command.mode === mode.current));

  /** Adds commands; returns the way to take them out again. A command of the same id is replaced. */
  function add(commands: readonly Command[]): () => void {
    const ids = new Set(commands.map((command) => command.id));
    all.value = [...all.value.filter((command) => !ids.has(command.id)), ...commands];
    return () => {
      all.value = all.value.filter((command) => !commands.includes(command));
    };
  }

  function byId(id: string): Command | undefined {
    return all.value.find((command) => command.id === id);
  }

  /** Runs a command unless something speaks against it; gives the reason then. */
  async function run(id: string): Promise<string | null> {
    const command = byId(id);
    if (!command) return null;
    const reason = command.disabledReason();
    if (reason === null) await command.run();
    return reason;
  }

  return { all, offered, add, byId, run };
});

/** Registers commands for as long as the calling component or scope lives. */
export function provideCommands(commands: readonly Command[]): void {
  onScopeDispose(useCommands().add(commands));
}

/** The same for a list that changes, e.g. one command a place. */
export function provideCommandList(list: () => readonly Command[]): void {
  const registry = useCommands();
  let remove = (): void => undefined;
  watch(
    list,
    (commands) => {
      remove();
      remove = registry.add(commands);
    },
    { immediate: true },
  );
  onScopeDispose(() => remove());
}
