import { asksOf, checkStation, standardsOf, worstOutcome } from '../../geodata/coverage/service-check';
import { countServed } from '../../geodata/coverage/served-people';
import { fromLattice } from '../../geodata/schema/coordinates';
import type {
  CheckedStation,
  CheckOutcome,
  CheckTally,
  ServedPeople,
  ServiceChecks,
} from '../../geodata/schema/service-check';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Station, StationKind } from '../../geodata/schema/station';
import { selectPlace } from '../db/queries/places';
import { selectStations } from '../db/queries/stations';
import { coverageNetwork, kindTimes, walkerGroups } from './coverage-network';
import type { CoverageSource } from './coverage-network';

export interface ServiceCheckQuery {
  kind: StationKind;
  /** Whom a station serves: those within so many minutes to whom it is the nearest. */
  minutes: number;
  walker?: string | undefined;
  /** Day that closures of streets are in force on; today without it. */
  at?: string | undefined;
}

interface Served {
  byStation: ServedPeople[];
  assumed: { units: number; of: number };
  walker: string;
}

/**
 * Holds every station of a kind against what the place asks of it. A place without walking streets has its floor areas,
 * hours and services checked all the same; what depends on walks is unknown there.
 */
export async function checkServices(source: CoverageSource, query: ServiceCheckQuery): Promise<Result<ServiceChecks>> {
  const found = await servedBy(source, query);
  if (!found.ok) return found;
  const served = found.value;
  const place = (await source.cached('place', () => selectPlace(source.client)))!;
  const stations = await source.cached('stations', () => selectStations(source.client));
  const members = stations.flatMap((station, index) => (station.kind === query.kind ? [{ station, index }] : []));
  const standards = standardsOf(place.profile, query.kind).filter((standard) =>
    members.some(({ station }) => asksOf(standard, station)),
  );
  const checked = members.map(({ station, index }): CheckedStation => {
    const people = served?.byStation[index] ?? null;
    const checks = checkStation(station, standards, people);
    return { ...namesOf(station), served: people, outcome: worstOutcome(checks), checks };
  });
  const asked = checked.filter(({ checks }) => checks.length > 0);
  const all = members.flatMap(({ index }) => served?.byStation[index] ?? []);
  return ok({
    datasetVersion: place.datasetVersion,
    kind: query.kind,
    minutes: query.minutes,
    walker: served?.walker ?? query.walker ?? walkerGroups(place.profile)[0] ?? '',
    standards: standards.map((standard) => ({
      standard,
      tally: tallyOf(
        asked.flatMap(({ checks }) => checks.flatMap((one) => (one.standard === standard.id ? [one.outcome] : []))),
      ),
    })),
    total: tallyOf(asked.map(({ outcome }) => outcome)),
    notAsked: checked.length - asked.length,
    served: served && {
      households: addUp(all.map(({ households }) => households)),
      residents: addUp(all.map(({ residents }) => residents)),
      assumedHouseholds: served.assumed,
    },
    stations: ranked(checked),
  });
}

async function servedBy(source: CoverageSource, query: ServiceCheckQuery): Promise<Result<Served | null>> {
  const network = await coverageNetwork(source, query);
  if (!network.ok) return network.problem.code === 'coverage.no-streets' ? ok(null) : network;
  const on = network.value;
  const times = await kindTimes(source, on, query.kind);
  const byStation = countServed(
    on.units,
    times.station,
    times.milliseconds,
    on.unitConnections.kind,
    query.minutes * 60_000,
    on.stations.length,
  );
  const units = on.units.assumed.reduce<number>((sum, flag) => sum + flag, 0);
  return ok({ byStation, assumed: { units, of: on.units.ids.length }, walker: on.network.walker.group });
}

const namesOf = ({ id, name, tier, address, point: [x, y] }: Station) => ({
  id,
  name,
  tier,
  address,
  coordinates: [fromLattice(x), fromLattice(y)] as [number, number],
});

function tallyOf(outcomes: readonly CheckOutcome[]): CheckTally {
  const tally: CheckTally = { fails: 0, unknown: 0, passes: 0, of: outcomes.length };
  for (const outcome of outcomes) tally[outcome]++;
  return tally;
}

function addUp(counts: readonly ServedPeople['households'][]): ServedPeople['households'] {
  const known = counts.flatMap(({ count }) => count ?? []);
  return {
    count: known.length > 0 ? known.reduce((sum, count) => sum + count, 0) : null,
    unknownUnits: counts.reduce((sum, { unknownUnits }) => sum + unknownUnits, 0),
  };
}

/** Most failed checks first, then most unknown ones; those in the order of the place else. */
function ranked(stations: readonly CheckedStation[]): CheckedStation[] {
  const count = ({ checks }: CheckedStation, wanted: CheckOutcome): number =>
    checks.filter(({ outcome }) => outcome === wanted).length;
  return [...stations].sort(
    (a, b) => count(b, 'fails') - count(a, 'fails') || count(b, 'unknown') - count(a, 'unknown'),
  );
}
