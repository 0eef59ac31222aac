import type { IncidentPeriod, ScaleBasis } from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { busiestWindow } from '../../geodata/incidents/busiest-window';
import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import { addDays, dayIndex, daysBetween, startOfLocalDate } from '../../geodata/incidents/local-days';
import type { IncidentSet, IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { ReadIncidentQuery } from './read-incident-query';

export interface ScaledQuery {
  scale: ScaleBasis;
  /** A filter written as a query, `from=…&to=…&type=…`: colours fit what passes it. Goes before `scale`. */
  reference?: string | undefined;
}

/** The incidents that colours are fixed by. */
export interface ScaleReference {
  scale: ScaleBasis | 'reference';
  filter: IncidentFilter;
  period: IncidentPeriod | null;
  /** The same for the same incidents: what was worked out from them is kept under it. */
  key: string;
}

const named = ['from', 'to', 'type', 'state', 'owner', 'late', 'hours', 'q'] as const;

/** Which incidents the colours of an answer hang on; nothing else of the question has a say in them. */
export async function scaleReference(
  { scale, reference }: ScaledQuery,
  read: ReadIncidentQuery,
  set: IncidentSet,
  source: IncidentSource,
): Promise<Result<ScaleReference>> {
  if (reference !== undefined && reference !== '') return readReference(reference, set, source);
  const whole = set.days && { from: set.days.dates[0]!, to: set.days.dates.at(-1)! };
  if (scale === 'full' || !read.period || !set.days) return ok({ scale, filter: {}, period: whole, key: '' });
  const { from, to } = read.filter;
  if (scale === 'period') {
    const filter = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return ok({ scale, filter, period: read.period, key: `${from ?? ''} ${to ?? ''}` });
  }
  const { timeZone } = set.place.profile;
  const length = daysBetween(read.period.from, read.period.to);
  if (length >= set.days.dates.length) return ok({ scale, filter: {}, period: whole, key: '' });
  const byDay = await source.cached('incidents-by-day', () => Promise.resolve(countDays(set)));
  const first = set.days.dates[busiestWindow(byDay, length)]!;
  const last = addDays(first, length - 1);
  return ok({
    scale,
    filter: { from: startOfLocalDate(first, timeZone), to: startOfLocalDate(addDays(last, 1), timeZone) },
    period: { from: first, to: last },
    key: `${first} ${last}`,
  });
}

async function readReference(
  reference: string,
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
  const { late, ...rest } = query;
  const read = await readIncidentQuery({ ...rest, late: late === 'true' }, set, source);
  if (!read.ok) return read;
  given.sort();
  return ok({ scale: 'reference', ...read.value, key: given.toString() });
}

function countDays(set: IncidentSet): Uint32Array {
  const days = set.days!;
  const byDay = new Uint32Array(days.dates.length);
  for (const at of set.columns.reportedAt) byDay[dayIndex(days, at)]!++;
  return byDay;
}
