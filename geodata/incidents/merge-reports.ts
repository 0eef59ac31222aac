import type { MergeAct } from '../schema/incident-merge';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';

/** What stands of all that was said. */
export interface MergedReports {
  /** By merged report the act that merged it. Masters are as they were named: see `masterOf`. */
  readonly merged: ReadonlyMap<string, MergeAct>;
  /** By master the reports merged into it by name, in the order they were. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Pairs that are not one problem; see `arePartedReports`. */
  readonly apart: ReadonlySet<string>;
}

const pairKey = (a: string, b: string): string => JSON.stringify(a < b ? [a, b] : [b, a]);

/**
 * What stands after all acts. Only links that stand count, whatever came between, and a link is never rewritten: taking
 * one back leaves everything as if it had not been made, also that the two had been told apart before.
 */
export function readMergeActs(acts: Iterable<MergeAct>): MergedReports {
  const merged = new Map<string, MergeAct>();
  const apart = new Set<string>();
  for (const act of acts) {
    const pair = pairKey(act.incident, act.master);
    if (act.act === 'apart') apart.add(pair);
    else if (act.act === 'merge') merged.set(act.incident, act);
    else if (merged.get(act.incident)?.master === act.master) merged.delete(act.incident);
    else apart.delete(pair);
  }
  const members = new Map<string, string[]>();
  for (const { incident, master } of merged.values()) {
    const own = members.get(master);
    if (own) own.push(incident);
    else members.set(master, [incident]);
  }
  return { merged, members, apart };
}

/** The report that stands for the problem of this one: its master's master, and so on; itself where it is not merged. */
export function masterOf({ merged }: Pick<MergedReports, 'merged'>, incident: string): string {
  let master = incident;
  for (let link = merged.get(master); link; link = merged.get(master)) master = link.master;
  return master;
}

/** Every report merged into this one, directly or through others, without itself. */
export function membersOf({ members }: Pick<MergedReports, 'members'>, incident: string): string[] {
  const all: string[] = [];
  const open = [incident];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const member of members.get(one) ?? []) {
      all.push(member);
      open.push(member);
    }
  }
  return all;
}

/** True where somebody has said that the two are not one problem. */
export function arePartedReports({ apart }: Pick<MergedReports, 'apart'>, a: string, b: string): boolean {
  return apart.has(pairKey(a, b));
}

/**
 * Whether a report can be merged into another. Fails with `merge.itself`, `merge.already` (it has a master: undo that
 * first) and `merge.circle` (the other one is merged into this one, directly or through others).
 */
export function checkMerge(reports: MergedReports, incident: string, master: string): Result<null> {
  if (incident === master) return fail('merge.itself', { incident });
  const link = reports.merged.get(incident);
  if (link) return fail('merge.already', { incident, master: link.master });
  if (masterOf(reports, master) === incident) return fail('merge.circle', { incident, master });
  return ok(null);
}
