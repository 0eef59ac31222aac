import type { Grid } from '../../geodata/schema/plan';
import type { RateBasis } from '../../geodata/schema/incident-summary';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import { assignPoints } from '../../geodata/geometry/assign-points';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import type { StoredPlan } from '../db/rows';
import { selectAreas } from '../db/queries/areas';
import { selectUnitShapes } from '../db/queries/settlement';
import { selectGrids } from '../db/queries/plans';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { findPlan } from './find-plan';
import type { IncidentSet, IncidentSource } from './incident-set';

/** What incidents are counted by, and who is in it: grids of a plan, or base units where the place has no grids. */
export interface IncidentGrids {
  kind: 'grids' | 'base-units';
  /** Null where the place has none. */
  plan: StoredPlan | null;
  /** Without unassigned land. */
  grids: Pick<Grid, 'id' | 'communityId' | 'code' | 'name'>[];
  /** Per incident of the set the index of its grid, -1 in none. */
  gridOf: Int32Array;
  /** What rates are divided by: residents only where no household is counted anywhere. */
  basis: RateBasis;
  /** Households per grid; null where no base unit in it has a count. */
  households: (number | null)[];
  residents: (number | null)[];
  /** Share of base units whose counts are assumed. */
  assumedShare: number;
}

/**
 * The grids to count by: of the plan asked for, else of the default one. Where that has no grid and base units have
 * shapes of their own (statistical areas, hexagons), those units. Null where there is neither;
 * `plan.not-found` for a plan that is not there.
 */
export async function incidentGrids(
  source: IncidentSource,
  set: IncidentSet,
  planId: string | undefined,
): Promise<Result<IncidentGrids | null>> {
  const asked = await findPlan(source.client, planId, source.now);
  if (!asked.ok) return asked;
  const plan = asked.value;
  // A draft changes between two imports, so its revision is part of the key.
  const grids = plan
    ? await source.cached(`incident-grids ${plan.id} ${plan.revision}`, () => assignToGrids(source, set, plan))
    : null;
  if (grids && grids.grids.length > 0) return ok(grids);
  const units = await source.cached('incident-base-units', () => assignToUnits(source, set));
  return ok(units ? { ...units, plan } : grids);
}

async function assignToGrids(source: IncidentSource, set: IncidentSet, plan: StoredPlan): Promise<IncidentGrids> {
  const faces = (await selectGrids(source.client, plan.id)).filter(({ kind }) => kind !== 'unassigned');
  const shapes = faces.map(({ polygons }) => polygons);
  const units = await selectBaseUnitColumns(source.client);
  const households: (number | null)[] = faces.map(() => null);
  const residents: (number | null)[] = faces.map(() => null);
  assignPoints(units.xy, shapes).forEach((grid, unit) => {
    if (grid < 0) return;
    const [homes, people] = [units.households[unit]!, units.residents[unit]!];
    if (homes >= 0) households[grid] = (households[grid] ?? 0) + homes;
    if (people >= 0) residents[grid] = (residents[grid] ?? 0) + people;
  });
  return {
    kind: 'grids',
    plan,
    grids: faces.map(({ id, communityId, code, name }) => ({ id, communityId, code, name })),
    // An incident without a point stands at an impossible one, far from every grid.
    gridOf: assignPoints(set.columns.xy, shapes),
    basis: basisOf(units),
    households,
    residents,
    assumedShare: assumedShare(units),
  };
}

async function assignToUnits(source: IncidentSource, set: IncidentSet): Promise<IncidentGrids | null> {
  const shaped = await selectUnitShapes(source.client);
  if (shaped.length === 0) return null;
  const units = await selectBaseUnitColumns(source.client);
  const areas = await selectAreas(source.client);
  const deepest = areas.reduce((level, area) => Math.max(level, area.level), 0);
  const communities = areas.filter(({ level }) => level === deepest);
  const anchors = shaped.flatMap(({ index }) => [units.xy[2 * index]!, units.xy[2 * index + 1]!]);
  const community = assignPoints(
    anchors,
    communities.map(({ geometry }) => geometry),
  );
  const known = (count: number): number | null => (count >= 0 ? count : null);
  return {
    kind: 'base-units',
    plan: null,
    grids: shaped.map(({ index, name }, i) => ({
      // Ids of base units take the place of those of grids; `kind` says so.
      id: units.ids[index] as string as Grid['id'],
      communityId: (communities[community[i]!]?.id ?? '') as Grid['communityId'],
      code: null,
      name,
    })),
    gridOf: assignPoints(
      set.columns.xy,
      shaped.map(({ footprint }) => footprint),
    ),
    basis: basisOf(units),
    households: shaped.map(({ index }) => known(units.households[index]!)),
    residents: shaped.map(({ index }) => known(units.residents[index]!)),
    assumedShare: assumedShare(units),
  };
}

/** Shapes of the base units that stand in for grids, as GeoJSON. */
export async function listUnitAreas(source: IncidentSource): Promise<Result<object>> {
  const units = await selectUnitShapes(source.client);
  return ok({
    type: 'FeatureCollection',
    features: units.map(({ id, name, footprint }) => ({
      type: 'Feature',
      id,
      geometry: multiPolygonToGeoJson(footprint),
      properties: { id, name },
    })),
  });
}

const basisOf = ({ households, residents }: BaseUnitColumns): RateBasis =>
  !households.some((count) => count >= 0) && residents.some((count) => count >= 0) ? 'residents' : 'households';

const assumedShare = ({ assumed }: BaseUnitColumns): number =>
  assumed.length > 0 ? assumed.reduce<number>((total, flag) => total + flag, 0) / assumed.length : 0;
