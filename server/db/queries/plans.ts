import type { LayerReport } from '../../../geodata/schema/plan-layer';
import type { ChangeNote, Grid, GridChange, GridScheme } from '../../../geodata/schema/plan';
import type { AreaId, GridId, PlanId } from '../../../geodata/schema/ids';
import type { Client, InStatement } from '../open-database';
import { insertRows } from '../insert-rows';
import { gridFromRow, gridToRow, planFromRow, planToRow, schemeFromRow, shapeFromRow } from '../rows';
import type { StoredPlan } from '../rows';

/** Every plan of the place, by id. */
export async function selectPlans(client: Client): Promise<StoredPlan[]> {
  const found = await client.execute('SELECT * FROM grid_plan ORDER BY id');
  return found.rows.map(planFromRow);
}

/** Every face of a plan, unassigned land among them, by id. */
export async function selectGrids(client: Client, planId: string): Promise<Grid[]> {
  const found = await client.execute({ sql: 'SELECT * FROM grid WHERE plan_id = ? ORDER BY id', args: [planId] });
  return found.rows.map(gridFromRow);
}

/** So many faces of a plan as `selectGrids` has them, from the one after `after` on; '' is before all. */
export async function selectGridPage(client: Client, planId: string, after: string, limit: number): Promise<Grid[]> {
  const found = await client.execute({
    sql: 'SELECT * FROM grid WHERE plan_id = ? AND id > ? ORDER BY id LIMIT ?',
    args: [planId, after, limit],
  });
  return found.rows.map(gridFromRow);
}

/** A plan as it was read at a revision. */
export interface ReadPlan {
  id: string;
  revision: number;
  grids: readonly Grid[];
}

/**
 * As `selectGrids`, beside a plan that was read before: a face with the same shape in both has the very same polygons, and
 * its bytes stay in the database. Two plans of a city differ in some hundreds of 20,000 faces, and the rest comes as one
 * JSON array a column, because an object for each row is most of what reading them takes.
 */
export async function selectGridsBeside(client: Client, planId: string, other: ReadPlan): Promise<Grid[]> {
  const found = await client.execute({
    sql: `SELECT json_group_array(id) AS ids, json_group_array(community_id) AS communities,
                 json_group_array(kind) AS kinds, json_group_array(code) AS codes, json_group_array(name) AS names,
                 json_group_array(json(workers)) AS workers, json_group_array(json(parents)) AS parents,
                 json_group_array(revision) AS revisions, json_group_array(is_same) AS same
            FROM (SELECT grid.*, coalesce(grid.polygons = beside.polygons, 0) AS is_same
                    FROM grid
                    LEFT JOIN grid AS beside ON beside.plan_id = :other AND beside.id = grid.id
                      AND (SELECT revision FROM grid_plan WHERE id = :other) = :revision
                   WHERE grid.plan_id = :plan ORDER BY grid.id)`,
    args: { plan: planId, other: other.id, revision: other.revision },
  });
  const column = <T>(name: string): T[] => JSON.parse(found.rows[0]?.[name] as string) as T[];
  const ids = column<GridId>('ids');
  const same = column<number>('same');
  const known = new Map(other.grids.map((grid) => [grid.id, grid.polygons]));
  const shapes = await selectShapes(
    client,
    planId,
    ids.filter((id, i) => same[i] === 0 || !known.has(id)),
  );
  const communities = column<Grid['communityId']>('communities');
  const kinds = column<Grid['kind']>('kinds');
  const codes = column<string | null>('codes');
  const names = column<string>('names');
  const workers = column<Grid['workers']>('workers');
  const parents = column<GridId[]>('parents');
  const revisions = column<number>('revisions');
  return ids.map((id, i) => ({
    id,
    communityId: communities[i]!,
    kind: kinds[i]!,
    code: codes[i]!,
    name: names[i]!,
    workers: workers[i]!,
    polygons: shapes.get(id) ?? known.get(id)!,
    parents: parents[i]!,
    revision: revisions[i]!,
  }));
}

/** The shapes of some faces of a plan. */
async function selectShapes(
  client: Client,
  planId: string,
  ids: readonly GridId[],
): Promise<Map<GridId, Grid['polygons']>> {
  const found = await client.execute({
    sql: 'SELECT id, polygons FROM grid WHERE plan_id = ? AND id IN (SELECT value FROM json_each(?))',
    args: [planId, JSON.stringify(ids)],
  });
  return new Map(found.rows.map((row) => [row['id'] as GridId, shapeFromRow(row['polygons'])]));
}

/** One plan, or null. */
export async function selectPlan(client: Client, planId: string): Promise<StoredPlan | null> {
  const found = await client.execute({ sql: 'SELECT * FROM grid_plan WHERE id = ?', args: [planId] });
  const row = found.rows[0];
  return row ? planFromRow(row) : null;
}

/** Grids of each plan, without unassigned land. */
export async function selectGridCounts(client: Client): Promise<Map<PlanId, number>> {
  const found = await client.execute(
    "SELECT plan_id, count(*) AS grids FROM grid WHERE kind <> 'unassigned' GROUP BY plan_id",
  );
  return new Map(found.rows.map((row) => [row['plan_id'] as PlanId, row['grids'] as number]));
}

/** Imported schemes first, then those made here, oldest first. */
export async function selectSchemes(client: Client): Promise<GridScheme[]> {
  const found = await client.execute('SELECT * FROM grid_scheme ORDER BY created_at, id');
  return found.rows.map(schemeFromRow);
}

/**
 * The highest sequence number that is taken for a plan, per community: ever given out in the plan itself, or published
 * in its scheme. Numbers of other drafts are theirs alone until they are published.
 * @param digits of the number at the end of a code
 */
export async function selectSequences(
  client: Client,
  plan: Pick<StoredPlan, 'id' | 'schemeId'>,
  digits: number,
): Promise<Map<AreaId, number>> {
  const found = await client.execute({
    sql: `SELECT community_id, max(highest) AS highest FROM (
            SELECT community_id, highest FROM plan_code_sequence WHERE plan_id = :plan
            UNION ALL SELECT community_id, highest FROM grid_code_sequence WHERE scheme_id = :scheme
            UNION ALL SELECT grid.community_id, CAST(substr(grid.code, -:digits) AS INTEGER)
              FROM grid JOIN grid_plan AS published ON published.id = grid.plan_id
             WHERE published.scheme_id = :scheme AND published.status = 'published' AND grid.code IS NOT NULL
          ) GROUP BY community_id`,
    args: { plan: plan.id, scheme: plan.schemeId, digits },
  });
  return new Map(found.rows.map((row) => [row['community_id'] as AreaId, row['highest'] as number]));
}

/** A committed change with its inverse. */
export interface StoredChange {
  revision: number;
  /** UTC milliseconds. */
  at: number;
  author: string;
  note: ChangeNote;
  put: Grid[];
  delete: GridId[];
  inverse: { put: Grid[]; delete: GridId[] };
}

/** Changes after a revision, oldest first. */
export async function selectChanges(
  client: Client,
  planId: string,
  since: number,
  limit: number,
): Promise<StoredChange[]> {
  const found = await client.execute({
    sql: 'SELECT * FROM plan_change WHERE plan_id = ? AND revision > ? ORDER BY revision LIMIT ?',
    args: [planId, since, limit],
  });
  return found.rows.map((row) => ({
    revision: row['revision'] as number,
    at: row['at'] as number,
    author: row['author'] as string,
    note: JSON.parse(row['note'] as string) as ChangeNote,
    ...storedChange(row['change'] as string),
  }));
}

/** Without the report of a layer: `selectLayerReport` reads that. */
function storedChange(text: string): Pick<StoredChange, 'put' | 'delete' | 'inverse'> {
  const { put, delete: gone, inverse } = JSON.parse(text) as StoredChange;
  return { put, delete: gone, inverse };
}

export interface CommitWrite {
  plan: StoredPlan;
  /** Revision of the plan after the change. */
  revision: number;
  at: number;
  author: string;
  change: GridChange;
  inverse: GridChange;
  /** Sequence numbers given out by the change. */
  sequences: ReadonlyMap<AreaId, number>;
  /** What was done to a layer, where the change took one in. */
  report?: LayerReport;
}

/**
 * One commit, for a single batch. The key of the log row makes it fail as a whole where another process has written the
 * same revision meanwhile.
 */
export function commitStatements(write: CommitWrite): InStatement[] {
  const { plan, revision, at, author, change, inverse } = write;
  const log = {
    put: change.put,
    delete: change.delete,
    inverse: { put: inverse.put, delete: inverse.delete },
    report: write.report,
  };
  const gone = [...change.delete, ...change.put.map((grid) => grid.id)];
  return [
    {
      sql: 'INSERT INTO plan_change (plan_id, revision, at, author, note, change) VALUES (?, ?, ?, ?, ?, ?)',
      args: [plan.id, revision, at, author, JSON.stringify(change.note), JSON.stringify(log)],
    },
    {
      sql: 'DELETE FROM grid WHERE plan_id = ? AND id IN (SELECT value FROM json_each(?))',
      args: [plan.id, JSON.stringify(gone)],
    },
    ...insertRows(
      'grid',
      change.put.map((grid) => gridToRow(grid, plan.id)),
    ),
    { sql: 'UPDATE grid_plan SET revision = ?, updated_at = ? WHERE id = ?', args: [revision, at, plan.id] },
    ...[...write.sequences].map(([communityId, highest]) => raiseSequence(plan.id, communityId, highest)),
  ];
}

function raiseSequence(planId: PlanId, communityId: AreaId, highest: number): InStatement {
  return {
    sql: `INSERT INTO plan_code_sequence (plan_id, community_id, highest) VALUES (?, ?, ?)
          ON CONFLICT (plan_id, community_id) DO UPDATE SET highest = max(highest, excluded.highest)`,
    args: [planId, communityId, highest],
  };
}

/**
 * A draft as a copy of another plan's faces, whose revisions begin anew with the draft's; or with faces of its own.
 * A copy into another scheme has no codes yet: numbers of one scheme mean nothing in another.
 */
export function draftStatements(
  draft: StoredPlan,
  from: { planId: PlanId; schemeId: StoredPlan['schemeId'] } | { faces: readonly Grid[] },
  author: string,
): InStatement[] {
  const faces: InStatement[] =
    'faces' in from
      ? insertRows(
          'grid',
          from.faces.map((face) => gridToRow(face, draft.id)),
        )
      : [
          {
            sql: `INSERT INTO grid (plan_id, id, community_id, kind, code, name, workers, polygons, parents, revision)
                  SELECT :draft, id, community_id, kind, CASE WHEN :keep THEN code END, name, workers, polygons, parents, 0
                    FROM grid WHERE plan_id = :from`,
            args: { draft: draft.id, keep: from.schemeId === draft.schemeId ? 1 : 0, from: from.planId },
          },
        ];
  return [
    ...insertRows('grid_plan', [planToRow(draft)]),
    ...faces,
    {
      sql: 'INSERT INTO plan_change (plan_id, revision, at, author, note, change) VALUES (?, ?, ?, ?, ?, ?)',
      args: [
        draft.id,
        draft.revision,
        draft.createdAt,
        author,
        JSON.stringify({ act: 'draft', subject: draft.name.zh } satisfies ChangeNote),
        JSON.stringify({ put: [], delete: [], inverse: { put: [], delete: [] } }),
      ],
    },
  ];
}
