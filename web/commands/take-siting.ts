import { useI18n } from 'vue-i18n';
import type { SitingAnswer } from '../../geodata/schema/siting';
import { useLocalFormat } from '../locales/use-local-format';
import { useCoverageTask } from '../state/coverage-task';
import { useWhatIf } from '../state/what-if';

/** Opens what siting proposes as a scenario: its sites as new stations, to be dragged, changed and saved. */
export function useTakeSiting(): (answer: SitingAnswer) => void {
  const { t } = useI18n();
  const whatIf = useWhatIf();
  const task = useCoverageTask();
  const format = useLocalFormat();
  return (answer) => {
    whatIf.startNew();
    whatIf.addStations(
      answer.sites.map(({ coordinates, name, address }) => ({
        at: [coordinates[0], coordinates[1]],
        name: address ?? (name ? format.name(name) : t('whatIf.newStation')),
      })),
      answer.closed.flatMap(({ station }) => station ?? []),
    );
    task.current = 'what-if';
  };
}
