import { addWays } from '../../geodata/coverage/add-ways';
import type { WayFault } from '../../geodata/coverage/add-ways';
import { createConnector, OFF_NETWORK_METRES } from '../../geodata/coverage/connect-points';
import type { Connector } from '../../geodata/coverage/connect-points';
import { createLiveCoverage } from '../../geodata/coverage/live-coverage';
import type { LiveCoverage } from '../../geodata/coverage/live-coverage';
import { createLiveNetwork } from '../../geodata/coverage/live-network';
import type { GateState } from '../../geodata/coverage/live-network';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import { heightAt } from '../../geodata/geometry/height-at';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Gate } from '../../geodata/schema/settlement';
import { selectElevation } from '../db/queries/elevation';
import { selectCompounds, selectGates, selectStreets } from '../db/queries/settlement';
import { barriersOf } from './coverage-network';
import type { CoverageNetwork, CoverageSource } from './coverage-network';
import { closedEdges } from './what-if-state';
import type { WhatIfState } from './what-if-state';

/**
 * Coverage that is kept from question to question: a question about nearly the same edits, such as a station dragged a
 * little farther, costs what the difference touches.
 */
export interface WhatIfSession {
  coverage: LiveCoverage;
  /** What it stands at now. */
  stations: Map<number, string>;
  gates: Map<number, GateState>;
  closed: Set<number>;
  /** Of the place as it is, so that what was pointed at closes, whatever is closed by now. Made when first asked for. */
  connector(): Connector;
  /** Edges closed on the day whatever the edits say. */
  closedAnyway: ReadonlySet<number>;
}

/** Each holds a network: more of them would cost a city hundreds of megabytes. */
const MOST_SESSIONS = 3;

/** Streets and gates of the place, read once a dataset version. */
export const streetsOf = (source: CoverageSource) =>
  source.cached('what-if-streets', () => selectStreets(source.client));
export const gatesOf = (source: CoverageSource) => source.cached('what-if-gates', () => selectGates(source.client));

/**
 * The session for new ways and another speed, which need a network of their own. Fails with what is wrong with a way:
 * `scenario.off-network`, `scenario.through-wall`, `scenario.no-length`.
 */
export async function whatIfSession(
  source: CoverageSource,
  on: CoverageNetwork,
  state: WhatIfState,
): Promise<Result<WhatIfSession>> {
  const { ways, speedMetresPerSecond, wayPositions } = state;
  const key = `${on.key} ${JSON.stringify([ways, speedMetresPerSecond])}`;
  const sessions = await source.cached(
    'what-if-sessions',
    async () => new Map<string, Promise<WhatIfSession | WayFault>>(),
  );
  const open = async (): Promise<WhatIfSession | WayFault> => {
    const found = addWays(await streetsOf(source), on.network, on.connector, ways);
    return 'fault' in found ? found : openSession(source, on, found.streets, speedMetresPerSecond);
  };
  const opening = sessions.get(key) ?? open();
  // Taken out and put back, so that the order of the map is the order of use.
  sessions.delete(key);
  sessions.set(key, opening);
  opening.catch(() => sessions.delete(key));
  const [oldest] = sessions.keys();
  if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
  const built = await opening;
  if (!('fault' in built)) return ok(built);
  return fail(`scenario.${built.fault}`, { position: wayPositions[built.way]!, metres: OFF_NETWORK_METRES });
}

async function openSession(
  source: CoverageSource,
  on: CoverageNetwork,
  streets: Awaited<ReturnType<typeof streetsOf>>,
  speed: number | null,
): Promise<WhatIfSession> {
  const gates = await gatesOf(source);
  const heights = await source.cached('elevation', () => selectElevation(source.client));
  const { closures, walker } = on.network;
  const base = buildWalkNetwork(
    streets,
    await selectCompounds(source.client),
    gates.map((gate) => ({ ...gate, open: true })),
    speed === null ? walker : { ...walker, speedMetresPerSecond: speed },
    { heightAt: heights && ((x, y) => heightAt(heights, x, y)), closures, withBars: true },
  );
  const closedGates = gates.flatMap(({ open }, g): [number, GateState][] => (open ? [] : [[g, 'closed']]));
  const live = createLiveNetwork(base, new Map(closedGates), await barriersOf(source));
  const coverage = createLiveCoverage(live, live.start, on.units.xy, LONGEST_WALK_MINUTES * 60_000);
  const closedAnyway = new Set([...base.edgeClosure.keys()].filter((edge) => base.edgeClosure[edge] !== -1));
  coverage.closeEdges([...closedAnyway], true);
  let connector: Connector | null = null;
  return {
    coverage,
    connector: () => (connector ??= createConnector(base)),
    stations: new Map(),
    gates: new Map(),
    closed: new Set(),
    closedAnyway,
  };
}

/**
 * Brings a session to where the edits want it, by the difference from where it stands. What is read of it must be read
 * before anything is awaited: the next question moves it on.
 */
export function bringTo(session: WhatIfSession, state: WhatIfState, recorded: readonly Gate[]): void {
  const { coverage, stations, gates, closed } = session;
  const changed = new Map<number, GateState>();
  for (const gate of gates.keys()) {
    if (!state.gates.has(gate)) changed.set(gate, recorded[gate]!.open ? 'recorded' : 'closed');
  }
  for (const [gate, how] of state.gates) if (gates.get(gate) !== how) changed.set(gate, how);
  if (changed.size > 0) coverage.setGates(changed);
  session.gates = new Map(state.gates);

  const wanted = closedEdges(coverage.live.base, session.connector, state.closures);
  const toOpen = [...closed].filter((edge) => !wanted.has(edge) && !session.closedAnyway.has(edge));
  const toClose = [...wanted].filter((edge) => !closed.has(edge) && !session.closedAnyway.has(edge));
  if (toOpen.length > 0) coverage.closeEdges(toOpen, false);
  if (toClose.length > 0) coverage.closeEdges(toClose, true);
  session.closed = wanted;

  for (const number of [...stations.keys()]) {
    if (state.stations.has(number)) continue;
    coverage.setStation(number, null);
    stations.delete(number);
  }
  for (const [number, point] of state.stations) {
    if (stations.get(number) === point.join()) continue;
    coverage.setStation(number, point);
    stations.set(number, point.join());
  }
  coverage.update();
}
