import { boxesMeet } from '../../geodata/geometry/bounding-box';
import { toLattice } from '../../geodata/schema/coordinates';
import type { BBox, LatticeBox } from '../../geodata/schema/coordinates';
import { dueLights } from '../../geodata/schema/incident-lateness';
import type { DueLight } from '../../geodata/schema/incident-lateness';
import { incidentStates } from '../../geodata/schema/incident';
import type { IncidentState } from '../../geodata/schema/incident';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import { addDays, isCalendarDate, localDate, startOfLocalDate } from '../../geodata/incidents/local-days';
import { parseOwners } from '../../geodata/incidents/owner-list';
import { parseWeekHours, weekHourFlags } from '../../geodata/incidents/week-hours';
import { findIncidentRows } from './find-incident-rows';
import { coverFlags } from './cover-flags';
import type { IncidentSet, IncidentSource } from './incident-set';

/** The filter as it stands in a URL. */
export interface IncidentQuery {
  /** `YYYY-MM-DD`: a local day, included as a whole; or an instant with its zone. */
  from?: string | undefined;
  to?: string | undefined;
  /** Codes of types or groups, comma separated. */
  type?: string | undefined;
  /** States, `open` or `ended`, comma separated. */
  state?: string | undefined;
  /** Agencies responsible as `parseOwners` reads them. */
  owner?: string | undefined;
  late?: boolean | undefined;
  /** Standings to the due time (`dueLights`), comma separated. */
  light?: string | undefined;
  /** Ways of being outside cover as `parseCover` reads them. */
  cover?: string | undefined;
  /** Plan whose workers count for `cover`, and whose grids are counted by. */
  plan?: string | undefined;
  /** Weekdays and hours, `1-5:8-17`. */
  hours?: string | undefined;
  /** Words to look for in title, address, numbers and type names. */
  q?: string | undefined;
  /** west,south,east,north in degrees. */
  bbox?: string | undefined;
}

export interface ReadIncidentQuery {
  filter: IncidentFilter;
  /** Local days the filter touches; null where the place has no incidents. */
  period: IncidentPeriod | null;
  /** What a filter by cover hangs on beside the data: walks and workers; empty without one. */
  coverKey: string;
}

const stateWords: readonly string[] = ['open', 'ended', ...incidentStates];

/** Checks a filter against the place: its zone, its types, its clock. Fails with a code of `incident.*`. */
export async function readIncidentQuery(
  query: IncidentQuery,
  set: IncidentSet,
  source: IncidentSource,
): Promise<Result<ReadIncidentQuery>> {
  const { timeZone } = set.place.profile;
  // Data may be ahead of a clock that is wrong; what it holds is not the future.
  const latest = Math.max(source.now, set.asOf);
  const filter: IncidentFilter = {};
  let coverKey = '';

  for (const field of ['from', 'to'] as const) {
    const text = query[field];
    if (text === undefined || text === '') continue;
    const isDay = isCalendarDate(text);
    const at = isDay ? startOfLocalDate(text, timeZone) : readInstant(text);
    if (at === null) return fail('incident.bad-time', { field, value: text.slice(0, 40) });
    if (at > latest) return fail('incident.future-time', { field, value: text });
    filter[field] = isDay && field === 'to' ? startOfLocalDate(addDays(text, 1), timeZone) : at;
  }
  if (filter.from !== undefined && filter.to !== undefined && filter.from >= filter.to) {
    return fail('incident.reversed-period', { from: query.from ?? '', to: query.to ?? '' });
  }

  const types = words(query.type);
  if (types) {
    const known = new Set(set.columns.types.map((type) => type.code));
    const unknown = types.find((type) => !known.has(type));
    if (unknown !== undefined) return fail('incident.unknown-type', { type: unknown.slice(0, 40) });
    filter.types = types;
  }
  const states = words(query.state);
  if (states) {
    const unknown = states.find((state) => !stateWords.includes(state));
    if (unknown !== undefined) {
      return fail('incident.unknown-state', { state: unknown.slice(0, 40), known: stateWords.join(', ') });
    }
    filter.states = states as (IncidentState | 'open' | 'ended')[];
  }
  if (query.owner !== undefined && query.owner !== '') {
    const owners = parseOwners(query.owner);
    const unknown = owners.find((owner) => owner !== null && !set.columns.owners.includes(owner));
    if (unknown !== undefined) return fail('incident.unknown-owner', { owner: unknown!.slice(0, 80) });
    filter.owners = owners;
  }
  if (query.late) filter.late = true;
  const lights = words(query.light);
  if (lights) {
    const unknown = lights.find((light) => !dueLights.some((one) => one === light));
    if (unknown !== undefined) {
      return fail('incident.unknown-light', { light: unknown.slice(0, 40), known: dueLights.join(', ') });
    }
    filter.lights = lights as DueLight[];
  }
  if (query.cover !== undefined && query.cover !== '') {
    const uncovered = await coverFlags(source, set, query.cover, query.plan);
    if (!uncovered.ok) return uncovered;
    filter.uncovered = uncovered.value.flags;
    coverKey = uncovered.value.key;
  }
  if (query.hours !== undefined && query.hours !== '') {
    const blocks = parseWeekHours(query.hours);
    if (!blocks) return fail('incident.bad-hours', { value: query.hours.slice(0, 80) });
    filter.weekHours = weekHourFlags(blocks);
  }
  const searched = query.q?.trim() ?? '';
  if (searched !== '') filter.among = await findIncidentRows(source, set, searched);
  if (query.bbox !== undefined && query.bbox !== '') {
    const box = readBox(query.bbox);
    if (isSwapped(query.bbox, box, set.place.bbox)) {
      return fail('coordinate.swapped', { coordinate: query.bbox.slice(0, 80) });
    }
    if (!box) return fail('incident.bad-box', { value: query.bbox.slice(0, 80) });
    filter.box = box;
  }
  return ok({ filter, period: periodOf(filter, set), coverKey });
}

/** The local days from the filter's first to its last moment, within the place's own days where it is open-ended. */
function periodOf(filter: IncidentFilter, set: IncidentSet): IncidentPeriod | null {
  if (!set.days) return null;
  const { timeZone } = set.place.profile;
  const { dates } = set.days;
  const from = filter.from === undefined ? dates[0]! : localDate(filter.from, timeZone);
  const to = filter.to === undefined ? dates.at(-1)! : localDate(filter.to - 1, timeZone);
  return from <= to ? { from, to } : filter.from === undefined ? { from: to, to } : { from, to: from };
}

/** UTC ms of an ISO 8601 instant that names its zone, else null. */
function readInstant(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isFinite(at) ? at : null;
}

function words(text: string | undefined): string[] | null {
  if (text === undefined || text === '') return null;
  return text.split(',');
}

/** True where the box misses the place and would not with latitude and longitude the other way round. */
function isSwapped(text: string, box: LatticeBox | null, place: BBox): boolean {
  const placeBox: LatticeBox = [toLattice(place[0]), toLattice(place[1]), toLattice(place[2]), toLattice(place[3])];
  if (box && boxesMeet(box, placeBox)) return false;
  const [first, second, third, fourth] = text.split(',');
  const turned = readBox([second, first, fourth, third].join(','));
  return turned !== null && boxesMeet(turned, placeBox);
}

function readBox(text: string): LatticeBox | null {
  const parts = text.split(',');
  const [west, south, east, north] = parts.map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (parts.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined) {
    return null;
  }
  if (!(west >= -180 && east <= 180 && west < east && south >= -90 && north <= 90 && south < north)) return null;
  return [toLattice(west), toLattice(south), toLattice(east), toLattice(north)];
}
