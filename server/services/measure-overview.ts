import { isCentreKind, mainStationKind } from '../../geodata/coverage/main-station-kind';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import { hasPoint } from '../../geodata/incidents/incident-columns';
import { tallyProgress } from '../../geodata/incidents/incident-progress';
import { incidentTrend } from '../../geodata/incidents/incident-trend';
import { addDays, startOfLocalDate } from '../../geodata/incidents/local-days';
import { fullTimePosts } from '../../geodata/plan/grid-workers';
import { tallyPeople } from '../../geodata/overview/tally-people';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import { overviewInputs } from '../../geodata/schema/overview';
import type { OverviewAnswer, OverviewInput } from '../../geodata/schema/overview';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { StationKind } from '../../geodata/schema/station';
import { coverageNetwork, kindTimes, walkerGroups } from './coverage-network';
import { incidentSet } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { overviewGroups } from './overview-groups';
import { countPlace, countRows } from './overview-rows';
import type { OverviewCounting } from './overview-rows';
import { judgeRules, tallyStations } from './overview-rules';
import { readPlanFindings } from './read-plan';

export interface OverviewQuery {
  /** Without one the place's service centres, else what it has most of. */
  kind?: StationKind | undefined;
  minutes?: number | undefined;
  walker?: string | undefined;
  plan?: string | undefined;
  /** The last so many days of the data. */
  days: number;
  /** Rows for every grid too. */
  grids: boolean;
}

/** The figures of a place and its areas, which rules are broken, and how incidents went over the data. */
export async function measureOverview(source: IncidentSource, query: OverviewQuery): Promise<Result<OverviewAnswer>> {
  const set = await incidentSet(source);
  const { place } = set;
  const { profile } = place;
  const grouped = await overviewGroups(source, set, query.plan, query.grids);
  if (!grouped.ok) return grouped;
  const groups = grouped.value;
  const { units, stations, plan, grids } = groups;

  const kind = query.kind ?? mainStationKind(stations.map((station) => station.kind));
  const minutes = query.minutes ?? Math.max(...profile.coverage.cutoffMinutes);
  const network = await coverageNetwork(source, { walker: query.walker });
  if (!network.ok && network.problem.code !== 'coverage.no-streets') return network;
  const canWalk = network.ok && kind !== null && stations.some((station) => station.kind === kind);
  const walking = canWalk
    ? { on: network.value, times: await kindTimes(source, network.value, kind), cutoffMilliseconds: minutes * 60_000 }
    : null;

  const { period, previous } = periodsOf(set, query.days);
  const incidents = period && rowsIn(set, period);
  const people = tallyPeople(units, groups.gridOfUnit, grids.length);
  const counting: OverviewCounting = {
    set,
    groups,
    countedGrids: grids.map(({ workers }, i) => ({ ...people[i]!, workers: fullTimePosts(workers) })),
    kind,
    walking,
    incidents,
  };
  const whole = countPlace(counting);
  const byLevel = groups.levels.map((level) => countRows(counting, level));
  // The same key and the same findings as the checks of the plan, so that whichever is asked first does the work.
  const findings = plan
    ? await source.cached(`plan:${plan.id}:${plan.revision}:checks`, () =>
        readPlanFindings(source.client, plan.id, () => Promise.resolve(units)),
      )
    : null;
  const everything = Uint32Array.from({ length: set.columns.count }, (_, i) => i);
  const leastCoveredShare = isCentreKind(kind) ? (profile.coverage.leastCoveredShare ?? null) : null;
  const stationTallies = tallyStations(stations, profile.stationFloorAreaSquareMetres);
  const finest = groups.levels.at(-1);

  return ok({
    datasetVersion: place.datasetVersion,
    dataDate: place.dataDate,
    timeZone: profile.timeZone,
    asOf: new Date(set.asOf).toISOString(),
    plan: plan && { id: plan.id, name: plan.name, revision: plan.revision },
    kind,
    minutes,
    walker: network.ok ? network.value.network.walker.group : (query.walker ?? walkerGroups(profile)[0] ?? 'adult'),
    period,
    previousPeriod: previous,
    rateBase: whole.households !== null ? 'households' : whole.residents !== null ? 'residents' : null,
    tooFew: profile.incidents.tooFewHouseholds,
    place: whole,
    previous: previous && tallyProgress(set.columns, rowsIn(set, previous), endOf(set, previous), null, 1, true)[0]!,
    withoutPoint: incidents && incidents.filter((i) => !hasPoint(set.columns, i)).length,
    outsideAreas:
      incidents && incidents.filter((i) => hasPoint(set.columns, i) && (finest?.incidentOf[i] ?? -1) < 0).length,
    stations: stationTallies,
    standards: {
      householdBand: profile.grid.householdBand,
      workersPer10000Residents: profile.workersPer10000Residents,
      coveredShare: leastCoveredShare,
    },
    rows: [...byLevel.flat(), ...(groups.byGrid ? countRows(counting, groups.byGrid) : [])],
    broken: judgeRules({
      place: whole,
      findings,
      communities: byLevel.at(-1) ?? [],
      leastCoveredShare,
      kind,
      stations: stationTallies,
      allIncidents: incidents && tallyProgress(set.columns, everything, set.asOf, null, 1)[0]!,
    }),
    trend: await source.cached('overview-trend', () => Promise.resolve(trendOf(set))),
    missing: missingOf({
      areas: (finest?.members.length ?? 0) > 0,
      'base-units': whole.units > 0,
      households: whole.households !== null,
      residents: whole.residents !== null,
      plan: grids.length > 0,
      workers: grids.some(({ workers }) => fullTimePosts(workers) > 0),
      streets: network.ok,
      stations: stations.length > 0,
      'floor-areas': stationTallies.some(({ measured }) => measured > 0),
      incidents: incidents !== null,
    }),
  });
}

const missingOf = (there: Record<OverviewInput, boolean>): OverviewInput[] =>
  overviewInputs.filter((input) => !there[input]);

/** The last days of the data, and as many before them where the data goes back that far. */
function periodsOf(
  { days }: IncidentSet,
  length: number,
): { period: IncidentPeriod | null; previous: IncidentPeriod | null } {
  const last = days?.dates.at(-1);
  if (!days || last === undefined) return { period: null, previous: null };
  const from = addDays(last, 1 - length);
  const previous = { from: addDays(from, -length), to: addDays(from, -1) };
  return { period: { from, to: last }, previous: previous.from >= days.dates[0]! ? previous : null };
}

const endOf = ({ place }: IncidentSet, { to }: IncidentPeriod): number =>
  startOfLocalDate(addDays(to, 1), place.profile.timeZone);

function rowsIn(set: IncidentSet, period: IncidentPeriod): Uint32Array {
  const from = startOfLocalDate(period.from, set.place.profile.timeZone);
  return filterIncidents(set.columns, { from, to: endOf(set, period) }, set.asOf);
}

function trendOf({ columns, days }: IncidentSet): OverviewAnswer['trend'] {
  if (!days) return null;
  const weeks = incidentTrend(columns, days, 'week');
  return { weeks: weeks.bins, months: incidentTrend(columns, days, 'month').bins, untimed: weeks.untimed };
}
