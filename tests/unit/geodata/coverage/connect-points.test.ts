import { describe, expect, it } from 'vitest';
import { CONNECTED, createConnector, ENCLOSED, OFF_NETWORK } from '../../../../geodata/coverage/connect-points';
import { distanceInside } from '../../../../geodata/coverage/distance-inside';
import { buildWalkNetwork } from '../../../../geodata/coverage/walk-network';
import { groundMetres } from '../../../../geodata/geometry/ground-metres';
import type { Gate } from '../../../../geodata/schema/settlement';
import {
  CITY_X,
  CITY_Y,
  cornerX,
  cornerY,
  gateOf,
  gridCity,
  plainWalker,
  streetOf,
  walledCompound,
} from '../../../fixtures/grid-city';

/** One block from (1000, 1000) to (8000, 8000) with a gate in the middle of its south wall, joined to the street. */
const compound = walledCompound('c', CITY_X + 1000, CITY_Y + 1000, CITY_X + 8000, CITY_Y + 8000);
const gate = (more: Partial<Gate> = {}) => gateOf('south', 'c', CITY_X + 4500, CITY_Y + 1000, 77, more);
const stub = streetOf('stub', [
  [CITY_X, CITY_Y, 0],
  [CITY_X + 4500, CITY_Y + 1000, 77],
]);
const door = [CITY_X + 4500, CITY_Y + 7000];
const connect = (gates: Gate[], points: number[], streets = [...gridCity(3, 3), stub]) => {
  const network = buildWalkNetwork(streets, [compound], gates, plainWalker);
  return { network, connections: createConnector(network).connect(points) };
};

describe('a door in a compound without mapped paths', () => {
  it('goes straight to the gate, a third longer, and says that this is assumed', () => {
    const { network, connections } = connect([gate()], door);
    expect([...connections.linkNode]).toEqual([network.gateInside[0]]);
    const metres = groundMetres(door[0]!, door[1]!, CITY_X + 4500, CITY_Y + 1000);
    expect(connections.linkMillisecondsOut[0]).toBe(Math.round((metres * 1.3 * 1000) / 1.2));
    expect([connections.kind[0], connections.assumed[0], connections.edge[0]]).toEqual([CONNECTED, 1, -1]);
  });

  it('is enclosed where every gate is closed, and without a time where no gate is on record', () => {
    expect(connect([gate({ open: false })], door).connections.kind[0]).toBe(ENCLOSED);
    expect(connect([], door).connections.kind[0]).toBe(OFF_NETWORK);
  });

  it('uses a mapped path instead where it leads to the gate, not where it ends blind', () => {
    const inner = (node: number) =>
      streetOf('inner', [
        [CITY_X + 4500, CITY_Y + (node === 77 ? 1000 : 2000), node],
        [CITY_X + 4500, CITY_Y + 6800, 78],
      ]);
    const mapped = connect([gate()], door, [...gridCity(3, 3), stub, inner(77)]).connections;
    expect([mapped.assumed[0], mapped.edge[0] !== -1]).toEqual([0, true]);
    const blind = connect([gate()], door, [...gridCity(3, 3), stub, inner(99)]).connections;
    expect([blind.assumed[0], blind.edge[0]]).toEqual([1, -1]);
  });
});

describe('a door outside', () => {
  it('is off the network beyond 250 m, and connected before', () => {
    const at = (metres: number) => [CITY_X - Math.round(metres / groundMetres(0, CITY_Y, 1, CITY_Y)), CITY_Y];
    expect(connect([gate()], [...at(249), ...at(251)]).connections.kind).toEqual(Uint8Array.of(CONNECTED, OFF_NETWORK));
  });

  it('does not go through a wall to the nearest street', () => {
    // Close to the compound's north wall outside, with no street but the one south of the compound.
    const south = streetOf('south', [
      [cornerX(-2), cornerY(0), 1],
      [cornerX(3), cornerY(0), 2],
    ]);
    const behind = [CITY_X + 4500, CITY_Y + 8200];
    expect(connect([gate()], behind, [south]).connections.kind[0]).toBe(OFF_NETWORK);
    const beside = [CITY_X + 8300, CITY_Y + 8200];
    expect(connect([gate()], beside, [south]).connections.kind[0]).toBe(CONNECTED);
  });
});

describe('distance inside a compound', () => {
  it('bends around the corner of an L', () => {
    // An L: the gate at the foot's end, the door at the head.
    const x = (k: number) => CITY_X + k * 1000;
    const y = (k: number) => CITY_Y + k * 1000;
    const boundary = [[x(0), y(0), x(6), y(0), x(6), y(2), x(2), y(2), x(2), y(6), x(0), y(6)]];
    const metres = distanceInside(boundary, [x(6), y(1)]);
    const corner = groundMetres(x(6), y(1), x(2), y(2)) + groundMetres(x(2), y(2), x(1), y(6) - 10);
    expect(metres(x(1), y(6) - 10)).toBeCloseTo(corner, 6);
    expect(metres(x(3), y(1))).toBeCloseTo(groundMetres(x(3), y(1), x(6), y(1)), 6);
  });

  it('bears a gate drawn a little off its wall', () => {
    const metres = distanceInside(compound.boundary, [CITY_X + 4500, CITY_Y + 950]);
    expect(metres(door[0]!, door[1]!)).toBeCloseTo(groundMetres(door[0]!, door[1]!, CITY_X + 4500, CITY_Y + 950), 6);
  });
});
