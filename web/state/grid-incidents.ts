import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import { fetchIncidentSummary } from '../api/incidents';
import { usePlace } from './place';
import { usePlan } from './plan';

/** How long an edit rests before incidents are counted again, milliseconds. */
const rest = 400;
const daysPerMonth = 365.25 / 12;

/** Incidents a month of each grid of the open plan, over all days there are. */
export const useGridIncidents = defineStore('grid-incidents', () => {
  const place = usePlace();
  const plan = usePlan();
  const monthly = shallowRef<ReadonlyMap<string, number> | null>(null);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | null = null;
  let wanted = false;

  async function load(): Promise<void> {
    asked?.abort();
    const placeId = place.current?.id;
    const planId = plan.plan?.id;
    if (!placeId || !planId) return;
    const mine = (asked = new AbortController());
    const answer = await fetchIncidentSummary(placeId, { plan: planId }, mine.signal);
    if (mine.signal.aborted || !answer.ok) return;
    const { period, byGrid } = answer.value;
    const days = period ? (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000 + 1 : 0;
    monthly.value =
      days > 0 ? new Map(byGrid.map(({ gridId, count }) => [gridId, (count / days) * daysPerMonth])) : null;
  }

  /** Incidents a month in a grid; null while they are not counted, or where the place has none at all. */
  function perMonth(gridId: string): number | null {
    if (!wanted) {
      wanted = true;
      void load();
    }
    return monthly.value ? (monthly.value.get(gridId) ?? 0) : null;
  }

  watch([() => plan.plan?.id, () => plan.plan?.revision, () => place.current?.datasetVersion], ([id], [before]) => {
    if (id !== before) monthly.value = null;
    clearTimeout(waiting);
    if (wanted) waiting = setTimeout(() => void load(), rest);
  });

  return { perMonth };
});
