import { gunzipSync, gzipSync } from 'node:zlib';
import { NO_HEIGHT } from '../../geodata/schema/elevation';
import type { ElevationGrid } from '../../geodata/schema/elevation';
import type { Line } from '../../geodata/schema/coordinates';
import type { Area, DataSource, LocalName, Place, Profile } from '../../geodata/schema/place';
import type { Grid, GridPlan, GridScheme } from '../../geodata/schema/plan';
import type { Closure } from '../../geodata/schema/closure';
import type { BasemapFeature, BaseUnit, Compound, Gate, Street, StreetWalk } from '../../geodata/schema/settlement';
import type { Station } from '../../geodata/schema/station';
import type { Incident, IncidentType } from '../../geodata/schema/incident';
import { packLine, packMultiPolygon, unpackLine, unpackMultiPolygon } from '../../geodata/geometry/pack';

/*
 * Rows of the tables to domain objects and back, column for column in the order of `tableColumns`.
 * Nothing outside server/db sees a row.
 */

/** What a column can hold on the way in. */
export type SqlValue = string | number | null | Uint8Array;
/** A row as read; columns by name. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** Columns of each table the loader and the queries write, in the order the `…ToRow` functions give them. */
export const tableColumns = {
  place: ['id', 'name', 'profile', 'synthetic', 'bbox', 'data_date', 'sources', 'dataset_version'],
  area: ['seq', 'id', 'code', 'name', 'level', 'parent_id', 'geometry'],
  compound: ['seq', 'id', 'name', 'kind', 'walled', 'boundary'],
  gate: ['seq', 'id', 'compound_id', 'name', 'x', 'y', 'node', 'access', 'open', 'opening_hours'],
  base_unit: [
    'seq',
    'id',
    'kind',
    'name',
    'address',
    'x',
    'y',
    'footprint',
    'compound_id',
    'households',
    'residents',
    'age_0_14',
    'age_15_59',
    'age_60_64',
    'age_65_74',
    'age_75_up',
    'assumed',
  ],
  street: ['seq', 'id', 'name', 'class', 'kind', 'line', 'nodes', 'walkable', 'compound_id', 'walk'],
  closure: ['seq', 'id', 'name', 'reason', 'document', 'from_day', 'to_day', 'streets', 'area'],
  basemap_feature: ['seq', 'layer', 'class', 'name', 'geometry_type', 'geometry'],
  elevation: [
    'id',
    'columns',
    'rows',
    'west',
    'north',
    'cell_width',
    'cell_height',
    'step_metres',
    'lowest_metres',
    'highest_metres',
    'heights',
  ],
  station: [
    'seq',
    'id',
    'name',
    'kind',
    'tier',
    'services',
    'floor_area_m2',
    'x',
    'y',
    'address',
    'seats',
    'staff',
    'opening_hours',
  ],
  incident_type: ['code', 'name', 'parent_code'],
  incident: [
    'seq',
    'id',
    'case_number',
    'type_code',
    'reported_at',
    'due_at',
    'closed_at',
    'state',
    'level',
    'source',
    'channel_ref',
    'title',
    'address',
    'raw_x',
    'raw_y',
    'raw_crs',
    'x',
    'y',
    'owner',
    'responded_at',
    'accuracy_metres',
  ],
  grid_scheme: ['id', 'name', 'created_at'],
  grid_plan: [
    'id',
    'scheme_id',
    'name',
    'status',
    'imported_unbalanced',
    'revision',
    'based_on',
    'created_at',
    'updated_at',
    'effective_from',
    'published_at',
    'published_by',
    'made_from',
  ],
  grid: ['plan_id', 'id', 'community_id', 'kind', 'code', 'name', 'workers', 'polygons', 'parents', 'revision'],
} as const satisfies Record<string, readonly string[]>;
export type TableName = keyof typeof tableColumns;

const flag = (value: boolean): number => (value ? 1 : 0);
const nameOrNull = (name: LocalName | null): string | null => (name ? JSON.stringify(name) : null);

export const placeToRow = (place: Place, datasetVersion: string): SqlValue[] => [
  place.id,
  JSON.stringify(place.name),
  JSON.stringify(place.profile),
  flag(place.synthetic),
  JSON.stringify(place.bbox),
  place.dataDate,
  JSON.stringify(place.sources),
  datasetVersion,
];

export function placeFromRow(row: SqlRow): Place & { datasetVersion: string } {
  return {
    id: row['id'] as Place['id'],
    name: readJson<LocalName>(row['name']),
    profile: readJson<Profile>(row['profile']),
    synthetic: row['synthetic'] === 1,
    bbox: readJson<Place['bbox']>(row['bbox']),
    dataDate: row['data_date'] as string,
    sources: readJson<DataSource[]>(row['sources']),
    datasetVersion: row['dataset_version'] as string,
  };
}

export const areaToRow = (area: Area, seq: number): SqlValue[] => [
  seq,
  area.id,
  area.code,
  JSON.stringify(area.name),
  area.level,
  area.parentId,
  packMultiPolygon(area.geometry),
];

export function areaFromRow(row: SqlRow): Area {
  return {
    id: row['id'] as Area['id'],
    code: row['code'] as string,
    name: readJson<LocalName>(row['name']),
    level: row['level'] as number,
    parentId: row['parent_id'] as Area['parentId'],
    geometry: unpackMultiPolygon(row['geometry'] as ArrayBuffer),
  };
}

export const compoundToRow = (compound: Compound, seq: number): SqlValue[] => [
  seq,
  compound.id,
  JSON.stringify(compound.name),
  compound.kind,
  flag(compound.walled),
  packMultiPolygon([compound.boundary]),
];

export function compoundFromRow(row: SqlRow): Compound {
  return {
    id: row['id'] as Compound['id'],
    name: readJson<LocalName>(row['name']),
    kind: row['kind'] as Compound['kind'],
    walled: row['walled'] === 1,
    boundary: unpackMultiPolygon(row['boundary'] as ArrayBuffer)[0] ?? [],
  };
}

export const gateToRow = (gate: Gate, seq: number): SqlValue[] => [
  seq,
  gate.id,
  gate.compoundId,
  JSON.stringify(gate.name),
  gate.point[0],
  gate.point[1],
  gate.node,
  gate.access,
  flag(gate.open),
  gate.openingHours ?? null,
];

export function gateFromRow(row: SqlRow): Gate {
  return {
    id: row['id'] as Gate['id'],
    compoundId: row['compound_id'] as Gate['compoundId'],
    name: readJson<LocalName>(row['name']),
    point: [row['x'] as number, row['y'] as number],
    node: row['node'] as number,
    access: row['access'] as Gate['access'],
    open: row['open'] === 1,
    ...(row['opening_hours'] === null ? {} : { openingHours: row['opening_hours'] as string }),
  };
}

export const baseUnitToRow = (unit: BaseUnit, seq: number): SqlValue[] => [
  seq,
  unit.id,
  unit.kind,
  unit.name,
  unit.address,
  unit.anchor[0],
  unit.anchor[1],
  unit.footprint ? packMultiPolygon(unit.footprint) : null,
  unit.compoundId,
  unit.households,
  unit.residents,
  ...(unit.ages ?? [null, null, null, null, null]),
  flag(unit.assumed),
];

export const streetToRow = (street: Street, seq: number): SqlValue[] => [
  seq,
  street.id,
  nameOrNull(street.name),
  street.class,
  street.kind,
  packLine(street.line),
  packNodes(street.nodes),
  flag(street.walkable),
  street.compoundId,
  street.walk ? JSON.stringify(street.walk) : null,
];

export function streetFromRow(row: SqlRow): Street {
  return {
    id: row['id'] as string,
    name: readName(row['name']),
    class: row['class'] as Street['class'],
    kind: row['kind'] as Street['kind'],
    line: unpackLine(row['line'] as ArrayBuffer),
    nodes: unpackNodes(row['nodes'] as ArrayBuffer),
    walkable: row['walkable'] === 1,
    compoundId: row['compound_id'] as Street['compoundId'],
    ...(row['walk'] === null ? {} : { walk: readJson<StreetWalk>(row['walk']) }),
  };
}

export const closureToRow = (closure: Closure, seq: number): SqlValue[] => [
  seq,
  closure.id,
  JSON.stringify(closure.name),
  nameOrNull(closure.reason),
  closure.document,
  closure.from,
  closure.to,
  JSON.stringify(closure.streets),
  closure.area ? packMultiPolygon(closure.area) : null,
];

export function closureFromRow(row: SqlRow): Closure {
  return {
    id: row['id'] as Closure['id'],
    name: readJson<LocalName>(row['name']),
    reason: readName(row['reason']),
    document: row['document'] as string | null,
    from: row['from_day'] as string,
    to: row['to_day'] as string | null,
    streets: readJson<string[]>(row['streets']),
    area: row['area'] === null ? null : unpackMultiPolygon(row['area'] as ArrayBuffer),
  };
}

export function basemapFeatureToRow(feature: BasemapFeature, seq: number): SqlValue[] {
  const { geometry } = feature;
  const packed =
    geometry.type === 'polygon'
      ? packMultiPolygon(geometry.polygons)
      : packLine(geometry.type === 'line' ? geometry.line : geometry.point);
  return [seq, feature.layer, feature.class, nameOrNull(feature.name), geometry.type, packed];
}

export function basemapFeatureFromRow(row: SqlRow): BasemapFeature {
  return {
    layer: row['layer'] as BasemapFeature['layer'],
    class: row['class'] as string,
    name: readName(row['name']),
    geometry: readBasemapGeometry(row['geometry_type'] as string, row['geometry'] as ArrayBuffer),
  };
}

export const stationToRow = (station: Station, seq: number | null): SqlValue[] => [
  seq,
  station.id,
  JSON.stringify(station.name),
  station.kind,
  station.tier,
  JSON.stringify(station.services),
  station.floorAreaSquareMetres,
  station.point[0],
  station.point[1],
  station.address,
  station.seats,
  station.staff,
  station.openingHours,
];

export function stationFromRow(row: SqlRow): Station {
  return {
    id: row['id'] as Station['id'],
    name: readJson<LocalName>(row['name']),
    kind: row['kind'] as Station['kind'],
    tier: row['tier'] as Station['tier'],
    services: readJson<string[]>(row['services']),
    floorAreaSquareMetres: row['floor_area_m2'] as number | null,
    seats: row['seats'] as number | null,
    staff: row['staff'] as number | null,
    openingHours: row['opening_hours'] as string | null,
    point: [row['x'] as number, row['y'] as number],
    address: row['address'] as string | null,
  };
}

export function elevationToRow(grid: ElevationGrid): SqlValue[] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const height of grid.heights) {
    if (height === NO_HEIGHT) continue;
    lowest = Math.min(lowest, height);
    highest = Math.max(highest, height);
  }
  const { columns, rows, west, north, cellWidth, cellHeight, stepMetres, heights } = grid;
  const range = highest < lowest ? [0, 0] : [lowest * stepMetres, highest * stepMetres];
  const bytes = new Uint8Array(heights.buffer, heights.byteOffset, heights.byteLength);
  return [1, columns, rows, west, north, cellWidth, cellHeight, stepMetres, ...range, gzipSync(bytes)];
}

export function elevationFromRow(row: SqlRow): ElevationGrid {
  const number = (column: string) => row[column] as number;
  const bytes = gunzipSync(new Uint8Array(row['heights'] as ArrayBuffer));
  return {
    columns: number('columns'),
    rows: number('rows'),
    west: number('west'),
    north: number('north'),
    cellWidth: number('cell_width'),
    cellHeight: number('cell_height'),
    stepMetres: number('step_metres'),
    heights: new Int16Array(Uint8Array.from(bytes).buffer),
  };
}

export const incidentTypeToRow = (type: IncidentType): SqlValue[] => [
  type.code,
  JSON.stringify(type.name),
  type.parentCode,
];

export function incidentTypeFromRow(row: SqlRow): IncidentType {
  return {
    code: row['code'] as string,
    name: readJson<LocalName>(row['name']),
    parentCode: row['parent_code'] as string | null,
  };
}

export const incidentToRow = (incident: Incident, seq: number): SqlValue[] => [
  seq,
  incident.id,
  incident.caseNumber,
  incident.typeCode,
  incident.reportedAt,
  incident.dueAt,
  incident.closedAt,
  incident.state,
  incident.level,
  incident.source,
  incident.channelRef,
  incident.title,
  incident.address,
  incident.raw?.x ?? null,
  incident.raw?.y ?? null,
  incident.raw?.crs ?? null,
  incident.point?.[0] ?? null,
  incident.point?.[1] ?? null,
  incident.owner,
  incident.respondedAt,
  incident.accuracyMetres ?? null,
];

export function incidentFromRow(row: SqlRow): Incident {
  const { raw_x: rawX, raw_y: rawY, raw_crs: rawCrs, x, y } = row;
  return {
    id: row['id'] as Incident['id'],
    caseNumber: row['case_number'] as string,
    typeCode: row['type_code'] as string,
    reportedAt: row['reported_at'] as number,
    dueAt: row['due_at'] as number | null,
    respondedAt: row['responded_at'] as number | null,
    closedAt: row['closed_at'] as number | null,
    state: row['state'] as Incident['state'],
    level: row['level'] as Incident['level'],
    owner: row['owner'] as string | null,
    source: row['source'] as string,
    channelRef: row['channel_ref'] as string | null,
    title: row['title'] as string,
    address: row['address'] as string | null,
    raw: rawCrs === null ? null : ({ x: rawX, y: rawY, crs: rawCrs } as Incident['raw']),
    point: x === null ? null : [x as number, y as number],
    accuracyMetres: row['accuracy_metres'] as number | null,
  };
}

/** @param createdAt UTC milliseconds; null for a scheme that is imported */
export const schemeToRow = (scheme: GridScheme, createdAt: number | null): SqlValue[] => [
  scheme.id,
  JSON.stringify(scheme.name),
  createdAt,
];

export function schemeFromRow(row: SqlRow): GridScheme {
  return { id: row['id'] as GridScheme['id'], name: readJson<LocalName>(row['name']) };
}

/** A plan with what the database knows of its life. Times are UTC milliseconds. */
export interface StoredPlan extends GridPlan {
  revision: number;
  basedOn: GridPlan['id'] | null;
  createdAt: number;
  updatedAt: number;
  /** First day in force, in the place's calendar; null for drafts and for what was imported as published. */
  effectiveFrom: string | null;
  publishedAt: number | null;
  publishedBy: string | null;
  /** The publication that a draft has taken everything over from. */
  madeFrom: GridPlan['id'] | null;
}

/** What an imported plan or a new draft has of a publication: nothing. */
export const unpublished = { effectiveFrom: null, publishedAt: null, publishedBy: null } as const;

export const planToRow = (plan: StoredPlan): SqlValue[] => [
  plan.id,
  plan.schemeId,
  JSON.stringify(plan.name),
  plan.status,
  flag(plan.importedUnbalanced),
  plan.revision,
  plan.basedOn,
  plan.createdAt,
  plan.updatedAt,
  plan.effectiveFrom,
  plan.publishedAt,
  plan.publishedBy,
  plan.madeFrom,
];

export function planFromRow(row: SqlRow): StoredPlan {
  return {
    id: row['id'] as GridPlan['id'],
    schemeId: row['scheme_id'] as GridPlan['schemeId'],
    name: readJson<LocalName>(row['name']),
    status: row['status'] as GridPlan['status'],
    importedUnbalanced: row['imported_unbalanced'] === 1,
    revision: row['revision'] as number,
    basedOn: row['based_on'] as GridPlan['id'] | null,
    createdAt: row['created_at'] as number,
    updatedAt: row['updated_at'] as number,
    effectiveFrom: row['effective_from'] as string | null,
    publishedAt: row['published_at'] as number | null,
    publishedBy: row['published_by'] as string | null,
    madeFrom: row['made_from'] as GridPlan['id'] | null,
  };
}

export const gridToRow = (grid: Grid, planId: GridPlan['id']): SqlValue[] => [
  planId,
  grid.id,
  grid.communityId,
  grid.kind,
  grid.code,
  grid.name,
  JSON.stringify(grid.workers),
  packMultiPolygon(grid.polygons),
  JSON.stringify(grid.parents),
  grid.revision,
];

/** The value of a column `polygons`. */
export const shapeFromRow = (value: unknown): Grid['polygons'] => unpackMultiPolygon(value as ArrayBuffer);

export function gridFromRow(row: SqlRow): Grid {
  return {
    id: row['id'] as Grid['id'],
    communityId: row['community_id'] as Grid['communityId'],
    kind: row['kind'] as Grid['kind'],
    code: row['code'] as string | null,
    name: row['name'] as string,
    workers: readJson<Grid['workers'][number][]>(row['workers']),
    polygons: shapeFromRow(row['polygons']),
    parents: row['parents'] === '[]' ? [] : readJson<Grid['parents'][number][]>(row['parents']),
    revision: row['revision'] as number,
  };
}

/** Nodes are safe integers beyond 32 bits: stored as Float64, little-endian. */
function packNodes(nodes: readonly number[]): Uint8Array {
  return new Uint8Array(Float64Array.from(nodes).buffer);
}

function unpackNodes(bytes: ArrayBuffer): number[] {
  return Array.from(new Float64Array(bytes.slice(0)));
}

function readBasemapGeometry(type: string, bytes: ArrayBuffer): BasemapFeature['geometry'] {
  if (type === 'polygon') return { type: 'polygon', polygons: unpackMultiPolygon(bytes) };
  const line: Line = unpackLine(bytes);
  return type === 'line' ? { type: 'line', line } : { type: 'point', point: [line[0] ?? 0, line[1] ?? 0] };
}

function readName(value: unknown): LocalName | null {
  return value === null ? null : readJson<LocalName>(value);
}

/** JSON we wrote ourselves, so its shape is known. */
function readJson<T>(value: unknown): T {
  return JSON.parse(value as string) as T;
}
