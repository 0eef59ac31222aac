import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { LngLat } from '../../geodata/schema/coordinates';
import type { UncoveredReason } from '../../geodata/schema/coverage';
import { useCoverage } from './coverage';
import { usePlace } from './place';

/** A base unit with the time of the walk from it to the nearest station. */
export interface TimedUnit {
  index: number;
  id: string;
  name: string;
  address: string | null;
  at: LngLat;
  /** Null where unknown. */
  households: number | null;
  milliseconds: number | null;
  /** Why nobody reaches a station from it in time; null where they do. */
  reason: UncoveredReason | null;
}

const OFF_NETWORK = 0;
const ENCLOSED = 2;
const ON_CLOSED_STREET = 3;
const ON_STEEP_STREET = 4;

/** Why a unit is not covered, or null if it is. The same rule as the server's list. */
export function uncoveredReason(
  milliseconds: number,
  connection: number,
  cutoffMinutes: number,
): UncoveredReason | null {
  if (connection === OFF_NETWORK) return 'off-network';
  if (connection === ENCLOSED) return 'enclosed';
  if (connection === ON_CLOSED_STREET) return 'street-closed';
  if (connection === ON_STEEP_STREET) return 'too-steep';
  if (milliseconds < 0) return 'not-reached';
  return milliseconds > cutoffMinutes * 60_000 ? 'too-far' : null;
}

/** Units of the map that `isListed` takes; empty until units and times are there. */
function listUnits(isListed: (reason: UncoveredReason | null) => boolean): ComputedRef<TimedUnit[]> {
  const place = usePlace();
  const coverage = useCoverage();
  return computed(() => {
    const columns = place.baseUnits;
    const times = coverage.units;
    if (!columns || !times || columns.ids.length !== times.milliseconds.length) return [];
    const found: TimedUnit[] = [];
    for (let i = 0; i < columns.ids.length; i++) {
      const milliseconds = times.milliseconds[i]!;
      const reason = uncoveredReason(milliseconds, times.connection[i]!, coverage.minutes);
      if (!isListed(reason)) continue;
      const households = columns.households[i]!;
      found.push({
        index: i,
        id: columns.ids[i]!,
        name: columns.names[i]!,
        address: columns.addresses[i]!,
        at: [fromLattice(columns.xy[2 * i]!), fromLattice(columns.xy[2 * i + 1]!)],
        households: households < 0 ? null : households,
        milliseconds: milliseconds < 0 ? null : milliseconds,
        reason,
      });
    }
    return found;
  });
}

export const useTimedUnits = (): ComputedRef<TimedUnit[]> => listUnits(() => true);
export const useUncoveredUnits = (): ComputedRef<TimedUnit[]> => listUnits((reason) => reason !== null);
