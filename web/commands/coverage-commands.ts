import { Circle, FileText, Spline } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { useCoverage } from '../state/coverage';
import { useCoverageReport } from '../state/coverage-report';
import { useView } from '../state/view';
import { useCoverageTask } from '../state/coverage-task';
import { provideCommands } from './registry';

/** What can be done in the coverage mode by key and palette. */
export function useCoverageCommands(): void {
  const coverage = useCoverage();
  const report = useCoverageReport();
  const view = useView();
  const task = useCoverageTask();
  const { t } = useI18n();
  /** Circles and outlines belong to the task of walks: in another one nothing would be seen of them. */
  const needsAnswer = (): string | null => {
    if (task.current !== 'reach') return t('services.otherTask', { task: t('coverage.task.reach') });
    return coverage.answer ? null : t('coverage.loading');
  };
  provideCommands([
    {
      id: 'coverage.circle',
      titleKey: 'coverage.command.circle',
      shortcut: 'c',
      icon: Circle,
      mode: 'coverage',
      groupKey: 'coverage.group',
      disabledReason: needsAnswer,
      run: () => void (coverage.showsCircle = !coverage.showsCircle),
    },
    {
      id: 'coverage.outline',
      titleKey: 'coverage.command.outline',
      shortcut: 'o',
      icon: Spline,
      mode: 'coverage',
      groupKey: 'coverage.group',
      disabledReason: needsAnswer,
      run: () => void (coverage.showsOutline = !coverage.showsOutline),
    },
    {
      id: 'coverage.report',
      titleKey: 'coverageReport.command',
      icon: FileText,
      mode: 'coverage',
      groupKey: 'coverage.group',
      disabledReason: () => (view.mapFailed ? t('frame.map.failed') : needsAnswer()),
      run: () => report.open(),
    },
  ]);
}
