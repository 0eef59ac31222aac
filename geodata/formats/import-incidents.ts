import { toLattice } from '../schema/coordinates';
import type { LatticePoint } from '../schema/coordinates';
import type { Incident, IncidentState, IncidentType } from '../schema/incident';
import type { IncidentId } from '../schema/ids';
import { incidentIdSchema } from '../schema/ids';
import { ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { checkIncidents } from './check-incidents';
import { toWgs84 } from './coordinate-system';
import { fillTemplate, templateColumns } from './fill-template';
import type { LayerLog } from './import-log';
import type { IncidentLayerSpec } from './import-spec';
import { IncidentTypes } from './incident-types';
import { parseLocalTime } from './parse-local-time';
import type { Table, TableRow } from './read-csv';
import { requireColumns } from './require-columns';

/** What incidents are read against. */
export interface IncidentContext {
  timeZone: string;
  /** UTC milliseconds; a report from after it is refused. */
  now: number;
  isInside: (point: LatticePoint) => boolean;
}

/** Rows of a table as incidents, with their types. What a row lacks but can do without is kept as null and reported. */
export function importIncidents(
  table: Table,
  spec: IncidentLayerSpec,
  context: IncidentContext,
  log: LayerLog,
): Result<{ incidents: Incident[]; types: IncidentType[] }> {
  const complete = requireColumns(wantedColumns(spec), table.columns, spec.file);
  if (!complete.ok) return complete;
  const types = new IncidentTypes(spec.types);
  const kept: { line: number; incident: Incident }[] = [];
  const seen = new Set<string>();
  let outside = 0;
  for (const row of table.rows) {
    const incident = readIncident(row, spec, context, types, log);
    if (!incident) continue;
    if (seen.has(incident.id)) {
      log.refuse('row.id-twice', row.line, { column: spec.columns.id ?? '#', value: incident.channelRef ?? '' });
      continue;
    }
    if (incident.point && !context.isInside(incident.point)) {
      if (spec.outsideAreas === 'refuse') {
        log.refuse('row.outside-areas', row.line, { coordinate: `${incident.raw!.x}, ${incident.raw!.y}` });
        continue;
      }
      outside++;
    }
    seen.add(incident.id);
    kept.push({ line: row.line, incident });
    log.kept();
  }
  if (outside > 0) log.remark('row.outside-areas-kept', null, { count: outside });
  checkIncidents(kept, spec.checks, log);
  const incidents = kept.map(({ incident }) => incident);
  return ok({ incidents, types: types.used(incidents) });
}

function wantedColumns(spec: IncidentLayerSpec): string[] {
  const { columns } = spec;
  return [
    columns.x,
    columns.y,
    columns.reportedAt.column,
    columns.dueAt?.column,
    columns.closedAt?.column,
    columns.id,
    columns.caseNumber,
    columns.address,
    ...templateColumns(columns.title),
    spec.types.column,
    'column' in spec.state ? spec.state.column : undefined,
  ].filter((column) => column !== undefined);
}

function readIncident(
  row: TableRow,
  spec: IncidentLayerSpec,
  context: IncidentContext,
  types: IncidentTypes,
  log: LayerLog,
): Incident | null {
  const { columns } = spec;
  const text = (column: string) => row.cells.get(column)?.trim() ?? '';
  const key = columns.id === undefined ? `line-${row.line}` : text(columns.id);
  const id = incidentIdSchema.safeParse(`${spec.source}:${key}`.replace(/[^A-Za-z0-9_.:-]/g, '-'));
  if (!id.success || key === '') {
    log.refuse('row.bad-id', row.line, { column: columns.id ?? '#', value: key });
    return null;
  }
  const times = readTimes(row, spec, context, log);
  if (!times) return null;
  const typeCode = types.codeOf(text(spec.types.column));
  if (typeCode === null) {
    log.refuse('incident.no-type', row.line, { column: spec.types.column, value: text(spec.types.column) });
    return null;
  }
  const state = readState(row, spec, log);
  if (!state) return null;
  const place = readPlace(row, spec, log);
  if (!place) return null;
  return {
    id: id.data as IncidentId,
    caseNumber: columns.caseNumber === undefined ? key : text(columns.caseNumber) || key,
    typeCode,
    ...times,
    state,
    level: spec.level,
    source: spec.source,
    channelRef: key,
    title: fillTemplate(columns.title, text) || types.nameOf(typeCode).zh,
    address: columns.address === undefined ? null : text(columns.address) || null,
    ...place,
  };
}

type Times = Pick<Incident, 'reportedAt' | 'dueAt' | 'closedAt'>;

function readTimes(row: TableRow, spec: IncidentLayerSpec, context: IncidentContext, log: LayerLog): Times | null {
  const read = (field: { column: string; pattern: string } | undefined): number | null | 'bad' => {
    if (!field) return null;
    const written = row.cells.get(field.column)?.trim() ?? '';
    if (written === '') return null;
    const time = parseLocalTime(written, field.pattern, context.timeZone);
    if (!time) return 'bad';
    if (time.clock !== 'once')
      log.remark(time.clock === 'twice' ? 'row.time-twice' : 'row.time-never', row.line, {
        column: field.column,
        value: written,
        zone: context.timeZone,
      });
    return time.at;
  };
  const bad = (field: { column: string; pattern: string }) => ({
    column: field.column,
    value: row.cells.get(field.column)?.trim() ?? '',
    pattern: field.pattern,
  });
  const { reportedAt, dueAt, closedAt } = spec.columns;
  const reported = read(reportedAt);
  if (reported === null || reported === 'bad') {
    log.refuse('row.bad-time', row.line, bad(reportedAt));
    return null;
  }
  if (reported > context.now) {
    log.refuse('incident.from-the-future', row.line, bad(reportedAt));
    return null;
  }
  let due = read(dueAt);
  let closed = read(closedAt);
  // The report itself stands: a deadline or closing time that cannot be read is unknown, and said to be.
  if (due === 'bad') {
    log.repair('row.bad-time-dropped', row.line, bad(dueAt!));
    due = null;
  }
  if (closed === 'bad') {
    log.repair('row.bad-time-dropped', row.line, bad(closedAt!));
    closed = null;
  }
  if (closed !== null && closed < reported) {
    log.repair('incident.closed-before-reported', row.line, bad(closedAt!));
    closed = null;
  }
  return { reportedAt: reported, dueAt: due, closedAt: closed };
}

function readState(row: TableRow, spec: IncidentLayerSpec, log: LayerLog): IncidentState | null {
  if ('value' in spec.state) return spec.state.value;
  const written = row.cells.get(spec.state.column)?.trim() ?? '';
  const state = Object.hasOwn(spec.state.values, written) ? spec.state.values[written] : undefined;
  if (state) return state;
  log.refuse('incident.state-unmapped', row.line, { column: spec.state.column, value: written });
  return null;
}

function readPlace(row: TableRow, spec: IncidentLayerSpec, log: LayerLog): Pick<Incident, 'raw' | 'point'> | null {
  const [x, y] = [spec.columns.x, spec.columns.y].map((column) => row.cells.get(column)?.trim() ?? '');
  if (x === '' && y === '') return { raw: null, point: null };
  const raw = { x: Number(x), y: Number(y), crs: spec.crs };
  const position = x === '' || y === '' ? null : toWgs84(raw.x, raw.y, spec.crs);
  if (position) return { raw, point: [toLattice(position[0]), toLattice(position[1])] };
  log.refuse('row.bad-coordinate', row.line, { coordinate: `${x}, ${y}` });
  return null;
}
