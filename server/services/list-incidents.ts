import { fromLattice } from '../../geodata/schema/coordinates';
import type { GridId } from '../../geodata/schema/ids';
import type { Incident } from '../../geodata/schema/incident';
import type {
  IncidentDetail,
  IncidentFeatures,
  IncidentOrder,
  IncidentPage,
  IncidentRow,
} from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { hasPoint, stateIndexOf } from '../../geodata/incidents/incident-columns';
import { parseHexagonId } from '../../geodata/incidents/hex-lattice';
import { latenessOf } from '../../geodata/incidents/lateness';
import { typeFamilies } from '../../geodata/incidents/type-families';
import { selectIncidentSeq, selectIncidentsBySeq } from '../db/queries/incidents';
import { hexagonSet, MAX_HEX_METRES, MIN_HEX_METRES } from './count-hexagons';
import type { CountedKind, OutsideReason } from '../../geodata/schema/incident-assignment';
import { outsideReasons, SURE_SHARE } from '../../geodata/schema/incident-assignment';
import { assignIncident } from './assign-incident';
import type { IncidentGrids } from './counted-grids';
import { incidentGrids } from './incident-grids';
import { incidentMerges, problemOf, problemRows } from './incident-merges';
import type { IncidentMerges } from './incident-merges';
import { placesOfIncidents } from './incident-places';
import type { GridsAsked } from './incident-grids';
import { incidentSet, sigmaOf } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { findFigureRows } from './find-figure-rows';
import type { FigureNarrowing } from './find-figure-rows';
import { writeCursor } from './page-cursor';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery, ReadIncidentQuery } from './read-incident-query';
import { orderIncidents } from './order-incidents';
import { describeOutside, outsideColumn } from './outside-grids';

/** What of the incidents in no grid is listed, or what is not sure of the grid it is in. */
export const incidentLocated = [
  'outside-grids',
  'near-grid',
  'far-from-grids',
  'before-plan',
  'without-point',
  'unsure',
] as const;
export type IncidentLocated = (typeof incidentLocated)[number];

const reasonsOf: Readonly<Record<Exclude<IncidentLocated, 'without-point' | 'unsure'>, readonly OutsideReason[]>> = {
  'outside-grids': outsideReasons,
  'near-grid': ['near'],
  'far-from-grids': ['far'],
  'before-plan': ['before-plan'],
};

export interface IncidentListQuery extends IncidentQuery, FigureNarrowing {
  /** Key of a level: `grid` is then of its areas. */
  level?: string | undefined;
  /** Id of a grid, or of several, comma separated. */
  grid?: string | undefined;
  /** Id of a hexagon. */
  hexagon?: string | undefined;
  /** Id of an incident: only those of the same place (`gatherPlaces`). */
  at?: string | undefined;
  /** With `at`: only those of the same group of types, too. */
  alike?: boolean | undefined;
  /** Only reports that are merged into another one. */
  merged?: boolean | undefined;
  counted?: CountedKind | undefined;
  /** Only those the map cannot show in a grid, all of them or for one reason. */
  located?: IncidentLocated | undefined;
  sort: IncidentOrder;
  reverse?: boolean | undefined;
  limit: number;
  /** Rows to skip. */
  offset: number;
  /** Id of an incident: the page is the one that holds it. Without it among the rows, `offset` counts. */
  around?: string | undefined;
}

/** One page of incidents; `total` counts all that pass, and is what the summary counts for the same grid. */
export async function listIncidents(source: IncidentSource, query: IncidentListQuery): Promise<Result<IncidentPage>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const found = await incidentGrids(source, set, query, read.value.period);
  if (!found.ok) return found;
  const merges = await incidentMerges(source);
  const ordered = await orderedRows(source, set, found.value, read.value, query, merges);
  if (!ordered.ok) return ordered;
  const rows = ordered.value;
  const offset = await firstRow(source, set, rows, query);
  const page = rows.subarray(offset, offset + query.limit);
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
    rows: incidents.map((incident, k) => toRow(incident, set, found.value, page[k]!, merges)),
    offset,
    nextCursor: offset + query.limit < rows.length ? writeCursor(offset + query.limit - 1) : null,
  });
}

/** Rows read from the database at once. */
const PORTION = 5000;

/**
 * All incidents of a list in order, in portions, so that a million of them never stand in memory.
 * `portions` gives at most so many rows altogether.
 */
export async function eachIncident(
  source: IncidentSource,
  asked: Omit<IncidentListQuery, 'limit' | 'offset'>,
): Promise<Result<{ total: number; portions: (most: number) => AsyncIterable<IncidentRow[]> }>> {
  const query = { ...asked, limit: PORTION, offset: 0 };
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const grids = await incidentGrids(source, set, query, read.value.period);
  if (!grids.ok) return grids;
  const merges = await incidentMerges(source);
  const ordered = await orderedRows(source, set, grids.value, read.value, query, merges);
  if (!ordered.ok) return ordered;
  const rows = ordered.value;
  const found = grids.value;
  async function* portions(most: number): AsyncGenerator<IncidentRow[]> {
    for (let from = 0; from < Math.min(most, rows.length); from += PORTION) {
      const page = rows.subarray(from, Math.min(most, from + PORTION));
      const seqs = Array.from(page, (i) => set.seqs[i]!);
      const incidents = await selectIncidentsBySeq(source.client, seqs);
      yield incidents.map((incident, k) => toRow(incident, set, found, page[k]!, merges));
    }
  }
  return ok({ total: rows.length, portions });
}

/** One incident by id, with its grid in every scheme; `incident.not-found` where there is none. */
export async function findIncident(
  source: IncidentSource,
  id: string,
  asked: GridsAsked,
): Promise<Result<IncidentDetail>> {
  const set = await incidentSet(source);
  const grids = await incidentGrids(source, set, asked);
  if (!grids.ok) return grids;
  const seq = await selectIncidentSeq(source.client, id);
  const [incident] = seq === null ? [] : await selectIncidentsBySeq(source.client, [seq]);
  if (seq === null || !incident) return fail('incident.not-found', { incident: id });
  const row = toRow(incident, set, grids.value, set.seqs.indexOf(seq), await incidentMerges(source));
  return ok({
    ...row,
    sigmaMetres: sigmaOf(set.place, incident.accuracyMetres ?? null),
    assignments: await assignIncident(source, set.place, incident),
  });
}

/**
 * All rows of a list in order. The last list is kept: whoever scrolls or exports asks for one page after the other,
 * and ordering 200,000 rows takes longer than reading a page.
 */
async function orderedRows(
  source: IncidentSource,
  set: IncidentSet,
  grids: IncidentGrids | null,
  { filter, coverKey }: ReadIncidentQuery,
  query: IncidentListQuery,
  { version }: IncidentMerges,
): Promise<Result<Uint32Array>> {
  const { limit: _limit, offset: _offset, around: _around, ...which } = query;
  const key = JSON.stringify([which, coverKey, grids?.key, version]);
  const last = await source.cached<{ key: string; rows: Uint32Array }>('incident-last-list', () =>
    Promise.resolve({ key: '', rows: new Uint32Array() }),
  );
  if (last.key === key) return ok(last.rows);
  const passing = await findFigureRows(source, set, filter, query);
  const narrowed = await narrow(source, passing, query, set, grids);
  if (!narrowed.ok) return narrowed;
  const rows = await orderIncidents(source, set, grids, narrowed.value, query.sort, query.reverse === true);
  Object.assign(last, { key, rows });
  return ok(rows);
}

/** Where the page begins: at the offset, or at that of the page which holds the incident asked for. */
async function firstRow(
  source: IncidentSource,
  set: IncidentSet,
  rows: Uint32Array,
  { around, offset, limit }: IncidentListQuery,
): Promise<number> {
  if (around === undefined || around === '') return offset;
  const seq = await selectIncidentSeq(source.client, around);
  const position = seq === null ? -1 : rows.indexOf(set.seqs.indexOf(seq));
  return position < 0 ? offset : position - (position % limit);
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

async function narrow(
  source: IncidentSource,
  rows: Uint32Array,
  query: IncidentListQuery,
  set: IncidentSet,
  grids: IncidentGrids | null,
): Promise<Result<Uint32Array>> {
  if (query.hexagon !== undefined && query.hexagon !== '') {
    const hexagon = parseHexagonId(query.hexagon);
    if (!hexagon || hexagon.sizeMetres < MIN_HEX_METRES || hexagon.sizeMetres > MAX_HEX_METRES) {
      return fail('incident.bad-hexagon', { value: query.hexagon.slice(0, 40) });
    }
    const { cells } = await hexagonSet(source, set, hexagon.sizeMetres);
    const cell = cells.q.findIndex((q, i) => q === hexagon.q && cells.r[i] === hexagon.r);
    // A hexagon that never held an incident has none, which is an answer.
    return ok(cell < 0 ? new Uint32Array() : rows.filter((i) => cells.cellOf[i] === cell));
  }
  if (query.at !== undefined && query.at !== '') {
    const same = await sameFamilyAndPlace(source, set, query.at, query.alike === true);
    return same.ok ? ok(rows.filter(same.value)) : same;
  }
  if (query.merged) {
    const { masters } = await problemRows(source, set, await incidentMerges(source));
    return ok(rows.filter((i) => masters[i] === 0));
  }
  if (query.grid !== undefined) {
    if (!grids) return fail('incident.no-plan');
    const isAsked = new Uint8Array(grids.grids.length);
    for (const id of query.grid.split(',')) {
      const grid = grids.grids.findIndex((one) => one.id === id);
      if (grid < 0) return fail('incident.unknown-grid', { grid: id.slice(0, 64), plan: grids.plan?.id ?? '' });
      isAsked[grid] = 1;
    }
    return ok(rows.filter((i) => isAsked[grids.gridOf[i]!] === 1));
  }
  if (query.located === 'without-point') return ok(rows.filter((i) => !hasPoint(set.columns, i)));
  if (query.located === 'unsure') {
    const shares = grids?.unsureShares();
    return ok(shares ? rows.filter((i) => shares[i]! < SURE_SHARE) : new Uint32Array());
  }
  if (query.located !== undefined) {
    const wanted = reasonsOf[query.located];
    // Without grids everything is far from one.
    if (!grids) return ok(wanted.includes('far') ? rows.filter((i) => hasPoint(set.columns, i)) : new Uint32Array());
    const reasons = await outsideColumn(source, set, grids);
    return ok(rows.filter((i) => reasons[i]! > 0 && wanted.includes(outsideReasons[reasons[i]! - 1]!)));
  }
  return ok(rows);
}

/** Whether a row is of the place, and where asked the group of types, of one incident. Fails with `incident.not-found`. */
async function sameFamilyAndPlace(
  source: IncidentSource,
  set: IncidentSet,
  id: string,
  alike: boolean,
): Promise<Result<(i: number) => boolean>> {
  const seq = await selectIncidentSeq(source.client, id);
  const own = seq === null ? -1 : set.seqs.indexOf(seq);
  if (own < 0) return fail('incident.not-found', { incident: id });
  const { placeOf } = (await placesOfIncidents(source, set)).places;
  const families = typeFamilies(set.columns.types);
  const familyOf = (i: number): number => families[set.columns.type[i]!]!;
  const place = placeOf[own]!;
  // One without a place is alone.
  return ok((i) => (place < 0 ? i === own : placeOf[i] === place) && (!alike || familyOf(i) === familyOf(own)));
}

function gridIdOf(grids: IncidentGrids | null, i: number): GridId | null {
  const grid = grids ? grids.gridOf[i]! : -1;
  return grid < 0 ? null : grids!.grids[grid]!.id;
}

function gridShareOf(grids: IncidentGrids | null, i: number): number | null {
  const share = grids && gridIdOf(grids, i) !== null ? grids.unsureShares()[i]! : NaN;
  return Number.isNaN(share) ? null : share;
}

/** Incident `i` of the set as it goes over the wire. */
export function toRow(
  incident: Incident,
  set: IncidentSet,
  grids: IncidentGrids | null,
  i: number,
  merges: IncidentMerges,
): IncidentRow {
  const { point, dueAt, respondedAt, closedAt } = incident;
  return {
    id: incident.id,
    caseNumber: incident.caseNumber,
    typeCode: incident.typeCode,
    reportedAt: new Date(incident.reportedAt).toISOString(),
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
    respondedAt: respondedAt === null ? null : new Date(respondedAt).toISOString(),
    closedAt: closedAt === null ? null : new Date(closedAt).toISOString(),
    state: incident.state,
    level: incident.level,
    owner: incident.owner,
    source: incident.source,
    channelRef: incident.channelRef,
    title: incident.title,
    address: incident.address,
    accuracyMetres: incident.accuracyMetres ?? null,
    lng: point ? fromLattice(point[0]) : null,
    lat: point ? fromLattice(point[1]) : null,
    gridId: gridIdOf(grids, i),
    gridShare: gridShareOf(grids, i),
    lateness: latenessOf(stateIndexOf(incident.state), dueAt ?? NaN, closedAt ?? NaN, set.asOf),
    ...problemOf(merges, incident.id),
    outside: describeOutside(set, grids, i),
  };
}
