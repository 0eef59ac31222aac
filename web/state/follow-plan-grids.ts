import { watch } from 'vue';
import { boundingBox, boxToDegrees } from '../../geodata/geometry/bounding-box';
import { usePlan } from './plan';
import { useTrail } from './trail';

/** Keeps the breadcrumb's grids those of the plan that is open, for as long as the calling component lives. */
export function followPlanGrids(): void {
  const plan = usePlan();
  const trail = useTrail();
  watch(
    () => plan.grids,
    (grids) => {
      trail.grids = new Map(
        grids
          .filter((grid) => grid.kind !== 'unassigned')
          .map(({ id, name, communityId, polygons }) => [
            id,
            { id, name, communityId, box: () => boxToDegrees(boundingBox(polygons)) },
          ]),
      );
    },
    { immediate: true },
  );
}
