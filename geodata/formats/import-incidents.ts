import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import type { Incident, IncidentState, IncidentType } from '../schema/incident';
import type { IncidentId } from '../schema/ids';
import { incidentIdSchema } from '../schema/ids';
import { cellText } from './cell-text';
import { checkIncidents } from './check-incidents';
import { fillTemplate, templateColumns } from './fill-template';
import type { LayerLog } from './import-log';
import type { IncidentLayerSpec } from './import-spec';
import { IncidentTypes } from './incident-types';
import { readAccuracy } from './read-accuracy';
import { readIncidentTimes } from './read-incident-times';
import type { Clock } from './read-incident-times';
import type { RowImporter } from './row-importer';
import { placeColumnsOf, rowPoint } from './row-place';
import type { SourceRow } from './rows/source-row';

/** What incidents are read against. */
export interface IncidentContext extends Clock {
  isInside: (point: LatticePoint) => boolean;
  /** Where residents are counted. */
  baseUnitLand: readonly MultiPolygon[];
}

/** Rows as incidents, with their types. What a row lacks but can do without is kept as null and reported. */
export function importIncidents(
  spec: IncidentLayerSpec,
  context: IncidentContext,
  log: LayerLog,
): RowImporter<{ incidents: Incident[]; types: IncidentType[] }> {
  const types = new IncidentTypes(spec.types);
  const kept: { line: number; incident: Incident }[] = [];
  const seen = new Set<string>();
  const firstLine = new Map<string, number>();
  let outside = 0;

  const take = (row: SourceRow): void => {
    if (row.fingerprint !== undefined) {
      const first = firstLine.get(row.fingerprint);
      if (first !== undefined) return log.refuse('row.repeated', row.number, { first });
      firstLine.set(row.fingerprint, row.number);
    }
    const incident = readIncident(row, spec, context, types, log);
    if (!incident) return;
    if (seen.has(incident.id))
      return log.refuse('row.id-twice', row.number, {
        column: spec.columns.id ?? '#',
        value: incident.channelRef ?? '',
      });
    if (incident.point && !context.isInside(incident.point)) {
      if (spec.outsideAreas === 'refuse')
        return log.refuse('row.outside-areas', row.number, { coordinate: `${incident.raw!.x}, ${incident.raw!.y}` });
      outside++;
    }
    seen.add(incident.id);
    kept.push({ line: row.number, incident });
    log.kept();
  };

  const finish = () => {
    if (outside > 0) log.remark('row.outside-areas-kept', null, { count: outside });
    checkIncidents(kept, spec.checks, context.baseUnitLand, log);
    const incidents = kept.map(({ incident }) => incident);
    return { incidents, types: types.used(incidents) };
  };
  return { columns: wantedColumns(spec), take, finish };
}

function wantedColumns(spec: IncidentLayerSpec): string[] {
  const { columns } = spec;
  const wanted = [
    ...placeColumnsOf(spec),
    columns.reportedAt.column,
    columns.dueAt?.column,
    columns.respondedAt?.column,
    columns.closedAt?.column,
    columns.id,
    columns.caseNumber,
    columns.address,
    columns.owner,
    columns.accuracy?.column,
    ...templateColumns(columns.title),
    spec.types.column,
    'column' in spec.state ? spec.state.column : undefined,
  ].filter((column) => column !== undefined);
  return [...new Set(wanted)];
}

function readIncident(
  row: SourceRow,
  spec: IncidentLayerSpec,
  context: IncidentContext,
  types: IncidentTypes,
  log: LayerLog,
): Incident | null {
  const { columns } = spec;
  const text = (column: string) => cellText(row.properties[column]);
  const key = columns.id === undefined ? `line-${row.number}` : text(columns.id);
  const id = incidentIdSchema.safeParse(`${spec.source}:${key}`.replace(/[^A-Za-z0-9_.:-]/g, '-'));
  if (!id.success || key === '') {
    log.refuse('row.bad-id', row.number, { column: columns.id ?? '#', value: key });
    return null;
  }
  const times = readIncidentTimes(row, spec, context, log);
  if (!times) return null;
  const typeCode = types.codeOf(text(spec.types.column));
  if (typeCode === null) {
    log.refuse('incident.no-type', row.number, { column: spec.types.column, value: text(spec.types.column) });
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
    owner: columns.owner === undefined ? null : text(columns.owner) || null,
    source: spec.source,
    channelRef: key,
    title: fillTemplate(columns.title, text) || types.nameOf(typeCode).zh,
    address: columns.address === undefined ? null : text(columns.address) || null,
    ...place,
    accuracyMetres: readAccuracy(row, spec, log),
  };
}

function readState(row: SourceRow, spec: IncidentLayerSpec, log: LayerLog): IncidentState | null {
  if ('value' in spec.state) return spec.state.value;
  const written = cellText(row.properties[spec.state.column]);
  const state = Object.hasOwn(spec.state.values, written) ? spec.state.values[written] : undefined;
  if (state) return state;
  log.refuse('incident.state-unmapped', row.number, { column: spec.state.column, value: written });
  return null;
}

/** Where it happened. A coordinate that is none keeps the row only where the spec says so: when it happened still counts. */
function readPlace(row: SourceRow, spec: IncidentLayerSpec, log: LayerLog): Pick<Incident, 'raw' | 'point'> | null {
  const at = rowPoint(row, spec);
  if (at.ok) return at.value ?? { raw: null, point: null };
  if (spec.badCoordinates === 'without-point' && at.problem.code === 'row.bad-coordinate') {
    log.repair('row.bad-coordinate-dropped', row.number, at.problem.params);
    return { raw: rawNumbers(row, spec), point: null };
  }
  log.refuse(at.problem.code, row.number, at.problem.params);
  return null;
}

/** The coordinate as it came, for whoever puts it right; null where it is not even two numbers. */
function rawNumbers(row: SourceRow, { columns, crs }: IncidentLayerSpec): Incident['raw'] {
  const [x, y] = [columns.x, columns.y].map((column) => {
    const text = column === undefined ? '' : cellText(row.properties[column]);
    return text === '' ? Number.NaN : Number(text);
  });
  return Number.isFinite(x) && Number.isFinite(y) ? { x: x!, y: y!, crs } : null;
}
