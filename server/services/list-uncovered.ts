import { ENCLOSED, OFF_NETWORK, ON_CLOSED_STREET, ON_STEEP_STREET } from '../../geodata/coverage/connect-points';
import { isWithin } from '../../geodata/coverage/coverage-summary';
import { UNREACHED } from '../../geodata/coverage/travel-times';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { UncoveredPage, UncoveredReason, UncoveredRow } from '../../geodata/schema/coverage';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { coverageGroups } from './coverage-groups';
import { coverageNetwork, kindTimes } from './coverage-network';
import type { CoverageNetwork, CoverageSource, KindTimes } from './coverage-network';
import type { CoverageQuery } from './measure-coverage';

export interface UncoveredQuery extends CoverageQuery {
  /** Only those in this community or grid. */
  community?: string | undefined;
  grid?: string | undefined;
  sort: 'farthest' | 'households';
  offset: number;
  limit: number;
  nextCursor: string;
}

/** Base units nobody reaches a station from in time, farthest first or by households; off the network last. */
export async function listUncovered(source: CoverageSource, query: UncoveredQuery): Promise<Result<UncoveredPage>> {
  const found = await coverageNetwork(source, query);
  if (!found.ok) return found;
  const on = found.value;
  const grouped = await coverageGroups(source, on, query.plan);
  if (!grouped.ok) return grouped;
  const { communities, communityOf, grids, gridOf } = grouped.value;
  const times = await kindTimes(source, on, query.kind);
  const cutoff = query.minutes * 60_000;
  const community = communities.findIndex(({ id }) => id === query.community);
  const grid = grids.findIndex(({ id }) => id === query.grid);
  const uncovered: number[] = [];
  for (let i = 0; i < times.milliseconds.length; i++) {
    if (query.community !== undefined && communityOf[i] !== community) continue;
    if (query.grid !== undefined && (grid === -1 || gridOf[i] !== grid)) continue;
    if (!isWithin(times.milliseconds[i]!, on.unitConnections.kind[i]!, cutoff)) uncovered.push(i);
  }
  // Off the network is not known to be far: last. Never reached is farthest.
  const distance = (i: number) => {
    if (on.unitConnections.kind[i] === OFF_NETWORK) return -1;
    return times.milliseconds[i] === UNREACHED ? Infinity : times.milliseconds[i]!;
  };
  const households = (i: number) => on.units.households[i]!;
  const key = query.sort === 'farthest' ? [distance, households] : [households, distance];
  uncovered.sort((p, q) => compare(key[0]!(q), key[0]!(p)) || compare(key[1]!(q), key[1]!(p)) || p - q);
  const page = uncovered.slice(query.offset, query.offset + query.limit);
  return ok({
    datasetVersion: on.place.datasetVersion,
    total: uncovered.length,
    rows: page.map((i) => rowOf(on, times, i)),
    nextCursor: query.offset + query.limit < uncovered.length ? query.nextCursor : null,
  });
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
const known = (count: number): number | null => (count < 0 ? null : count);

function rowOf(on: CoverageNetwork, times: KindTimes, i: number): UncoveredRow {
  const { units } = on;
  const station = on.stations[times.station[i]!];
  const milliseconds = times.milliseconds[i]!;
  return {
    index: i,
    id: units.ids[i]!,
    name: units.names[i]!,
    address: units.addresses[i]!,
    coordinates: [fromLattice(units.xy[2 * i]!), fromLattice(units.xy[2 * i + 1]!)],
    households: known(units.households[i]!),
    residents: known(units.residents[i]!),
    elderly: known(units.elderly[i]!),
    reason: reasonOf(on.unitConnections.kind[i]!, milliseconds),
    milliseconds: milliseconds === UNREACHED ? null : milliseconds,
    station: station ? { id: station.id, name: station.name } : null,
  };
}

function reasonOf(connection: number, milliseconds: number): UncoveredReason {
  if (connection === OFF_NETWORK) return 'off-network';
  if (connection === ENCLOSED) return 'enclosed';
  if (connection === ON_CLOSED_STREET) return 'street-closed';
  if (connection === ON_STEEP_STREET) return 'too-steep';
  return milliseconds === UNREACHED ? 'not-reached' : 'too-far';
}
