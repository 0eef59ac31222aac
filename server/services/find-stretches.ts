import { createStretchFinder } from '../../geodata/coverage/closed-stretches';
import { OFF_NETWORK_METRES } from '../../geodata/coverage/connect-points';
import type { FoundStretch } from '../../geodata/schema/closure';
import { fromLattice, toLattice } from '../../geodata/schema/coordinates';
import type { LngLat } from '../../geodata/schema/coordinates';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { coverageNetwork } from './coverage-network';
import type { CoverageSource } from './coverage-network';
import { streetsOf } from './what-if-session';

/** A street this far from where somebody pointed is not meant. */
const POINTED_METRES = 60;

/**
 * The stretch of street between two crossings that each place points at, each once. Fails with `closure.no-street-near`, and
 * as questions about coverage do where the place has no streets.
 */
export async function findStretches(
  source: CoverageSource,
  places: readonly LngLat[],
): Promise<Result<FoundStretch[]>> {
  const found = await coverageNetwork(source, {});
  if (!found.ok) return found;
  const { network, connector } = found.value;
  const stretches = createStretchFinder(network);
  const streets = await streetsOf(source);
  const points = connector.connect(places.flatMap(([lng, lat]) => [toLattice(lng), toLattice(lat)]));
  const all = new Map<string, FoundStretch>();
  for (const [i, place] of places.entries()) {
    const home = points.home[i]!;
    if (home === -1 || points.homeMetres[i]! > POINTED_METRES) {
      const params = { coordinate: place.join(', '), metres: Math.min(POINTED_METRES, OFF_NETWORK_METRES) };
      return fail('closure.no-street-near', params, { type: 'Point', coordinates: [place[0], place[1]] });
    }
    const edges = stretches.betweenCrossings(home);
    const { id, name } = streets[network.edgeStreet[home]!]!;
    const at = (node: number): [number, number] => [
      fromLattice(network.nodeX[node]!),
      fromLattice(network.nodeY[node]!),
    ];
    const middle = (edge: number): [number, number] => {
      const [a, b] = [network.edgeA[edge]!, network.edgeB[edge]!];
      const half = (of: Int32Array) => fromLattice(Math.round((of[a]! + of[b]!) / 2));
      return [half(network.nodeX), half(network.nodeY)];
    };
    const first = edges[0]!;
    const last = edges.at(-1)!;
    all.set(`${id} ${first}`, {
      street: id,
      name,
      from: middle(first),
      to: middle(last),
      line: [at(network.edgeA[first]!), ...edges.map((edge) => at(network.edgeB[edge]!))],
      lengthMetres: Math.round(edges.reduce((sum, edge) => sum + network.edgeMetres[edge]!, 0)),
    });
  }
  return ok([...all.values()]);
}
