import { describe, expect, it } from 'vitest';
import { compareWithCircles, metresToNearest } from '../../../../geodata/coverage/circle-comparison';
import { CONNECTED, ENCLOSED, OFF_NETWORK } from '../../../../geodata/coverage/connect-points';
import { summariseCoverage } from '../../../../geodata/coverage/coverage-summary';
import { BLOCK, CITY_X, CITY_Y } from '../../../fixtures/grid-city';

const minute = 60_000;
// Covered at the very limit, a millisecond too late, never reached, off the network, walled in, covered but uncounted.
const milliseconds = [15 * minute, 15 * minute + 1, -1, 3 * minute, 2 * minute, minute];
const kinds = [CONNECTED, CONNECTED, CONNECTED, OFF_NETWORK, ENCLOSED, CONNECTED];
const units = {
  households: [10, 20, 30, 40, 50, -1],
  residents: [25, -1, 70, 90, 100, -1],
  elderly: [-1, -1, -1, -1, -1, -1],
  aged75: [-1, -1, -1, -1, -1, -1],
  children: [3, 4, -1, 5, 0, 2],
};

describe('coverage summary', () => {
  it('counts both parts of a share, includes the limit, and leaves out what has no time', () => {
    const [total] = summariseCoverage(units, milliseconds, kinds, 15 * minute, null, 1);
    expect(total).toEqual({
      households: { covered: 10, total: 110, unknownUnits: 1 },
      residents: { covered: 25, total: 195, unknownUnits: 2 },
      elderly: null,
      aged75: null,
      children: { covered: 5, total: 9, unknownUnits: 1 },
      units: { covered: 2, total: 5 },
      offNetwork: { units: 1, households: 40 },
    });
  });

  it('keeps groups apart, and units of no group out of all of them', () => {
    const groups = summariseCoverage(units, milliseconds, kinds, 15 * minute, [0, 0, 1, 1, -1, 2], 4);
    expect(groups.map(({ households }) => households && [households.covered, households.total])).toEqual([
      [10, 30],
      [0, 30],
      null,
      null,
    ]);
    expect(groups.map((group) => group.units)).toEqual([
      { covered: 1, total: 2 },
      { covered: 0, total: 1 },
      { covered: 1, total: 1 },
      { covered: 0, total: 0 },
    ]);
    expect(groups[1]!.offNetwork).toEqual({ units: 1, households: 40 });
    expect(groups[3]!.offNetwork).toEqual({ units: 0, households: null });
  });
});

describe('the straight-line circle', () => {
  it('is counted against the walk, units and households', () => {
    // Stations at two corners of the city; a circle of 10 minutes at 1 m/s is 600 m, about six blocks.
    const stations = [CITY_X, CITY_Y, CITY_X + 40 * BLOCK, CITY_Y];
    const at = (blocks: number) => [CITY_X + Math.round(blocks * BLOCK), CITY_Y];
    const xy = [...at(5), ...at(5.5), ...at(7), ...at(20), ...at(38)];
    const walked = [5 * minute, 11 * minute, 9 * minute, -1, 9 * minute];
    const connected = xy.map(() => CONNECTED);
    const away = metresToNearest(xy, stations, 600);
    const answer = compareWithCircles(away, walked, connected, [1, 2, 4, 8, -1], [5 * minute, 10 * minute], 1);
    const none = { units: 0, households: null };
    expect(answer[0]).toEqual({
      radiusMetres: 300,
      both: none,
      onlyCircle: { units: 1, households: null },
      onlyWalk: { units: 1, households: 1 },
    });
    expect(answer[1]).toEqual({
      radiusMetres: 600,
      both: { units: 2, households: 1 },
      onlyCircle: { units: 1, households: 2 },
      onlyWalk: { units: 1, households: 4 },
    });
  });

  it('agrees with measuring every distance, wherever the stations are', () => {
    const spread = (count: number, seed: number) =>
      Array.from({ length: count }, (_, k) => [
        CITY_X + Math.floor((((k + seed) * 0.7548776662466927) % 1) * 60 * BLOCK),
        // At 40° north a degree of longitude is a quarter shorter.
        400_000_000 + Math.floor((((k + seed) * 0.5698402909980532) % 1) * 60 * BLOCK),
      ]).flat();
    const xy = spread(2000, 1);
    const stations = spread(40, 77);
    const none = new Array<number>(2000).fill(-1);
    const [circle] = compareWithCircles(
      metresToNearest(xy, stations, 5000),
      none,
      none.map(() => CONNECTED),
      none.map(() => 1),
      [10 * minute],
      1.1,
    );
    const { onlyCircle, radiusMetres } = circle!;
    const metres = (i: number, s: number) =>
      Math.hypot((xy[2 * i]! - stations[s]!) * 0.0085394, (xy[2 * i + 1]! - stations[s + 1]!) * 0.0111035);
    const near = none.filter((_, i) => stations.some((__, s) => s % 2 === 0 && metres(i, s) <= radiusMetres)).length;
    expect(Math.abs(onlyCircle.units - near)).toBeLessThanOrEqual(2);
    expect(near).toBeGreaterThan(300);
  });
});
