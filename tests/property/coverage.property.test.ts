import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnector } from '../../geodata/coverage/connect-points';
import { reachFrom } from '../../geodata/coverage/reach';
import { createSearch } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import { findLimits } from '../../geodata/coverage/what-limits';
import type { Closure } from '../../geodata/schema/closure';
import type { LatticePoint } from '../../geodata/schema/coordinates';
import { closureIdSchema } from '../../geodata/schema/ids';
import type { Compound, Gate } from '../../geodata/schema/settlement';
import { groundMetres } from '../../geodata/geometry/ground-metres';
import { locatePoint } from '../../geodata/geometry/point-in-polygon';
import { anyGatedCity } from '../fixtures/any-gated-city';
import type { GatedCity } from '../fixtures/gated-city';
import { BLOCK, CITY_X, CITY_Y, cornerX, cornerY, plainWalker } from '../fixtures/grid-city';

const full = process.env['PROVE'] === 'full';
const numRuns = full ? 2000 : 60;
const SIZE = 4;
const HOURS = 3_600_000;

const city = anyGatedCity(SIZE);
const somewhere = fc.tuple(fc.integer({ min: 0, max: SIZE * BLOCK }), fc.integer({ min: 0, max: SIZE * BLOCK }));
const doors = fc
  .array(somewhere, { minLength: 1, maxLength: 12 })
  .map((points) => points.flatMap(([x, y]) => [CITY_X + x, CITY_Y + y]));

function times(of: GatedCity, stations: readonly number[], points: readonly number[], bound = 2 * HOURS): number[] {
  const network = buildWalkNetwork(of.streets, of.compounds, of.gates, plainWalker);
  const connector = createConnector(network);
  const search = createSearch(network);
  search.run(connector.connect(stations), bound);
  return [...search.pointTimes(connector.connect(points)).milliseconds];
}

const notLonger = (after: number, before: number) => before === -1 || (after !== -1 && after <= before);

describe('walking times in cities of walled compounds', () => {
  it('equal those of an independent plain Dijkstra', () => {
    fc.assert(
      fc.property(city, (of) => {
        const corners = [0, 1, 2, 3, 4].map((k) => ({ compound: null, x: cornerX(k), y: cornerY((k * 2) % 5) }));
        const places = [...corners, ...of.middles];
        const xy = places.flatMap(({ x, y }) => [x, y]);
        places.forEach((start) => {
          const measured = times(of, [start.x, start.y], xy, 24 * HOURS);
          const judged = judge(of, start);
          places.forEach((end, i) => expect(measured[i]).toBe(judged(end)));
        });
      }),
      { numRuns: full ? 300 : 12 },
    );
  });

  it('never lead through a wall but at an open gate', () => {
    fc.assert(
      fc.property(city, doors, somewhere, (of, xy, [x, y]) => {
        const network = buildWalkNetwork(of.streets, of.compounds, of.gates, plainWalker);
        const connector = createConnector(network);
        const from = [CITY_X + x, CITY_Y + y] as const;
        const ways = reachFrom(
          network,
          createSearch(network),
          from,
          connector.connect(from),
          xy,
          connector.connect(xy),
          2 * HOURS,
        );
        for (const way of ways) {
          expectWallsKept(way.line, of.compounds, of.gates);
          // The line is as long as the time says, waits and assumed detours only adding to it.
          expect(lengthOf(way.line) / plainWalker.speedMetresPerSecond).toBeLessThan(way.milliseconds / 1000 + 1);
        }
      }),
      { numRuns },
    );
  });

  it('from many stations are the least of the times from each', () => {
    fc.assert(
      fc.property(city, doors, doors, (of, stations, xy) => {
        const together = times(of, stations, xy);
        const single = stations.flatMap((_, i) => (i % 2 ? [] : [times(of, stations.slice(i, i + 2), xy)]));
        together.forEach((time, p) => {
          const reached = single.map((list) => list[p]!).filter((ms) => ms !== -1);
          expect(time).toBe(reached.length > 0 ? Math.min(...reached) : -1);
        });
      }),
      { numRuns },
    );
  });

  it('do not depend on the bound but for being left out beyond it', () => {
    fc.assert(
      fc.property(city, doors, doors, fc.integer({ min: 0, max: HOURS / 4 }), (of, stations, xy, bound) => {
        const all = times(of, stations, xy);
        expect(times(of, stations, xy, bound)).toEqual(all.map((ms) => (ms <= bound ? ms : -1)));
      }),
      { numRuns },
    );
  });

  it('are the same there and back', () => {
    fc.assert(
      fc.property(city, somewhere, somewhere, (of, a, b) => {
        const from = [CITY_X + a[0], CITY_Y + a[1]];
        const to = [CITY_X + b[0], CITY_Y + b[1]];
        expect(times(of, from, to)).toEqual(times(of, to, from));
      }),
      { numRuns },
    );
  });

  it('are the same asked from either end, on sloping ground too', () => {
    const steepness = fc.integer({ min: -30, max: 30 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(city, somewhere, somewhere, steepness, (of, a, b, rise) => {
        const heightAt = (x: number, y: number) =>
          ((x - CITY_X) * rise + 900 * Math.sin((y - CITY_Y) / 5000)) * groundMetres(0, CITY_Y, 1, CITY_Y);
        const network = buildWalkNetwork(of.streets, of.compounds, of.gates, plainWalker, { heightAt });
        const connector = createConnector(network);
        const search = createSearch(network);
        const [from, to] = [a, b].map(([x, y]) => connector.connect([CITY_X + x, CITY_Y + y]));
        search.run(to!, 4 * HOURS);
        const toTheEnd = search.pointTimes(from!).milliseconds[0];
        search.run(from!, 4 * HOURS, undefined, 'from');
        expect(search.pointTimes(to!).milliseconds[0]).toBe(toTheEnd);
      }),
      { numRuns },
    );
  });

  it('cover nobody falsely who lives behind a wall, which walking through walls would', () => {
    const households = { walled: 0, covered: 0, falsely: 0, throughWalls: 0 };
    fc.assert(
      fc.property(city, fc.array(somewhere, { minLength: 40, maxLength: 80 }), (of, places) => {
        const homes = places.map(([x, y]): LatticePoint => [CITY_X + x, CITY_Y + y]);
        const stations = [
          [1, 1],
          [3, 2],
        ].map(([c, r]) => ({ compound: null, x: cornerX(c!), y: cornerY(r!) }));
        const judged = stations.map((station) => judge(of, station));
        const stationXY = stations.flatMap(({ x, y }) => [x, y]);
        const measured = times(of, stationXY, homes.flat());
        const unwalled = { ...of, compounds: of.compounds.map((compound) => ({ ...compound, walled: false })) };
        const naive = times(unwalled, stationXY, homes.flat());
        homes.forEach((home, i) => {
          const compound = of.compounds.find(({ boundary }) => locatePoint(home, [boundary]) === 'inside');
          if (!compound) return;
          households.walled++;
          // Nobody leaves but by a gate, to which no way is shorter than the straight line.
          const least = Math.min(
            ...of.gates
              .filter((gate) => gate.compoundId === compound.id && gate.open)
              .flatMap((gate) => {
                const [x, y] = gate.point;
                const toGate = (groundMetres(...home, x, y) / plainWalker.speedMetresPerSecond) * 1000;
                const onward = judged.map((timeTo) => timeTo({ compound: null, x, y })).filter((ms) => ms !== -1);
                return onward.map((ms) => toGate + plainWalker.gateWaitSeconds * 1000 + ms);
              }),
          );
          for (const minutes of [2, 4, 6]) {
            const isWithin = (ms: number) => ms !== -1 && ms <= minutes * 60_000;
            // A millisecond of rounding for each arc of a way.
            const cannot = least > minutes * 60_000 + 40;
            if (isWithin(measured[i]!)) households.covered++;
            if (isWithin(measured[i]!) && cannot) households.falsely++;
            if (isWithin(naive[i]!) && cannot) households.throughWalls++;
          }
        });
        expect(households.falsely).toBe(0);
      }),
      { numRuns: full ? 400 : 25 },
    );
    expect(households.covered).toBeGreaterThan(households.walled / 4);
    expect(households.throughWalls).toBeGreaterThan(households.covered / 20);
  });

  it('say what one gate or closure costs: as much as the network has without it', () => {
    const street = fc.constantFrom('row-1', 'row-2', 'column-1', 'column-3', 'stub-5-0', 'stub-6-1');
    const shut = fc.array(street, { maxLength: 3 }).map((ids) => ids.map((id) => closureOf(id)));
    fc.assert(
      fc.property(city, shut, fc.nat(), (of, closures, pick) => {
        const start = of.middles[pick % Math.max(1, of.middles.length)];
        const from: LatticePoint = start ? [start.x, start.y] : [cornerX(1), cornerY(2)];
        const stations = [cornerX(0), cornerY(0), cornerX(3), cornerY(4)];
        const timeOf = (gates: readonly Gate[], closed: readonly Closure[]) => {
          const network = buildWalkNetwork(of.streets, of.compounds, gates, plainWalker, { closures: closed });
          const connector = createConnector(network);
          const search = createSearch(network);
          search.run(connector.connect(stations), 2 * HOURS);
          return search.pointTimes(connector.connect(from)).milliseconds[0]!;
        };
        const network = buildWalkNetwork(of.streets, of.compounds, of.gates, plainWalker, { closures, withBars: true });
        const connector = createConnector(network);
        const known = timeOf(of.gates, closures);
        const limits = findLimits(network, connector, from, stations, [0, 0], [known], 2 * HOURS);
        for (const { bar, milliseconds } of limits) {
          expect(notLonger(milliseconds, known) && milliseconds !== known).toBe(true);
          const gates =
            'gate' in bar
              ? of.gates.map((gate, g) => (g === bar.gate ? { ...gate, open: true, access: 'all' as const } : gate))
              : of.gates;
          const left = 'closure' in bar ? closures.filter((_, c) => c !== bar.closure) : closures;
          expect(milliseconds).toBe(timeOf(gates, left));
        }
        // No closed gate of one's own compound that would help is left out.
        for (const [g, gate] of of.gates.entries()) {
          if (gate.open || gate.compoundId !== start?.compound) continue;
          const opened = of.gates.map((one, i) => (i === g ? { ...one, open: true } : one));
          const told = limits.find(({ bar }) => 'gate' in bar && bar.gate === g)?.milliseconds ?? known;
          if (gate.access === 'all') expect(told).toBe(timeOf(opened, closures));
        }
      }),
      { numRuns },
    );
  });

  it('never grow when a gate is opened or a station added', () => {
    fc.assert(
      fc.property(city, doors, doors, fc.nat(), (of, stations, xy, pick) => {
        const before = times(of, stations, xy);
        const more = times(of, [...stations, cornerX(2), cornerY(2)], xy);
        more.forEach((ms, i) => expect(notLonger(ms, before[i]!)).toBe(true));
        if (of.gates.length === 0) return;
        const opened = of.gates.map((gate, i) =>
          i === pick % of.gates.length ? { ...gate, open: true, access: 'all' as const } : gate,
        );
        times({ ...of, gates: opened }, stations, xy).forEach((ms, i) => expect(notLonger(ms, before[i]!)).toBe(true));
      }),
      { numRuns },
    );
  });
});

/** A closure of one whole street, without an end. */
const closureOf = (street: string): Closure => ({
  id: closureIdSchema.parse(`closed-${street}`),
  name: { zh: street },
  reason: null,
  document: null,
  from: '2026-01-01',
  to: null,
  streets: [street],
  area: null,
});

/**
 * The judge: Dijkstra over the city as it was drawn, without walls, sides or copies. It knows a compound's inner
 * paths by their id and keeps the state of a trip: not yet out of its own compound by a residents-only gate (0),
 * under way (1), in by one at its destination (2), where it must end.
 */
function judge(of: GatedCity, start: { compound: string | null; x: number; y: number }) {
  const gateAt = new Map(of.gates.map((gate) => [gate.node, gate]));
  const nodeOf = new Map<string, number>();
  const arcs = new Map<string, { to: string; ms: number }[]>();
  const link = (a: string, b: string, ms: number) => arcs.set(a, [...(arcs.get(a) ?? []), { to: b, ms }]);
  for (const street of of.streets) {
    if (street.id.startsWith('rogue') && of.compounds.some(({ id }) => id === `compound-${street.id.slice(6)}`))
      continue;
    for (let i = 0; i + 1 < street.nodes.length; i++) {
      const [a, b] = [street.nodes[i]!, street.nodes[i + 1]!];
      const [ax, ay, bx, by] = street.line.slice(2 * i, 2 * i + 4) as [number, number, number, number];
      nodeOf.set(`${ax},${ay}`, a).set(`${bx},${by}`, b);
      const ms = Math.round((groundMetres(ax, ay, bx, by) / plainWalker.speedMetresPerSecond) * 1000);
      const where = street.compoundId ?? 'out';
      for (const phase of where === 'out' ? [1] : [0, 1, 2]) {
        link(`${where} ${a} ${phase}`, `${where} ${b} ${phase}`, ms);
        link(`${where} ${b} ${phase}`, `${where} ${a} ${phase}`, ms);
      }
    }
  }
  for (const gate of gateAt.values()) {
    if (!gate.open) continue;
    const ms = plainWalker.gateWaitSeconds * 1000;
    const inside = `${gate.compoundId} ${gate.node}`;
    if (gate.access === 'all') {
      link(`${inside} 1`, `out ${gate.node} 1`, ms);
      link(`out ${gate.node} 1`, `${inside} 1`, ms);
    } else {
      link(`${inside} 0`, `out ${gate.node} 1`, ms);
      link(`out ${gate.node} 1`, `${inside} 2`, ms);
    }
  }
  const best = new Map<string, number>();
  const first = `${start.compound ?? 'out'} ${nodeOf.get(`${start.x},${start.y}`)}`;
  const waiting = new Map<string, number>([[`${first} 1`, 0]]);
  if (start.compound) waiting.set(`${first} 0`, 0);
  while (waiting.size > 0) {
    const [at, ms] = [...waiting].reduce((least, entry) => (entry[1] < least[1] ? entry : least));
    waiting.delete(at);
    best.set(at, ms);
    for (const arc of arcs.get(at) ?? []) {
      if (best.has(arc.to) || (waiting.get(arc.to) ?? Infinity) <= ms + arc.ms) continue;
      waiting.set(arc.to, ms + arc.ms);
    }
  }
  return (end: { compound: string | null; x: number; y: number }): number => {
    const node = `${end.compound ?? 'out'} ${nodeOf.get(`${end.x},${end.y}`)}`;
    const reached = [1, 2].map((phase) => best.get(`${node} ${phase}`) ?? Infinity);
    return Math.min(...reached) === Infinity ? -1 : Math.min(...reached);
  };
}

function lengthOf(line: readonly number[]): number {
  let metres = 0;
  for (let i = 0; i + 3 < line.length; i += 2)
    metres += groundMetres(line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!);
  return metres;
}

/** Follows a way in half-metre steps: which rectangle holds the walker may change only beside an open gate of it. */
function expectWallsKept(line: readonly number[], compounds: readonly Compound[], gates: readonly Gate[]): void {
  // On a wall itself one is on neither side: a path may end in a closed gate, and lead back from it.
  const isOnWall = (x: number, y: number) =>
    compounds.some((compound) => locatePoint([x, y], [compound.boundary]) === 'boundary');
  const holder = (x: number, y: number) =>
    compounds.find(({ boundary: [[minX, minY, , , maxX, maxY]] }) => x > minX! && x < maxX! && y > minY! && y < maxY!)
      ?.id;
  let before = holder(line[0]!, line[1]!);
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay, bx, by] = line.slice(i, i + 4) as [number, number, number, number];
    const steps = Math.max(1, Math.ceil(groundMetres(ax, ay, bx, by) * 2));
    for (let k = 1; k <= steps; k++) {
      const x = ax + ((bx - ax) * k) / steps;
      const y = ay + ((by - ay) * k) / steps;
      const now = holder(x, y);
      if (now === before || isOnWall(x, y)) continue;
      const passed = gates.some(
        (gate) =>
          gate.open &&
          (gate.compoundId === now || gate.compoundId === before) &&
          groundMetres(x, y, gate.point[0], gate.point[1]) < 1,
      );
      expect(passed, `wall crossed at ${x}, ${y}`).toBe(true);
      before = now;
    }
  }
}
