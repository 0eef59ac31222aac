import { defineStore } from 'pinia';
import { computed } from 'vue';
import { countedGroups } from '../../geodata/schema/coverage';
import type { CountedGroup } from '../../geodata/schema/coverage';
import { useCoverage } from './coverage';
import { textParam, useQueryParam } from './url-query';

/** Whom the shares of coverage are of, in the URL. */
export const useCountedGroup = defineStore('counted-group', () => {
  const coverage = useCoverage();
  const inUrl = useQueryParam('whom', textParam());

  /** Groups that anybody was counted of here. */
  const present = computed<CountedGroup[]>(() => {
    const total = coverage.answer?.total;
    return total ? countedGroups.filter((group) => (total[group]?.total ?? 0) > 0) : [];
  });
  /** Null: households where known, else residents, else base units. */
  const chosen = computed<CountedGroup | null>({
    get: () => present.value.find((group) => group === inUrl.value) ?? null,
    set: (group) => (inUrl.value = group ?? ''),
  });

  return { present, chosen };
});
