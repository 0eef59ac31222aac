import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import { fetchIncidentAreas } from '../api/incidents';
import { fetchGrids } from '../api/plans';
import { geometryBox } from './geometry-box';
import { useHeat } from './heat';
import { usePlace } from './place';
import { useTrail } from './trail';

/** The shape of what incidents are counted by. */
export interface HeatArea {
  type: 'Feature';
  geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon;
  properties: { id: string };
}

/** Shapes of the grids, of the base units that stand in for them, or of the areas of a level. */
export const useHeatAreas = defineStore('heat-areas', () => {
  const place = usePlace();
  const heat = useHeat();
  const trail = useTrail();
  const faces = shallowRef<{ type: 'FeatureCollection'; features: HeatArea[] } | null>(null);

  /** Each by itself: another answer about the same areas is no reason to fetch them and to put them on the map again. */
  const areasAsked = [
    () => place.current?.id,
    () => heat.summary?.areas,
    () => heat.summary?.plan?.id,
    () => heat.summary?.plan?.revision,
    () => heat.summary?.level,
  ] as const;

  async function fetchFaces(placeId: string, planId: string | undefined): Promise<HeatArea[] | null> {
    if (heat.summary?.areas === 'base-units') {
      const units = await fetchIncidentAreas(placeId);
      return units.ok ? (units.value.features as HeatArea[]) : null;
    }
    if (heat.summary?.areas === 'areas') {
      const level = place.current?.profile.levels.findIndex(({ key }) => key === heat.summary?.level);
      return (place.areas?.features ?? []).filter(({ properties }) => properties.level === level) as HeatArea[];
    }
    const grids = planId ? await fetchGrids(placeId, planId) : null;
    if (!grids?.ok) return null;
    return grids.value.features.filter((face) => face.properties.kind !== 'unassigned') as unknown as HeatArea[];
  }

  watch(
    areasAsked,
    async (now, before) => {
      const [placeId, areas, planId] = now;
      if (placeId !== before?.[0]) faces.value = null;
      if (!placeId || !areas || (areas === 'grids' && !planId)) return;
      const features = await fetchFaces(placeId, planId);
      if (!features || areasAsked.some((one, i) => one() !== now[i])) return;
      faces.value = { type: 'FeatureCollection', features };
      if (areas !== 'grids') return;
      // The breadcrumb names the grids of what is shown.
      trail.grids = new Map(
        features.map(({ geometry, properties: { id } }) => {
          const grid = heat.gridOf(id);
          const { name = id, communityId = '' } = grid ?? {};
          return [id, { id, name, communityId, box: () => geometryBox(geometry) }];
        }),
      );
    },
    { immediate: true },
  );

  return { faces };
});
