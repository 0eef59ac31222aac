import type { Place } from '../../geodata/schema/place';
import { incidentStates } from '../../geodata/schema/incident';
import { RADIUS_SIGMAS, USUAL_SIGMA_METRES } from '../../geodata/schema/incident-assignment';
import { NO_POINT } from '../../geodata/incidents/incident-columns';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { addDays, localDate, localDays, startOfLocalDate } from '../../geodata/incidents/local-days';
import type { LocalDays } from '../../geodata/incidents/local-days';
import { overdueRows } from '../../geodata/incidents/overdue-now';
import { weekHoursOf } from '../../geodata/incidents/week-hours';
import type { Result } from '../../geodata/schema/problems';
import type { IncidentWalks } from './walk-incidents';
import type { Client } from '../db/open-database';
import { countIncidents, eachIncidentKeys, selectIncidentOwners, selectIncidentTypes } from '../db/queries/incidents';
import { selectPlace } from '../db/queries/places';

/** Where a use case of incidents reads from; a worker fills it for one place. */
export interface IncidentSource {
  client: Client;
  /** Keeps what `build` made until the place's data changes. */
  cached<T>(key: string, build: () => Promise<T>): Promise<T>;
  /** UTC ms. */
  now: number;
  /** Walks to stations, measured on another thread for questions that need them. */
  walks?: Result<IncidentWalks>;
}

/** All incidents of a place in memory, as columns, with what they are read against. */
export interface IncidentSet {
  place: Place & { datasetVersion: string };
  columns: IncidentColumns;
  /** Database key of each row of the columns. */
  seqs: Int32Array;
  /** Standard deviation of each place eastwards and northwards, metres: its own where noted, else the place's usual one. */
  sigmas: Float32Array;
  /** Every local day from the first report to the last; null without incidents. */
  days: LocalDays | null;
  /**
   * Lateness of open incidents is judged at this one moment: the end of the place's data date, by its clock. A file of
   * last year is not late by a year more, and a closing noted afterwards does not move it.
   */
  asOf: number;
}

/** The set of the place, loaded once a dataset version. */
export function incidentSet(source: IncidentSource): Promise<IncidentSet> {
  return source.cached('incident-set', () => loadIncidentSet(source.client));
}

/** What is open and past due now, whatever is asked; kept, because it is few of many. */
export function knownOverdue(source: IncidentSource, { columns, asOf }: IncidentSet): Promise<Uint32Array> {
  return source.cached('overdue-rows', () => Promise.resolve(overdueRows(columns, asOf)));
}

async function loadIncidentSet(client: Client): Promise<IncidentSet> {
  const place = await selectPlace(client);
  if (!place) throw new Error('the place is not loaded');
  const types = await selectIncidentTypes(client);
  const typeIndex = new Map(types.map((type, i) => [type.code, i]));
  const owners = await selectIncidentOwners(client);
  const ownerIndex = new Map(owners.map((owner, i) => [owner, i]));
  const stateIndex = new Map(incidentStates.map((state, i) => [state, i]));
  const count = await countIncidents(client);
  const seqs = new Int32Array(count);
  const usual = sigmaOf(place, null);
  const sigmas = new Float32Array(count).fill(usual);
  const columns = {
    count,
    types,
    owners,
    reportedAt: new Float64Array(count),
    dueAt: new Float64Array(count),
    respondedAt: new Float64Array(count),
    closedAt: new Float64Array(count),
    type: new Uint16Array(count),
    owner: new Int32Array(count),
    state: new Uint8Array(count),
    weekHour: new Uint8Array(count),
    xy: new Int32Array(count * 2),
  };
  let first = Infinity;
  let last = -Infinity;
  let i = 0;
  await eachIncidentKeys(client, (keys) => {
    seqs[i] = keys.seq;
    if (keys.accuracyMetres !== null) sigmas[i] = sigmaOf(place, keys.accuracyMetres);
    columns.reportedAt[i] = keys.reportedAt;
    columns.dueAt[i] = keys.dueAt ?? NaN;
    columns.respondedAt[i] = keys.respondedAt ?? NaN;
    columns.closedAt[i] = keys.closedAt ?? NaN;
    columns.type[i] = typeIndex.get(keys.typeCode)!;
    columns.owner[i] = keys.owner === null ? -1 : ownerIndex.get(keys.owner)!;
    columns.state[i] = stateIndex.get(keys.state)!;
    columns.xy[2 * i] = keys.x ?? NO_POINT;
    columns.xy[2 * i + 1] = keys.x === null || keys.y === null ? NO_POINT : keys.y;
    if (keys.reportedAt < first) first = keys.reportedAt;
    if (keys.reportedAt > last) last = keys.reportedAt;
    i++;
  });
  columns.weekHour.set(weekHoursOf(columns.reportedAt, place.profile.timeZone));
  const days = count > 0 ? localDays(first, last, place.profile.timeZone) : null;
  return { place, columns, seqs, sigmas, days, asOf: endOfData(place, count > 0 ? last : null) };
}

/**
 * Standard deviation of a place, eastwards and northwards, metres.
 * @param accuracyMetres 68 % radius; null where nobody noted it: then the profile's usual error counts
 */
export const sigmaOf = ({ profile }: Place, accuracyMetres: number | null): number =>
  accuracyMetres === null
    ? (profile.incidents.locationSigmaMetres ?? USUAL_SIGMA_METRES)
    : accuracyMetres / RADIUS_SIGMAS[68];

/** 24:00 of the data date, or of the day of the last report where one is later still. */
function endOfData({ dataDate, profile: { timeZone } }: Place, lastReport: number | null): number {
  const reported = lastReport === null ? dataDate : localDate(lastReport, timeZone);
  return startOfLocalDate(addDays(reported > dataDate ? reported : dataDate, 1), timeZone);
}
