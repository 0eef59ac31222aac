import { unpackLine } from '../../../geodata/geometry/pack';
import { fromLattice } from '../../../geodata/schema/coordinates';
import type { AreaId, PlanId } from '../../../geodata/schema/ids';
import type { ChangeNote, Grid } from '../../../geodata/schema/plan';
import type { LayerReport } from '../../../geodata/schema/plan-layer';
import { insertRows } from '../insert-rows';
import type { Client, InStatement } from '../open-database';
import { gridToRow, planToRow } from '../rows';
import type { StoredPlan } from '../rows';

/** A draft made of a layer, for a single batch. What the cleaning did is kept with the first row of its history. */
export function layerDraftStatements(
  draft: StoredPlan,
  grids: readonly Grid[],
  sequences: ReadonlyMap<AreaId, number>,
  author: string,
  report: LayerReport,
): InStatement[] {
  const note: ChangeNote = { act: 'import', subject: report.file.slice(0, 200) };
  return [
    ...insertRows('grid_plan', [planToRow(draft)]),
    ...insertRows(
      'grid',
      grids.map((grid) => gridToRow(grid, draft.id)),
    ),
    {
      sql: 'INSERT INTO plan_change (plan_id, revision, at, author, note, change) VALUES (?, 0, ?, ?, ?, ?)',
      args: [
        draft.id,
        draft.createdAt,
        author,
        JSON.stringify(note),
        JSON.stringify({ put: [], delete: [], inverse: { put: [], delete: [] }, report }),
      ],
    },
    ...[...sequences].map(([communityId, highest]) => ({
      sql: 'INSERT INTO plan_code_sequence (plan_id, community_id, highest) VALUES (?, ?, ?)',
      args: [draft.id, communityId, highest],
    })),
  ];
}

/** A plan with all that is known of it, gone; for a single batch. */
export function dropPlanStatements(planId: PlanId): InStatement[] {
  return ['plan_change', 'grid', 'plan_code_sequence']
    .map((table) => `DELETE FROM ${table} WHERE plan_id = ?`)
    .concat('DELETE FROM grid_plan WHERE id = ?')
    .map((sql) => ({ sql, args: [planId] }));
}

/**
 * What the cleaning did to the layer that a draft was made of or took in last, as long as that is not undone; null for a plan
 * that came otherwise.
 */
export async function selectLayerReport(client: Client, planId: string): Promise<LayerReport | null> {
  const { rows } = await client.execute({
    sql: `SELECT revision, json_extract(note, '$.act') AS act FROM plan_change WHERE plan_id = ? ORDER BY revision`,
    args: [planId],
  });
  // Acts that stand: an undo takes the last one away, a redo brings it back.
  const standing: { revision: number; act: string }[] = [];
  const undone: typeof standing = [];
  for (const { revision, act } of rows) {
    if (act === 'undo') undone.push(...standing.splice(-1));
    else if (act === 'redo') standing.push(...undone.splice(-1));
    else standing.push({ revision: Number(revision), act: String(act) });
  }
  const last = standing.findLast(({ act }) => act === 'import');
  if (!last) return null;
  const found = await client.execute({
    sql: "SELECT json_extract(change, '$.report') AS report FROM plan_change WHERE plan_id = ? AND revision = ?",
    args: [planId, last.revision],
  });
  const report = found.rows[0]?.['report'];
  return typeof report === 'string' ? (JSON.parse(report) as LayerReport) : null;
}

/** Every street as positions in degrees. */
export async function selectStreetPositions(client: Client): Promise<[number, number][][]> {
  const { rows } = await client.execute('SELECT line FROM street ORDER BY seq');
  return rows.map((row) => {
    const line = unpackLine(row['line'] as ArrayBuffer);
    const positions: [number, number][] = [];
    for (let i = 0; i < line.length; i += 2) positions.push([fromLattice(line[i]!), fromLattice(line[i + 1]!)]);
    return positions;
  });
}
