import type { IncidentOrder } from '../../geodata/schema/incident-summary';
import { isEnded } from '../../geodata/incidents/incident-columns';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { latenessOf } from '../../geodata/incidents/lateness';
import { selectIncidentOrder } from '../db/queries/incidents';
import { rowsBySeq } from './find-incident-rows';
import type { IncidentGrids } from './counted-grids';
import type { IncidentSet, IncidentSource } from './incident-set';

/**
 * Rows in the order of a column. What has no value comes last, either way round; equal ones keep the order of the
 * database, so that pages never overlap.
 */
export async function orderIncidents(
  source: IncidentSource,
  set: IncidentSet,
  grids: IncidentGrids | null,
  rows: Uint32Array,
  order: IncidentOrder,
  reverse: boolean,
): Promise<Uint32Array> {
  const keyOf = await orderKey(source, set, grids, order);
  const keys = new Float64Array(set.columns.count);
  const sign = reverse ? -1 : 1;
  for (const i of rows) {
    const key = keyOf(i);
    keys[i] = Number.isNaN(key) ? Infinity : sign * key;
  }
  return rows.slice().sort((a, b) => (keys[a] === keys[b] ? a - b : keys[a]! < keys[b]! ? -1 : 1));
}

/** What each row is ordered by, ascending; NaN where it has nothing of it. */
async function orderKey(
  source: IncidentSource,
  set: IncidentSet,
  grids: IncidentGrids | null,
  order: IncidentOrder,
): Promise<(i: number) => number> {
  const { columns, asOf } = set;
  switch (order) {
    case 'newest':
      return (i) => -columns.reportedAt[i]!;
    case 'oldest':
      return (i) => columns.reportedAt[i]!;
    case 'due':
      return (i) => columns.dueAt[i]!;
    case 'closed':
      return (i) => columns.closedAt[i]!;
    case 'late':
      return (i) => -lateBy(columns, i, asOf);
    case 'type':
      // Types stand by code.
      return (i) => columns.type[i]!;
    case 'state':
      return (i) => columns.state[i]!;
    case 'grid': {
      const collator = new Intl.Collator('zh', { numeric: true });
      const names = grids?.grids.map(({ name }) => name) ?? [];
      const rank = new Float64Array(names.length);
      [...names.keys()]
        .sort((a, b) => collator.compare(names[a]!, names[b]!))
        .forEach((grid, position) => (rank[grid] = position));
      return (i) => rank[grids?.gridOf[i] ?? -1] ?? NaN;
    }
    case 'sureness': {
      const shares = grids?.unsureShares();
      return (i) => shares?.[i] ?? NaN;
    }
    default: {
      const ranks = await source.cached(`incident-order ${order}`, async () => {
        const rowOf = await rowsBySeq(source, set);
        const positions = new Float64Array(columns.count).fill(NaN);
        const seqs = await selectIncidentOrder(source.client, order);
        seqs.forEach((seq, position) => (positions[rowOf.get(seq)!] = position));
        return positions;
      });
      return (i) => ranks[i]!;
    }
  }
}

/** Milliseconds late, -1 for what is not; what is still open comes before what was closed late. */
function lateBy(columns: IncidentColumns, i: number, asOf: number): number {
  const lateness = latenessOf(columns.state[i]!, columns.dueAt[i]!, columns.closedAt[i]!, asOf);
  if (lateness === 'on-time') return -1;
  const open = !isEnded(columns.state[i]!);
  return (open ? 1e13 + asOf : columns.closedAt[i]!) - columns.dueAt[i]!;
}
