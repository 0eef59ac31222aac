import { watchDebounced } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { polygonsFromGeoJson } from '../../geodata/geometry/from-geojson';
import { checkPlan } from '../../geodata/plan/check-plan';
import type { PlanFinding } from '../../geodata/plan/check-plan';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { AreaId } from '../../geodata/schema/ids';
import { usePlace } from './place';
import { usePlan } from './plan';

/** Rest after an edit before the plan is checked again, ms: dragging on must not wait for it. */
const restMilliseconds = 250;

/** What the open plan breaks, found by the same function as the server's; follows every edit. */
export const usePlanChecks = defineStore('plan-checks', () => {
  const place = usePlace();
  const plan = usePlan();
  const findings = shallowRef<readonly PlanFinding[] | null>(null);

  const legalBorders = computed(() => {
    const borders = new Map<AreaId, MultiPolygon>();
    for (const { geometry, properties } of place.areas?.features ?? []) {
      if (properties.level !== place.gridAreaLevel) continue;
      const read = polygonsFromGeoJson(geometry);
      if (read.ok) borders.set(properties.id, read.value.polygons);
    }
    return borders;
  });
  const breaches = computed(() => (findings.value ?? []).filter(({ severity }) => severity !== 'notice'));
  const topologySound = computed(
    () => findings.value !== null && !findings.value.some(({ severity }) => severity === 'error'),
  );

  watchDebounced(
    () => [plan.version, legalBorders.value] as const,
    () => {
      findings.value = plan.indexed
        ? checkPlan(plan.indexed, { communities: legalBorders.value, tally: plan.tally })
        : null;
    },
    { debounce: restMilliseconds, immediate: true },
  );

  return { findings, breaches, topologySound };
});
