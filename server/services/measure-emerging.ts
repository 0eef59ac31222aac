import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import { judgeHistory } from '../../geodata/incidents/judge-history';
import { addDays, dayIndex, daysBetween, localDays, startOfLocalDate } from '../../geodata/incidents/local-days';
import { ratePerThousand } from '../../geodata/incidents/rates';
import type { CountedKind } from '../../geodata/schema/incident-assignment';
import type { EmergingIncidents, IncidentPeriod } from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { incidentGrids } from './incident-grids';
import { countedOf } from './counted-grids';
import type { IncidentGrids } from './counted-grids';
import { incidentSet } from './incident-set';
import type { IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery } from './read-incident-query';
import { tooFewOf } from './summarise-incidents';

export interface EmergingQuery extends IncidentQuery {
  level?: string | undefined;
  counted?: CountedKind | undefined;
  /** How many equal steps the period is cut into. */
  steps: number;
}

/** The incidents of every grid in every step of a period. */
export interface SteppedIncidents {
  basis: Pick<EmergingIncidents, 'period' | 'timeZone' | 'asOf' | 'datasetVersion' | 'plan' | 'level' | 'counted'>;
  /** Equally long, oldest first; none where the place has no incidents or nothing to count them by. */
  steps: IncidentPeriod[];
  /** One array a step, each one entry a grid. */
  counts: Uint32Array[];
  /** What rates are divided by, of each grid; 0 where it has no rate. */
  people: number[];
  /** Null where there is nothing to count by. */
  grids: IncidentGrids | null;
  total: number;
}

/**
 * Counts a period in equal steps of whole days; the days that do not fill a step are left out at its beginning. Fails with
 * `incident.too-short` where there is no day for each step.
 */
export async function countSteps(source: IncidentSource, query: EmergingQuery): Promise<Result<SteppedIncidents>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const { filter, period } = read.value;
  // Step is compared with step, so only land that stayed the same can be.
  const found = await incidentGrids(source, set, query, period, true);
  if (!found.ok) return found;
  const grids = found.value;
  const { timeZone } = set.place.profile;
  const basis = {
    period,
    timeZone,
    asOf: new Date(set.asOf).toISOString(),
    datasetVersion: set.place.datasetVersion,
    plan: grids?.plan ? { id: grids.plan.id, revision: grids.plan.revision } : null,
    level: grids?.level ?? null,
    counted: countedOf(grids),
  };
  if (!period || !grids) return ok({ basis, steps: [], counts: [], people: [], grids: null, total: 0 });
  const available = daysBetween(period.from, period.to);
  const length = Math.floor(available / query.steps);
  if (length < 1) return fail('incident.too-short', { days: available, steps: query.steps });
  const steps = Array.from({ length: query.steps }, (_, k): IncidentPeriod => {
    const to = addDays(period.to, -length * (query.steps - 1 - k));
    return { from: addDays(to, 1 - length), to };
  });
  const from = startOfLocalDate(steps[0]!.from, timeZone);
  const to = startOfLocalDate(addDays(period.to, 1), timeZone);
  const days = localDays(from, to - 1, timeZone);
  const counts = steps.map(() => new Uint32Array(grids.grids.length));
  const rows = filterIncidents(set.columns, { ...filter, from: Math.max(from, filter.from ?? from) }, set.asOf);
  for (const i of rows) {
    const grid = grids.gridOf[i]!;
    const day = dayIndex(days, set.columns.reportedAt[i]!);
    if (grid >= 0 && day >= 0) counts[Math.floor(day / length)]![grid]!++;
  }
  const tooFew = tooFewOf(grids.basis, set);
  const people = grids[grids.basis].map((here) => (ratePerThousand(0, here, tooFew).kind === 'rate' ? here! : 0));
  return ok({ basis, steps, counts, people, grids, total: rows.length });
}

/** Which grids are hot now, since when and how steadily, over the steps of `countSteps`. */
export async function measureEmerging(
  source: IncidentSource,
  query: EmergingQuery,
): Promise<Result<EmergingIncidents>> {
  const counted = await countSteps(source, query);
  if (!counted.ok) return counted;
  const { basis, steps, counts, people, grids, total } = counted.value;
  if (!grids) return ok({ ...basis, total, steps, byGrid: [] });
  const judged = judgeHistory(counts, people, grids.neighbours);
  return ok({ ...basis, total, steps, byGrid: grids.grids.map(({ id }, i) => ({ gridId: id, ...judged[i]! })) });
}
