import { comparePairs, duplicateCandidates } from '../../geodata/incidents/duplicate-candidates';
import type { DuplicateCandidates, DuplicatePair } from '../../geodata/incidents/duplicate-candidates';
import { duplicateReaches } from '../../geodata/incidents/duplicate-rules';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import { arePartedReports, masterOf } from '../../geodata/incidents/merge-reports';
import { normalText } from '../../geodata/incidents/text-grams';
import type { IncidentDuplicates } from '../../geodata/schema/incident-repeats';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { eachIncidentText, selectIdsBySeq, selectIncidentsBySeq } from '../db/queries/incidents';
import { rowsBySeq } from './find-incident-rows';
import { incidentGrids } from './incident-grids';
import type { GridsAsked } from './incident-grids';
import { incidentMerges, problemRows } from './incident-merges';
import type { IncidentMerges } from './incident-merges';
import { planeOf } from './incident-places';
import { incidentSet } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { toRow } from './list-incidents';
import { writeCursor } from './page-cursor';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery } from './read-incident-query';

export interface DuplicatesQuery extends IncidentQuery, GridsAsked {
  limit: number;
  /** Pairs to skip. */
  offset: number;
}

/**
 * Reports that an earlier one is much like, for a person to confirm: each that passes the filter beside its best match
 * that is not yet of the same problem and that nobody has told apart from it. The earlier one may be outside the filter.
 */
export async function findDuplicates(
  source: IncidentSource,
  query: DuplicatesQuery,
): Promise<Result<IncidentDuplicates>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery({ ...query, count: 'reports' }, set, source);
  if (!read.ok) return read;
  const grids = await incidentGrids(source, set, query, read.value.period);
  if (!grids.ok) return grids;
  const merges = await incidentMerges(source);
  const candidates = await candidatesOf(source, set);
  const rows = filterIncidents(set.columns, read.value.filter, set.asOf);
  const { masters } = await problemRows(source, set, merges);
  const passes = new Uint8Array(set.columns.count);
  for (const i of rows) passes[i] = 1;
  const open = await openPairs(source, set, candidates, merges);
  const found = open.filter(({ later }) => passes[later] === 1);
  const page = found.slice(query.offset, query.offset + query.limit);
  const seqs = [...new Set(page.flatMap(({ later, earlier }) => [set.seqs[later]!, set.seqs[earlier]!]))];
  const bySeq = new Map((await selectIncidentsBySeq(source.client, seqs)).map((incident, k) => [seqs[k]!, incident]));
  const wire = (row: number) => toRow(bySeq.get(set.seqs[row]!)!, set, grids.value, row, merges);
  return ok({
    period: read.value.period,
    timeZone: set.place.profile.timeZone,
    asOf: new Date(set.asOf).toISOString(),
    datasetVersion: set.place.datasetVersion,
    total: rows.length,
    found: found.length,
    merged: rows.reduce((sum, i) => sum + (masters[i] === 0 ? 1 : 0), 0),
    cutShort: candidates.cutShort,
    pairs: page.map(({ later, earlier, score, metres, text }) => ({
      later: wire(later),
      earlier: wire(earlier),
      score,
      metres,
      hours: (set.columns.reportedAt[later]! - set.columns.reportedAt[earlier]!) / 3_600_000,
      text,
    })),
    offset: query.offset,
    nextCursor: query.offset + query.limit < found.length ? writeCursor(query.offset + query.limit - 1) : null,
  });
}

/** All candidates of the place, worked out once a dataset version. */
function candidatesOf(source: IncidentSource, set: IncidentSet): Promise<DuplicateCandidates> {
  return source.cached('incident-duplicates', async () => {
    const numbers = new Map<string, number>();
    const textOf = new Int32Array(set.columns.count);
    const rowOf = await rowsBySeq(source, set);
    await eachIncidentText(source.client, ({ seq, title, address }) => {
      const text = normalText(`${title}${address ?? ''}`);
      let number = numbers.get(text);
      if (number === undefined) numbers.set(text, (number = numbers.size));
      textOf[rowOf.get(seq)!] = number;
    });
    return duplicateCandidates({
      columns: set.columns,
      reaches: duplicateReaches(set.columns.types, set.place.profile.incidents.duplicates),
      textOf,
      texts: [...numbers.keys()],
      plane: planeOf(set.place),
    });
  });
}

/** The best pair of each later report that is still to be decided, the likeliest first, then the latest. */
function openPairs(
  source: IncidentSource,
  set: IncidentSet,
  { pairs }: DuplicateCandidates,
  merges: IncidentMerges,
): Promise<DuplicatePair[]> {
  return source.cached(`incident-duplicates-open ${merges.version}`, async () => {
    const rows = [...new Set(pairs.flatMap(({ later, earlier }) => [later, earlier]))];
    const bySeq = await selectIdsBySeq(
      source.client,
      rows.map((row) => set.seqs[row]!),
    );
    const idOf = (row: number): string => bySeq.get(set.seqs[row]!)!;
    const decided = new Set<number>();
    const open: DuplicatePair[] = [];
    for (const pair of pairs) {
      const [later, earlier] = [idOf(pair.later), idOf(pair.earlier)];
      if (decided.has(pair.later) || arePartedReports(merges, later, earlier)) continue;
      decided.add(pair.later);
      // Of one problem already; what else it is like was decided with it.
      if (masterOf(merges, later) === masterOf(merges, earlier)) continue;
      // A report that is merged has said its problem: its master is what may be merged further.
      if (merges.merged.has(later)) continue;
      open.push(pair);
    }
    const { reportedAt } = set.columns;
    return open.sort(
      (a, b) =>
        b.score - a.score ||
        reportedAt[b.later]! - reportedAt[a.later]! ||
        comparePairs(set.columns, a, b) ||
        b.later - a.later,
    );
  });
}
