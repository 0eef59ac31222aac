import { hasPoint } from '../../geodata/incidents/incident-columns';
import { judgeParts } from '../../geodata/incidents/judge-parts';
import type { Part } from '../../geodata/incidents/judge-parts';
import { daysBetween } from '../../geodata/incidents/local-days';
import { ratePerThousand } from '../../geodata/incidents/rates';
import { redrawGroups } from '../../geodata/incidents/redraw-groups';
import { hasSameShape } from '../../geodata/plan/pair-plans';
import { sumPosts } from '../../geodata/plan/grid-workers';
import type { GridId } from '../../geodata/schema/ids';
import type { RateBasis } from '../../geodata/schema/incident-summary';
import type { Grid } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { RedrawComparison, RedrawnGrid } from '../../geodata/schema/redraw';
import { comparePlansOf } from './compare-plans';
import type { PlanAt } from './compare-plans';
import { basisOf } from './count-in-shapes';
import { incidentGrids } from './incident-grids';
import { incidentSet } from './incident-set';
import type { IncidentSource } from './incident-set';
import { tooFewOf } from './summarise-incidents';

const DAYS_PER_MONTH = 365.25 / 12;

/** One of the two plans, by its grids without unassigned land. */
interface Side {
  faces: Grid[];
  /** Per incident the index of its grid, -1 in none. */
  gridOf: Int32Array;
  /** Of each grid what rates are divided by. */
  people: (number | null)[];
  counts: Uint32Array;
}

/**
 * What the grids that differ between two plans come to in incidents, rates and load, before and after. A draft's grids are as
 * they were saved last. Fails with `plan.not-found`.
 */
export async function compareIncidents(
  source: IncidentSource,
  before: PlanAt,
  after: PlanAt,
): Promise<Result<Omit<RedrawComparison, 'before' | 'after'>>> {
  const compared = await comparePlansOf(source, before, after);
  if (!compared) return fail('plan.not-found', { plan: after.id });
  const set = await incidentSet(source);
  const basis = basisOf(compared.columns);
  const [was, is] = [
    await readSide(source, before.id, compared.before, basis),
    await readSide(source, after.id, compared.after, basis),
  ];
  if (!was.ok) return was;
  if (!is.ok) return is;
  const sides = { before: was.value, after: is.value };
  const indexOf = (faces: readonly Grid[]): Map<GridId, number> => new Map(faces.map(({ id }, i) => [id, i]));
  const indexBefore = indexOf(sides.before.faces);
  const indexAfter = indexOf(sides.after.faces);
  const groups = redrawGroups({
    beforeOf: sides.before.gridOf,
    afterOf: sides.after.gridOf,
    twinOf: Int32Array.from(sides.before.faces, ({ id }) => indexAfter.get(id) ?? -1),
    after: sides.after.faces.length,
    isReshaped: (grid) => {
      const face = sides.before.faces[grid]!;
      const twin = sides.after.faces[indexAfter.get(face.id)!]!;
      return twin.kind !== face.kind || !hasSameShape(face, twin);
    },
    related: compared.difference.grids.flatMap(({ id, from }) =>
      from.map((parent) => [indexBefore.get(parent) ?? -1, indexAfter.get(id) ?? -1] as const),
    ),
  });
  const dates = set.days?.dates;
  const period = dates ? { from: dates[0]!, to: dates.at(-1)! } : null;
  const months = period ? daysBetween(period.from, period.to) / DAYS_PER_MONTH : 0;
  const tooFew = tooFewOf(basis, set);
  const describe = (side: Side, grid: number): RedrawnGrid => {
    const { id, name, workers } = side.faces[grid]!;
    const people = side.people[grid]!;
    const posts = Object.values(sumPosts([workers])).reduce((sum, some) => sum + some, 0);
    const counted = side.counts[grid]!;
    return {
      gridId: id,
      name,
      count: counted,
      people,
      perThousand: ratePerThousand(counted, people, tooFew).perThousand,
      posts,
      perWorkerMonth: posts > 0 && months > 0 ? counted / months / posts : null,
      test: null,
    };
  };
  const described = groups.map((group) => ({
    ...group,
    before: group.before.map((grid) => describe(sides.before, grid)),
    after: group.after.map((grid) => describe(sides.after, grid)),
  }));
  judgeGroups(described, sides.after);
  const inGrids = ({ counts }: Side): number => counts.reduce((sum, some) => sum + some, 0);
  let withoutPoint = 0;
  for (let i = 0; i < set.columns.count; i++) if (!hasPoint(set.columns, i)) withoutPoint++;
  const located = set.columns.count - withoutPoint;
  return ok({
    period,
    months,
    basis,
    tooFew,
    groups: described,
    total: {
      incidents: set.columns.count,
      inGridsBefore: inGrids(sides.before),
      inGridsAfter: inGrids(sides.after),
      outsideBefore: located - inGrids(sides.before),
      outsideAfter: located - inGrids(sides.after),
      withoutPoint,
    },
  });
}

async function readSide(
  source: IncidentSource,
  planId: string,
  own: readonly Grid[],
  basis: RateBasis,
): Promise<Result<Side>> {
  const set = await incidentSet(source);
  const found = await incidentGrids(source, set, { plan: planId });
  if (!found.ok) return found;
  // Base units stand in where a plan has no grid yet: then everything is in none.
  const counted = found.value?.kind === 'grids' ? found.value : null;
  const faceOf = new Map(own.map((grid) => [grid.id, grid]));
  const faces = (counted?.grids ?? []).map(({ id }) => faceOf.get(id)!);
  const gridOf = counted?.gridOf ?? new Int32Array(set.columns.count).fill(-1);
  const counts = new Uint32Array(faces.length);
  for (const grid of gridOf) if (grid >= 0) counts[grid]!++;
  return ok({
    faces,
    gridOf,
    people: counted?.[basis] ?? [],
    counts,
  });
}

/** Holds each new grid's rate against the others of its group, or, where it is alone, against the rest of the plan. */
function judgeGroups(groups: readonly { after: RedrawnGrid[] }[], after: Side): void {
  let [allCount, allPeople] = [0, 0];
  after.people.forEach((people, grid) => {
    if (people === null) return;
    allCount += after.counts[grid]!;
    allPeople += people;
  });
  const judged: { grid: RedrawnGrid; against: 'group' | 'plan'; part: Part }[] = [];
  for (const group of groups) {
    const rated = group.after.filter(({ perThousand }) => perThousand !== null);
    const sum = (of: (grid: RedrawnGrid) => number): number => rated.reduce((total, grid) => total + of(grid), 0);
    const [count, people] = [sum((grid) => grid.count), sum((grid) => grid.people!)];
    for (const grid of rated) {
      const isAlone = rated.length === 1;
      const part = {
        count: grid.count,
        people: grid.people!,
        otherCount: (isAlone ? allCount : count) - grid.count,
        otherPeople: (isAlone ? allPeople : people) - grid.people!,
      };
      if (part.otherPeople > 0) judged.push({ grid, against: isAlone ? 'plan' : 'group', part });
    }
  }
  judgeParts(judged.map(({ part }) => part)).forEach((verdict, i) => {
    const { grid, against, part } = judged[i]!;
    grid.test = { against, ...verdict, otherPerThousand: (part.otherCount / part.otherPeople) * 1000 };
  });
}
