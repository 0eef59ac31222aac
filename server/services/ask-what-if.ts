import { OFF_NETWORK } from '../../geodata/coverage/connect-points';
import { isWithin, summariseCoverage } from '../../geodata/coverage/coverage-summary';
import type { Leaving } from '../../geodata/coverage/cut-off';
import { measureLeaving } from '../../geodata/coverage/cut-off';
import { isUndersized } from '../../geodata/coverage/floor-area';
import { UNREACHED } from '../../geodata/coverage/travel-times';
import { fromLattice } from '../../geodata/schema/coordinates';
import { dayOf } from '../../geodata/schema/moment';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { ChangedUnit, ScenarioEdit, WhatIfAnswer, WhatIfQuestion } from '../../geodata/schema/scenario';
import type { Station } from '../../geodata/schema/station';
import { coverageGroups } from './coverage-groups';
import { coverageNetwork, kindTimes } from './coverage-network';
import type { CoverageNetwork, CoverageSource } from './coverage-network';
import { leavingOn, stateOn, tellCutOff } from './tell-cut-off';
import type { CutOffState } from './tell-cut-off';
import { bringTo, frozenWalks, stateOfSession, streetsOf, walksOn, whatIfSession } from './what-if-session';
import type { WhatIfSession } from './what-if-session';
import { measureSizes } from './what-if-sizes';
import type { SizedSide } from './what-if-sizes';
import { readEdits } from './what-if-state';

/** Times and connections of all base units under a list of edits. */
interface Measured {
  milliseconds: Int32Array;
  kind: Uint8Array;
  /** Number of the nearest station of each, -1 for none. */
  nearest: Int32Array;
  /** Stations of the kind by number. */
  stations: ReadonlyMap<number, Station>;
  undersized: number;
  edited: ReadonlySet<number>;
  /** Equal where nothing opens or closes between two of them. */
  network: string | WhatIfSession;
  walking: CutOffState;
  leaving(): Promise<Leaving>;
  /** Null: not asked for. */
  sized: SizedSide | null;
}

/**
 * What walking coverage would be under a list of edits, beside what it is, or would be under another list or on another day.
 * Fails as the question about coverage does, and with `scenario.…` where an edit cannot be.
 */
export async function askWhatIf(source: CoverageSource, question: WhatIfQuestion): Promise<Result<WhatIfAnswer>> {
  const { kind, minutes, capacity } = question;
  const found = await coverageNetwork(source, question);
  if (!found.ok) return found;
  const on = found.value;
  const earlier = await coverageNetwork(source, { ...question, at: question.againstAt ?? question.at });
  if (!earlier.ok) return earlier;
  const grouped = await coverageGroups(source, on, question.plan);
  if (!grouped.ok) return grouped;
  const groups = grouped.value;
  const before = await measure(source, earlier.value, question.against, question);
  if (!before.ok) return before;
  const after = await measure(source, on, question.edits, question);
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
  const [was, now] = [before.value, after.value];
  return ok({
    datasetVersion: on.place.datasetVersion,
    at: on.at,
    againstAt: earlier.value.at,
    kind,
    minutes,
    walker: on.network.walker.group,
    plan: plan && { id: plan.id, name: plan.name, revision: plan.revision },
    stations: { before: was.stations.size, after: now.stations.size },
    undersized: { before: was.undersized, after: now.undersized },
    total: both(null, 1)[0]!,
    byCommunity: groups.communities.map(({ id, name, code }, g) => ({ id, name, code, ...communities[g]! })),
    byGrid: groups.grids.map(({ id, name, code, communityId }, g) => ({ id, name, code, communityId, ...grids[g]! })),
    ...changes(on, was, now, cutoff),
    remote: remoteOf(on, now),
    cutOff: was.network === now.network ? [] : await tellCutOff(source, on.units, await was.leaving(), now.walking),
    sizes:
      capacity && was.sized && now.sized
        ? measureSizes(on, { kind, minutes, capacity }, was.sized, now.sized, new Set([...was.edited, ...now.edited]))
        : null,
  });
}

async function measure(
  source: CoverageSource,
  on: CoverageNetwork,
  edits: readonly ScenarioEdit[],
  question: WhatIfQuestion,
): Promise<Result<Measured>> {
  const { kind, capacity } = question;
  if (edits.length === 0) return ok(await asItStands(source, on, question));
  const place = {
    stations: on.stations,
    isCounted: on.isCounted,
    gates: on.network.gates,
    streets: await streetsOf(source),
    standards: on.place.profile.stationFloorAreaSquareMetres ?? {},
  };
  const read = readEdits(place, edits, kind, on.network.walker.group, dayOf(on.at));
  if (!read.ok) return read;
  const state = read.value;
  const opened = await whatIfSession(source, on, state);
  if (!opened.ok) return opened;
  const session = opened.value;
  const brought = bringTo(session, state, on.network.gates);
  if (!brought.ok) return brought;
  const { coverage } = session;
  const isSameNetwork = state.closures.length + state.gates.size + state.ways.length === 0;
  const walking = isSameNetwork ? stateOn(on) : stateOfSession(session, on.units.ids.length);
  // Copied, for the next question changes them; and nothing is awaited before.
  const times = {
    milliseconds: coverage.milliseconds.slice(),
    nearest: coverage.station.slice(),
    stations: state.stations,
  };
  const walks =
    isSameNetwork && state.speedMetresPerSecond === null ? walksOn(on) : capacity ? frozenWalks(session, on) : null;
  return ok({
    ...times,
    kind: coverage.kind.slice(),
    undersized: state.undersized,
    edited: state.edited,
    network: isSameNetwork ? on.key : session,
    walking,
    leaving: isSameNetwork ? () => leavingOn(source, on) : async () => measureLeaving(walking, on.units.ids.length),
    sized: capacity && walks ? { ...times, ...walks } : null,
  });
}

/** Stations of edits that nobody can walk to, for they stand too far from every path. */
function remoteOf({ connector }: CoverageNetwork, { edited, stations }: Measured): WhatIfAnswer['remote'] {
  const placed = [...edited].flatMap((number) => stations.get(number) ?? []);
  const { kind } = connector.connect(placed.flatMap(({ point }) => point));
  return placed.filter((_, i) => kind[i] === OFF_NETWORK).map(({ id, name }) => ({ id, name }));
}

/** The place as it is on a day: what coverage says of it. */
async function asItStands(
  source: CoverageSource,
  on: CoverageNetwork,
  { kind, capacity }: WhatIfQuestion,
): Promise<Measured> {
  const { members, milliseconds, station } = await kindTimes(source, on, kind);
  const stations = new Map(members.map((index) => [index, on.stations[index]!]));
  const standards = on.place.profile.stationFloorAreaSquareMetres ?? {};
  const times = { milliseconds, nearest: station, stations };
  return {
    ...times,
    kind: on.unitConnections.kind,
    undersized: [...stations.values()].filter((one) => isUndersized(one, standards)).length,
    edited: new Set(),
    network: on.key,
    walking: stateOn(on),
    leaving: () => leavingOn(source, on),
    sized: capacity ? { ...times, ...walksOn(on) } : null,
  };
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
