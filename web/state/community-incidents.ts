import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import { boundingBox, boxToDegrees, mergeBoxes } from '../../geodata/geometry/bounding-box';
import { containsPoint } from '../../geodata/geometry/point-in-polygon';
import { toLattice } from '../../geodata/schema/coordinates';
import type { LatticePoint, MultiPolygon } from '../../geodata/schema/coordinates';
import type { AreaId } from '../../geodata/schema/ids';
import { fetchIncidentFeatures } from '../api/incidents';
import { usePlace } from './place';
import { usePlan } from './plan';

const pageSize = 1000;
/** A community with more incidents than this is counted grid by grid, when an edit is saved, and not while one draws. */
const mostPages = 10;
const daysPerMonth = 365.25 / 12;

interface CommunityIncidents {
  points: LatticePoint[];
  months: number;
}

/** Where the incidents of a community were, for counting them in shapes that nobody has saved yet. */
export const useCommunityIncidents = defineStore('community-incidents', () => {
  const place = usePlace();
  const plan = usePlan();
  const known = new Map<AreaId, CommunityIncidents | null>();
  const version = shallowRef(0);

  async function load(area: AreaId): Promise<void> {
    known.set(area, null);
    const placeId = place.current?.id;
    const faces = plan.indexed?.inCommunity(area) ?? [];
    if (!placeId || faces.length === 0) return;
    const box = boxToDegrees(mergeBoxes(faces.map(({ polygons }) => boundingBox(polygons))));
    const bbox = box.map((side) => side.toFixed(6)).join(',');
    const points: LatticePoint[] = [];
    let days = 0;
    for (let page = 0; ; page++) {
      if (page === mostPages) return;
      const query = { bbox, sort: 'oldest', limit: pageSize, skip: page * pageSize } as const;
      const answer = await fetchIncidentFeatures(placeId, query, new AbortController().signal);
      if (!answer.ok || place.current?.id !== placeId) return;
      const { features, period, total } = answer.value;
      if (period) days = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000 + 1;
      for (const { geometry } of features) {
        if (geometry) points.push([toLattice(geometry.coordinates[0]!), toLattice(geometry.coordinates[1]!)]);
      }
      if (features.length === 0 || (page + 1) * pageSize >= total) break;
    }
    if (days === 0) return;
    known.set(area, { points, months: days / daysPerMonth });
    version.value++;
  }

  /** Incidents a month within a shape of a community; null while they are not here. */
  function perMonth(area: AreaId, polygons: MultiPolygon): number | null {
    void version.value;
    if (!known.has(area)) void load(area);
    const here = known.get(area);
    if (!here) return null;
    const [minX, minY, maxX, maxY] = boundingBox(polygons);
    const inside = here.points.filter(
      ([x, y]) => x >= minX && x <= maxX && y >= minY && y <= maxY && containsPoint([x, y], polygons),
    );
    return inside.length / here.months;
  }

  watch(
    () => place.current?.datasetVersion,
    () => {
      known.clear();
      version.value++;
    },
  );

  return { perMonth };
});
