import { fromLattice } from '../../geodata/schema/coordinates';
import { dueLights, judgedLights } from '../../geodata/schema/incident-lateness';
import type {
  DueLightCounts,
  IncidentLateness,
  LatenessGrouping,
  LatenessRow,
  LatePoints,
  LatenessTallyWire,
} from '../../geodata/schema/incident-lateness';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { dueLightAt, isLate, millisecondsLate, wantedLights } from '../../geodata/incidents/due-light';
import { daysLate } from '../../geodata/incidents/late-length';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import type { CountedKind } from '../../geodata/schema/incident-assignment';
import { hasPoint } from '../../geodata/incidents/incident-columns';
import { tallyLateness } from '../../geodata/incidents/tally-lateness';
import type { LatenessTally } from '../../geodata/incidents/tally-lateness';
import { selectIncidentIds } from '../db/queries/incidents';
import { incidentGrids } from './incident-grids';
import type { IncidentGrids } from './counted-grids';
import { incidentSet } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery, ReadIncidentQuery } from './read-incident-query';

export interface LatenessQuery extends IncidentQuery {
  level?: string | undefined;
  counted?: CountedKind | undefined;
  by: LatenessGrouping;
}

export interface LatePointsQuery extends IncidentQuery {
  level?: string | undefined;
  counted?: CountedKind | undefined;
  /** Only those in this grid, or in this area where a level is named. */
  grid?: string | undefined;
}

/** What rows are counted by, and what they are called. */
interface Groups {
  groupOf: (i: number) => number;
  names: Pick<LatenessRow, 'key' | 'name'>[];
}

/**
 * Who is late, by area, agency or type: numbers with their denominators. What the filter says of lateness itself (`late`,
 * `light`) is left out, so that a share is of all that can be judged.
 */
export async function measureLateness(source: IncidentSource, query: LatenessQuery): Promise<Result<IncidentLateness>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const found = await incidentGrids(source, set, query, read.value.period);
  if (!found.ok) return found;
  const grids = found.value;
  const { groupOf, names } = groupsOf(query.by, set, grids);
  const rows = judgedRows(set, read.value);
  const total = tallyLateness(set.columns, rows, set.asOf, () => 0, 1)[0]!;
  const tallies = tallyLateness(set.columns, rows, set.asOf, groupOf, names.length);
  let outside = 0;
  for (const i of rows) if (groupOf(i) < 0) outside++;
  return ok({
    ...basisOf(set, read.value, rows.length),
    by: query.by,
    areas: grids?.kind ?? 'grids',
    plan: grids?.plan ? { id: grids.plan.id, revision: grids.plan.revision } : null,
    level: grids?.level ?? null,
    ...toTally(total),
    rows: tallies.flatMap((tally, k) =>
      tally.lights.some((count) => count > 0) ? [{ ...names[k]!, ...toTally(tally) }] : [],
    ),
    outside,
  });
}

/**
 * The incidents with a due time as points: open and closed late ones, and those closed in time where `light` asks for
 * them. Counts leave the filter's own `light` and `late` out. Fails with `incident.*`, `plan.not-found` and
 * `incident.unknown-grid`.
 */
export async function listLatePoints(source: IncidentSource, query: LatePointsQuery): Promise<Result<LatePoints>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const { columns, asOf } = set;
  const within = await rowsOfGrid(source, set, query, read.value, judgedRows(set, read.value));
  if (!within.ok) return within;
  const rows = within.value;
  const asked = read.value.filter.lights;
  const wanted = wantedLights(asked ?? judgedLights.filter((light) => light !== 'closed-in-time'));
  const drawn = judgedLights.filter((light) => wanted[dueLights.indexOf(light)] === 1);
  const position = dueLights.map((light) => drawn.indexOf(light as (typeof judgedLights)[number]));
  const shown = rows.filter((i) => {
    const light = dueLightAt(columns, i, asOf);
    return position[light]! >= 0 && (!read.value.filter.late || isLate(light));
  });
  const located = shown.filter((i) => hasPoint(columns, i));
  const idOf = await source.cached('incident-ids', () => selectIncidentIds(source.client));
  const column = <T>(value: (i: number) => T): T[] => Array.from(located, value);
  return ok({
    ...basisOf(set, read.value, rows.length),
    lights: toCounts(tallyLateness(columns, rows, asOf, () => 0, 1)[0]!.lights),
    drawn,
    withoutPoint: shown.length - located.length,
    ids: column((i) => idOf[i]!),
    lng: column((i) => fromLattice(columns.xy[2 * i]!)),
    lat: column((i) => fromLattice(columns.xy[2 * i + 1]!)),
    light: column((i) => position[dueLightAt(columns, i, asOf)]!),
    daysLate: column((i) => daysLate(millisecondsLate(columns, i, asOf))),
  });
}

/** Those of the rows that are in the grid or area asked for; all where none is. */
async function rowsOfGrid(
  source: IncidentSource,
  set: IncidentSet,
  query: LatePointsQuery,
  { period }: ReadIncidentQuery,
  rows: Uint32Array,
): Promise<Result<Uint32Array>> {
  if (query.grid === undefined || query.grid === '') return ok(rows);
  const found = await incidentGrids(source, set, query, period);
  if (!found.ok) return found;
  const grids = found.value;
  if (!grids) return fail('incident.no-plan');
  const grid = grids.grids.findIndex(({ id }) => id === query.grid);
  if (grid < 0) return fail('incident.unknown-grid', { grid: query.grid, plan: grids.plan?.id ?? '' });
  return ok(rows.filter((i) => grids.gridOf[i] === grid));
}

/** Rows under the filter but for what it says of lateness. */
function judgedRows(set: IncidentSet, { filter }: ReadIncidentQuery): Uint32Array {
  const { late: _late, lights: _lights, ...rest } = filter;
  return filterIncidents(set.columns, rest, set.asOf);
}

function groupsOf(by: LatenessGrouping, { columns }: IncidentSet, grids: IncidentGrids | null): Groups {
  switch (by) {
    case 'owner':
      return {
        groupOf: (i) => columns.owner[i]! + 1,
        names: [null, ...columns.owners].map((owner) => ({ key: owner, name: owner === null ? null : { zh: owner } })),
      };
    case 'type':
      return {
        groupOf: (i) => columns.type[i]!,
        names: columns.types.map(({ code, name }) => ({ key: code, name })),
      };
    case 'area':
      return {
        groupOf: (i) => grids?.gridOf[i] ?? -1,
        names: grids?.grids.map(({ id, name }) => ({ key: id, name: { zh: name } })) ?? [],
      };
  }
}

const basisOf = (set: IncidentSet, { period }: ReadIncidentQuery, total: number) => ({
  period,
  timeZone: set.place.profile.timeZone,
  asOf: new Date(set.asOf).toISOString(),
  datasetVersion: set.place.datasetVersion,
  total,
});

const toCounts = (lights: Uint32Array): DueLightCounts =>
  Object.fromEntries(dueLights.map((light, i) => [light, lights[i]!])) as DueLightCounts;

const toTally = ({ lights, ...rest }: LatenessTally): LatenessTallyWire => ({ lights: toCounts(lights), ...rest });
