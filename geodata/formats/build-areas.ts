import type { LatticeBox, MultiPolygon } from '../schema/coordinates';
import { areaIdSchema } from '../schema/ids';
import type { AreaId } from '../schema/ids';
import type { Area, LocalName } from '../schema/place';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { assignPoints } from '../geometry/assign-points';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { fillTemplate } from './fill-template';
import type { ImportedBaseUnit } from './import-base-units';
import type { LayerLog } from './import-log';
import type { AreaSpec } from './import-spec';

type LevelSpec = Extract<AreaSpec, { from: 'base-units' }>['levels'][number];

/** A polygon with a name, from another file. */
export interface NamedPolygon {
  name: string;
  polygons: MultiPolygon;
}

/** Areas and, for each base unit, the index of its innermost area among them. */
export interface BuiltAreas {
  areas: Area[];
  /** For each imported unit the id of its area on the innermost level. */
  communityOf: AreaId[];
}

/** The box as the one area of a place that has none. */
export function boxArea(spec: Extract<AreaSpec, { from: 'extent' }>, box: LatticeBox): Area {
  const [west, south, east, north] = box;
  return {
    id: spec.id,
    code: spec.code,
    name: spec.name.en === undefined ? { zh: spec.name.zh } : { zh: spec.name.zh, en: spec.name.en },
    level: 0,
    parentId: null,
    geometry: [[[west, south, east, south, east, north, west, north]]],
  };
}

/**
 * Areas as unions of base units that have one code in common, level by level. Shared borders cancel exactly, so areas
 * and units have the very same vertices. Names come from a pattern, or from the polygon of another file that holds
 * most of the units; units that lie in another one are reported. Fails where one code lies under two parents.
 */
export function buildAreas(
  units: readonly ImportedBaseUnit[],
  levels: readonly LevelSpec[],
  namedPolygons: ReadonlyMap<LevelSpec, readonly NamedPolygon[]>,
  log: LayerLog,
): Result<BuiltAreas> {
  const areas: Area[] = [];
  let parentOf: (AreaId | null)[] = units.map(() => null);
  const areaById = new Map<AreaId, Area>();
  for (const [level, spec] of levels.entries()) {
    const groups = groupUnits(units, spec.column);
    const own: AreaId[] = new Array<AreaId>(units.length);
    for (const [code, members] of groups) {
      const id = areaIdSchema.safeParse(code);
      if (!id.success) return fail('area.bad-code', { column: spec.column, code });
      if (areaById.has(id.data)) return fail('area.code-twice', { code });
      const parents = new Set(members.map((member) => parentOf[member]!));
      if (parents.size > 1) return fail('area.two-parents', { code, parents: [...parents].join(', ') });
      const parentId = parentOf[members[0]!]!;
      log.read();
      const geometry = dissolveFaces(members.map((member) => units[member]!.unit.footprint!));
      const name = nameArea(
        code,
        parentId ? areaById.get(parentId)!.name : null,
        spec,
        members,
        units,
        namedPolygons,
        log,
      );
      const area: Area = { id: id.data, code, name, level, parentId, geometry };
      areaById.set(id.data, area);
      areas.push(area);
      log.kept();
      for (const member of members) own[member] = id.data;
    }
    parentOf = own;
  }
  return ok({ areas, communityOf: parentOf as AreaId[] });
}

/** Indexes of units by the value of a column, in order of the value. */
export function groupUnits(units: readonly ImportedBaseUnit[], column: string): [code: string, members: number[]][] {
  const groups = new Map<string, number[]>();
  units.forEach(({ cells }, index) => {
    const code = cells[column] ?? '';
    const group = groups.get(code);
    if (group) group.push(index);
    else groups.set(code, [index]);
  });
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function nameArea(
  code: string,
  parent: LocalName | null,
  spec: LevelSpec,
  members: readonly number[],
  units: readonly ImportedBaseUnit[],
  namedPolygons: ReadonlyMap<LevelSpec, readonly NamedPolygon[]>,
  log: LayerLog,
): LocalName {
  if ('zh' in spec.name) {
    const fill = (template: string, parentName: string) =>
      fillTemplate(template, (key) => (key === 'code' ? code : key === 'parent' ? parentName : ''));
    const zh = fill(spec.name.zh, parent?.zh ?? '');
    return spec.name.en === undefined ? { zh } : { zh, en: fill(spec.name.en, parent?.en ?? parent?.zh ?? '') };
  }
  const polygons = namedPolygons.get(spec) ?? [];
  const votes = new Map<number, number>();
  const anchors = members.flatMap((member) => [...units[member]!.unit.anchor]);
  for (const at of assignPoints(
    anchors,
    polygons.map((polygon) => polygon.polygons),
  ))
    votes.set(at, (votes.get(at) ?? 0) + 1);
  const [best, count] = [...votes].reduce((top, vote) => (vote[1] > top[1] ? vote : top), [-1, 0]);
  const found = polygons[best];
  if (!found) {
    log.repair('area.unnamed', null, { code, file: spec.name.file });
    return { zh: code };
  }
  const elsewhere = members.length - count;
  if (elsewhere > 0)
    log.remark('area.units-elsewhere', null, { area: found.name, count: elsewhere, units: members.length });
  log.remark('area.named', null, { code, name: found.name });
  const english = Object.hasOwn(spec.name.english, found.name) ? spec.name.english[found.name] : undefined;
  return english === undefined ? { zh: found.name } : { zh: found.name, en: english };
}
