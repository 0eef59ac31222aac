import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { LatePoints } from '../../geodata/schema/incident-lateness';
import { fetchLatePoints } from '../api/incidents';
import { useAskedAnswer } from './asked-answer';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { useIncidentList } from './incident-list';
import { useIncidentTask } from './incident-task';
import { usePlace } from './place';

/** What the list is narrowed to by how it stands with its limit, as points: the map shows the very incidents the list does, in whichever view. */
export const useNarrowedPoints = defineStore('narrowed-points', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const lists = useIncidentList();
  const task = useIncidentTask();

  const isOn = computed(
    () => (lists.narrowed?.lights ?? null) !== null && task.current === 'map' && asking.frame === null,
  );
  const { answer } = useAskedAnswer(
    () => {
      const { narrowed } = lists;
      const { current } = place;
      if (!isOn.value || !narrowed?.lights || !heat.active || !current) return null;
      return {
        placeId: current.id,
        query: {
          ...asking.filter,
          ...heat.planParams,
          ...narrowed.query,
          light: narrowed.lights.join(','),
          late: 'false' as const,
        },
      };
    },
    ({ placeId, query }, signal) => fetchLatePoints(placeId, query, signal),
  );
  /** Null while the list is not narrowed, or they are on their way for the first time. */
  const points = computed<LatePoints | null>(() => (isOn.value ? answer.value : null));
  /** What the map draws as points by their light: those, else all under the filter in the view of what is late. */
  const drawn = computed<LatePoints | null>(
    () => points.value ?? (heat.view === 'late' && !heat.isLateDensity ? heat.latePoints : null),
  );

  return { isOn, points, drawn };
});
