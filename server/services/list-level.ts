import { coveredPart } from '../../geodata/coverage/covered-part';
import type { CoveredPart } from '../../geodata/coverage/covered-part';
import { summariseCoverage } from '../../geodata/coverage/coverage-summary';
import { inmostLevels } from '../../geodata/schema/coverage';
import type { CountedGroup, LevelPage, LevelRow, LevelSort } from '../../geodata/schema/coverage';
import type { Area } from '../../geodata/schema/place';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { coverageGroups } from './coverage-groups';
import type { CoverageGroups } from './coverage-groups';
import { coverageNetwork, kindTimes } from './coverage-network';
import type { CoverageNetwork, CoverageSource } from './coverage-network';
import type { CoverageQuery } from './measure-coverage';

export interface LevelQuery extends CoverageQuery {
  /** Key of a level of the profile, `grid` or `base-unit`. */
  level: string;
  /** Whom rows are ordered by; without it by the share that stands for each. */
  group?: CountedGroup | undefined;
  sort: LevelSort;
  offset: number;
  limit: number;
  nextCursor: string;
}

/** A set of base units that has a name. */
type Named = Pick<LevelRow, 'id' | 'name' | 'code' | 'parent'>;

/**
 * Who is covered, row by row of one level, in pages. Fails with `coverage.unknown-level`, which names those there are.
 * Rows without a share come last, whatever the order.
 */
export async function listLevel(source: CoverageSource, query: LevelQuery): Promise<Result<LevelPage>> {
  const found = await coverageNetwork(source, query);
  if (!found.ok) return found;
  const on = found.value;
  const grouped = await coverageGroups(source, on, query.plan);
  if (!grouped.ok) return grouped;
  const sets = setsOf(on, grouped.value, query.level);
  if (!sets) return fail('coverage.unknown-level', { level: query.level, known: levelKeys(on).join(', ') });
  const { milliseconds } = await kindTimes(source, on, query.kind);
  const counts = summariseCoverage(
    on.units,
    milliseconds,
    on.unitConnections.kind,
    query.minutes * 60_000,
    sets.setOf,
    sets.named.length,
  );
  const group = query.group ?? null;
  const parts = counts.map((one) => coveredPart(one, group));
  const order = [...sets.named.keys()].sort(
    (p, q) => compareParts(parts[p]!, parts[q]!, query.sort) || compareNames(sets.named[p]!, sets.named[q]!) || p - q,
  );
  return ok({
    datasetVersion: on.place.datasetVersion,
    level: query.level,
    group,
    total: order.length,
    rows: order.slice(query.offset, query.offset + query.limit).map((i) => ({ ...sets.named[i]!, ...counts[i]! })),
    nextCursor: query.offset + query.limit < order.length ? query.nextCursor : null,
  });
}

const levelKeys = ({ place }: CoverageNetwork): string[] => [
  ...place.profile.levels.map(({ key }) => key),
  ...inmostLevels,
];

/** Null for a level the place does not have. */
function setsOf(
  on: CoverageNetwork,
  groups: CoverageGroups,
  key: string,
): { named: Named[]; setOf: Int32Array } | null {
  const { communities, communityOf, outer, plan, grids, gridOf } = groups;
  const areasById = new Map([...outer.flatMap(({ areas }) => areas), ...communities].map((area) => [area.id, area]));
  const parentOf = (id: Area['id'] | null): Named['parent'] => {
    const area = id === null ? undefined : areasById.get(id);
    return area ? { id: area.id, name: area.name } : null;
  };
  const nameArea = ({ id, name, code, parentId }: Area): Named => ({ id, name, code, parent: parentOf(parentId) });
  if (key === 'base-unit') {
    const { ids, names } = on.units;
    return {
      named: ids.map((id, i) => ({
        id,
        name: { zh: names[i] || id },
        code: null,
        parent: parentOf(communities[communityOf[i]!]?.id ?? null),
      })),
      setOf: Int32Array.from(ids, (_, i) => i),
    };
  }
  if (key === 'grid') {
    const named = grids.map(({ id, name, code, communityId }) => ({
      id,
      name: { zh: name || code || id },
      code,
      parent: parentOf(communityId),
    }));
    return { named, setOf: plan ? gridOf : new Int32Array(on.units.ids.length).fill(-1) };
  }
  const level = on.place.profile.levels.findIndex((one) => one.key === key);
  if (level === -1) return null;
  if (level === on.place.profile.levels.length - 1) return { named: communities.map(nameArea), setOf: communityOf };
  const areas = outer.find((one) => one.level === level);
  return areas
    ? { named: areas.areas.map(nameArea), setOf: areas.areaOf }
    : { named: [], setOf: new Int32Array(on.units.ids.length).fill(-1) };
}

function compareParts(p: CoveredPart | null, q: CoveredPart | null, sort: LevelSort): number {
  if (sort === 'name') return 0;
  if (!p || !q) return p === q ? 0 : p ? -1 : 1;
  return sort === 'missing' ? q.total - q.covered - (p.total - p.covered) : p.covered / p.total - q.covered / q.total;
}

const compareNames = (p: Named, q: Named): number => (p.name.zh < q.name.zh ? -1 : p.name.zh > q.name.zh ? 1 : 0);
