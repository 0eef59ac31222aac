import { useI18n } from 'vue-i18n';
import type { Command } from './command';

/** The title of a command in the interface's language. */
export function useCommandTitle(): (command: Command) => string {
  const { t } = useI18n();
  return ({ titleKey, titleParams }) => t(titleKey, titleParams?.() ?? {});
}
