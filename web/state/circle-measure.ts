import { defineStore } from 'pinia';
import { choiceParam, useQueryParam } from './url-query';

/** What the life-circle task measures: services reached, stations of one kind to choose from, capacity for each person. */
export const circleMeasures = ['services', 'stations', 'supply'] as const;

/** The measure that is chosen, in the URL. */
export const useCircleMeasure = defineStore('circle-measure', () => {
  const current = useQueryParam('measure', choiceParam(circleMeasures, 'services'));
  return { current };
});
