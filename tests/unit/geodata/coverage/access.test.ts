import { describe, expect, it } from 'vitest';
import { measureAccess } from '../../../../geodata/coverage/access';
import { createConnector } from '../../../../geodata/coverage/connect-points';
import { createSearch } from '../../../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../../../geodata/coverage/walk-network';
import { groundMetres } from '../../../../geodata/geometry/ground-metres';
import { BLOCK, CITY_X, CITY_Y, cornerX, cornerY, gridCity, plainWalker } from '../../../fixtures/grid-city';

const SIZE = 31;
const MIDDLE = 15;
const BLOCKS = 5;
const network = buildWalkNetwork(gridCity(SIZE, SIZE), [], [], plainWalker);
const connector = createConnector(network);
const search = createSearch(network);
const corners = Array.from({ length: SIZE * SIZE }, (_, i) => [i % SIZE, Math.floor(i / SIZE)] as const);
const units = connector.connect(corners.flatMap(([c, r]) => [cornerX(c), cornerY(r)]));
const blockMilliseconds = Math.round(
  (groundMetres(CITY_X, CITY_Y, CITY_X + BLOCK, CITY_Y) / plainWalker.speedMetresPerSecond) * 1000,
);
/** Five blocks and a half: corners count blocks, so nothing hangs on rounding. */
const cutoffMilliseconds = Math.round((BLOCKS + 0.5) * blockMilliseconds);
/** Corners within k blocks of Manhattan distance: 2k(k + 1) + 1. */
const DIAMOND = 2 * BLOCKS * (BLOCKS + 1) + 1;
const blocksTo = (i: number, [c, r]: readonly [number, number]) =>
  Math.abs(corners[i]![0] - c) + Math.abs(corners[i]![1] - r);

function access(places: readonly (readonly [number, number])[], capacity: (number | null)[], people?: number[]) {
  const stations = connector.connect(places.flatMap(([c, r]) => [cornerX(c), cornerY(r)]));
  return measureAccess({
    search,
    stations,
    members: places.map((_, i) => i),
    units,
    capacity,
    people: people ?? corners.map(() => 1),
    cutoffMilliseconds,
    nearestCount: 2,
  });
}

describe('two-step floating catchment on a perfect street grid', () => {
  it('gives each corner of one station’s diamond an equal share, and the others none', () => {
    const at = [MIDDLE, MIDDLE] as const;
    const { supplyPerPerson, within, supply } = access([at], [610]);
    corners.forEach((_, i) => {
      const isInside = blocksTo(i, at) <= BLOCKS;
      expect(within[i]).toBe(isInside ? 1 : 0);
      expect(supplyPerPerson![i]).toBe(isInside ? 610 / DIAMOND : 0);
    });
    expect(supply).toEqual({ stations: 1, withCapacity: 1, reachable: 610, unreachable: 0 });
  });

  it('adds the shares of both stations where their diamonds overlap', () => {
    const places = [
      [MIDDLE - 2, MIDDLE],
      [MIDDLE + 2, MIDDLE],
    ] as const;
    const { supplyPerPerson, within, nearestMilliseconds, nearestStation } = access(places, [61, 122]);
    corners.forEach((_, i) => {
      const reached = places.map((place) => blocksTo(i, place) <= BLOCKS);
      const share = (reached[0] ? 61 / DIAMOND : 0) + (reached[1] ? 122 / DIAMOND : 0);
      expect(supplyPerPerson![i]).toBeCloseTo(share, 12);
      expect(within[i]).toBe(reached.filter(Boolean).length);
      const byDistance = [0, 1]
        .filter((s) => reached[s])
        .sort((a, b) => blocksTo(i, places[a]!) - blocksTo(i, places[b]!) || a - b);
      expect([nearestStation[2 * i], nearestStation[2 * i + 1]]).toEqual([byDistance[0] ?? -1, byDistance[1] ?? -1]);
      const first = byDistance[0];
      if (first !== undefined) {
        const theory = blocksTo(i, places[first]!) * blockMilliseconds;
        expect(Math.abs(nearestMilliseconds[2 * i]! - theory)).toBeLessThan(theory * 0.01 + 1);
      }
    });
  });

  it('shares by the people who are there, not by doors', () => {
    const people = corners.map(([c, r]) =>
      c === MIDDLE && r === MIDDLE ? 10 : c === MIDDLE + 1 && r === MIDDLE ? 30 : 0,
    );
    const { supplyPerPerson } = access([[MIDDLE, MIDDLE]], [80], people);
    expect(supplyPerPerson![MIDDLE * SIZE + MIDDLE]).toBe(2);
    // A corner where nobody lives is told what living there would give.
    expect(supplyPerPerson![MIDDLE * SIZE + MIDDLE - 1]).toBe(2);
  });

  it('leaves stations without a recorded capacity out, and tells what nobody reaches', () => {
    const people = corners.map(([c]) => (c < 5 ? 1 : 0));
    const measured = access(
      [
        [2, MIDDLE],
        [MIDDLE, MIDDLE],
        [3, MIDDLE],
      ],
      [10, 99, null],
      people,
    );
    expect(measured.supply).toEqual({ stations: 3, withCapacity: 2, reachable: 10, unreachable: 99 });
    expect(measured.within[MIDDLE * SIZE + 2]).toBe(2);
  });

  it('has no shares where no capacity is on record or nobody was counted', () => {
    expect(access([[MIDDLE, MIDDLE]], [null]).supplyPerPerson).toBeNull();
    expect(
      access(
        [[MIDDLE, MIDDLE]],
        [5],
        corners.map(() => -1),
      ).supplyPerPerson,
    ).toBeNull();
  });
});
