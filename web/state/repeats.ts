import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { RepeatedPlaceWire } from '../../geodata/schema/incident-repeats';
import { fetchRepeats } from '../api/incident-repeats';
import { useAskedAnswer } from './asked-answer';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { useIncidentTask } from './incident-task';
import { useMerges } from './merges';
import { usePlace } from './place';
import { choiceParam, flagParam, integerParam, useQueryParam } from './url-query';

export const repeatParts = ['places', 'pairs', 'merged'] as const;
/** Limits of the settings, as the API has them. */
export const LEAST_REPORTS = [2, 1000] as const;
export const REPEAT_DAYS = [1, 3660] as const;

/** The task of repeated reports: which part is shown, what counts as repeated (all in the URL), and the places found. */
export const useRepeats = defineStore('repeats', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const task = useIncidentTask();
  const merges = useMerges();
  const part = useQueryParam('rpart', choiceParam(repeatParts, 'places'));
  const least = useQueryParam('rleast', integerParam(3, ...LEAST_REPORTS));
  const days = useQueryParam('rdays', integerParam(90, ...REPEAT_DAYS));
  /** Each group of types counts by itself. */
  const alike = useQueryParam('ralike', flagParam());

  const isShown = computed(() => heat.active && task.current === 'repeats' && part.value === 'places');
  const asked = useAskedAnswer(
    () => {
      const placeId = place.current?.id;
      // While days are played the list rests.
      if (!placeId || !isShown.value || asking.frame) return null;
      // A merge changes what is counted as problems.
      const merged = asking.filter.count ? merges.revision : 0;
      return { placeId, filter: asking.filter, least: least.value, days: days.value, alike: alike.value, merged };
    },
    ({ placeId, filter, ...question }, signal) =>
      fetchRepeats(
        placeId,
        {
          ...filter,
          least: question.least,
          days: question.days,
          ...(question.alike ? { alike: 'true' as const } : {}),
        },
        signal,
      ),
  );
  const byId = computed(() => new Map(asked.answer.value?.places.map((one) => [one.at as string, one]) ?? []));
  const placeOf = (id: string): RepeatedPlaceWire | null => byId.value.get(id) ?? null;

  return { part, least, days, alike, isShown, ...asked, placeOf };
});
