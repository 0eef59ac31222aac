import { assignPoints } from '../../geodata/geometry/assign-points';
import { createNearestFace } from '../../geodata/geometry/nearest-face';
import { unsureShares } from '../../geodata/geometry/unsure-points';
import { touchingFaces } from '../../geodata/geometry/touching-faces';
import { neighboursOfPairs } from '../../geodata/incidents/hot-spots/neighbours';
import { addDays, daysBetween, startOfLocalDate } from '../../geodata/incidents/local-days';
import { hasSameShape } from '../../geodata/plan/pair-plans';
import { isInForce, publishedSpans } from '../../geodata/plan/published-spans';
import type { PublishedSpan } from '../../geodata/plan/published-spans';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import { SURE_SHARE } from '../../geodata/schema/incident-assignment';
import type { LandGap } from '../../geodata/schema/incident-assignment';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import type { GridId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { selectGrids } from '../db/queries/plans';
import type { StoredPlan } from '../db/rows';
import { assumedShare, basisOf, countPeople, middlesOf } from './count-in-shapes';
import type { PeopleInShapes } from './count-in-shapes';
import type { IncidentGrids, SpanDays } from './counted-grids';
import type { IncidentSet, IncidentSource } from './incident-set';
import { once } from './once';

/** The faces of one published plan of a scheme, while it was in force. */
export interface TimedPlan extends PublishedSpan<StoredPlan> {
  /** Without unassigned land. */
  faces: Grid[];
  shapes: MultiPolygon[];
  people: PeopleInShapes;
  /** Pairs of faces that touch. */
  touching: [number, number][];
  /** Index of the grid of each face, the same for one id in all plans; and the other way round. */
  gridOfFace: Int32Array;
  faceOfGrid: ReadonlyMap<number, number>;
  /** 1 where the plan before had the grid with the same land. */
  isAsBefore: Uint8Array;
}

/** Everything a scheme has ever published, with each incident in the grid that was in force when it was reported. */
export interface GridTimeline {
  key: string;
  plans: TimedPlan[];
  /** Every grid there ever was, as it was last. */
  grids: Pick<Grid, 'id' | 'communityId' | 'code' | 'name'>[];
  shapes: MultiPolygon[];
  /** Per incident the index of its grid, -1 in none. */
  gridOf: Int32Array;
  /** As `unsureShares` of `IncidentGrids`. */
  unsureShares(): Float32Array;
}

/** The published plans of a scheme and the incidents under each; read once until one of them or the data changes. */
export function gridTimeline(
  source: IncidentSource,
  set: IncidentSet,
  plans: readonly StoredPlan[],
  schemeId: string,
): Promise<GridTimeline> {
  const spans = publishedSpans(plans, schemeId);
  const key = `incident-timeline ${schemeId} ${spans.map(({ plan, from }) => `${plan.id}.${plan.revision}.${from}`).join(' ')}`;
  return source.cached(key, () => readTimeline(source, set, spans, key));
}

async function readTimeline(
  source: IncidentSource,
  set: IncidentSet,
  spans: readonly PublishedSpan<StoredPlan>[],
  key: string,
): Promise<GridTimeline> {
  const units = await source.cached('base-unit-columns', () => selectBaseUnitColumns(source.client));
  const indexOf = new Map<GridId, number>();
  const grids: GridTimeline['grids'] = [];
  const shapes: MultiPolygon[] = [];
  const plans: TimedPlan[] = [];
  let before = new Map<GridId, Grid>();
  for (const span of spans) {
    const faces = (await selectGrids(source.client, span.plan.id)).filter(({ kind }) => kind !== 'unassigned');
    const gridOfFace = Int32Array.from(faces, ({ id }) => {
      const known = indexOf.get(id) ?? indexOf.size;
      indexOf.set(id, known);
      return known;
    });
    faces.forEach(({ id, communityId, code, name, polygons }, face) => {
      grids[gridOfFace[face]!] = { id, communityId, code, name };
      shapes[gridOfFace[face]!] = polygons;
    });
    const land = faces.map(({ polygons }) => polygons);
    plans.push({
      ...span,
      faces,
      shapes: land,
      people: countPeople(units, land),
      touching: touchingFaces(land),
      gridOfFace,
      faceOfGrid: new Map(Array.from(gridOfFace, (grid, face) => [grid, face])),
      isAsBefore: Uint8Array.from(faces, (face) => {
        const was = before.get(face.id);
        return was && hasSameShape(was, face) ? 1 : 0;
      }),
    });
    before = new Map(faces.map((face) => [face.id, face]));
  }
  const gridOf = assignInTurn(set, plans);
  return { key, plans, grids, shapes, gridOf, unsureShares: once(() => unsureInTurn(set, plans, gridOf)) };
}

/** First moment of a span; -Infinity where it has always been. */
const beginOf = ({ from }: { from: string | null }, set: IncidentSet): number =>
  from === null ? -Infinity : startOfLocalDate(from, set.place.profile.timeZone);

function assignInTurn({ columns, ...set }: IncidentSet, plans: readonly TimedPlan[]): Int32Array {
  const gridOf = new Int32Array(columns.count).fill(-1);
  plans.forEach((plan, p) => {
    const begin = beginOf(plan, { columns, ...set });
    const next = plans[p + 1];
    const end = next ? beginOf(next, { columns, ...set }) : Infinity;
    const rows: number[] = [];
    for (let i = 0; i < columns.count; i++) {
      const at = columns.reportedAt[i]!;
      if (at >= begin && at < end) rows.push(i);
    }
    const xy = new Int32Array(rows.length * 2);
    rows.forEach((i, k) => {
      xy[2 * k] = columns.xy[2 * i]!;
      xy[2 * k + 1] = columns.xy[2 * i + 1]!;
    });
    assignPoints(xy, plan.shapes).forEach((face, k) => {
      if (face >= 0) gridOf[rows[k]!] = plan.gridOfFace[face]!;
    });
  });
  return gridOf;
}

/** How sure each incident is of its grid of then, by the shapes of that day. */
function unsureInTurn(set: IncidentSet, plans: readonly TimedPlan[], gridOf: Int32Array): Float32Array {
  const { columns, sigmas } = set;
  const found = new Float32Array(columns.count).fill(NaN);
  plans.forEach((plan, p) => {
    const begin = beginOf(plan, set);
    const next = plans[p + 1];
    const end = next ? beginOf(next, set) : Infinity;
    const faceOf = gridOf.map((grid, i) => {
      const at = columns.reportedAt[i]!;
      return at >= begin && at < end ? (plan.faceOfGrid.get(grid) ?? -1) : -1;
    });
    unsureShares(columns.xy, faceOf, plan.shapes, sigmas, SURE_SHARE).forEach((share, i) => {
      if (faceOf[i]! >= 0) found[i] = share;
    });
  });
  return found;
}

/**
 * The grids that were in force in a period: those of the plan at its end first, then those that were gone by then. People
 * count for the days a grid was in force, so that the households of all grids together are those of the place whenever one
 * looks, and rates of a grid of two weeks and of one of a year are cases a period, both.
 *
 * @param steadyOnly people only of grids that had the same land on every day of the period: what is compared step by step
 */
export async function gridsOfPeriod(
  source: IncidentSource,
  set: IncidentSet,
  timeline: GridTimeline,
  period: IncidentPeriod | null,
  steadyOnly: boolean,
): Promise<IncidentGrids | null> {
  const units = await source.cached('base-unit-columns', () => selectBaseUnitColumns(source.client));
  const known = set.days?.dates;
  const whole = period ?? (known ? { from: known[0]!, to: known.at(-1)! } : null);
  const inForce = timeline.plans.filter((span) => !whole || isInForce(span, whole.from, whole.to));
  const last = inForce.at(-1) ?? timeline.plans.at(-1);
  if (!last) return null;
  const order = orderOf([last, ...inForce], timeline.grids.length);
  const count = order.listed.length;
  const people: PeopleInShapes = { households: Array(count).fill(null), residents: Array(count).fill(null) };
  const touching: [number, number][] = [];
  for (const plan of inForce) {
    const share = whole ? daysShared(plan, whole) / daysBetween(whole.from, whole.to) : 1;
    plan.gridOfFace.forEach((grid, face) => {
      const at = order.positionOf[grid]!;
      for (const basis of ['households', 'residents'] as const) {
        const here = plan.people[basis][face]!;
        if (here !== null) people[basis][at] = (people[basis][at] ?? 0) + here * share;
      }
    });
    for (const [a, b] of plan.touching) {
      touching.push([order.positionOf[plan.gridOfFace[a]!]!, order.positionOf[plan.gridOfFace[b]!]!]);
    }
  }
  if (steadyOnly && whole) {
    for (let at = 0; at < count; at++) {
      if (hasOneShape(timeline, order.listed[at]!, whole.from, whole.to)) continue;
      people.households[at] = null;
      people.residents[at] = null;
    }
  }
  return {
    kind: 'grids',
    key: timeline.key,
    level: null,
    plan: last.plan,
    grids: order.listed.map((grid) => timeline.grids[grid]!),
    gridOf: timeline.gridOf.map((grid) => (grid < 0 ? -1 : order.positionOf[grid]!)),
    heldBy: timeline.gridOf,
    basis: basisOf(units),
    ...people,
    fullTimePosts: null,
    middles: middlesOf(order.listed.map((grid) => timeline.shapes[grid]!)),
    neighbours: neighboursOfPairs(count, touching),
    assumedShare: assumedShare(units),
    unsureShares: () => timeline.unsureShares(),
    nearest: nearestInTurn(set, timeline, order.positionOf),
    then: {
      spans: order.listed.map((grid) => spanOf(timeline, grid)),
      current: last.faces.length,
      landGap: (at, now, other) => landGap(timeline, order.listed[at]!, now, other),
      order: [last, ...inForce].map(({ plan }) => plan.id).join(' '),
      since: timeline.plans[0] ? beginOf(timeline.plans[0], set) : Infinity,
    },
  };
}

function orderOf(plans: readonly TimedPlan[], count: number): { listed: number[]; positionOf: Int32Array } {
  const positionOf = new Int32Array(count).fill(-1);
  const listed: number[] = [];
  for (const { gridOfFace } of plans) {
    for (const grid of gridOfFace) if (positionOf[grid] === -1) positionOf[grid] = listed.push(grid) - 1;
  }
  return { listed, positionOf };
}

/** How many days of a period a plan was in force. */
export function daysShared(span: TimedPlan, { from, to }: IncidentPeriod): number {
  const first = span.from !== null && span.from > from ? span.from : from;
  const until = span.to === null || span.to > to ? to : addDays(span.to, -1);
  return first > until ? 0 : daysBetween(first, until);
}

function hasOneShape({ plans }: GridTimeline, grid: number, from: string, to: string): boolean {
  let isBegun = false;
  for (const plan of plans) {
    if (!isInForce(plan, from, to)) continue;
    const face = plan.faceOfGrid.get(grid);
    if (face === undefined || (isBegun && plan.isAsBefore[face] === 0)) return false;
    // A plan that begins within the days leaves those before it without the grid.
    if (!isBegun && plan.from !== null && plan.from > from) return false;
    isBegun = true;
  }
  return isBegun;
}

/** All days a grid was in force, whatever the period. */
function spanOf({ plans }: GridTimeline, grid: number): SpanDays {
  const held = plans.filter((plan) => plan.faceOfGrid.has(grid));
  return { from: held[0]?.from ?? null, to: held.at(-1)?.to ?? null };
}

function landGap(timeline: GridTimeline, grid: number, now: IncidentPeriod, other: IncidentPeriod): LandGap | null {
  const from = now.from < other.from ? now.from : other.from;
  const to = now.to > other.to ? now.to : other.to;
  if (hasOneShape(timeline, grid, from, to)) return null;
  const isThere = (first: string, last: string): boolean =>
    timeline.plans.some((plan) => plan.faceOfGrid.has(grid) && isInForce(plan, first, last));
  if (!isThere(other.from, other.to)) return 'not-there';
  return isThere(now.to, now.to) ? 'land-changed' : 'gone';
}

function nearestInTurn(set: IncidentSet, { plans }: GridTimeline, positionOf: Int32Array): IncidentGrids['nearest'] {
  const finders = plans.map((plan) => ({
    plan,
    begin: beginOf(plan, set),
    find: null as ReturnType<typeof createNearestFace> | null,
  }));
  return (i, within) => {
    const at = set.columns.reportedAt[i]!;
    const slot = finders.findLast(({ begin }) => at >= begin);
    if (!slot) return null;
    slot.find ??= createNearestFace(slot.plan.shapes);
    const found = slot.find([set.columns.xy[2 * i]!, set.columns.xy[2 * i + 1]!], within);
    return found && { grid: positionOf[slot.plan.gridOfFace[found.face]!]!, metres: found.metres };
  };
}
