import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { BBox } from '../../geodata/schema/coordinates';
import type { IncidentFeatures } from '../../geodata/schema/incident-summary';
import { fetchIncidentFeatures } from '../api/incidents';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { usePlace } from './place';

export type IncidentFeature = IncidentFeatures['features'][number];

/** The single incidents on the map: those in a box or those of a grid, the latest first, at most 1,000. */
export const useIncidentPoints = defineStore('incident-points', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const features = shallowRef<readonly IncidentFeature[]>([]);
  /** All there are where one looks, shown or not. */
  const total = ref(0);
  let asked: AbortController | null = null;

  /** Fetches what the filter leaves of a box or a grid; null shows none. A newer call overtakes an older one. */
  async function load(where: { box: BBox } | { grid: string } | { hexagon: string } | null): Promise<void> {
    asked?.abort();
    const placeId = place.current?.id;
    if (!where || !placeId) {
      features.value = [];
      total.value = 0;
      return;
    }
    const mine = new AbortController();
    asked = mine;
    const narrowed = 'box' in where ? { bbox: where.box.map((side) => side.toFixed(6)).join(',') } : where;
    const answer = await fetchIncidentFeatures(
      placeId,
      { ...asking.filter, ...heat.planParams, ...narrowed, sort: 'late', limit: 1000 },
      mine.signal,
    );
    if (!answer.ok || mine.signal.aborted) return;
    features.value = answer.value.features;
    total.value = answer.value.total;
  }

  return { features, total, load };
});
