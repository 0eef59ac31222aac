import { UNREACHED } from '../../geodata/coverage/travel-times';
import { asksForWalks, parseCover } from '../../geodata/incidents/cover-words';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { incidentGrids } from './incident-grids';
import type { IncidentGrids } from './counted-grids';
import type { IncidentSet, IncidentSource } from './incident-set';
import { OFF_PATHS, TIMED } from './walk-incidents';
import type { IncidentWalks } from './walk-incidents';

/** Whether a question with this `cover` needs `source.walks`. */
export function needsWalks(cover: string | undefined): boolean {
  const asked = cover ? parseCover(cover) : null;
  return asked !== null && asksForWalks(asked);
}

/**
 * For each incident of the set, 1 where it is outside cover in one of the ways asked for, and what that hangs on. Fails
 * with `incident.unknown-cover`, as `workedGrids` and as `walkIncidents` does.
 */
export async function coverFlags(
  source: IncidentSource,
  set: IncidentSet,
  cover: string,
  planId: string | undefined,
): Promise<Result<{ flags: Uint8Array; key: string }>> {
  const asked = parseCover(cover);
  if (!asked) return fail('incident.unknown-cover', { value: cover.slice(0, 80) });
  const flags = new Uint8Array(set.columns.count);
  const key: string[] = [];
  if (asksForWalks(asked)) {
    const walks = walksOf(source, set);
    if (!walks.ok) return walks;
    const { standing } = walks.value;
    const isBeyond = asked.beyondMinutes === null ? () => false : isBeyondOf(walks.value, asked.beyondMinutes);
    for (let i = 0; i < flags.length; i++) {
      if ((asked.offNetwork && standing[i] === OFF_PATHS) || isBeyond(i)) flags[i] = 1;
    }
    key.push(walks.value.key);
  }
  if (asked.noFullTimeWorker) {
    const found = await workedGrids(source, set, planId);
    if (!found.ok) return found;
    const { gridOf, fullTimePosts, plan } = found.value;
    for (let i = 0; i < flags.length; i++) if (fullTimePosts![gridOf[i]!] === 0) flags[i] = 1;
    key.push(`${plan!.id} ${plan!.revision}`);
  }
  return ok({ flags, key: key.join(' ') });
}

/** The walks handed over with the question; `incident.data-exchanged` where they are of other data than the set. */
export function walksOf({ walks }: IncidentSource, set: IncidentSet): Result<IncidentWalks> {
  if (!walks) throw new Error('a question about walks was asked without them');
  if (!walks.ok) return walks;
  const isSame = walks.value.datasetVersion === set.place.datasetVersion;
  return isSame ? walks : fail('incident.data-exchanged');
}

/** Whether an incident is walked to a station in more than so many minutes, or not at all. */
export function isBeyondOf({ standing, milliseconds }: IncidentWalks, minutes: number): (i: number) => boolean {
  const cutoff = minutes * 60_000;
  return (i) => standing[i] === TIMED && (milliseconds[i] === UNREACHED || milliseconds[i]! > cutoff);
}

/** The grids of the plan with their posts; `incident.no-grids` or `incident.no-workers` where there are none on record. */
export async function workedGrids(
  source: IncidentSource,
  set: IncidentSet,
  planId: string | undefined,
): Promise<Result<IncidentGrids>> {
  const found = await incidentGrids(source, set, { plan: planId || undefined });
  if (!found.ok) return found;
  const grids = found.value;
  if (grids?.kind !== 'grids' || grids.grids.length === 0) return fail('incident.no-grids');
  return grids.fullTimePosts ? ok(grids) : fail('incident.no-workers');
}
