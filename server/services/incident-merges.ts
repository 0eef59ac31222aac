import { masterOf, membersOf, readMergeActs } from '../../geodata/incidents/merge-reports';
import type { MergedReports } from '../../geodata/incidents/merge-reports';
import { selectMergeActs, selectMergeVersion } from '../db/queries/incident-merges';
import type { IncidentRow } from '../../geodata/schema/incident-summary';
import { selectCaseNumbers, selectIncidentSeqs } from '../db/queries/incidents';
import { rowsBySeq } from './find-incident-rows';
import type { IncidentSet, IncidentSource } from './incident-set';

/** The merges that stand, with the version they are of. */
export interface IncidentMerges extends MergedReports {
  version: number;
  /** Case numbers of the reports that others were merged into, by id. */
  caseNumbers: ReadonlyMap<string, string>;
}

/** What is merged now; read again whenever somebody has merged or undone. */
export async function incidentMerges(source: IncidentSource): Promise<IncidentMerges> {
  const version = await selectMergeVersion(source.client);
  return source.cached(`incident-merges ${version}`, async () => {
    const reports = readMergeActs(await selectMergeActs(source.client));
    const problems = new Set(Array.from(reports.merged.keys(), (id) => masterOf(reports, id)));
    return { version, ...reports, caseNumbers: await selectCaseNumbers(source.client, [...problems]) };
  });
}

/** One entry a row of the set: `masters` is 0 for what was merged into another report, else 1. */
export function problemRows(
  source: IncidentSource,
  set: IncidentSet,
  { version, merged }: IncidentMerges,
): Promise<{ masters: Uint8Array }> {
  return source.cached(`incident-problems ${version}`, async () => {
    const masters = new Uint8Array(set.columns.count).fill(1);
    const rowOf = await rowsBySeq(source, set);
    for (const seq of (await selectIncidentSeqs(source.client, [...merged.keys()])).values()) {
      masters[rowOf.get(seq)!] = 0;
    }
    return { masters };
  });
}

/** What a row says of its problem: see `IncidentRow`. */
export function problemOf(
  merges: IncidentMerges,
  id: string,
): Pick<IncidentRow, 'problemId' | 'problemNumber' | 'reports'> {
  if (!merges.merged.has(id)) {
    return { problemId: id, problemNumber: null, reports: 1 + membersOf(merges, id).length };
  }
  const problemId = masterOf(merges, id);
  return { problemId, problemNumber: merges.caseNumbers.get(problemId) ?? null, reports: 0 };
}
