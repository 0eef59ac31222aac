import { describe, expect, it } from 'vitest';
import { createConnector } from '../../../../geodata/coverage/connect-points';
import { measureStreetReach } from '../../../../geodata/coverage/street-reach';
import { createSearch } from '../../../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../../../geodata/coverage/walk-network';
import { BLOCK, cornerX, cornerY, gridCity, plainWalker } from '../../../fixtures/grid-city';

describe('metres of street within a walk', () => {
  const network = buildWalkNetwork(gridCity(12, 12), [], [], plainWalker);
  const search = createSearch(network);
  // Two stations, one of them part of the way along a block.
  const stations = createConnector(network).connect([
    cornerX(3) + Math.round(BLOCK / 3),
    cornerY(4),
    cornerX(8),
    cornerY(9),
  ]);
  search.run(stations, 20 * 60_000);
  const minutes = Array.from({ length: 20 }, (_, i) => (i + 1) * 60_000);

  it('are those of each time asked alone', () => {
    const { withinMetres, totalMetres } = measureStreetReach(network, search, minutes);
    minutes.forEach((cutoff, i) => {
      const alone = measureStreetReach(network, search, [cutoff]);
      expect(withinMetres[i]).toBeCloseTo(alone.withinMetres[0]!, 6);
      expect(alone.totalMetres).toBe(totalMetres);
    });
  });

  it('are what looking at many places of every street finds', () => {
    const { withinMetres } = measureStreetReach(network, search, minutes);
    for (const minute of [2, 7, 15]) {
      let seen = 0;
      for (let e = 0; e < network.edgeCount; e++) {
        for (let s = 0; s < 100; s++) {
          if (search.edgeTime(e, (s + 0.5) / 100) <= minute * 60_000) seen += network.edgeMetres[e]! / 100;
        }
      }
      expect(Math.abs(withinMetres[minute - 1]! - seen) / seen).toBeLessThan(0.02);
    }
  });
});
