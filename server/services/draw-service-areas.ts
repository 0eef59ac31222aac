import { compareWithCircles, metresToNearest } from '../../geodata/coverage/circle-comparison';
import type { UnitTally } from '../../geodata/coverage/circle-comparison';
import { outlineAgreements, serviceBands } from '../../geodata/coverage/service-area';
import type { TimeFields } from '../../geodata/coverage/field/time-fields';
import { createJsonBytes } from '../../geodata/geometry/geojson-bytes';
import type { ServiceAreas } from '../../geodata/schema/coverage';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { StationKind } from '../../geodata/schema/station';
import { areaFields } from './area-fields';
import { coverageNetwork, membersOf } from './coverage-network';
import type { CoverageNetwork, CoverageSource, WalkQuery } from './coverage-network';

export interface ServiceAreaQuery extends WalkQuery {
  /** All stations of a kind, or the stations named. */
  of: { kind: StationKind } | { stations: readonly string[] };
  /** The profile's cutoffs, if none are given. */
  minutes?: readonly number[] | undefined;
}

/**
 * Outlines of who walks to a station in time, the longest time first, each with its agreement with the households: a
 * `ServiceAreas` as JSON text, which is nearly all coordinates.
 */
export async function drawServiceAreas(source: CoverageSource, query: ServiceAreaQuery): Promise<Result<Uint8Array>> {
  const found = await coverageNetwork(source, query);
  if (!found.ok) return found;
  const on = found.value;
  const members = stationsOf(on, query.of);
  if (!members.ok) return members;
  const cutoffs = [...new Set(query.minutes ?? on.place.profile.coverage.cutoffMinutes)].sort((p, q) => p - q);
  return ok(draw(on, await areaFields(source, on), members.value, cutoffs));
}

/** Positions of the stations asked for; `station.not-found` names the first that is not there. */
function stationsOf(on: CoverageNetwork, of: ServiceAreaQuery['of']): Result<number[]> {
  if ('kind' in of) return ok(membersOf(on, of.kind));
  const members = new Set<number>();
  for (const id of of.stations) {
    const member = on.stations.findIndex((station) => station.id === id);
    if (member === -1) return fail('station.not-found', { station: id });
    members.add(member);
  }
  return ok([...members]);
}

type AreaProperties = ServiceAreas['features'][number]['properties'];

/** @param cutoffs minutes, ascending */
function draw(
  on: CoverageNetwork,
  fields: TimeFields,
  members: readonly number[],
  cutoffs: readonly number[],
): Uint8Array {
  const { units, network, stations } = on;
  const { kind } = on.unitConnections;
  const measured = fields.measure(on.search, on.stationConnections, Math.max(...cutoffs) * 60_000, members);
  const { doorMilliseconds: milliseconds } = measured;
  const bands = serviceBands(measured.field, cutoffs);
  const agreements = outlineAgreements(bands, units.xy, milliseconds, kind, units.households);
  const { speedMetresPerSecond } = network.walker;
  const stationXY = members.flatMap((station) => stations[station]!.point);
  const circles = compareWithCircles(
    metresToNearest(units.xy, stationXY, Math.max(...cutoffs) * 60 * speedMetresPerSecond),
    milliseconds,
    kind,
    units.households,
    bands.map(({ minutes }) => minutes * 60_000),
    speedMetresPerSecond,
  );
  const text = createJsonBytes();
  text.addText('{"type":"FeatureCollection","features":[');
  bands.forEach(({ minutes, polygons }, band) => {
    const properties: AreaProperties = {
      minutes,
      agreement: agreements[band]!,
      covered: addTallies(circles[band]!.both, circles[band]!.onlyWalk),
      circle: circles[band]!,
    };
    text.addText(`${band > 0 ? ',' : ''}{"type":"Feature","id":${minutes},"geometry":`);
    text.addGeometry(polygons);
    text.addText(`,"properties":${JSON.stringify(properties)}}`);
  });
  text.addText(']}');
  return text.bytes();
}

function addTallies(a: UnitTally, b: UnitTally): UnitTally {
  const isUnknown = a.households === null && b.households === null;
  return { units: a.units + b.units, households: isUnknown ? null : (a.households ?? 0) + (b.households ?? 0) };
}
