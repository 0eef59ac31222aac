import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { CheckOutcome, CheckedStation } from '../../geodata/schema/service-check';
import { fetchChecks } from '../api/coverage-services';
import { useAskedAnswer } from './asked-answer';
import { useCoverage } from './coverage';
import { useCoverageTask } from './coverage-task';
import { usePlace } from './place';
import { useSelection } from './selection';
import { textParam, useQueryParam } from './url-query';

/** The stations of the kind that is asked about, against what the place asks of them. */
export const useServiceChecks = defineStore('service-checks', () => {
  const place = usePlace();
  const coverage = useCoverage();
  const task = useCoverageTask();
  const selection = useSelection();
  /** Standard that the list is about; all of them where it is empty. */
  const standardInUrl = useQueryParam('check', textParam());

  const { answer, status, problem, load } = useAskedAnswer(
    () => {
      const placeId = place.current?.id;
      const isLookedAt = task.current === 'checks' || selection.selectedId('station') !== null;
      if (!placeId || !coverage.active || !coverage.kind || !isLookedAt) return null;
      const query = { kind: coverage.kind, minutes: String(coverage.minutes), walker: coverage.walker };
      // The version is part of the question: a station that is added is checked too.
      return { placeId, version: place.current!.datasetVersion, query };
    },
    ({ placeId, query }, signal) => fetchChecks(placeId, query, signal),
  );

  const standard = computed({
    get: () => answer.value?.standards.find((one) => one.standard.id === standardInUrl.value)?.standard.id ?? null,
    set: (id) => (standardInUrl.value = id ?? ''),
  });
  /** How a station does in the standard that is looked at, or in all; null where nothing of that is asked of it. */
  function outcomeOf(station: CheckedStation): CheckOutcome | null {
    if (standard.value === null) return station.checks.length > 0 ? station.outcome : null;
    return station.checks.find((one) => one.standard === standard.value)?.outcome ?? null;
  }
  const listed = computed(() => answer.value?.stations.filter((one) => outcomeOf(one) !== null) ?? []);
  const byId = computed(() => new Map(answer.value?.stations.map((one) => [one.id as string, one]) ?? []));

  return { answer, status, problem, load, standard, outcomeOf, listed, byId };
});
