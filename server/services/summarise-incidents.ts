import { pinyin } from 'pinyin-pro';
import { incidentStates } from '../../geodata/schema/incident';
import type {
  GridIncidents,
  IncidentPeriod,
  IncidentSummaryWire,
  IncidentTypeWire,
  RateBasis,
} from '../../geodata/schema/incident-summary';
import { SURE_SHARE } from '../../geodata/schema/incident-assignment';
import type { CountedKind } from '../../geodata/schema/incident-assignment';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { classBreaks } from '../../geodata/incidents/class-breaks';
import { countFacets, facetsOfPeriod, isPeriodAlone } from '../../geodata/incidents/count-facets';
import type { IncidentFacets } from '../../geodata/incidents/count-facets';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import { daysBetween, localDays, sliceDays, startOfLocalDate } from '../../geodata/incidents/local-days';
import type { LocalDays } from '../../geodata/incidents/local-days';
import { compareWithExpected, ratePerThousand } from '../../geodata/incidents/rates';
import { summariseIncidents as summariseRows } from '../../geodata/incidents/summarise-incidents';
import type { IncidentSummary } from '../../geodata/incidents/summarise-incidents';
import { judgeChange } from '../../geodata/incidents/judge-change';
import { periodAgainst } from '../../geodata/incidents/period-against';
import { overdueNow } from '../../geodata/incidents/overdue-now';
import { judgeRates } from '../../geodata/incidents/judge-rates';
import { countedOf } from './counted-grids';
import { findPlan } from './find-plan';
import type { IncidentGrids } from './counted-grids';
import { incidentGrids } from './incident-grids';
import { incidentSet, knownOverdue } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { countOutside } from './outside-grids';
import { countVersions } from './plan-days';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery } from './read-incident-query';
import { incidentsByDay, scaleReference } from './scale-reference';
import type { ScaledQuery, ScaleReference } from './scale-reference';

export interface IncidentSummaryQuery extends IncidentQuery, ScaledQuery {
  /** Key of a level whose areas are counted instead of grids. */
  level?: string | undefined;
  counted?: CountedKind | undefined;
  /** Period to compare with: `previous`, `last-year`, or `from..to`. */
  against?: string | undefined;
  /** Local Moran too: a second or so in a city. */
  outliers?: boolean | undefined;
}

const RATE_CLASSES = 6;
const noDays: LocalDays = { dates: [], starts: Float64Array.of(0) };

/** Counts, rates and class borders under a filter; every count is that of the rows `listIncidents` lists. */
export async function summariseIncidents(
  source: IncidentSource,
  query: IncidentSummaryQuery,
): Promise<Result<IncidentSummaryWire>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const { filter, period } = read.value;
  const found = await incidentGrids(source, set, query, period);
  if (!found.ok) return found;
  const grids = found.value;

  // Areas hang on no plan, and a place may have had several all the same.
  const meant = grids?.plan ? ok(grids.plan) : await findPlan(source.client, query.plan, source.now);
  const plan = meant.ok ? meant.value : null;
  const days = period ? daysOf(period, set) : noDays;
  const rows = filterIncidents(set.columns, filter, set.asOf);
  const summary = countRows(rows, days, set, grids);
  const allDays = set.days ?? noDays;
  const facets =
    set.days && isPeriodAlone(filter)
      ? facetsOfPeriod(set.columns, rows, await incidentsByDay(source, set))
      : countFacets(set.columns, filter, allDays, set.asOf);
  const changed = await changeAgainst(query, period, summary, set, source, grids);
  if (!changed.ok) return changed;
  const rated = rateGrids(summary, grids, set, query.outliers === true);
  const reference = await scaleReference(query, read.value, set, source);
  if (!reference.ok) return reference;
  const breaks = await rateBreaks(source, set, query, grids, reference.value);
  if (!breaks.ok) return breaks;
  const outside = await countOutside(source, set, grids, summary.outsideGrids > 0 ? rows : []);

  return ok({
    period,
    timeZone: set.place.profile.timeZone,
    asOf: new Date(set.asOf).toISOString(),
    datasetVersion: set.place.datasetVersion,
    total: summary.total,
    plan: grids?.plan ? { id: grids.plan.id, revision: grids.plan.revision } : null,
    withoutPoint: summary.withoutPoint,
    outsideGrids: summary.outsideGrids,
    unsure: countUnsure(grids, rows),
    outside: { near: outside.near, far: outside.far, beforePlan: outside['before-plan'] },
    counted: countedOf(grids),
    versions: plan ? await countVersions(source.client, plan.schemeId, source.now) : 0,
    overdue: summary.overdue,
    overdueNow: overdueNow(set.columns, filter, set.asOf, await knownOverdue(source, set)),
    closedLate: summary.closedLate,
    byGrid: rated.byGrid.map((grid, i) => ({
      ...grid,
      ...(changed.value?.byGrid[i] ?? { change: null, uncompared: null }),
    })),
    byDay: toDays(summary, days),
    byType: toTypes(summary, set),
    byState: toStates(summary),
    byWeekHour: Array.from(summary.byWeekHour),
    facets: {
      byType: toTypes(facets, set),
      byState: toStates(facets),
      byOwner: toOwners(facets, set),
      byWeekHour: Array.from(facets.byWeekHour),
      byDay: toDays(facets, allDays),
    },
    areas: grids?.kind ?? 'grids',
    level: grids?.level ?? null,
    against: changed.value?.against ?? null,
    rate: {
      basis: grids?.basis ?? 'households',
      perThousand: rated.perThousand,
      denominator: rated.denominator,
      denominatorDate: set.place.dataDate,
      assumedShare: grids?.assumedShare ?? 0,
      tooFew: tooFewOf(grids?.basis ?? 'households', set),
      scale: reference.value.scale,
      scalePeriod: reference.value.period,
      breaks: breaks.value,
    },
  });
}

/** How many of some incidents are in a grid they are not sure of. */
function countUnsure(grids: IncidentGrids | null, rows: Uint32Array): number {
  if (!grids) return 0;
  const shares = grids.unsureShares();
  let count = 0;
  for (let k = 0; k < rows.length; k++) if (shares[rows[k]!]! < SURE_SHARE) count++;
  return count;
}

/** What has changed against the period named; null where none is. */
async function changeAgainst(
  query: IncidentSummaryQuery,
  period: IncidentPeriod | null,
  now: IncidentSummary,
  set: IncidentSet,
  source: IncidentSource,
  grids: IncidentGrids | null,
): Promise<
  Result<{
    against: NonNullable<IncidentSummaryWire['against']>;
    byGrid: Pick<GridIncidents, 'change' | 'uncompared'>[];
  } | null>
> {
  const dates = set.days?.dates;
  if (!query.against || !period || !dates) return ok(null);
  const found = periodAgainst(query.against, period, { from: dates[0]!, to: dates.at(-1)! });
  if (!found.ok) return found;
  const read = await readIncidentQuery({ ...query, ...found.value }, set, source);
  if (!read.ok) return read;
  const before = countUnder(read.value.filter, noDays, set, grids);
  const days = {
    now: daysBetween(period.from, period.to),
    before: daysBetween(found.value.from, found.value.to),
  };
  const gaps = Array.from(now.byGrid.count, (_, i) => grids?.then?.landGap(i, period, found.value) ?? null);
  // Grids that are not compared are no tests, for which the others would have to be corrected.
  const compared = [...gaps.keys()].filter((i) => gaps[i] === null);
  const changes = judgeChange(
    compared.map((i) => now.byGrid.count[i]!),
    compared.map((i) => before.byGrid.count[i]!),
    days,
  );
  const changeOf = new Map(compared.map((i, k) => [i, changes[k]!]));
  return ok({
    against: { period: found.value, days, total: judgeChange([now.total], [before.total], days)[0]! },
    byGrid: gaps.map((uncompared, i) => ({ change: changeOf.get(i) ?? null, uncompared })),
  });
}

/** The types of a place with how many incidents carry each code. */
export async function listIncidentTypes(source: IncidentSource): Promise<Result<{ types: IncidentTypeWire[] }>> {
  const { columns } = await incidentSet(source);
  const counts = new Uint32Array(columns.types.length);
  for (const type of columns.type) counts[type]!++;
  return ok({
    types: columns.types.map((type, i) => ({ ...type, initials: initialsOf(type.name.zh), count: counts[i]! })),
  });
}

const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase();

function countUnder(
  asked: IncidentFilter,
  days: LocalDays,
  set: IncidentSet,
  grids: IncidentGrids | null,
): IncidentSummary {
  return countRows(filterIncidents(set.columns, asked, set.asOf), days, set, grids);
}

function countRows(rows: Uint32Array, days: LocalDays, set: IncidentSet, grids: IncidentGrids | null): IncidentSummary {
  const gridOf = grids?.gridOf ?? new Int32Array(set.columns.count).fill(-1);
  return summariseRows(set.columns, rows, gridOf, grids?.grids.length ?? 0, days, set.asOf);
}

/** Rates of the grids and what of them is real, and the rate of all that have one together. */
function rateGrids(
  { byGrid }: IncidentSummary,
  grids: IncidentGrids | null,
  set: IncidentSet,
  withOutliers = false,
): { byGrid: Omit<GridIncidents, 'change' | 'uncompared'>[]; perThousand: number | null; denominator: number } {
  if (!grids) return { byGrid: [], perThousand: null, denominator: 0 };
  const tooFew = tooFewOf(grids.basis, set);
  const rates = grids[grids.basis].map((here, i) => ratePerThousand(byGrid.count[i]!, here, tooFew));
  const judged = judgeRates(rates, grids.neighbours, withOutliers);
  const common = judged.common;
  return {
    perThousand: common === null ? null : common * 1000,
    denominator: judged.denominator,
    byGrid: rates.map((rate, i) => {
      const { id, communityId, code, name } = grids.grids[i]!;
      const comparison =
        rate.kind === 'rate' && common !== null
          ? compareWithExpected(rate.numerator, common * rate.denominator!)
          : null;
      return {
        gridId: id,
        communityId,
        code,
        name,
        count: byGrid.count[i]!,
        overdue: byGrid.overdue[i]!,
        closedLate: byGrid.closedLate[i]!,
        households: grids.households[i]!,
        residents: grids.residents[i]!,
        inForce: grids.then ? { ...grids.then.spans[i]!, isGone: i >= grids.then.current } : null,
        rateKind: rate.kind,
        perThousand: rate.perThousand,
        expected: comparison?.expected ?? null,
        chance: comparison?.chance ?? null,
        ...judged.grids[i]!,
      };
    }),
  };
}

/** Persons a household, census of 2020: a threshold in households says as much in residents. */
const PERSONS_PER_HOUSEHOLD = 2.6;

/** Below so many households or residents there is no rate. */
export function tooFewOf(basis: RateBasis, set: IncidentSet): number {
  const { tooFewHouseholds, tooFewResidents } = set.place.profile.incidents;
  if (basis === 'households') return tooFewHouseholds;
  return tooFewResidents ?? Math.round(tooFewHouseholds * PERSONS_PER_HOUSEHOLD);
}

/** Class borders from the incidents the scale hangs on, so that no other filter moves them. */
async function rateBreaks(
  source: IncidentSource,
  set: IncidentSet,
  query: IncidentSummaryQuery,
  counted: IncidentGrids | null,
  reference: ScaleReference,
): Promise<Result<number[]>> {
  // By the grids of then, people are weighed over the days the colours hang on, which are not those asked for.
  const found = counted?.then ? await incidentGrids(source, set, query, reference.period) : ok(counted);
  if (!found.ok) return found;
  const grids = found.value;
  if (!grids) return ok([]);
  const key = `rate-breaks ${grids.kind} ${grids.level} ${grids.key} ${reference.key}`;
  const breaks = await source.cached(key, () => {
    const { byGrid } = rateGrids(countUnder(reference.filter, noDays, set, grids), grids, set);
    return Promise.resolve(
      classBreaks(
        byGrid.flatMap(({ shrunkPerThousand }) => shrunkPerThousand ?? []),
        RATE_CLASSES,
      ),
    );
  });
  return ok(breaks);
}

/** A period mostly lies within the data, whose days are known; asking a zone for each day takes 10 µs. */
function daysOf({ from, to }: IncidentPeriod, set: IncidentSet): LocalDays {
  const { timeZone } = set.place.profile;
  const known = set.days && sliceDays(set.days, from, to);
  return known ?? localDays(startOfLocalDate(from, timeZone), startOfLocalDate(to, timeZone), timeZone);
}

const toDays = ({ byDay }: Pick<IncidentSummary, 'byDay'>, { dates }: LocalDays): IncidentSummaryWire['byDay'] =>
  dates.length > 0 ? { from: dates[0]!, counts: Array.from(byDay) } : null;

const toTypes = ({ byType }: Pick<IncidentSummary, 'byType'>, set: IncidentSet): IncidentSummaryWire['byType'] =>
  set.columns.types.map(({ code }, i) => ({ code, count: byType[i]! }));

/** Nobody first, then by name; owners none of whose incidents pass are listed too. */
const toOwners = ({ byOwner }: IncidentFacets, set: IncidentSet): IncidentSummaryWire['facets']['byOwner'] =>
  [null, ...set.columns.owners].map((owner, i) => ({ owner, count: byOwner[i]! }));

const toStates = ({ byState }: Pick<IncidentSummary, 'byState'>): IncidentSummaryWire['byState'] =>
  incidentStates.map((state, i) => ({ state, count: byState[i]! }));
