import { ENCLOSED, OFF_NETWORK, ON_CLOSED_STREET, ON_STEEP_STREET } from '../../geodata/coverage/connect-points';
import { isWithin } from '../../geodata/coverage/coverage-summary';
import { UNREACHED } from '../../geodata/coverage/travel-times';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { UncoveredReason, UncoveredRow } from '../../geodata/schema/coverage';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { coverageGroups } from './coverage-groups';
import type { CoverageGroups } from './coverage-groups';
import { coverageNetwork, kindTimes } from './coverage-network';
import type { CoverageNetwork, CoverageSource, KindTimes } from './coverage-network';
import type { CoverageQuery } from './measure-coverage';

/** Which uncovered base units are asked for, and in which order. */
export interface UncoveredSelection extends CoverageQuery {
  /** Only those in this community or grid. */
  community?: string | undefined;
  grid?: string | undefined;
  sort: 'farthest' | 'households';
}

export interface FoundUncovered {
  on: CoverageNetwork;
  /** Positions of the base units, in order. */
  units: number[];
  row(unit: number): UncoveredRow;
}

/** Base units nobody reaches a station from in time, farthest first or by households; off the network last. */
export async function findUncovered(
  source: CoverageSource,
  query: UncoveredSelection,
): Promise<Result<FoundUncovered>> {
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
  const units: number[] = [];
  for (let i = 0; i < times.milliseconds.length; i++) {
    if (query.community !== undefined && communityOf[i] !== community) continue;
    if (query.grid !== undefined && (grid === -1 || gridOf[i] !== grid)) continue;
    if (!isWithin(times.milliseconds[i]!, on.unitConnections.kind[i]!, cutoff)) units.push(i);
  }
  // Off the network is not known to be far: last. Never reached is farthest.
  const distance = (i: number) => {
    if (on.unitConnections.kind[i] === OFF_NETWORK) return -1;
    return times.milliseconds[i] === UNREACHED ? Infinity : times.milliseconds[i]!;
  };
  const households = (i: number) => on.units.households[i]!;
  const key = query.sort === 'farthest' ? [distance, households] : [households, distance];
  units.sort((p, q) => compare(key[0]!(q), key[0]!(p)) || compare(key[1]!(q), key[1]!(p)) || p - q);
  return ok({ on, units, row: (unit) => rowOf(on, grouped.value, times, unit) });
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
const known = (count: number): number | null => (count < 0 ? null : count);

function rowOf(on: CoverageNetwork, groups: CoverageGroups, times: KindTimes, i: number): UncoveredRow {
  const { units } = on;
  const station = on.stations[times.station[i]!];
  const milliseconds = times.milliseconds[i]!;
  const community = groups.communities[groups.communityOf[i]!];
  const grid = groups.grids[groups.gridOf[i] ?? -1];
  return {
    index: i,
    id: units.ids[i]!,
    name: units.names[i]!,
    address: units.addresses[i]!,
    coordinates: [fromLattice(units.xy[2 * i]!), fromLattice(units.xy[2 * i + 1]!)],
    households: known(units.households[i]!),
    residents: known(units.residents[i]!),
    elderly: known(units.elderly[i]!),
    aged75: known(units.aged75[i]!),
    children: known(units.children[i]!),
    community: community ? { id: community.id, name: community.name } : null,
    grid: grid ? { id: grid.id, name: grid.name, code: grid.code } : null,
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
