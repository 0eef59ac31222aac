import { FileInput, FileText } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { usePlace } from '../state/place';
import { provideCommands } from './registry';

/** Import a new place, and look at how this one was imported. */
export function useImportCommands(): void {
  const { t } = useI18n();
  const router = useRouter();
  const place = usePlace();
  provideCommands([
    {
      id: 'place.import',
      titleKey: 'import.command.import',
      icon: FileInput,
      groupKey: 'frame.group.general',
      disabledReason: () => null,
      run: async () => void (await router.push({ name: 'import' })),
    },
    {
      id: 'place.report',
      titleKey: 'import.command.report',
      icon: FileText,
      groupKey: 'frame.group.general',
      disabledReason: () => (place.current ? null : t('frame.loading')),
      run: async () => {
        if (place.current) await router.push({ name: 'report', params: { place: place.current.id } });
      },
    },
  ]);
}
