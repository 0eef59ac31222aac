import type { Bar } from '../../geodata/coverage/arc-list';
import { findLimits } from '../../geodata/coverage/what-limits';
import type { LatticePoint } from '../../geodata/schema/coordinates';
import type { ReachLimit } from '../../geodata/schema/coverage';
import type { CompoundId } from '../../geodata/schema/ids';
import type { LocalName } from '../../geodata/schema/place';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { StationKind } from '../../geodata/schema/station';
import { barredNetwork } from './coverage-network';
import type { CoverageNetwork, CoverageSource, WalkQuery } from './coverage-network';

/** A way that is shorter by less is not worth a word. */
const LEAST_GAIN_MILLISECONDS = 30_000;
/** How far a station that nobody walks to as things stand is looked for. */
const FARTHEST_MILLISECONDS = 60 * 60_000;
/** Limits told for each kind. */
const LISTED = 3;

/**
 * What keeps the nearest station of each kind from being nearer: gates that are shut or for residents, and closed
 * streets, each as if it alone were open.
 * @param nearest milliseconds to the nearest station of each of `kinds`, `UNREACHED` for none
 */
export async function reachLimits(
  source: CoverageSource,
  query: WalkQuery,
  on: CoverageNetwork,
  origin: LatticePoint,
  kinds: readonly StationKind[],
  nearest: readonly number[],
  compoundNames: ReadonlyMap<CompoundId, LocalName>,
): Promise<Result<ReachLimit[][]>> {
  const byKind = kinds.map((): ReachLimit[] => []);
  const { gatesClosed, gatesResidentsOnly } = on.network.report;
  if (gatesClosed + gatesResidentsOnly + on.network.closures.length === 0) return ok(byKind);
  const found = await barredNetwork(source, query);
  if (!found.ok) return found;
  const { network, connector, stations, stationXY } = found.value;
  const groupOf = stations.map((station) => (on.isCounted(station) ? kinds.indexOf(station.kind) : -1));
  const limits = findLimits(network, connector, origin, stationXY, groupOf, nearest, FARTHEST_MILLISECONDS);
  for (const { bar, group, milliseconds, target } of limits) {
    const known = nearest[group]!;
    const list = byKind[group]!;
    if (list.length >= LISTED || (known >= 0 && known - milliseconds < LEAST_GAIN_MILLISECONDS)) continue;
    const { id, name } = stations[target]!;
    list.push({ bar: barWire(bar), milliseconds, station: { id, name } });
  }
  return ok(byKind);

  function barWire(bar: Bar): ReachLimit['bar'] {
    if ('closure' in bar) {
      const { id, name } = network.closures[bar.closure]!;
      return { type: 'closure', id, name };
    }
    const { id, name, compoundId, open, shutByHours, openingHours = null } = network.gates[bar.gate]!;
    return {
      type: 'gate',
      id,
      name,
      compoundName: compoundNames.get(compoundId)!,
      state: open ? 'residents' : shutByHours ? 'hours' : 'closed',
      openingHours: shutByHours ? openingHours : null,
    };
  }
}
