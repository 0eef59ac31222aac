import { masterOf, membersOf, readMergeActs } from '../../geodata/incidents/merge-reports';
import type { MergedReports } from '../../geodata/incidents/merge-reports';
import { selectMergeActs, selectMergeVersion } from '../db/queries/incident-merges';
import { selectIncidentSeqs } from '../db/queries/incidents';
import { rowsBySeq } from './find-incident-rows';
import type { IncidentSet, IncidentSource } from './incident-set';

/** The merges that stand, with the version they are of. */
export interface IncidentMerges extends MergedReports {
  version: number;
}

/** What is merged now; read again whenever somebody has merged or undone. */
export async function incidentMerges(source: IncidentSource): Promise<IncidentMerges> {
  const version = await selectMergeVersion(source.client);
  return source.cached(`incident-merges ${version}`, async () => ({
    version,
    ...readMergeActs(await selectMergeActs(source.client)),
  }));
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
export function problemOf(merges: MergedReports, id: string): { problemId: string; reports: number } {
  return merges.merged.has(id)
    ? { problemId: masterOf(merges, id), reports: 0 }
    : { problemId: id, reports: 1 + membersOf(merges, id).length };
}
