import { gridIdSchema } from '../schema/ids';
import type { AreaId } from '../schema/ids';
import type { PlaceDataset } from '../schema/dataset';
import type { Area } from '../schema/place';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { unnamedWorkers } from '../plan/grid-workers';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { groupUnits } from './build-areas';
import { fillTemplate } from './fill-template';
import type { ImportedBaseUnit } from './import-base-units';
import type { LayerLog } from './import-log';
import type { PlanSpec } from './import-spec';

type BuiltPlan = PlaceDataset['plans'][number];

/** Draft plans over the innermost areas: of empty land, or of grids that are unions of base units. */
export function buildPlan(
  spec: PlanSpec,
  communities: readonly Area[],
  units: readonly ImportedBaseUnit[],
  communityOf: readonly AreaId[],
  log: LayerLog | null,
): Result<BuiltPlan> {
  const plan: BuiltPlan['plan'] = {
    id: spec.id,
    schemeId: spec.scheme.id,
    name: spec.name.en === undefined ? { zh: spec.name.zh } : { zh: spec.name.zh, en: spec.name.en },
    status: 'draft',
    importedUnbalanced: spec.from === 'base-units',
  };
  if (spec.from === 'nothing') return ok({ plan, grids: communities.map(unassignedLand) });
  const grids: Grid[] = [];
  for (const [code, members] of groupUnits(units, spec.column)) {
    log?.read();
    const id = gridIdSchema.safeParse(`g-${code}`);
    if (!id.success) return fail('area.bad-code', { column: spec.column, code });
    const parents = new Set(members.map((member) => communityOf[member]!));
    if (parents.size > 1) return fail('area.two-parents', { code, parents: [...parents].join(', ') });
    grids.push({
      id: id.data,
      communityId: communityOf[members[0]!]!,
      kind: 'general',
      code: null,
      name: fillTemplate(spec.gridName, (key) => (key === spec.column ? code : '')),
      workers: unnamedWorkers('full-time', spec.workersPerGrid),
      polygons: dissolveFaces(members.map((member) => units[member]!.unit.footprint!)),
      parents: [],
      revision: 0,
    });
    log?.kept();
  }
  return ok({ plan, grids });
}

function unassignedLand(community: Area): Grid {
  return {
    id: gridIdSchema.parse(`free-${community.id}`),
    communityId: community.id,
    kind: 'unassigned',
    code: null,
    name: '',
    workers: [],
    polygons: community.geometry,
    parents: [],
    revision: 0,
  };
}
