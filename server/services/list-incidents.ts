import { fromLattice } from '../../geodata/schema/coordinates';
import type { GridId } from '../../geodata/schema/ids';
import type { Incident } from '../../geodata/schema/incident';
import type { IncidentFeatures, IncidentPage, IncidentRow } from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import { hasPoint, isEnded, stateIndexOf } from '../../geodata/incidents/incident-columns';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { latenessOf } from '../../geodata/incidents/lateness';
import { selectIncidentSeq, selectIncidentsBySeq } from '../db/queries/incidents';
import { incidentGrids } from './incident-grids';
import type { IncidentGrids } from './incident-grids';
import { incidentSet } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery } from './read-incident-query';

export interface IncidentListQuery extends IncidentQuery {
  plan?: string | undefined;
  grid?: string | undefined;
  /** Only those the map cannot show in a grid. */
  located?: 'outside-grids' | 'without-point' | undefined;
  sort: 'newest' | 'oldest' | 'due' | 'late';
  limit: number;
  /** Rows to skip. */
  offset: number;
  /** What to name the page after this one, where there is one. */
  nextCursor: string;
}

/** One page of incidents; `total` counts all that pass, and is what the summary counts for the same grid. */
export async function listIncidents(source: IncidentSource, query: IncidentListQuery): Promise<Result<IncidentPage>> {
  const set = await incidentSet(source);
  const read = readIncidentQuery(query, set, source.now);
  if (!read.ok) return read;
  const found = await incidentGrids(source, set, query.plan);
  if (!found.ok) return found;
  const narrowed = narrow(filterIncidents(set.columns, read.value.filter, set.asOf), query, set, found.value);
  if (!narrowed.ok) return narrowed;
  const rows = sortRows(narrowed.value, query.sort, set);
  const page = rows.subarray(query.offset, query.offset + query.limit);
  const incidents = await selectIncidentsBySeq(
    source.client,
    Array.from(page, (i) => set.seqs[i]!),
  );
  return ok({
    period: read.value.period,
    timeZone: set.place.profile.timeZone,
    asOf: new Date(set.asOf).toISOString(),
    datasetVersion: set.place.datasetVersion,
    total: rows.length,
    rows: incidents.map((incident, k) => toRow(incident, gridIdOf(found.value, page[k]!), set.asOf)),
    nextCursor: query.offset + query.limit < rows.length ? query.nextCursor : null,
  });
}

/** One incident by id; `incident.not-found` where there is none. */
export async function findIncident(
  source: IncidentSource,
  id: string,
  planId: string | undefined,
): Promise<Result<IncidentRow>> {
  const set = await incidentSet(source);
  const grids = await incidentGrids(source, set, planId);
  if (!grids.ok) return grids;
  const seq = await selectIncidentSeq(source.client, id);
  const [incident] = seq === null ? [] : await selectIncidentsBySeq(source.client, [seq]);
  if (seq === null || !incident) return fail('incident.not-found', { incident: id });
  return ok(toRow(incident, gridIdOf(grids.value, set.seqs.indexOf(seq)), set.asOf));
}

/** A page as GeoJSON; incidents without a point are features without a geometry. */
export function toIncidentFeatures({ rows, ...page }: IncidentPage): IncidentFeatures {
  return {
    ...page,
    type: 'FeatureCollection',
    features: rows.map(({ lng, lat, ...properties }) => ({
      type: 'Feature',
      id: properties.id,
      geometry: lng === null || lat === null ? null : { type: 'Point', coordinates: [lng, lat] },
      properties,
    })),
  };
}

function narrow(
  rows: Uint32Array,
  query: IncidentListQuery,
  set: IncidentSet,
  grids: IncidentGrids | null,
): Result<Uint32Array> {
  if (query.grid !== undefined) {
    if (!grids) return fail('incident.no-plan');
    const grid = grids.grids.findIndex(({ id }) => id === query.grid);
    if (grid < 0) return fail('incident.unknown-grid', { grid: query.grid, plan: grids.plan.id });
    return ok(rows.filter((i) => grids.gridOf[i] === grid));
  }
  if (query.located === 'without-point') return ok(rows.filter((i) => !hasPoint(set.columns, i)));
  if (query.located === 'outside-grids') {
    return ok(rows.filter((i) => hasPoint(set.columns, i) && (!grids || grids.gridOf[i]! < 0)));
  }
  return ok(rows);
}

function sortRows(rows: Uint32Array, sort: IncidentListQuery['sort'], set: IncidentSet): Uint32Array {
  const { columns, asOf } = set;
  const last = (value: number): number => (Number.isNaN(value) ? Infinity : value);
  const key: Record<IncidentListQuery['sort'], (i: number) => number> = {
    newest: (i) => -columns.reportedAt[i]!,
    oldest: (i) => columns.reportedAt[i]!,
    due: (i) => last(columns.dueAt[i]!),
    late: (i) => -lateBy(columns, i, asOf),
  };
  const keys = new Float64Array(columns.count);
  for (const i of rows) keys[i] = key[sort](i);
  // Equal keys fall back to the row, so that pages never overlap.
  return rows.slice().sort((a, b) => (keys[a] === keys[b] ? a - b : keys[a]! < keys[b]! ? -1 : 1));
}

/** Milliseconds late, -1 for what is not; what is still open comes before what was closed late. */
function lateBy(columns: IncidentColumns, i: number, asOf: number): number {
  const lateness = latenessOf(columns.state[i]!, columns.dueAt[i]!, columns.closedAt[i]!, asOf);
  if (lateness === 'on-time') return -1;
  const open = !isEnded(columns.state[i]!);
  return (open ? 1e13 + asOf : columns.closedAt[i]!) - columns.dueAt[i]!;
}

function gridIdOf(grids: IncidentGrids | null, i: number): GridId | null {
  const grid = grids ? grids.gridOf[i]! : -1;
  return grid < 0 ? null : grids!.grids[grid]!.id;
}

function toRow(incident: Incident, gridId: GridId | null, asOf: number): IncidentRow {
  const { point, dueAt, closedAt } = incident;
  return {
    id: incident.id,
    caseNumber: incident.caseNumber,
    typeCode: incident.typeCode,
    reportedAt: new Date(incident.reportedAt).toISOString(),
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
    closedAt: closedAt === null ? null : new Date(closedAt).toISOString(),
    state: incident.state,
    level: incident.level,
    source: incident.source,
    channelRef: incident.channelRef,
    title: incident.title,
    address: incident.address,
    lng: point ? fromLattice(point[0]) : null,
    lat: point ? fromLattice(point[1]) : null,
    gridId,
    lateness: latenessOf(stateIndexOf(incident.state), dueAt ?? NaN, closedAt ?? NaN, asOf),
  };
}
