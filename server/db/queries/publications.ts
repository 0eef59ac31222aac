import type { AreaId, GridId, PlanId } from '../../../geodata/schema/ids';
import type { ChangeNote, Grid } from '../../../geodata/schema/plan';
import type { LocalName } from '../../../geodata/schema/place';
import type { VersionAct } from '../../../geodata/schema/publication';
import type { Client, InStatement } from '../open-database';
import { insertRows } from '../insert-rows';
import { gridFromRow, schemeToRow } from '../rows';
import type { StoredPlan } from '../rows';
import type { GridScheme } from '../../../geodata/schema/plan';

/** A state of a grid that was published. Days are of the place's calendar. */
export interface StoredVersion {
  gridId: GridId;
  planId: PlanId;
  validFrom: string | null;
  validTo: string | null;
  act: VersionAct;
  parents: GridId[];
}

/** Codes of the grids of a scheme that were published, retired ones too, and how high the numbers have come. */
export async function selectPublishedCodes(
  client: Client,
  schemeId: string,
  digits: number,
): Promise<{ codes: Map<GridId, string>; highest: Map<AreaId, number> }> {
  const coded = await client.execute({
    sql: `SELECT grid.id, grid.code FROM grid_version AS version
            JOIN grid ON grid.plan_id = version.plan_id AND grid.id = version.grid_id
           WHERE version.scheme_id = ? AND grid.code IS NOT NULL`,
    args: [schemeId],
  });
  const numbers = await client.execute({
    sql: `SELECT community_id, max(highest) AS highest FROM (
            SELECT community_id, highest FROM grid_code_sequence WHERE scheme_id = :scheme
            UNION ALL SELECT grid.community_id, CAST(substr(grid.code, -:digits) AS INTEGER)
              FROM grid JOIN grid_plan AS published ON published.id = grid.plan_id
             WHERE published.scheme_id = :scheme AND published.status = 'published' AND grid.code IS NOT NULL
          ) GROUP BY community_id`,
    args: { scheme: schemeId, digits },
  });
  return {
    codes: new Map(coded.rows.map((row) => [row['id'] as GridId, row['code'] as string])),
    highest: new Map(numbers.rows.map((row) => [row['community_id'] as AreaId, row['highest'] as number])),
  };
}

/**
 * Parents of every grid that the changes of a plan, and of the plans it was copied from, ever made: what leads from its
 * grids back to those it began with.
 */
export async function selectAncestry(client: Client, planIds: readonly string[]): Promise<Map<GridId, GridId[]>> {
  const found = await client.execute({
    sql: `WITH RECURSIVE line (id) AS (
            SELECT value FROM json_each(?)
            UNION SELECT plan.based_on FROM grid_plan AS plan JOIN line ON plan.id = line.id WHERE plan.based_on IS NOT NULL
          )
          SELECT DISTINCT made.value ->> 'id' AS id, made.value ->> 'parents' AS parents
            FROM plan_change JOIN line ON line.id = plan_change.plan_id, json_each(change, '$.put') AS made
           WHERE made.value ->> 'parents' <> '[]'`,
    args: [JSON.stringify(planIds)],
  });
  return new Map(found.rows.map((row) => [row['id'] as GridId, JSON.parse(row['parents'] as string) as GridId[]]));
}

export interface PublicationWrite {
  plan: StoredPlan;
  /** Revision of the plan after publishing. */
  revision: number;
  effectiveFrom: string;
  at: number;
  author: string;
  /** Grids whose code becomes another one. */
  codes: ReadonlyMap<GridId, string>;
  /** Highest number given out, per community. */
  sequences: ReadonlyMap<AreaId, number>;
  /** How each grid came to be that is not as the publication before had it. */
  origins: ReadonlyMap<GridId, { act: VersionAct; parents: readonly GridId[] }>;
}

/** What tells one state of a face from another, but for its revision; `a` and `b` are rows of `grid`. */
const sameState = `a.community_id = b.community_id AND a.kind = b.kind AND a.code IS b.code AND a.name = b.name
  AND a.workers = b.workers AND a.polygons = b.polygons`;

/**
 * Publishes a draft, for a single batch: codes, versions of what is new or other, and the end of the versions they follow.
 * The key of the log row makes it fail as a whole where another process has written the same revision meanwhile.
 */
export function publicationStatements(write: PublicationWrite): InStatement[] {
  const { plan, revision, at, author, effectiveFrom } = write;
  const scheme = plan.schemeId;
  const origins = [...write.origins].map(([id, origin]) => ({ id, ...origin }));
  return [
    logStatement(plan, revision, at, author, { act: 'publish', subject: effectiveFrom }),
    {
      sql: `UPDATE grid SET revision = ?, code = coded.value ->> 1 FROM json_each(?) AS coded
             WHERE grid.plan_id = ? AND grid.id = coded.value ->> 0`,
      args: [revision, JSON.stringify([...write.codes]), plan.id],
    },
    {
      sql: `UPDATE grid_plan SET status = 'published', effective_from = ?, published_at = ?, published_by = ?,
                   updated_at = ?, revision = ? WHERE id = ?`,
      args: [effectiveFrom, at, author, at, revision, plan.id],
    },
    {
      sql: `UPDATE grid_version SET valid_to = :from
             WHERE scheme_id = :scheme AND valid_to IS NULL AND NOT EXISTS (
               SELECT 1 FROM grid AS a JOIN grid AS b ON b.plan_id = :plan AND b.id = a.id
                WHERE a.plan_id = grid_version.plan_id AND a.id = grid_version.grid_id AND ${sameState})`,
      args: { from: effectiveFrom, scheme, plan: plan.id },
    },
    {
      sql: `WITH origin (id, act, parents) AS MATERIALIZED (
              SELECT value ->> 'id', value ->> 'act', value ->> 'parents' FROM json_each(:origins)
            )
            INSERT INTO grid_version (scheme_id, grid_id, plan_id, valid_from, valid_to, act, parents)
            SELECT :scheme, grid.id, :plan, :from, NULL, coalesce(origin.act, 'unchanged'),
                   coalesce(origin.parents, '[]')
              FROM grid LEFT JOIN origin ON origin.id = grid.id
             WHERE grid.plan_id = :plan AND NOT EXISTS (
               SELECT 1 FROM grid_version AS open
                WHERE open.scheme_id = :scheme AND open.grid_id = grid.id AND open.valid_to IS NULL)`,
      args: { scheme, plan: plan.id, from: effectiveFrom, origins: JSON.stringify(origins) },
    },
    ...[...write.sequences].map(([communityId, highest]): InStatement => ({
      sql: `INSERT INTO grid_code_sequence (scheme_id, community_id, highest) VALUES (?, ?, ?)
              ON CONFLICT (scheme_id, community_id) DO UPDATE SET highest = max(highest, excluded.highest)`,
      args: [scheme, communityId, highest],
    })),
  ];
}

/** Takes a publication back that has not begun: its versions go, those before it go on. Its numbers stay given out. */
export function withdrawalStatements(plan: StoredPlan, revision: number, at: number, author: string): InStatement[] {
  const note = { act: 'withdraw', subject: plan.effectiveFrom ?? '' } as const;
  return [
    logStatement(plan, revision, at, author, note),
    { sql: 'DELETE FROM grid_version WHERE plan_id = ?', args: [plan.id] },
    {
      sql: 'UPDATE grid_version SET valid_to = NULL WHERE scheme_id = ? AND valid_to = ?',
      args: [plan.schemeId, plan.effectiveFrom],
    },
    {
      sql: `UPDATE grid_plan SET status = 'draft', effective_from = NULL, published_at = NULL, published_by = NULL,
                   updated_at = ?, revision = ? WHERE id = ?`,
      args: [at, revision, plan.id],
    },
  ];
}

function logStatement(plan: StoredPlan, revision: number, at: number, author: string, note: ChangeNote): InStatement {
  return {
    sql: 'INSERT INTO plan_change (plan_id, revision, at, author, note, change) VALUES (?, ?, ?, ?, ?, ?)',
    args: [
      plan.id,
      revision,
      at,
      author,
      JSON.stringify(note),
      JSON.stringify({ put: [], delete: [], inverse: { put: [], delete: [] } }),
    ],
  };
}

/** Marks a draft as holding everything of a publication. */
export function madeFromStatement(planId: PlanId, publication: PlanId): InStatement {
  return { sql: 'UPDATE grid_plan SET made_from = ? WHERE id = ?', args: [publication, planId] };
}

/** The faces of a scheme on a day with the days they are valid, by id. */
export async function selectGridsAsOf(
  client: Client,
  schemeId: string,
  day: string,
): Promise<(Grid & { validFrom: string | null; validTo: string | null })[]> {
  const found = await client.execute({
    sql: `SELECT grid.*, version.valid_from, version.valid_to FROM grid_version AS version
            JOIN grid ON grid.plan_id = version.plan_id AND grid.id = version.grid_id
           WHERE version.scheme_id = :scheme AND (version.valid_from IS NULL OR version.valid_from <= :day)
             AND (version.valid_to IS NULL OR version.valid_to > :day)
           ORDER BY grid.id`,
    args: { scheme: schemeId, day },
  });
  return found.rows.map((row) => ({
    ...gridFromRow(row),
    validFrom: row['valid_from'] as string | null,
    validTo: row['valid_to'] as string | null,
  }));
}

/** Versions with the name, code and publication of each, oldest first. */
export interface NamedVersion extends StoredVersion {
  name: string;
  code: string | null;
  planName: LocalName;
  by: string | null;
  at: number | null;
}

/** Every state of a grid, of the grids named as its parents, and of those that name it as theirs; oldest first. */
export async function selectFamily(client: Client, schemeId: string, gridId: string): Promise<NamedVersion[]> {
  const found = await client.execute({
    sql: `WITH family (id) AS (
            SELECT :grid
            UNION SELECT parent.value FROM grid_version AS own, json_each(own.parents) AS parent
                   WHERE own.scheme_id = :scheme AND own.grid_id = :grid
            UNION SELECT child.grid_id FROM grid_version AS child, json_each(child.parents) AS parent
                   WHERE child.scheme_id = :scheme AND parent.value = :grid
          )
          SELECT version.*, grid.name, grid.code, plan.name AS plan_name, plan.published_by, plan.published_at
            FROM grid_version AS version
            JOIN grid ON grid.plan_id = version.plan_id AND grid.id = version.grid_id
            JOIN grid_plan AS plan ON plan.id = version.plan_id
           WHERE version.scheme_id = :scheme AND version.grid_id IN (SELECT id FROM family)
           ORDER BY version.valid_from, version.grid_id`,
    args: { scheme: schemeId, grid: gridId },
  });
  return found.rows.map((row) => ({
    gridId: row['grid_id'] as GridId,
    planId: row['plan_id'] as PlanId,
    validFrom: row['valid_from'] as string | null,
    validTo: row['valid_to'] as string | null,
    act: row['act'] as VersionAct,
    parents: JSON.parse(row['parents'] as string) as GridId[],
    name: row['name'] as string,
    code: row['code'] as string | null,
    planName: JSON.parse(row['plan_name'] as string) as LocalName,
    by: row['published_by'] as string | null,
    at: row['published_at'] as number | null,
  }));
}

/** One more scheme. */
export function schemeStatements(scheme: GridScheme, at: number): InStatement[] {
  return insertRows('grid_scheme', [schemeToRow(scheme, at)]);
}

/** Whether there is a scheme of this id. */
export async function hasScheme(client: Client, schemeId: string): Promise<boolean> {
  const found = await client.execute({ sql: 'SELECT 1 FROM grid_scheme WHERE id = ?', args: [schemeId] });
  return found.rows.length > 0;
}
