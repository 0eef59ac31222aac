import { FileSpreadsheet, Link, Printer } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { useLocalFormat } from '../locales/use-local-format';
import { useProblemText } from '../locales/use-problem-text';
import { useHeatPair } from '../state/heat-pair';
import { readIncidentWorkbook } from '../state/incident-workbook';
import { usePlace } from '../state/place';
import { usePrint } from '../state/print';
import { useToasts } from '../state/toasts';
import { useView } from '../state/view';
import { copyText } from '../ui/copy-text';
import { downloadBlob } from '../ui/csv';
import { provideCommands } from './registry';

/** What one can take along from any mode, in the order it is offered in. */
export const takeCommands = ['print.open', 'take.link', 'take.workbook'] as const;

/** Paper and picture, the address of what is seen, and what a mode has as an Excel file. */
export function useTakeCommands(): void {
  const { t } = useI18n();
  const print = usePrint();
  const pair = useHeatPair();
  const place = usePlace();
  const view = useView();
  const toasts = useToasts();
  const format = useLocalFormat();
  const { problemText } = useProblemText();
  const withoutPlace = (): string | null => (place.current ? null : t('frame.loading'));

  async function takeLink(): Promise<void> {
    if (await copyText(location.href)) toasts.show({ text: t('take.copied'), tone: 'good' });
    else toasts.show({ text: t('take.notCopied', { link: location.href }), tone: 'plain', milliseconds: 20_000 });
  }

  async function takeWorkbook(): Promise<void> {
    const { current } = place;
    if (!current) return;
    toasts.show({ text: t('figures.excelBusy'), tone: 'plain' });
    const book = await readIncidentWorkbook(false, {});
    if (!book.ok) return toasts.show({ text: problemText(book.problem), tone: 'problem' });
    downloadBlob(`${format.name(current.name)} ${t('figures.file')}.xlsx`, book.value);
  }

  provideCommands([
    {
      id: 'print.open',
      titleKey: 'print.command',
      shortcut: '$mod+p',
      icon: Printer,
      groupKey: 'frame.group.view',
      disabledReason: () => (view.mapFailed ? t('frame.map.failed') : withoutPlace()),
      // Two maps beside each other are printed as two.
      run: () => print.open({ subject: 'sheet', bounds: null, layout: pair.isOn ? 'pair' : 'one' }),
    },
    {
      id: 'take.link',
      titleKey: 'take.link',
      icon: Link,
      groupKey: 'frame.group.view',
      disabledReason: withoutPlace,
      run: takeLink,
    },
    {
      id: 'take.workbook',
      mode: 'incidents',
      titleKey: 'take.workbook',
      icon: FileSpreadsheet,
      groupKey: 'frame.mode.incidents',
      disabledReason: withoutPlace,
      run: takeWorkbook,
    },
  ]);
}
