import { CONNECTED, ENCLOSED, OFF_NETWORK_METRES } from '../../geodata/coverage/connect-points';
import type { Connections } from '../../geodata/coverage/connect-points';
import { thinCandidates } from '../../geodata/coverage/siting/thin-candidates';
import { fromLattice, toLattice } from '../../geodata/schema/coordinates';
import type { BaseUnitId, StationId } from '../../geodata/schema/ids';
import type { LocalName } from '../../geodata/schema/place';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { SitingAnswer, SitingQuestion } from '../../geodata/schema/siting';
import type { CoverageNetwork } from './coverage-network';

/** A place a station could stand at. */
export interface Candidate {
  name: LocalName | null;
  address: string | null;
  unit: BaseUnitId | null;
  station: StationId | null;
  x: number;
  y: number;
  /** Already a station of the kind asked for, which may be given up. */
  isExisting: boolean;
}

export interface UsableCandidates {
  candidates: Candidate[];
  xy: number[];
  connections: Connections;
  told: SitingAnswer['candidates'];
}

/**
 * The candidates of a question that lie on the network; those that do not are named. Fails with `siting.no-candidates`.
 * @param weight who counts at each base unit: of the buildings in a square the fullest is tried
 */
export function usableCandidates(
  on: CoverageNetwork,
  { candidates: source, kind, closable, stationCapacity }: SitingQuestion,
  weight: ArrayLike<number>,
): Result<UsableCandidates> {
  const { units, unitConnections } = on;
  let spacingMetres: number | null = null;
  let given: Candidate[];
  if (source.from === 'buildings') {
    // A building off the network is nobody's mistake: it is left out without a word.
    const connected = [...unitConnections.kind.keys()].filter((i) => unitConnections.kind[i] === CONNECTED);
    const xy = connected.flatMap((i) => [units.xy[2 * i], units.xy[2 * i + 1]]);
    const thinned = thinCandidates(
      xy,
      connected.map((i) => weight[i]),
      source.most,
    );
    spacingMetres = Math.round(thinned.sideMetres) || null;
    given = thinned.kept.map((k): Candidate => {
      const i = connected[k];
      return {
        name: units.names[i] ? { zh: units.names[i] } : null,
        address: units.addresses[i],
        unit: units.ids[i],
        station: null,
        x: units.xy[2 * i],
        y: units.xy[2 * i + 1],
        isExisting: false,
      };
    });
  } else if (source.from === 'stations') {
    given = on.stations
      .filter((station) => station.kind === source.kind)
      .map((station) => stationCandidate(station, false));
  } else {
    given = source.points.map(({ name, coordinates: [lng, lat] }) => ({
      name: name === '' ? null : { zh: name },
      address: null,
      unit: null,
      station: null,
      x: toLattice(lng),
      y: toLattice(lat),
      isExisting: false,
    }));
  }
  const connections = on.connector.connect(given.flatMap(({ x, y }) => [x, y]));
  const refused: SitingAnswer['candidates']['refused'] = [];
  const usable = given.filter((candidate, i) => {
    if (connections.kind[i] === CONNECTED) return true;
    refused.push({
      position: i + 1,
      name: candidate.name?.zh ?? '',
      coordinates: lngLatOf(candidate),
      reason: connections.kind[i] === ENCLOSED ? 'enclosed' : 'off-network',
    });
    return false;
  });
  if (usable.length === 0) return fail('siting.no-candidates', { given: given.length, metres: OFF_NETWORK_METRES });
  // Stations that may be given up stand for election beside the others, and so do those that can take only so much.
  const existing =
    closable > 0 || stationCapacity
      ? on.stations.filter((station) => station.kind === kind).map((station) => stationCandidate(station, true))
      : [];
  const candidates = [...existing, ...usable];
  const xy = candidates.flatMap(({ x, y }) => [x, y]);
  return ok({
    candidates,
    xy,
    connections: on.connector.connect(xy),
    told: { given: given.length, used: usable.length, spacingMetres, refused },
  });
}

function stationCandidate(station: CoverageNetwork['stations'][number], isExisting: boolean): Candidate {
  const { id, name, address, point } = station;
  return { name, address, unit: null, station: id, x: point[0], y: point[1], isExisting };
}

export const lngLatOf = ({ x, y }: Pick<Candidate, 'x' | 'y'>): [number, number] => [fromLattice(x), fromLattice(y)];
