import { CLOSED } from '../../geodata/coverage/arc-list';
import type { Barriers } from '../../geodata/coverage/barriers';
import { addWays } from '../../geodata/coverage/add-ways';
import type { WayFault } from '../../geodata/coverage/add-ways';
import { createStretchFinder } from '../../geodata/coverage/closed-stretches';
import type { StretchFinder } from '../../geodata/coverage/closed-stretches';
import { createConnector, OFF_NETWORK_METRES } from '../../geodata/coverage/connect-points';
import type { Connector } from '../../geodata/coverage/connect-points';
import { createLiveCoverage } from '../../geodata/coverage/live-coverage';
import type { LiveCoverage } from '../../geodata/coverage/live-coverage';
import { createLiveNetwork } from '../../geodata/coverage/live-network';
import type { GateState } from '../../geodata/coverage/live-network';
import { createSearch } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import { heightAt } from '../../geodata/geometry/height-at';
import { fromLattice } from '../../geodata/schema/coordinates';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Gate } from '../../geodata/schema/settlement';
import { selectElevation } from '../db/queries/elevation';
import { selectCompounds, selectStreets } from '../db/queries/settlement';
import { barriersOf } from './coverage-network';
import type { CoverageNetwork, CoverageSource } from './coverage-network';
import type { CutOffState } from './tell-cut-off';
import type { Walks } from './what-if-sizes';
import type { StreetClosure, WhatIfState } from './what-if-state';

/**
 * Coverage that is kept from question to question: a question about nearly the same edits, such as a station dragged a
 * little farther, costs what the difference touches.
 */
export interface WhatIfSession {
  coverage: LiveCoverage;
  /** What it stands at now. */
  stations: Map<number, string>;
  gates: Map<number, GateState>;
  /** Edges that edits close, each with the position of the first edit that does. */
  closed: Map<number, number>;
  /** Of the place as it is, so that what was pointed at closes, whatever is closed by now. Made when first asked for. */
  connector(): Connector;
  stretches: StretchFinder;
  barriers: Barriers;
  /** The network as it was last asked for as one of its own, and how it stood then. */
  frozen: { key: string; walks: Walks } | null;
  /** Edges closed on the day whatever the edits say. */
  closedAnyway: ReadonlySet<number>;
}

/** Each holds a network: more of them would cost a city hundreds of megabytes. */
const MOST_SESSIONS = 3;

/** Streets of the place, read once a dataset version. */
export const streetsOf = (source: CoverageSource) =>
  source.cached('what-if-streets', () => selectStreets(source.client));

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
  const { gates } = on.network;
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
  const barriers = await barriersOf(source);
  const live = createLiveNetwork(base, new Map(closedGates), barriers);
  const coverage = createLiveCoverage(live, live.start, on.units.xy, LONGEST_WALK_MINUTES * 60_000);
  const closedAnyway = new Set([...base.edgeClosure.keys()].filter((edge) => base.edgeClosure[edge] !== -1));
  coverage.closeEdges([...closedAnyway], true);
  let connector: Connector | null = null;
  return {
    coverage,
    connector: () => (connector ??= createConnector(base)),
    stretches: createStretchFinder(base),
    stations: new Map(),
    gates: new Map(),
    closed: new Map(),
    barriers,
    frozen: null,
    closedAnyway,
  };
}

/**
 * Brings a session to where the edits want it, by the difference from where it stands. What is read of it must be read
 * before anything is awaited: the next question moves it on. Fails with `scenario.no-street-near`, and stays where it was.
 */
export function bringTo(session: WhatIfSession, state: WhatIfState, recorded: readonly Gate[]): Result<null> {
  const { coverage, stations, gates, closed } = session;
  const wanted = closedEdges(session, state.closures);
  if (!wanted.ok) return wanted;
  const turned = new Map<number, GateState>();
  for (const gate of gates.keys()) {
    if (!state.gates.has(gate)) turned.set(gate, recorded[gate]!.open ? 'recorded' : 'closed');
  }
  for (const [gate, how] of state.gates) if (gates.get(gate) !== how) turned.set(gate, how);
  if (turned.size > 0) coverage.setGates(turned);
  session.gates = new Map(state.gates);

  const changed = (from: ReadonlyMap<number, number>, to: ReadonlyMap<number, number>) =>
    [...to.keys()].filter((edge) => !from.has(edge) && !session.closedAnyway.has(edge));
  const [toOpen, toClose] = [changed(wanted.value, closed), changed(closed, wanted.value)];
  if (toOpen.length > 0) coverage.closeEdges(toOpen, false);
  if (toClose.length > 0) coverage.closeEdges(toClose, true);
  session.closed = wanted.value;

  for (const number of [...stations.keys()]) {
    if (state.stations.has(number)) continue;
    coverage.setStation(number, null);
    stations.delete(number);
  }
  for (const [number, { point }] of state.stations) {
    if (stations.get(number) === point.join()) continue;
    coverage.setStation(number, point);
    stations.set(number, point.join());
  }
  coverage.update();
  return ok(null);
}

/** The edges that edits close, each with the position of the first edit that does. Fails with `scenario.no-street-near`. */
function closedEdges(
  { stretches, connector }: WhatIfSession,
  closures: readonly StreetClosure[],
): Result<Map<number, number>> {
  const closed = new Map<number, number>();
  for (const closure of closures) {
    let edges: number[];
    if ('near' in closure) {
      const edge = connector().connect(closure.near).home[0]!;
      if (edge === -1) {
        const coordinates = [fromLattice(closure.near[0]), fromLattice(closure.near[1])] as [number, number];
        const { position } = closure;
        const params = { position, coordinate: coordinates.join(', '), metres: OFF_NETWORK_METRES };
        return fail('scenario.no-street-near', params, { type: 'Point', coordinates });
      }
      edges = stretches.betweenCrossings(edge);
    } else if (closure.stretch) edges = stretches.between(closure.street, ...closure.stretch);
    else edges = stretches.ofStreet(closure.street);
    for (const edge of edges) if (!closed.has(edge)) closed.set(edge, closure.position);
  }
  return ok(closed);
}

/** The place's own network as what sizes are measured on. */
export const walksOn = ({ search, unitConnections, connector }: CoverageNetwork): Walks => ({
  search,
  units: unitConnections,
  connector,
});

/** The network as the session stands now, for searches of single stations; kept until gates, streets or ways change again. */
export function frozenWalks(session: WhatIfSession, { units }: CoverageNetwork): Walks {
  const key = JSON.stringify([[...session.gates], [...session.closed.keys()]]);
  if (session.frozen?.key !== key) {
    const network = session.coverage.live.freeze();
    const connector = createConnector(network, session.barriers);
    session.frozen = { key, walks: { search: createSearch(network), units: connector.connect(units.xy), connector } };
  }
  return session.frozen.walks;
}

/** How people leave home as the session stands now, copied. */
export function stateOfSession({ coverage, closed }: WhatIfSession, unitCount: number): CutOffState {
  const { base, network } = coverage.live;
  const refusal = network.edgeRefusal.slice();
  const inside = network.gateInside.slice();
  const homes = Int32Array.from({ length: unitCount }, (_, unit) => coverage.homeOf(unit));
  const links = Array.from({ length: unitCount }, (_, unit) => coverage.linkNodes(unit));
  const edits = new Map(closed);
  return {
    network: base,
    isEdgeClosed: (edge) => refusal[edge] === CLOSED,
    isGateClosed: (gate) => inside[gate] === -1,
    nodesOf: (unit) => links[unit]!,
    homeOf: (unit) => homes[unit]!,
    closureOf: (edge) => base.closures[base.edgeClosure[edge]!] ?? null,
    editOf: (edge) => edits.get(edge) ?? null,
  };
}
