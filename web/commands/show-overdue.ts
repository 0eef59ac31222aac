import { useI18n } from 'vue-i18n';
import { useIncidentList } from '../state/incident-list';
import { useIncidentTask } from '../state/incident-task';

/** Lists exactly what a sentence counts as open and overdue, on the map and in the list; the filter stays as it is. */
export function useShowOverdue(): (which: 'all' | 'inPeriod') => void {
  const { t } = useI18n();
  const lists = useIncidentList();
  const task = useIncidentTask();
  return (which) => {
    task.current = 'map';
    lists.tab = 'rows';
    lists.narrowed = {
      text: t(`lateNow.chip.${which}`),
      query: which === 'all' ? { from: '', to: '' } : {},
      lights: ['red'],
      choices: [],
    };
  };
}
