import { comparePlans } from '../../geodata/plan/compare-plans';
import { locateUnits } from '../../geodata/plan/locate-units';
import type { GridDifference, LivingCount, PlanDifference } from '../../geodata/plan/compare-plans';
import { sumPosts } from '../../geodata/plan/grid-workers';
import { gridFates } from '../../geodata/plan/trace-lineage';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { GridId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import type { ComparisonTotals, MovedPage, PlanComparison } from '../../geodata/schema/publication';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { Client } from '../db/open-database';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { selectPlace } from '../db/queries/places';
import { selectGrids, selectGridsBeside, selectPlan } from '../db/queries/plans';
import { selectAncestry } from '../db/queries/publications';

/** Where a comparison reads from; a worker fills it for one place. */
export interface CompareSource {
  client: Client;
  /** Keeps what `build` made until the place's data changes. */
  cached<T>(key: string, build: () => Promise<T>): Promise<T>;
}

/** Two plans beside each other, with what they were compared by. */
export interface ComparedPlans {
  before: readonly Grid[];
  after: readonly Grid[];
  columns: BaseUnitColumns;
  difference: PlanDifference;
}

/** A plan at a revision: what a comparison is kept by. */
export interface PlanAt {
  id: string;
  revision: number;
}

/** Compares two plans of the place, kept until one of them or the data changes. Null where one is not there. */
export function comparePlansOf(source: CompareSource, before: PlanAt, after: PlanAt): Promise<ComparedPlans | null> {
  const key = `compare ${before.id} ${before.revision} ${after.id} ${after.revision}`;
  return source.cached(key, async () => {
    const { client } = source;
    const place = await selectPlace(client);
    if (!place || !(await selectPlan(client, before.id)) || !(await selectPlan(client, after.id))) return null;
    const columns = await source.cached('base-unit-columns', () => selectBaseUnitColumns(client));
    const faces = await source.cached(`plan-faces ${before.id} ${before.revision}`, async () => {
      const grids = await selectGrids(client, before.id);
      return { grids, located: locateUnits(columns, grids) };
    });
    const later = await selectGridsBeside(client, after.id, { ...before, grids: faces.grids });
    const difference = comparePlans({
      before: faces.grids,
      after: later,
      located: faces.located,
      columns,
      householdBand: place.profile.grid.householdBand,
      ancestry: await selectAncestry(client, [before.id, after.id]),
    });
    return { before: faces.grids, after: later, columns, difference };
  });
}

/** The sums of a comparison. */
export function comparisonTotals({ before, after, difference }: ComparedPlans): ComparisonTotals {
  const fates = Object.fromEntries(gridFates.map((fate) => [fate, 0])) as ComparisonTotals['fates'];
  let [householdsBefore, householdsAfter] = [null, null] as (number | null)[];
  let workersChanged = 0;
  for (const row of difference.grids) {
    const { fate, after: now, before: was, sameAs } = row;
    // Of grids that are gone only those nothing came from: the others are told by what they became.
    if (now || fate === 'retired') fates[fate]++;
    if (hasOtherWorkers(row)) workersChanged++;
    householdsAfter = addKnown(householdsAfter, now);
    // A grid that is gone and has a successor is counted with that.
    if (now || sameAs === null) householdsBefore = addKnown(householdsBefore, was);
  }
  const grids = { before: before.filter(isGrid), after: after.filter(isGrid) };
  return {
    gridsBefore: grids.before.length,
    gridsAfter: grids.after.length,
    householdsBefore,
    householdsAfter,
    postsBefore: sumPosts(grids.before.map(({ workers }) => workers)),
    postsAfter: sumPosts(grids.after.map(({ workers }) => workers)),
    fates,
    workersChanged,
    movedUnits: difference.moved.unit.length,
    movedHouseholds: difference.movedHouseholds,
    movedResidents: difference.movedResidents,
    movedUnknown: difference.movedUnknown,
  };
}

const isGrid = (grid: Grid): boolean => grid.kind !== 'unassigned';
const addKnown = (sum: number | null, count: LivingCount | null): number | null =>
  count === null || count.households === null ? sum : (sum ?? 0) + count.households;

/** A grid whose successor has other workers; one that is gone without a successor counts where it had any. */
const hasOtherWorkers = ({ after, sameAs, staffChanged }: GridDifference): boolean =>
  (after !== null || sameAs === null) && staffChanged;

/** What goes over the wire but for the plans themselves. */
export function comparisonWire(compared: ComparedPlans): Omit<PlanComparison, 'before' | 'after'> {
  const { before, after, difference } = compared;
  const named: Grid[] = [];
  const positionOf = new Map<GridId, number>();
  for (const faces of [before, after]) {
    for (const grid of faces) {
      if (!isGrid(grid)) continue;
      const known = positionOf.get(grid.id);
      if (known === undefined) positionOf.set(grid.id, named.push(grid) - 1);
      // What it is called now.
      else named[known] = grid;
    }
  }
  const { unit, from, to } = difference.moved;
  const positions = (faces: readonly Grid[], indices: Int32Array): number[] =>
    Array.from(indices, (face) => (face < 0 ? -1 : positionOf.get(faces[face]!.id)!));
  return {
    totals: comparisonTotals(compared),
    histogram: difference.histogram,
    grids: difference.grids.map((row) => {
      const { name, code, communityId } = named[positionOf.get(row.id)!]!;
      return {
        id: row.id,
        name,
        code,
        communityId,
        fate: row.fate,
        from: row.from as GridId[],
        to: row.to as GridId[],
        sameAs: row.sameAs,
        before: row.before,
        after: row.after,
        postsBefore: row.postsBefore,
        postsAfter: row.postsAfter,
        came: [...row.came],
        went: [...row.went],
        staffChanged: row.staffChanged,
        joined: row.joined,
        left: row.left,
      };
    }),
    moved: { unit: [...unit], from: positions(before, from), to: positions(after, to) },
    names: named.map(({ id, name, code }) => ({ id, name, code })),
  };
}

/** Which of the moved units. */
export interface MovedQuery {
  /** Only those that come to or leave this grid. */
  grid?: string | undefined;
  offset: number;
  limit: number;
}

/** A page of the moved units with their addresses. */
export function movedPage(
  { before, after, columns, difference }: ComparedPlans,
  { grid, offset, limit }: MovedQuery,
): Omit<MovedPage, 'nextCursor'> {
  const { unit, from, to } = difference.moved;
  const faceOf = (faces: readonly Grid[], index: number): Grid | null => (index < 0 ? null : faces[index]!);
  const rows: number[] = [];
  for (let i = 0; i < unit.length; i++) {
    if (grid === undefined || isAbout(grid as GridId, faceOf(before, from[i]!), faceOf(after, to[i]!))) rows.push(i);
  }
  const known = (count: number): number | null => (count < 0 ? null : count);
  return {
    total: rows.length,
    units: rows.slice(offset, offset + limit).map((i) => {
      const index = unit[i]!;
      const [was, is] = [faceOf(before, from[i]!), faceOf(after, to[i]!)];
      return {
        id: columns.ids[index]!,
        name: columns.names[index] ?? '',
        address: columns.addresses[index] ?? null,
        lng: fromLattice(columns.xy[index * 2]!),
        lat: fromLattice(columns.xy[index * 2 + 1]!),
        households: known(columns.households[index]!),
        residents: known(columns.residents[index]!),
        fromGrid: was?.id ?? null,
        fromName: was?.name ?? null,
        toGrid: is?.id ?? null,
        toName: is?.name ?? null,
      };
    }),
  };
}

const isAbout = (id: GridId, was: Grid | null, is: Grid | null): boolean => was?.id === id || is?.id === id;
