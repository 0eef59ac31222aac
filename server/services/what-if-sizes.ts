import { measureAccess } from '../../geodata/coverage/access';
import type { Access } from '../../geodata/coverage/access';
import type { Connections, Connector } from '../../geodata/coverage/connect-points';
import { OFF_NETWORK } from '../../geodata/coverage/connect-points';
import { sumByGroup } from '../../geodata/coverage/group-means';
import { peopleWeights } from '../../geodata/coverage/people-weights';
import { asksOf, checkStation, standardsOf, worstOutcome } from '../../geodata/coverage/service-check';
import { countServed } from '../../geodata/coverage/served-people';
import type { WalkSearch } from '../../geodata/coverage/travel-times';
import type { CapacityMeasure } from '../../geodata/schema/life-circle';
import type { CheckOutcome, CheckTally } from '../../geodata/schema/service-check';
import type { ServiceStandard } from '../../geodata/schema/service-standard';
import type { Station, StationKind } from '../../geodata/schema/station';
import type { SizedStation, WhatIfSizes, WhatIfSupply } from '../../geodata/schema/what-if-sizes';
import type { CoverageNetwork } from './coverage-network';
import { capacityOf } from './measure-access';

/** Standards that a new size may meet or miss; what a station does and when it is open does not change by it. */
const sizeChecks: readonly ServiceStandard['check'][] = ['floor-area', 'seats', 'staff', 'area-per-households'];

/** Stations of a kind and how they are walked to, on one side of a comparison. */
export interface SizedSide extends Walks {
  /** By number, in ascending order. */
  stations: ReadonlyMap<number, Station>;
  /** Number of the nearest station of each base unit within the longest walk, -1 for none; and its time. */
  nearest: Int32Array;
  milliseconds: Int32Array;
}

/** A network that is walked, with the base units on it. */
export interface Walks {
  search: WalkSearch;
  units: Connections;
  connector: Connector;
}

export interface SizesQuestion {
  kind: StationKind;
  minutes: number;
  capacity: CapacityMeasure;
}

/**
 * What two sides of a comparison come to in size: standards met, the mean capacity for each person, and both of every station
 * that an edit speaks of.
 * @param edited numbers of those stations
 */
export function measureSizes(
  on: CoverageNetwork,
  { kind, minutes, capacity }: SizesQuestion,
  before: SizedSide,
  after: SizedSide,
  edited: ReadonlySet<number>,
): WhatIfSizes {
  const people = peopleWeights(on.units);
  const cutoff = minutes * 60_000;
  const asked = standardsOf(on.place.profile, kind).filter(({ check }) => sizeChecks.includes(check));
  const sides = [before, after].map((side) => {
    const numbers = [...side.stations.keys()];
    const access = measureAccess({
      search: side.search,
      stations: side.connector.connect(numbers.flatMap((number) => side.stations.get(number)!.point)),
      members: numbers.map((_, row) => row),
      units: side.units,
      capacity: numbers.map((number) => capacityOf[capacity](side.stations.get(number)!)),
      people: people.weight,
      cutoffMilliseconds: cutoff,
      nearestCount: 0,
    });
    const highest = Math.max(-1, ...numbers);
    const served = countServed(on.units, side.nearest, side.milliseconds, side.units.kind, cutoff, highest + 1);
    const sized = (number: number): SizedStation => {
      const station = side.stations.get(number)!;
      const { floorAreaSquareMetres, seats, staff } = station;
      const { households } = served[number]!;
      const demand = access.demand[numbers.indexOf(number)]!;
      const size = capacityOf[capacity](station);
      return {
        floorAreaSquareMetres,
        seats,
        staff,
        households,
        squareMetresPer100Households:
          floorAreaSquareMetres === null || !households.count ? null : (floorAreaSquareMetres / households.count) * 100,
        perThousand: size === null || demand === 0 ? null : (size / demand) * 1000,
        checks: checkStation(station, asked, served[number]!),
      };
    };
    const outcomes = numbers.flatMap((number): CheckOutcome[] => {
      const { checks } = sized(number);
      return checks.length > 0 ? [worstOutcome(checks)] : [];
    });
    return { side, sized, tally: tallyOf(outcomes), supply: supplyOf(access, side.units, people.weight) };
  });
  const [was, now] = [sides[0]!, sides[1]!];
  const known = (number: number) => before.stations.get(number) ?? after.stations.get(number);
  return {
    capacity,
    basis: people.basis,
    standards: asked.filter((standard) =>
      [...before.stations.values(), ...after.stations.values()].some((station) => asksOf(standard, station)),
    ),
    tally: { before: was.tally, after: now.tally },
    supply: { before: was.supply, after: now.supply },
    stations: [...edited]
      .filter(known)
      .sort((p, q) => p - q)
      .map((number) => ({
        id: known(number)!.id,
        name: known(number)!.name,
        before: before.stations.has(number) ? was.sized(number) : null,
        after: after.stations.has(number) ? now.sized(number) : null,
      })),
  };
}

function supplyOf(access: Access, units: Connections, weight: ArrayLike<number>): WhatIfSupply {
  const { supplyPerPerson, supply } = access;
  const isOff = (i: number) => units.kind[i] === OFF_NETWORK;
  const valueOf = (i: number) => (isOff(i) ? null : (supplyPerPerson?.[i] ?? 0));
  const [all] = sumByGroup(units.count, valueOf, () => false, weight, null, 1);
  return {
    stations: supply.stations,
    withCapacity: supply.withCapacity,
    total: supply.reachable,
    people: all!.weight,
    perThousand: supplyPerPerson && all!.weight > 0 ? (all!.weighted / all!.weight) * 1000 : null,
  };
}

function tallyOf(outcomes: readonly CheckOutcome[]): CheckTally {
  const tally: CheckTally = { fails: 0, unknown: 0, passes: 0, of: outcomes.length };
  for (const outcome of outcomes) tally[outcome]++;
  return tally;
}
