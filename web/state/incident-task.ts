import { defineStore } from 'pinia';
import { choiceParam, useQueryParam } from './url-query';

/** What one does with incidents, in the order of the bar; the first is what the mode opens with. */
export const incidentTaskIds = ['map', 'figures', 'repeats'] as const;
export type IncidentTaskId = (typeof incidentTaskIds)[number];

/** The task of the incidents mode that is shown, in the URL. Filters and period are the same in all of them. */
export const useIncidentTask = defineStore('incident-task', () => {
  const current = useQueryParam('do', choiceParam(incidentTaskIds, 'map'));
  return { current };
});
