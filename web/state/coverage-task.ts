import { defineStore } from 'pinia';
import { choiceParam, useQueryParam } from './url-query';

/** What one does in coverage, in the order of the bar; the first is what the mode opens with. */
export const coverageTaskIds = ['reach', 'life-circle', 'checks', 'what-if', 'siting'] as const;
export type CoverageTaskId = (typeof coverageTaskIds)[number];

/** The task of the coverage mode that is shown, in the URL. */
export const useCoverageTask = defineStore('coverage-task', () => {
  const current = useQueryParam('task', choiceParam(coverageTaskIds, 'reach'));
  return { current };
});
