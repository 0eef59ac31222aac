import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { BBox } from '../../geodata/schema/coordinates';
import type { GridCollection } from '../../geodata/schema/plan';
import { fetchGrids } from '../api/plans';
import { useCoverage } from './coverage';
import { usePlace } from './place';

/** Shapes of the grids that coverage is summed up by. */
export const useCoverageGrids = defineStore('coverage-grids', () => {
  const place = usePlace();
  const coverage = useCoverage();
  const faces = shallowRef<GridCollection | null>(null);

  watch(
    () => [place.current?.id, coverage.answer?.plan?.id, coverage.answer?.plan?.revision] as const,
    async ([placeId, planId, revision]) => {
      if (!placeId || !planId) {
        if (!placeId) faces.value = null;
        return;
      }
      const answer = await fetchGrids(placeId, planId);
      if (!answer.ok || coverage.answer?.plan?.id !== planId || coverage.answer.plan.revision !== revision) return;
      faces.value = {
        ...answer.value,
        features: answer.value.features.filter((face) => face.properties.kind !== 'unassigned'),
      };
    },
    { immediate: true },
  );

  /** Box of a grid in degrees; null while shapes are not there. */
  function boxOf(id: string): BBox | null {
    const face = faces.value?.features.find((one) => one.properties.id === id);
    if (!face) return null;
    const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
    const polygons = face.geometry.type === 'Polygon' ? [face.geometry.coordinates] : face.geometry.coordinates;
    for (const [lng = 0, lat = 0] of polygons.flat(2)) {
      box[0] = Math.min(box[0], lng);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lng);
      box[3] = Math.max(box[3], lat);
    }
    return box;
  }

  return { faces, boxOf };
});
