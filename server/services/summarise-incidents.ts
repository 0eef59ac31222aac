import { incidentStates } from '../../geodata/schema/incident';
import type {
  GridIncidents,
  IncidentSummaryWire,
  IncidentTypeWire,
  ScaleBasis,
} from '../../geodata/schema/incident-summary';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { classBreaks } from '../../geodata/incidents/class-breaks';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import { localDays } from '../../geodata/incidents/local-days';
import type { LocalDays } from '../../geodata/incidents/local-days';
import { compareWithExpected, ratePerThousand } from '../../geodata/incidents/rates';
import { summariseIncidents as summariseRows } from '../../geodata/incidents/summarise-incidents';
import type { IncidentSummary } from '../../geodata/incidents/summarise-incidents';
import { incidentGrids } from './incident-grids';
import type { IncidentGrids } from './incident-grids';
import { incidentSet } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery, ReadIncidentQuery } from './read-incident-query';

export interface IncidentSummaryQuery extends IncidentQuery {
  plan?: string | undefined;
  scale: ScaleBasis;
}

const RATE_CLASSES = 6;
const noDays: LocalDays = { dates: [], starts: Float64Array.of(0) };

/** Counts, rates and class borders under a filter; every count is that of the rows `listIncidents` lists. */
export async function summariseIncidents(
  source: IncidentSource,
  query: IncidentSummaryQuery,
): Promise<Result<IncidentSummaryWire>> {
  const set = await incidentSet(source);
  const read = readIncidentQuery(query, set, source.now);
  if (!read.ok) return read;
  const found = await incidentGrids(source, set, query.plan);
  if (!found.ok) return found;
  const grids = found.value;
  const { filter, period } = read.value;

  const days = period
    ? localDays(startOf(read.value, set), endOf(read.value, set), set.place.profile.timeZone)
    : noDays;
  const count = (asked: IncidentFilter, over: LocalDays) => countUnder(asked, over, set, grids);
  const summary = count(filter, days);
  const allDays = set.days ?? noDays;
  const facets = {
    byType: count(without(filter, 'types'), days),
    byState: count(without(filter, 'states'), days),
    byDay: count(without(filter, 'from', 'to'), allDays),
  };
  const rated = rateGrids(summary, grids, set);
  const breaks = await rateBreaks(source, set, grids, query.scale === 'period' ? filter : {});

  return ok({
    period,
    timeZone: set.place.profile.timeZone,
    asOf: new Date(set.asOf).toISOString(),
    datasetVersion: set.place.datasetVersion,
    total: summary.total,
    plan: grids && { id: grids.plan.id, revision: grids.plan.revision },
    withoutPoint: summary.withoutPoint,
    outsideGrids: summary.outsideGrids,
    overdue: summary.overdue,
    closedLate: summary.closedLate,
    byGrid: rated.byGrid,
    byDay: toDays(summary, days),
    byType: toTypes(summary, set),
    byState: toStates(summary),
    facets: {
      byType: toTypes(facets.byType, set),
      byState: toStates(facets.byState),
      byDay: toDays(facets.byDay, allDays),
    },
    rate: {
      perThousand: rated.perThousand,
      households: rated.households,
      householdsDate: set.place.dataDate,
      assumedShare: grids?.assumedShare ?? 0,
      tooFewHouseholds: set.place.profile.incidents.tooFewHouseholds,
      scale: query.scale,
      breaks,
    },
  });
}

/** The types of a place with how many incidents carry each code. */
export async function listIncidentTypes(source: IncidentSource): Promise<Result<{ types: IncidentTypeWire[] }>> {
  const { columns } = await incidentSet(source);
  const counts = new Uint32Array(columns.types.length);
  for (const type of columns.type) counts[type]!++;
  return ok({ types: columns.types.map((type, i) => ({ ...type, count: counts[i]! })) });
}

function countUnder(
  asked: IncidentFilter,
  days: LocalDays,
  set: IncidentSet,
  grids: IncidentGrids | null,
): IncidentSummary {
  const rows = filterIncidents(set.columns, asked, set.asOf);
  const gridOf = grids?.gridOf ?? new Int32Array(set.columns.count).fill(-1);
  return summariseRows(set.columns, rows, gridOf, grids?.grids.length ?? 0, days, set.asOf);
}

/** Rates of the grids, and the rate of all that have one together: what each is compared with. */
function rateGrids(
  { byGrid }: IncidentSummary,
  grids: IncidentGrids | null,
  set: IncidentSet,
): { byGrid: GridIncidents[]; perThousand: number | null; households: number } {
  const { tooFewHouseholds } = set.place.profile.incidents;
  const rates = (grids?.grids ?? []).map((_, i) =>
    ratePerThousand(byGrid.count[i]!, grids!.households[i]!, tooFewHouseholds),
  );
  let cases = 0;
  let households = 0;
  for (const rate of rates) {
    if (rate.kind !== 'rate') continue;
    cases += rate.numerator;
    households += rate.denominator!;
  }
  const common = households > 0 ? cases / households : null;
  return {
    perThousand: common === null ? null : common * 1000,
    households,
    byGrid: rates.map((rate, i) => {
      const { id, communityId, code, name } = grids!.grids[i]!;
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
        households: rate.denominator,
        rateKind: rate.kind,
        perThousand: rate.perThousand,
        expected: comparison?.expected ?? null,
        chance: comparison?.chance ?? null,
      };
    }),
  };
}

/** Class borders from all types and states of the period the scale hangs on, so that no filter moves them. */
async function rateBreaks(
  source: IncidentSource,
  set: IncidentSet,
  grids: IncidentGrids | null,
  filter: IncidentFilter,
): Promise<number[]> {
  if (!grids) return [];
  const { from, to } = filter;
  const key = `rate-breaks ${grids.plan.id} ${grids.plan.revision} ${from ?? ''} ${to ?? ''}`;
  return source.cached(key, () => {
    const period: IncidentFilter = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const { byGrid } = rateGrids(countUnder(period, noDays, set, grids), grids, set);
    return Promise.resolve(
      classBreaks(
        byGrid.flatMap(({ perThousand }) => perThousand ?? []),
        RATE_CLASSES,
      ),
    );
  });
}

function without(filter: IncidentFilter, ...dimensions: (keyof IncidentFilter)[]): IncidentFilter {
  const rest = { ...filter };
  for (const dimension of dimensions) delete rest[dimension];
  return rest;
}

const startOf = ({ filter }: ReadIncidentQuery, set: IncidentSet): number => filter.from ?? set.days!.starts[0]!;
const endOf = ({ filter }: ReadIncidentQuery, set: IncidentSet): number => (filter.to ?? set.days!.starts.at(-1)!) - 1;

const toDays = ({ byDay }: IncidentSummary, { dates }: LocalDays): IncidentSummaryWire['byDay'] =>
  dates.length > 0 ? { from: dates[0]!, counts: Array.from(byDay) } : null;

const toTypes = ({ byType }: IncidentSummary, set: IncidentSet): IncidentSummaryWire['byType'] =>
  set.columns.types.map(({ code }, i) => ({ code, count: byType[i]! }));

const toStates = ({ byState }: IncidentSummary): IncidentSummaryWire['byState'] =>
  incidentStates.map((state, i) => ({ state, count: byState[i]! }));
