import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { PlanWire } from '../../geodata/schema/plan';
import { fetchPlans } from '../api/plans';
import { usePlace } from './place';
import { textParam, useQueryParam } from './url-query';

/** The plans of the place to choose from where a plan is only counted by; the choice is in the URL, for every mode. */
export const usePlanList = defineStore('plan-list', () => {
  const place = usePlace();
  const chosen = useQueryParam('plan', textParam());
  const plans = shallowRef<readonly PlanWire[]>([]);
  const placeId = ref<string | null>(null);

  /** Reads the list again: a draft may have been made meanwhile. What was known stays if that fails. */
  async function load(): Promise<void> {
    const asked = place.current?.id;
    if (!asked) return;
    if (placeId.value !== asked) plans.value = [];
    placeId.value = asked;
    const listed = await fetchPlans(asked);
    if (listed.ok && placeId.value === asked) plans.value = listed.value.plans;
  }

  function choose(id: string): void {
    chosen.value = id;
  }

  return { plans, load, choose };
});
