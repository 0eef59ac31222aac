import { OFF_NETWORK } from '../../geodata/coverage/connect-points';
import { isWithin, summariseCoverage } from '../../geodata/coverage/coverage-summary';
import { UNREACHED } from '../../geodata/coverage/travel-times';
import { fromLattice } from '../../geodata/schema/coordinates';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { ChangedUnit, ScenarioEdit, WhatIfAnswer, WhatIfQuestion } from '../../geodata/schema/scenario';
import { coverageGroups } from './coverage-groups';
import { coverageNetwork } from './coverage-network';
import type { CoverageNetwork, CoverageSource } from './coverage-network';
import { bringTo, gatesOf, streetsOf, whatIfSession } from './what-if-session';
import { readEdits } from './what-if-state';

/** Times and connections of all base units under a list of edits. */
interface Measured {
  milliseconds: Int32Array;
  kind: Uint8Array;
  stations: number;
  undersized: number;
}

/**
 * What walking coverage would be under a list of edits, beside what it is, or would be under another list. Fails as the
 * question about coverage does, and with `scenario.…` where an edit cannot be.
 */
export async function askWhatIf(source: CoverageSource, question: WhatIfQuestion): Promise<Result<WhatIfAnswer>> {
  const { kind, minutes } = question;
  const found = await coverageNetwork(source, question);
  if (!found.ok) return found;
  const on = found.value;
  const grouped = await coverageGroups(source, on, question.plan);
  if (!grouped.ok) return grouped;
  const groups = grouped.value;
  const before = await measure(source, on, question.against, kind);
  if (!before.ok) return before;
  const after = await measure(source, on, question.edits, kind);
  if (!after.ok) return after;
  const cutoff = minutes * 60_000;
  const count = (of: Measured, group: Int32Array | null, groupCount: number) =>
    summariseCoverage(on.units, of.milliseconds, of.kind, cutoff, group, groupCount);
  const both = (group: Int32Array | null, groupCount: number) => {
    const was = count(before.value, group, groupCount);
    return count(after.value, group, groupCount).map((now, g) => ({ before: was[g]!, after: now }));
  };
  const { plan } = groups;
  const communities = both(groups.communityOf, groups.communities.length);
  const grids = plan ? both(groups.gridOf, groups.grids.length) : [];
  return ok({
    datasetVersion: on.place.datasetVersion,
    at: on.at,
    kind,
    minutes,
    walker: on.network.walker.group,
    plan: plan && { id: plan.id, name: plan.name, revision: plan.revision },
    stations: { before: before.value.stations, after: after.value.stations },
    undersized: { before: before.value.undersized, after: after.value.undersized },
    total: both(null, 1)[0]!,
    byCommunity: groups.communities.map(({ id, name, code }, g) => ({ id, name, code, ...communities[g]! })),
    byGrid: groups.grids.map(({ id, name, code, communityId }, g) => ({ id, name, code, communityId, ...grids[g]! })),
    ...changes(on, before.value, after.value, cutoff),
  });
}

async function measure(
  source: CoverageSource,
  on: CoverageNetwork,
  edits: readonly ScenarioEdit[],
  kind: WhatIfQuestion['kind'],
): Promise<Result<Measured>> {
  const place = {
    stations: on.stations,
    gates: await gatesOf(source),
    streets: await streetsOf(source),
    standards: on.place.profile.stationFloorAreaSquareMetres ?? {},
  };
  const state = readEdits(place, edits, kind, on.network.walker.group, on.at);
  if (!state.ok) return state;
  const measured = async (): Promise<Result<Measured>> => {
    const session = await whatIfSession(source, on, state.value);
    if (!session.ok) return session;
    bringTo(session.value, state.value, place.gates);
    const { coverage, stations } = session.value;
    // Copied, for the next question changes them.
    return ok({
      milliseconds: coverage.milliseconds.slice(),
      kind: coverage.kind.slice(),
      stations: stations.size,
      undersized: state.value.undersized,
    });
  };
  // The place as it is does not change from question to question.
  return edits.length === 0 ? source.cached(`what-if-now ${kind} ${on.key}`, measured) : measured();
}

/** Who gains, who loses, and how many walk a shorter or longer way. */
function changes(
  on: CoverageNetwork,
  before: Measured,
  after: Measured,
  cutoff: number,
): Pick<WhatIfAnswer, 'gains' | 'losses' | 'sooner' | 'later'> {
  const gains: ChangedUnit[] = [];
  const losses: ChangedUnit[] = [];
  let [sooner, later] = [0, 0];
  const { units } = on;
  for (let i = 0; i < before.milliseconds.length; i++) {
    const [was, now] = [before.milliseconds[i]!, after.milliseconds[i]!];
    const isNear = (of: Measured) => isWithin(of.milliseconds[i]!, of.kind[i]!, cutoff);
    if (was !== now) {
      if (was === UNREACHED || (now !== UNREACHED && now < was)) sooner++;
      else later++;
    }
    if (before.kind[i] === OFF_NETWORK && after.kind[i] === OFF_NETWORK) continue;
    if (isNear(before) === isNear(after)) continue;
    (isNear(after) ? gains : losses).push({
      index: i,
      id: units.ids[i]!,
      name: units.names[i]!,
      address: units.addresses[i]!,
      coordinates: [fromLattice(units.xy[2 * i]!), fromLattice(units.xy[2 * i + 1]!)],
      households: known(units.households[i]!),
      residents: known(units.residents[i]!),
      elderly: known(units.elderly[i]!),
      millisecondsBefore: known(was),
      millisecondsAfter: known(now),
    });
  }
  const mostFirst = (p: ChangedUnit, q: ChangedUnit) => (q.households ?? 0) - (p.households ?? 0) || p.index - q.index;
  return { gains: gains.sort(mostFirst), losses: losses.sort(mostFirst), sooner, later };
}

/** A count or time as the API gives it: unknown is null. */
const known = (value: number): number | null => (value < 0 ? null : value);
