import { describe, expect, it } from 'vitest';
import { groundMetres } from '../../../../geodata/geometry/ground-metres';
import { locatePoint } from '../../../../geodata/geometry/point-in-polygon';
import { createConnector } from '../../../../geodata/coverage/connect-points';
import { createLabelStore } from '../../../../geodata/coverage/field/label-store';
import { createTimeFields } from '../../../../geodata/coverage/field/time-fields';
import { outlineAgreements, serviceBands } from '../../../../geodata/coverage/service-area';
import { createSearch } from '../../../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../../../geodata/coverage/walk-network';
import { BLOCK, CITY_X, CITY_Y, cornerX, cornerY, gridCity, plainWalker, streetOf } from '../../../fixtures/grid-city';

const SIZE = 31;
const MIDDLE = 15;
const eastMetres = groundMetres(CITY_X, CITY_Y, CITY_X + BLOCK, CITY_Y);
const northMetres = groundMetres(CITY_X, CITY_Y, CITY_X, CITY_Y + BLOCK);
const blockMs = (metres: number) => Math.round((metres / plainWalker.speedMetresPerSecond) * 1000);

describe('a perfect street grid', () => {
  const network = buildWalkNetwork(gridCity(SIZE, SIZE), [], [], plainWalker);
  const connector = createConnector(network);
  const search = createSearch(network);
  const labels = createLabelStore([], 2 ** 26);
  const corners = Array.from({ length: SIZE * SIZE }, (_, i) => [i % SIZE, Math.floor(i / SIZE)] as const);
  const cornerXY = corners.flatMap(([c, r]) => [cornerX(c), cornerY(r)]);

  it('takes Manhattan distance over speed from corner to corner, to the millisecond', () => {
    search.run(connector.connect([cornerX(MIDDLE), cornerY(MIDDLE)]), 10 * 3_600_000);
    const { milliseconds } = search.pointTimes(connector.connect(cornerXY));
    corners.forEach(([c, r], i) => {
      const theory = Math.abs(c - MIDDLE) * blockMs(eastMetres) + Math.abs(r - MIDDLE) * blockMs(northMetres);
      expect(milliseconds[i]).toBe(theory);
    });
  });

  it('takes Manhattan distance over speed between doors anywhere on the streets, to a few milliseconds of rounding', () => {
    // Doors part of the way along a block, on a row or on a column.
    const doors = [0.25, 0.7].flatMap((part) =>
      corners
        .filter(([c, r]) => c < SIZE - 1 && r < SIZE - 1 && (c + r) % 5 === 0)
        .map(([c, r]) => ((c + r) % 2 === 0 ? [c + part, r] : [c, r + part])),
    );
    const start = [MIDDLE + 0.4, MIDDLE] as const;
    search.run(connector.connect([Math.round(CITY_X + start[0] * BLOCK), cornerY(MIDDLE)]), 10 * 3_600_000);
    const xy = doors.flatMap(([c, r]) => [Math.round(CITY_X + c! * BLOCK), Math.round(CITY_Y + r! * BLOCK)]);
    const { milliseconds } = search.pointTimes(connector.connect(xy));
    doors.forEach(([c, r], i) => {
      const sameBlock = (at: number) => Math.floor(at) === MIDDLE;
      // Between two doors on different rows in the same column of blocks one walks around a corner.
      const dx =
        r !== MIDDLE && Number.isInteger(r) && sameBlock(c!)
          ? Math.min(start[0] - MIDDLE + c! - MIDDLE, MIDDLE + 1 - start[0] + MIDDLE + 1 - c!)
          : Math.abs(c! - start[0]);
      const theory =
        ((dx * eastMetres + Math.abs(r! - MIDDLE) * northMetres) / plainWalker.speedMetresPerSecond) * 1000;
      expect(Math.abs(milliseconds[i]! - theory)).toBeLessThan(25);
    });
  });

  it('draws the diamond of that size as service area', () => {
    const minutes = 15;
    const fields = createTimeFields({ network, connector, labels, cellMetres: 8 });
    const { field } = fields.measure(search, connector.connect([cornerX(MIDDLE), cornerY(MIDDLE)]), minutes * 60_000);
    const [band] = serviceBands(field, [minutes]);
    const reachMetres = minutes * 60 * plainWalker.speedMetresPerSecond;
    // Along the streets themselves the outline is the diamond: 10 m inside it is in, 10 m outside is out.
    for (const [away, expected] of [
      [-10, 'inside'],
      [10, 'outside'],
    ] as const) {
      for (let blocks = 0; blocks <= 9; blocks++) {
        const rest = (reachMetres + away - blocks * northMetres) / eastMetres;
        const x = Math.round(cornerX(MIDDLE) + rest * BLOCK);
        expect(locatePoint([x, cornerY(MIDDLE + blocks)], band!.polygons), `${blocks} blocks north`).toBe(expected);
        expect(locatePoint([2 * cornerX(MIDDLE) - x, cornerY(MIDDLE - blocks)], band!.polygons)).toBe(expected);
      }
    }
  });

  it('agrees with the times of doors in the drawn outline', () => {
    const xy: number[] = [];
    for (let k = 0; k < 20_000; k++) {
      // A low-discrepancy spread over the whole city (Roberts' R2 sequence).
      xy.push(Math.round(CITY_X + ((k * 0.7548776662466927) % 1) * (SIZE - 1) * BLOCK));
      xy.push(Math.round(CITY_Y + ((k * 0.5698402909980532) % 1) * (SIZE - 1) * BLOCK));
    }
    const doors = connector.connect(xy);
    const weights = new Int32Array(20_000).fill(1);
    const agreements = (isTimed: boolean) => {
      const told = { connections: doors, xy, weights, isTimed: () => isTimed };
      const fields = createTimeFields({ network, connector, labels, cellMetres: 8, doors: told });
      const station = connector.connect([cornerX(MIDDLE), cornerY(MIDDLE)]);
      const { field, doorMilliseconds } = fields.measure(search, station, 15 * 60_000);
      const bands = serviceBands(field, [5, 10, 15]);
      return outlineAgreements(bands, xy, doorMilliseconds, doors.kind, weights).map(
        (one) => one.intersectionOverUnion,
      );
    };
    for (const share of agreements(false)) expect(share).toBeGreaterThan(0.985);
    // With the doors' own times in the field, what is left are doors nearer to one another than two cells.
    for (const share of agreements(true)) expect(share).toBeGreaterThan(0.995);
  });

  it('closes an outline that leaves by a road far longer than the margin around the last corner', () => {
    const road = streetOf('road', [
      [cornerX(0), cornerY(0), 1],
      [cornerX(2), cornerY(0), 2],
      [cornerX(30), cornerY(0), 3],
    ]);
    const lonely = buildWalkNetwork([road], [], [], plainWalker);
    const links = createConnector(lonely);
    const walk = createSearch(lonely);
    const minutes = 10;
    const fields = createTimeFields({ network: lonely, connector: links, labels: createLabelStore([], 2 ** 26) });
    const { field } = fields.measure(walk, links.connect([cornerX(0), cornerY(0)]), minutes * 60_000);
    const [band] = serviceBands(field, [minutes]);
    const reached = (minutes * 60 * plainWalker.speedMetresPerSecond) / eastMetres;
    const at = (blocks: number): [number, number] => [Math.round(cornerX(0) + blocks * BLOCK), cornerY(0)];
    expect(reached).toBeGreaterThan(4);
    expect(locatePoint(at(reached - 0.1), band!.polygons)).toBe('inside');
    expect(locatePoint(at(reached + 0.1), band!.polygons)).toBe('outside');
    expect(band!.polygons.length).toBe(1);
  });
});

describe('meeting by node only', () => {
  const bridge = streetOf(
    'bridge',
    [
      [cornerX(0), cornerY(2), 1],
      [cornerX(4), cornerY(2), 2],
    ],
    { kind: 'footbridge' },
  );
  const under = streetOf('under', [
    [cornerX(2), cornerY(0), 3],
    [cornerX(2), cornerY(4), 4],
  ]);
  const timeBetween = (streets: ReturnType<typeof gridCity>) => {
    const network = buildWalkNetwork(streets, [], [], plainWalker);
    const connector = createConnector(network);
    const search = createSearch(network);
    search.run(connector.connect([cornerX(0), cornerY(2)]), 3_600_000);
    return search.pointTimes(connector.connect([cornerX(2), cornerY(0)])).milliseconds[0];
  };

  it('does not step from a footbridge onto the street under it', () => {
    expect(timeBetween([bridge, under])).toBe(-1);
  });

  it('does where a stair shares a node with each, at the speed of stairs', () => {
    const stair = streetOf(
      'stair',
      [
        [cornerX(4), cornerY(2), 2],
        [cornerX(4), cornerY(3), 5],
      ],
      { kind: 'steps' },
    );
    const back = streetOf('back', [
      [cornerX(4), cornerY(3), 5],
      [cornerX(2), cornerY(4), 4],
    ]);
    const level = timeBetween([bridge, under, { ...stair, kind: 'footway' }, back])!;
    expect(level).toBeGreaterThan(0);
    expect(timeBetween([bridge, under, stair, back])! - level).toBeCloseTo(blockMs(northMetres), -1);
  });

  it('waits once at a crossing, and longer on an arterial', () => {
    const crossing = (streetClass: 'arterial' | 'lane') =>
      streetOf(
        'crossing',
        [
          [cornerX(0), cornerY(2), 1],
          [cornerX(1), cornerY(2), 6],
          [cornerX(2), cornerY(0), 7],
        ],
        { kind: 'crossing', class: streetClass },
      );
    const plain = timeBetween([{ ...crossing('lane'), kind: 'street' }])!;
    expect(timeBetween([crossing('lane')])! - plain).toBe(10_000);
    expect(timeBetween([crossing('arterial')])! - plain).toBe(45_000);
  });

  it('connects no door to an island, and counts it', () => {
    const island = streetOf('island', [
      [cornerX(1) + 100, cornerY(1) + 4000, 900_001],
      [cornerX(1) + 4000, cornerY(1) + 4000, 900_002],
    ]);
    const network = buildWalkNetwork([...gridCity(4, 4), island], [], [], plainWalker);
    expect(network.report.islands).toBe(1);
    const search = createSearch(network);
    const connector = createConnector(network);
    search.run(connector.connect([cornerX(0), cornerY(0)]), 3_600_000);
    expect(
      search.pointTimes(connector.connect([cornerX(1) + 2000, cornerY(1) + 4000])).milliseconds[0],
    ).toBeGreaterThan(0);
  });
});
