import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import { proportionInterval } from '../../geodata/incidents/hot-spots/proportion-interval';
import type { IncidentCover } from '../../geodata/schema/incident-lateness';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { isBeyondOf, walksOf, workedGrids } from './cover-flags';
import type { IncidentGrids } from './counted-grids';
import { incidentSet } from './incident-set';
import type { IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery } from './read-incident-query';
import { AS_TODAY, CLOSED_DAY, OFF_PATHS, TIMED, WITHOUT_POINT } from './walk-incidents';
import type { IncidentWalks } from './walk-incidents';

/** How many incidents under a filter are outside cover, each way with its denominator; the filter's own `cover` is left out. */
export async function measureCover(
  source: IncidentSource,
  { cover: _cover, ...query }: IncidentQuery,
  minutes: number,
): Promise<Result<IncidentCover>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const rows = filterIncidents(set.columns, read.value.filter, set.asOf);
  const walks = walksOf(source, set);
  const why = walks.ok ? null : whyNot[walks.problem.code];
  if (!walks.ok && !why) return walks;
  const grids = await workedGrids(source, set, query.plan);
  const whyNoWorkers = grids.ok ? null : whyNot[grids.problem.code];
  if (!grids.ok && !whyNoWorkers) return grids;
  return ok({
    period: read.value.period,
    timeZone: set.place.profile.timeZone,
    asOf: new Date(set.asOf).toISOString(),
    datasetVersion: set.place.datasetVersion,
    total: rows.length,
    minutes,
    walk: walks.ok ? tallyWalks(rows, walks.value, minutes) : null,
    whyNoWalk: (why ?? null) as IncidentCover['whyNoWalk'],
    workers: grids.ok ? tallyWorkers(rows, grids.value) : null,
    whyNoWorkers: (whyNoWorkers ?? null) as IncidentCover['whyNoWorkers'],
  });
}

/** Problems that are an answer: the place has nothing to walk on or to, or nobody is on record. */
const whyNot: Readonly<Record<string, IncidentCover['whyNoWalk'] | IncidentCover['whyNoWorkers']>> = {
  'incident.no-grids': 'no-grids',
  'incident.no-workers': 'no-workers',
  'coverage.no-streets': 'no-streets',
  'incident.no-stations': 'no-stations',
};

function tallyWalks(rows: Uint32Array, walks: IncidentWalks, minutes: number): NonNullable<IncidentCover['walk']> {
  const isBeyond = isBeyondOf(walks, minutes);
  const count = (passes: (i: number) => boolean): number => rows.reduce((sum, i) => (passes(i) ? sum + 1 : sum), 0);
  const [far, timed] = [count(isBeyond), count((i) => walks.standing[i] === TIMED)];
  return {
    kind: walks.kind,
    walker: walks.walker,
    at: walks.at,
    closedDays: {
      incidents: count((i) => walks.streetsOf[i] === CLOSED_DAY),
      asToday: count((i) => walks.streetsOf[i] === AS_TODAY),
    },
    stations: walks.stations,
    beyond: far,
    timed,
    interval: proportionInterval(far, timed),
    offNetwork: count((i) => walks.standing[i] === OFF_PATHS),
    withoutPoint: count((i) => walks.standing[i] === WITHOUT_POINT),
  };
}

function tallyWorkers(rows: Uint32Array, grids: IncidentGrids): NonNullable<IncidentCover['workers']> {
  const { gridOf, plan } = grids;
  const posts = grids.fullTimePosts!;
  let [without, inGrids] = [0, 0];
  for (const i of rows) {
    if (gridOf[i]! < 0) continue;
    inGrids++;
    if (posts[gridOf[i]!] === 0) without++;
  }
  return {
    plan: { id: plan!.id, revision: plan!.revision },
    without,
    inGrids,
    interval: proportionInterval(without, inGrids),
    outside: rows.length - inGrids,
    grids: posts.length,
    gridIdsWithout: grids.grids.flatMap(({ id }, grid) => (posts[grid] === 0 ? [id] : [])),
  };
}
