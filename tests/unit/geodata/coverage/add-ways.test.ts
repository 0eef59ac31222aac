import { describe, expect, it } from 'vitest';
import { addWays } from '../../../../geodata/coverage/add-ways';
import type { NewWay } from '../../../../geodata/coverage/add-ways';
import { createConnector } from '../../../../geodata/coverage/connect-points';
import { createSearch } from '../../../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../../../geodata/coverage/walk-network';
import { groundMetres } from '../../../../geodata/geometry/ground-metres';
import type { Compound, Street } from '../../../../geodata/schema/settlement';
import {
  BLOCK,
  CITY_X,
  CITY_Y,
  cornerX,
  cornerY,
  gridCity,
  plainWalker,
  walledCompound,
} from '../../../fixtures/grid-city';

const streets = gridCity(3, 3);
/** Half-way along the first block of a row. */
const half = (row: number): [number, number] => [CITY_X + BLOCK / 2, cornerY(row)];

function built(ways: readonly NewWay[], compounds: readonly Compound[] = []) {
  const network = buildWalkNetwork(streets, compounds, [], plainWalker);
  return addWays(streets, network, createConnector(network), ways);
}

function milliseconds(on: readonly Street[], from: readonly number[], to: readonly number[]): number {
  const network = buildWalkNetwork(on, [], [], plainWalker);
  const connector = createConnector(network);
  const search = createSearch(network);
  search.run(connector.connect(from), 3_600_000);
  return search.pointTimes(connector.connect(to)).milliseconds[0]!;
}

describe('a way that might be built', () => {
  const bridge: NewWay = { id: 'new-1', kind: 'footbridge', from: half(0), to: half(1) };
  const walk = (metres: number) => Math.round((metres / plainWalker.speedMetresPerSecond) * 1000);

  it('is walked straight between the streets it joins, and leaves what it does not touch as it was', () => {
    const found = built([bridge]);
    if ('fault' in found) throw new Error(found.fault);
    const straight = walk(groundMetres(...half(0), ...half(1)));
    expect(milliseconds(found.streets, half(0), half(1))).toBe(straight);
    expect(milliseconds(streets, half(0), half(1))).toBe(
      straight + 2 * walk(groundMetres(...half(0), cornerX(0), cornerY(0))),
    );
    const corners = [[cornerX(0), cornerY(2)] as const, [cornerX(2), cornerY(0)] as const];
    expect(
      Math.abs(milliseconds(found.streets, corners[0]!, corners[1]!) - milliseconds(streets, corners[0]!, corners[1]!)),
    ).toBeLessThan(3);
  });

  it('meets another one where both end on one spot', () => {
    const onward: NewWay = { id: 'new-2', kind: 'footway', from: half(1), to: half(2) };
    const found = built([bridge, onward]);
    if ('fault' in found) throw new Error(found.fault);
    expect(milliseconds(found.streets, half(0), half(2))).toBe(2 * walk(groundMetres(...half(0), ...half(1))));
  });

  it('is refused far from every street, through a wall, and without a length', () => {
    expect(built([bridge, { ...bridge, to: [CITY_X + 40 * BLOCK, CITY_Y] }])).toEqual({ way: 1, fault: 'off-network' });
    expect(built([{ ...bridge, to: half(0) }])).toEqual({ way: 0, fault: 'no-length' });
    const walled = walledCompound('walled', CITY_X + 1000, CITY_Y + 1000, CITY_X + 8000, CITY_Y + 8000);
    expect(built([bridge], [walled])).toEqual({ way: 0, fault: 'through-wall' });
  });
});
