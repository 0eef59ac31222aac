import { checkMerge, masterOf, membersOf, readMergeActs } from '../../geodata/incidents/merge-reports';
import type { MergedReports } from '../../geodata/incidents/merge-reports';
import { typeFamilies } from '../../geodata/incidents/type-families';
import type { IncidentId } from '../../geodata/schema/ids';
import type { IncidentReports, MergeAct, MergeAnswer } from '../../geodata/schema/incident-merge';
import type { Incident } from '../../geodata/schema/incident';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Client } from '../db/open-database';
import type { PlaceStore } from '../db/place-store';
import { insertMergeAct, selectMergeActs } from '../db/queries/incident-merges';
import { selectIncidentsBySeq, selectIncidentSeqs, selectIncidentTypes } from '../db/queries/incidents';
import type { CommitContext } from './commit-change';
import { rowsBySeq } from './find-incident-rows';
import { incidentGrids } from './incident-grids';
import type { GridsAsked } from './incident-grids';
import { incidentMerges } from './incident-merges';
import { incidentSet } from './incident-set';
import type { IncidentSource } from './incident-set';
import { toRow } from './list-incidents';

/**
 * Says that a report is a duplicate of another; its own duplicates come along. Fails with `incident.not-found`,
 * `merge.other-family` and what `checkMerge` finds.
 */
export function mergeIncident(
  store: PlaceStore,
  incident: string,
  { master, reason }: { master: string; reason: string },
  by: CommitContext,
): Promise<Result<MergeAnswer>> {
  return store.exclusive(async (client) => {
    const reports = readMergeActs(await selectMergeActs(client));
    const both = await readBoth(client, incident, master);
    if (!both.ok) return both;
    const checked = checkMerge(reports, incident, master);
    if (!checked.ok) return checked;
    const types = await selectIncidentTypes(client);
    const families = typeFamilies(types);
    const [own, other] = both.value.map(({ typeCode }) => families[types.findIndex(({ code }) => code === typeCode)]);
    if (own !== other) return fail('merge.other-family');
    return say(client, { incident, master, act: 'merge', reason, ...by });
  });
}

/** Takes a report out of the problem it was merged into, with all that came along with it. Fails with `merge.not-merged`. */
export function unmergeIncident(store: PlaceStore, incident: string, by: CommitContext): Promise<Result<MergeAnswer>> {
  return store.exclusive(async (client) => {
    const { merged } = readMergeActs(await selectMergeActs(client));
    const link = merged.get(incident);
    if (!link) return await missing(client, incident, 'merge.not-merged', { incident });
    return say(client, { incident, master: link.master, act: 'undo', reason: '', ...by });
  });
}

/** Says that two reports are not one problem: they are not proposed any more. Fails like `mergeIncident`. */
export function partIncidents(
  store: PlaceStore,
  incident: string,
  { other, reason }: { other: string; reason: string },
  by: CommitContext,
): Promise<Result<MergeAnswer>> {
  return store.exclusive(async (client) => {
    const both = await readBoth(client, incident, other);
    if (!both.ok) return both;
    const reports = readMergeActs(await selectMergeActs(client));
    if (incident === other) return fail('merge.itself', { incident });
    for (const [one, two] of [
      [incident, other],
      [other, incident],
    ] as const) {
      // Two of one problem are parted by undoing what merged them.
      if (reports.merged.get(one)?.master === two) return fail('merge.already', { incident: one, master: two });
    }
    return say(client, { incident, master: other, act: 'apart', reason, ...by });
  });
}

/** Takes back that two reports are not one problem. Fails with `merge.not-apart`. */
export function rejoinIncidents(
  store: PlaceStore,
  incident: string,
  other: string,
  by: CommitContext,
): Promise<Result<MergeAnswer>> {
  return store.exclusive(async (client) => {
    const acts = await selectMergeActs(client);
    const before = readMergeActs(acts).apart.size;
    const undo: MergeAct = { incident, master: other, act: 'undo', reason: '', ...by };
    if (readMergeActs([...acts, undo]).apart.size === before) {
      return await missing(client, incident, 'merge.not-apart', { incident, other });
    }
    return say(client, undo);
  });
}

/** All reports of the problem an incident belongs to. Fails with `incident.not-found`. */
export async function listReports(
  source: IncidentSource,
  id: string,
  asked: GridsAsked,
): Promise<Result<IncidentReports>> {
  const set = await incidentSet(source);
  const grids = await incidentGrids(source, set, asked);
  if (!grids.ok) return grids;
  const merges = await incidentMerges(source);
  const problem = masterOf(merges, id);
  const found = await selectIncidents(source.client, [problem, ...membersOf(merges, problem)]);
  if (found.length === 0) return fail('incident.not-found', { incident: id });
  const rowOf = await rowsBySeq(source, set);
  const reports = found.map(({ seq, incident }) => ({
    row: toRow(incident, set, grids.value, rowOf.get(seq)!, merges),
    link: linkOf(merges, incident.id),
  }));
  const isMaster = ({ row }: (typeof reports)[number]): number => (row.id === problem ? 0 : 1);
  reports.sort((a, b) => isMaster(a) - isMaster(b) || (a.row.reportedAt < b.row.reportedAt ? -1 : 1));
  return ok({ problem: problem as IncidentId, reports });
}

function linkOf({ merged }: MergedReports, id: string): IncidentReports['reports'][number]['link'] {
  const link = merged.get(id);
  return link
    ? {
        incident: id as IncidentId,
        master: link.master as IncidentId,
        at: link.at,
        author: link.author,
        reason: link.reason,
      }
    : null;
}

/** Writes an act and says what the problem of the report is then. */
async function say(client: Client, act: MergeAct): Promise<Result<MergeAnswer>> {
  await client.batch([insertMergeAct(act)], 'write');
  const reports = readMergeActs(await selectMergeActs(client));
  const problem = masterOf(reports, act.incident);
  return ok({
    incident: act.incident as IncidentId,
    problem: problem as IncidentId,
    reports: 1 + membersOf(reports, problem).length,
  });
}

async function readBoth(client: Client, ...ids: [string, string]): Promise<Result<[Incident, Incident]>> {
  const found = new Map((await selectIncidents(client, ids)).map(({ incident }) => [incident.id as string, incident]));
  for (const id of ids) if (!found.has(id)) return fail('incident.not-found', { incident: id.slice(0, 80) });
  return ok([found.get(ids[0])!, found.get(ids[1])!]);
}

/** The code given, or that there is no such incident at all. */
async function missing(
  client: Client,
  incident: string,
  code: 'merge.not-merged' | 'merge.not-apart',
  params: Record<string, string>,
): Promise<Result<never>> {
  const known = await selectIncidentSeqs(client, [incident]);
  return known.size > 0 ? fail(code, params) : fail('incident.not-found', { incident: incident.slice(0, 80) });
}

async function selectIncidents(client: Client, ids: readonly string[]): Promise<{ seq: number; incident: Incident }[]> {
  const seqs = [...(await selectIncidentSeqs(client, ids)).values()];
  const incidents = await selectIncidentsBySeq(client, seqs);
  return incidents.map((incident, i) => ({ seq: seqs[i]!, incident }));
}
