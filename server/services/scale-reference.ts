import type { IncidentPeriod, ScaleBasis } from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { busiestWindow } from '../../geodata/incidents/busiest-window';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import { addDays, dayIndex, daysBetween, startOfLocalDate } from '../../geodata/incidents/local-days';
import { incidentMerges } from './incident-merges';
import type { IncidentSet, IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { ReadIncidentQuery } from './read-incident-query';

export interface ScaledQuery {
  scale: ScaleBasis;
  /** Days of the window of `window`; as many as the period asked for has where not given. */
  scaleDays?: number | undefined;
  /** A filter written as a query, `from=…&to=…&type=…`: colours fit what passes it. Goes before `scale`. */
  reference?: string | undefined;
  /** True: colours are fixed by what is late alone. */
  lateScale?: boolean | undefined;
  /** Plan whose workers a reference with `cover` counts. */
  plan?: string | undefined;
}

/** The incidents that colours are fixed by. */
export interface ScaleReference {
  scale: ScaleBasis | 'reference';
  filter: IncidentFilter;
  period: IncidentPeriod | null;
  /** The same for the same incidents: what was worked out from them is kept under it. */
  key: string;
}

const named = ['from', 'to', 'type', 'state', 'owner', 'late', 'light', 'cover', 'hours', 'q', 'count'] as const;

/** Which incidents the colours of an answer hang on; nothing else of the question has a say in them. */
export async function scaleReference(
  { scale, scaleDays, reference, lateScale = false, plan }: ScaledQuery,
  read: ReadIncidentQuery,
  set: IncidentSet,
  source: IncidentSource,
): Promise<Result<ScaleReference>> {
  if (reference !== undefined && reference !== '') return readReference(reference, lateScale, plan, set, source);
  const whole = set.days && { from: set.days.dates[0]!, to: set.days.dates.at(-1)! };
  const among: IncidentFilter = lateScale ? { late: true } : {};
  const of = lateScale ? 'late ' : '';
  if (scale === 'full' || !read.period || !set.days) return ok({ scale, filter: among, period: whole, key: of });
  const { from, to } = read.filter;
  if (scale === 'period') {
    const filter = { ...among, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return ok({ scale, filter, period: read.period, key: `${of}${from ?? ''} ${to ?? ''}` });
  }
  const { timeZone } = set.place.profile;
  const length = scaleDays ?? daysBetween(read.period.from, read.period.to);
  if (length >= set.days.dates.length) return ok({ scale, filter: among, period: whole, key: of });
  const byDay = await incidentsByDay(source, set, lateScale);
  const first = set.days.dates[busiestWindow(byDay, length)]!;
  const last = addDays(first, length - 1);
  return ok({
    scale,
    filter: { ...among, from: startOfLocalDate(first, timeZone), to: startOfLocalDate(addDays(last, 1), timeZone) },
    period: { from: first, to: last },
    key: `${of}${first} ${last}`,
  });
}

async function readReference(
  reference: string,
  lateScale: boolean,
  plan: string | undefined,
  set: IncidentSet,
  source: IncidentSource,
): Promise<Result<ScaleReference>> {
  const given = new URLSearchParams(reference);
  const query: Record<string, string> = {};
  for (const [name, value] of given) {
    if (!named.some((one) => one === name)) {
      return fail('incident.bad-reference', { name: name.slice(0, 40), known: named.join(', ') });
    }
    query[name] = value;
  }
  const { late, count, ...rest } = query;
  const problems = count === 'problems';
  const read = await readIncidentQuery(
    { ...rest, plan, late: late === 'true' || lateScale, count: problems ? 'problems' : 'reports' },
    set,
    source,
  );
  if (!read.ok) return read;
  given.sort();
  // Merging moves what a reference of problems is made of.
  const version = problems ? ` ${(await incidentMerges(source)).version}` : '';
  const key = `${lateScale ? 'late ' : ''}${read.value.coverKey} ${given.toString()}${version}`;
  return ok({ scale: 'reference', ...read.value, key });
}

/** Incidents of every day of the data, or of those that are late. */
export function incidentsByDay(source: IncidentSource, set: IncidentSet, late = false): Promise<Uint32Array> {
  const among: IncidentFilter = late ? { late: true } : {};
  return source.cached(`${late ? 'late ' : ''}incidents-by-day`, () => Promise.resolve(countDays(set, among)));
}

function countDays(set: IncidentSet, among: IncidentFilter): Uint32Array {
  const days = set.days!;
  const byDay = new Uint32Array(days.dates.length);
  for (const i of filterIncidents(set.columns, among, set.asOf)) byDay[dayIndex(days, set.columns.reportedAt[i]!)]!++;
  return byDay;
}
