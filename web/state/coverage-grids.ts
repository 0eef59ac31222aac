import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { BBox } from '../../geodata/schema/coordinates';
import type { GridCollection } from '../../geodata/schema/plan';
import { fetchGrids } from '../api/plans';
import { useCoverage } from './coverage';
import { geometryBox } from './geometry-box';
import { usePlace } from './place';
import { useTrail } from './trail';

/** Shapes of the grids that coverage is summed up by. */
export const useCoverageGrids = defineStore('coverage-grids', () => {
  const place = usePlace();
  const coverage = useCoverage();
  const trail = useTrail();
  const faces = shallowRef<GridCollection | null>(null);

  watch(
    [() => place.current?.id, () => coverage.answer?.plan?.id, () => coverage.answer?.plan?.revision],
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
      // The breadcrumb names the grids of what is shown.
      trail.grids = new Map(
        faces.value.features.map(({ geometry, properties: { id, name, communityId } }) => [
          id,
          { id, name, communityId, box: () => geometryBox(geometry) },
        ]),
      );
    },
    { immediate: true },
  );

  /** Box of a grid in degrees; null while shapes are not there. */
  function boxOf(id: string): BBox | null {
    const face = faces.value?.features.find((one) => one.properties.id === id);
    return face ? geometryBox(face.geometry) : null;
  }

  return { faces, boxOf };
});
