import { describe, expect, it } from 'vitest';
import {
  CONNECTED,
  createConnector,
  ON_CLOSED_STREET,
  ON_STEEP_STREET,
} from '../../../../geodata/coverage/connect-points';
import { slopeFactor } from '../../../../geodata/coverage/stretch-times';
import { createSearch, UNREACHED } from '../../../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../../../geodata/coverage/walk-network';
import { walkerOf } from '../../../../geodata/coverage/walker';
import type { Walker } from '../../../../geodata/coverage/walker';
import { groundMetres } from '../../../../geodata/geometry/ground-metres';
import type { Closure } from '../../../../geodata/schema/closure';
import { closureIdSchema } from '../../../../geodata/schema/ids';
import { profileSchema } from '../../../../geodata/schema/place';
import type { Street } from '../../../../geodata/schema/settlement';
import genericProfile from '../../../../geodata/places/generic.json';
import { unwrap } from '../../../fixtures/test-app';
import { CITY_X, CITY_Y, cornerX, cornerY, gridCity, plainWalker, streetOf } from '../../../fixtures/grid-city';

const eastMetres = groundMetres(cornerX(0), cornerY(0), cornerX(1), cornerY(0));
/** Height grows eastward by so many metres a metre. */
const slope = (rise: number) => (x: number) => ((x - CITY_X) * rise * eastMetres) / (cornerX(1) - cornerX(0));
const street = (more: Partial<Street> = {}) =>
  streetOf(
    'one',
    [
      [cornerX(0), cornerY(0), 1],
      [cornerX(1), cornerY(0), 2],
    ],
    more,
  );
type Ground = Parameters<typeof buildWalkNetwork>[4];
const edgeOf = (one: Street, ground: Ground = {}, walker: Walker = plainWalker) => {
  const network = buildWalkNetwork([one], [], [], walker, ground);
  return [network.edgeMillisecondsForward[0], network.edgeMillisecondsBackward[0]];
};
const level = (eastMetres / 1.2) * 1000;

describe('slopes', () => {
  it('follow the hiking function of Tobler: fastest at −5 %, 0.35 of the level at 30 % and no less', () => {
    // v = 6 e^(−3.5 |s + 0.05|) km/h: 5.037 on the level, 6 at −5 %, 4.227 at 5 %.
    const tobler = (s: number) => 6 * Math.exp(-3.5 * Math.abs(s + 0.05));
    for (const s of [-0.2, -0.05, 0, 0.05, 0.1, 0.3]) expect(slopeFactor(s)).toBeCloseTo(tobler(s) / tobler(0), 12);
    expect(slopeFactor(2)).toBe(slopeFactor(0.3));
    expect(slopeFactor(-2)).toBe(slopeFactor(-0.3));
  });

  it('make the way up longer than the way down, and leave the level as it is', () => {
    const [up, down] = edgeOf(street(), { heightAt: slope(0.1) });
    expect(up).toBe(Math.round(level / slopeFactor(0.1)));
    expect(down).toBe(Math.round(level / slopeFactor(-0.1)));
    expect(edgeOf(street(), { heightAt: () => 7 })).toEqual([Math.round(level), Math.round(level)]);
  });

  it('are looked up along the stretch: over a hill it takes longer than its ends tell', () => {
    const middle = (cornerX(0) + cornerX(1)) / 2;
    const hill = (x: number) => 10 - Math.abs(x - middle) / 450;
    const [there, back] = edgeOf(street(), { heightAt: hill });
    expect(there).toBeGreaterThan(level);
    expect(there).toBe(back);
    // A bridge spans what lies under it.
    expect(edgeOf(street({ kind: 'bridge' }), { heightAt: hill })).toEqual([Math.round(level), Math.round(level)]);
  });

  it('are told as unknown where the heights end', () => {
    const network = buildWalkNetwork(gridCity(2, 2), [], [], plainWalker, {
      heightAt: (_x, y) => (y === cornerY(0) ? 5 : null),
    });
    expect(network.report.lengthMetres / network.report.unknownSlopeMetres).toBeCloseTo(4 / 3, 2);
  });

  it('give the time to a station and not the time back from it', () => {
    const network = buildWalkNetwork(gridCity(3, 3), [], [], plainWalker, { heightAt: slope(0.12) });
    const connector = createConnector(network);
    const search = createSearch(network);
    const [below, above] = [
      [cornerX(0), cornerY(1)],
      [cornerX(2), cornerY(1)],
    ] as const;
    const walk = (from: readonly number[], to: readonly number[]) => {
      search.run(connector.connect(to), 3_600_000);
      const toTheSource = search.pointTimes(connector.connect(from)).milliseconds[0]!;
      search.run(connector.connect(from), 3_600_000, undefined, 'from');
      expect(search.pointTimes(connector.connect(to)).milliseconds[0]).toBe(toTheSource);
      return toTheSource;
    };
    expect(walk(below, above)).toBe(2 * Math.round(level / slopeFactor(0.12)));
    expect(walk(above, below)).toBe(2 * Math.round(level / slopeFactor(-0.12)));
    // Part of the way along one street, both ends on the same edge.
    const [a, b] = [
      [cornerX(0) + 1000, cornerY(1)],
      [cornerX(0) + 7000, cornerY(1)],
    ] as const;
    expect(walk(a, b) / walk(b, a)).toBeCloseTo(slopeFactor(-0.12) / slopeFactor(0.12), 3);
  });
});

describe('stairs, lifts and waits', () => {
  it('take up 0.45 and down 0.60 of the speed, elders three quarters of that, the mean where nobody knows', () => {
    const profile = profileSchema.parse(genericProfile);
    const adult = unwrap(walkerOf(profile, 'adult'));
    const steps = street({ kind: 'steps' });
    const at = (factor: number, speed = 1.2) => Math.round(((eastMetres / speed) * 1000) / factor);
    expect(edgeOf({ ...steps, walk: { rises: 'forward' } }, {}, adult)).toEqual([at(0.45), at(0.6)]);
    expect(edgeOf({ ...steps, walk: { rises: 'backward' } }, {}, adult)).toEqual([at(0.6), at(0.45)]);
    expect(edgeOf(steps, { heightAt: slope(0.3) }, adult)).toEqual([at(0.45), at(0.6)]);
    const mean = 2 / (1 / 0.45 + 1 / 0.6);
    expect(edgeOf(steps, {}, adult)).toEqual([at(mean), at(mean)]);
    const elder = unwrap(walkerOf(profile, '75+'));
    expect(edgeOf({ ...steps, walk: { rises: 'forward' } }, {}, elder)).toEqual([at(0.3375, 0.85), at(0.45, 0.85)]);
  });

  it('are no way for a wheelchair without a ramp', () => {
    const wheels = unwrap(walkerOf(profileSchema.parse(genericProfile), 'wheelchair'));
    const edges = (one: Street) => buildWalkNetwork([one], [], [], wheels).edgeCount;
    expect([edges(street({ kind: 'steps' })), edges(street({ kind: 'steps', walk: { ramp: true } }))]).toEqual([0, 1]);
  });

  it('waits for a lift, and a second a floor', () => {
    const lift = street({ kind: 'lift', walk: { floors: 4 } });
    lift.line = [...lift.line.slice(0, 2), ...lift.line.slice(0, 2)];
    expect(edgeOf(lift)).toEqual([34_000, 34_000]);
  });

  it('waits for lights, roads and gates where they stand', () => {
    const wait = (more: Partial<Street>) => edgeOf(street(more))[0]! - Math.round(level);
    expect(wait({ kind: 'crossing', walk: { control: 'signals' } })).toBe(30_000);
    expect(wait({ kind: 'crossing', walk: { control: 'arterial' } })).toBe(45_000);
    expect(wait({ kind: 'crossing', walk: { control: 'unsignalised' } })).toBe(10_000);
    expect(wait({ walk: { waits: [{ at: 1, for: 'gate' }] } })).toBe(5_000);
  });
});

describe('a street that is not walked', () => {
  const wheels: Walker = { ...plainWalker, stairs: null, steepestSlope: 0.08 };
  const door = [cornerX(0) + 3000, cornerY(1) + 300];
  const connect = (walker: Walker, ground: Ground) => {
    const network = buildWalkNetwork(gridCity(3, 3), [], [], walker, ground);
    const connector = createConnector(network);
    const search = createSearch(network);
    search.run(connector.connect([cornerX(2), cornerY(2)]), 3_600_000);
    const connections = connector.connect(door);
    return { kind: connections.kind[0], time: search.pointTimes(connections).milliseconds[0], connections, network };
  };
  const closure: Closure = {
    id: closureIdSchema.parse('works'),
    name: { zh: '路面改造' },
    reason: null,
    document: null,
    from: '2026-01-01',
    to: null,
    streets: ['row-1'],
    area: null,
  };

  it('keeps its doors: too steep for wheels', () => {
    const steep = connect(wheels, { heightAt: slope(0.1) });
    expect([steep.kind, steep.time]).toEqual([ON_STEEP_STREET, UNREACHED]);
    expect(steep.network.report.steepMetres).toBeCloseTo(6 * eastMetres, 3);
    expect(connect(wheels, { heightAt: slope(0.07) }).time).toBeGreaterThan(0);
    expect(connect(plainWalker, { heightAt: slope(0.1) }).time).toBeGreaterThan(0);
  });

  it('keeps its doors: closed, and by which closure', () => {
    const shut = connect(plainWalker, { closures: [closure] });
    expect([shut.kind, shut.time, shut.connections.closure[0]]).toEqual([ON_CLOSED_STREET, UNREACHED, 0]);
    expect(shut.network.report.closedMetres).toBeCloseTo(2 * eastMetres, 3);
  });

  it('is left by another street close by', () => {
    const corner = buildWalkNetwork(gridCity(3, 3), [], [], plainWalker, { closures: [closure] });
    const near = createConnector(corner).connect([cornerX(1) + 900, cornerY(1) + 300]);
    // Both stretches of column-1 begin 9 m away; the walk to them is by the corner, as it would be by the closed street.
    const node = (x: number, y: number) =>
      [...near.linkNode].findIndex((n) => corner.nodeX[n] === x && corner.nodeY[n] === y);
    const open = createConnector(buildWalkNetwork(gridCity(3, 3), [], [], plainWalker)).connect([
      cornerX(1) + 900,
      cornerY(1) + 300,
    ]);
    const corners = [cornerY(0), cornerY(1), cornerY(2)].map((y) => near.linkMillisecondsOut[node(cornerX(1), y)]!);
    expect([near.kind[0], near.edge[0], near.linkNode.length]).toEqual([CONNECTED, -1, 3]);
    expect(corners[1]).toBe(Math.min(...open.linkMillisecondsOut));
    const block = corner.edgeMillisecondsForward[corner.edgeStreet.indexOf(4)]!;
    expect([corners[0]! - corners[1]!, corners[2]! - corners[1]!]).toEqual([block, block]);
    expect(corner.edgeStreet[near.home[0]!]).toBe(1);
  });

  it('closes every stretch that touches the land of a closure', () => {
    const [x, y] = [CITY_X + 2000, CITY_Y - 1000];
    const area = [[[x, y, x + 1000, y, x + 1000, y + 2000, x, y + 2000]]];
    const network = buildWalkNetwork(gridCity(2, 2), [], [], plainWalker, {
      closures: [{ ...closure, streets: [], area }],
    });
    expect([...network.edgeClosure]).toEqual([0, -1, -1, -1]);
  });
});
