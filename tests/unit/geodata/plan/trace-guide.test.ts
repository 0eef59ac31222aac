import { describe, expect, it } from 'vitest';
import { GuideNetwork } from '../../../../geodata/plan/trace-guide';
import type { LatticeBox, LatticePoint } from '../../../../geodata/schema/coordinates';
import type { GuideLine } from '../../../../geodata/schema/guide-line';

/** Lattice units on the equator: 1,000 are 11 m. */
const guide = (
  id: string,
  line: number[],
  name: string | null = null,
  kind: GuideLine['kind'] = 'street',
): GuideLine => ({
  id,
  kind,
  class: 'lane',
  name: name === null ? null : { zh: name },
  compoundId: null,
  line,
});
const everywhere: LatticeBox = [-1e6, -1e6, 1e6, 1e6];
const through = (guides: GuideLine[], at: LatticePoint, box = everywhere): LatticePoint[] | null =>
  new GuideNetwork(guides).lineThrough(at, box, 30)?.line ?? null;

describe('following a guide line', () => {
  const crossing = [
    guide('west', [-2000, 0, 0, 0]),
    guide('east', [0, 0, 2000, 100, 4000, 100]),
    guide('north', [0, 0, 0, 3000]),
    guide('south', [0, -3000, 0, 0]),
  ];

  it('goes straight on over a crossing, both ways', () => {
    expect(through(crossing, [1000, 10])).toEqual([
      [-2000, 0],
      [0, 0],
      [2000, 100],
      [4000, 100],
    ]);
    expect(through(crossing, [20, 1500])).toEqual([
      [0, -3000],
      [0, 0],
      [0, 3000],
    ]);
  });

  it('stops behind the box, at a dead end and at a sharp corner, but stays with a name around one', () => {
    expect(through(crossing, [1000, 10], [-500, -500, 2500, 500])).toHaveLength(4);
    expect(through(crossing, [-1000, 0], [-500, -500, 500, 500])).toHaveLength(3);
    const corner = [guide('a', [0, 0, 1000, 0], '长街'), guide('b', [1000, 0, 1000, 1000], '长街')];
    expect(through(corner, [500, 0])).toHaveLength(3);
    expect(through([corner[0]!, { ...corner[1]!, name: null }], [500, 0])).toHaveLength(2);
  });

  it('takes the straighter of two, never a wall or another kind, and ends a loop', () => {
    const fork = [
      guide('in', [0, 0, 1000, 0]),
      guide('left', [1000, 0, 2000, 500]),
      guide('right', [1000, 0, 2000, -100]),
      guide('wall', [1000, 0, 2000, 0], null, 'compound'),
      guide('rail', [1000, 0, 2000, 0], null, 'railway'),
    ];
    expect(through(fork, [500, 0])!.at(-1)).toEqual([2000, -100]);
    const ring = guide('ring', [0, 0, 1000, 0, 1500, 800, 1000, 1600, 0, 1600, -500, 800, 0, 0]);
    expect(through([ring], [500, 0])!).toHaveLength(7);
    expect(through([ring], [500, 5000])).toBeNull();
  });

  it('finds the shortest way between two clicks along the network', () => {
    const grid = [
      guide('bottom', [0, 0, 1000, 0, 2000, 0]),
      guide('top', [0, 1000, 1000, 1000, 2000, 1000]),
      guide('left', [0, 0, 0, 1000]),
      guide('middle', [1000, 0, 1000, 1000]),
      guide('island', [9000, 9000, 9500, 9000]),
    ];
    const network = new GuideNetwork(grid);
    expect(network.pathBetween([1500, 10], [1500, 990], 30)).toEqual([
      [1500, 0],
      [1000, 0],
      [1000, 1000],
      [1500, 1000],
    ]);
    expect(network.pathBetween([100, 0], [300, 0], 30)).toEqual([
      [100, 0],
      [300, 0],
    ]);
    expect(network.pathBetween([100, 0], [9100, 9000], 30)).toBeNull();
    expect(network.pathBetween([100, 5000], [300, 0], 30)).toBeNull();
  });
});
