import { describe, expect, it } from 'vitest';
import { contractChains } from '../../../../geodata/coverage/search/contract-chains';
import { NEVER } from '../../../../geodata/coverage/search/labels';
import { createLiveSearch } from '../../../../geodata/coverage/search/live-search';
import { seededArcs } from '../../../fixtures/seeded-arcs';

/** What `scipy.sparse.csgraph.dijkstra` (1.10.1 and 1.17.1 alike) says of the same arrays; `check-coverage.ts` asks it of real towns. */
const byScipy = [
  { sources: [0, 777, 1500], bound: 900_000, reached: 2000, sum: 512_088_690, longest: 573_563 },
  { sources: [3], bound: 300_000, reached: 1490, sum: 325_988_062, longest: 299_974 },
  { sources: [3], bound: 2 ** 28, reached: 2000, sum: 506_298_788, longest: 548_050 },
];

describe('times over a seeded network of 2,000 nodes', () => {
  const arcs = seededArcs();
  const graph = contractChains(arcs, new Uint8Array(arcs.nodeCount));

  it.each(byScipy)('from $sources within $bound ms are those of scipy', ({ sources, bound, ...expected }) => {
    const search = createLiveSearch(graph, arcs.arcTarget.length, bound);
    sources.forEach((node, source) => search.setSource(source, [{ node, milliseconds: 0 }]));
    search.update();
    const times = Array.from({ length: arcs.nodeCount }, (_, n) => search.read(n)).filter((time) => time !== NEVER);
    const sum = times.reduce((total, time) => total + time, 0);
    expect({ reached: times.length, sum, longest: Math.max(...times) }).toEqual(expected);
  });

  it('searches far fewer junctions than there are nodes', () => {
    expect(graph.junctionCount).toBeLessThan(arcs.nodeCount * 0.75);
  });
});
