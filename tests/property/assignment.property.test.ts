import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateDemo } from '../../geodata/demo/generate-demo';
import { assignPoints, createFaceFinder } from '../../geodata/geometry/assign-points';
import { borderMetres } from '../../geodata/geometry/border-metres';
import { boundingBox, mergeBoxes } from '../../geodata/geometry/bounding-box';
import { createContainment } from '../../geodata/geometry/containment';
import { FaceRaster } from '../../geodata/geometry/face-raster';
import { metresPerUnit } from '../../geodata/geometry/ground-metres';
import { PointRaster } from '../../geodata/geometry/point-raster';
import { spreadShare } from '../../geodata/geometry/spread-share';
import { unsureShares } from '../../geodata/geometry/unsure-points';
import { applyChange } from '../../geodata/plan/apply-change';
import { runOperation } from '../../geodata/plan/run-operation';
import { redrawGroups } from '../../geodata/incidents/redraw-groups';
import { hasSameShape } from '../../geodata/plan/pair-plans';
import type { LatticeBox, MultiPolygon } from '../../geodata/schema/coordinates';
import type { AreaId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import { profileSchema } from '../../geodata/schema/place';
import { blockGrids } from '../bench/block-grids';
import { judgePoint } from '../fixtures/judge-points';
import { randomOperation } from '../fixtures/random-operation';
import { randomPlan, seededRandom } from '../fixtures/random-plan';

const full = process.env['PROVE'] === 'full';
const timeLimit = full ? 1_200_000 : undefined;

const demoProfile = profileSchema.parse(
  JSON.parse(readFileSync(new URL('../../geodata/places/gu-an.json', import.meta.url), 'utf8')),
);

/** Points anywhere in a box and a little around it. */
function anywhere(random: () => number, [west, south, east, north]: LatticeBox, count: number): Int32Array {
  const xy = new Int32Array(count * 2);
  for (let i = 0; i < count; i++) {
    xy[2 * i] = Math.round(west + (random() * 1.1 - 0.05) * (east - west));
    xy[2 * i + 1] = Math.round(south + (random() * 1.1 - 0.05) * (north - south));
  }
  return xy;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Points exactly on borders: at vertices, and at whole points of edges, of which a slanted edge has few. */
function onBorders(random: () => number, shapes: readonly MultiPolygon[], count: number): Int32Array {
  const rings = shapes.flat(2);
  const xy = new Int32Array(count * 2);
  for (let i = 0; i < count; i++) {
    const ring = rings[Math.floor(random() * rings.length)]!;
    const k = Math.floor((random() * ring.length) / 2) * 2;
    const next = (k + 2) % ring.length;
    const [dx, dy] = [ring[next]! - ring[k]!, ring[next + 1]! - ring[k + 1]!];
    const steps = divisor(Math.abs(dx), Math.abs(dy));
    const step = random() < 0.4 ? 0 : Math.floor(random() * (steps + 1));
    xy[2 * i] = ring[k]! + (dx / steps) * step;
    xy[2 * i + 1] = ring[k + 1]! + (dy / steps) * step;
  }
  return xy;
}

/** How many shapes hold each point, shape by shape: nothing stops at the first. */
function countHolders(xy: Int32Array, shapes: readonly MultiPolygon[]): Uint8Array {
  const holders = new Uint8Array(xy.length / 2);
  const order = Float64Array.from(holders.keys()).sort((a, b) => xy[2 * a]! - xy[2 * b]!);
  const xs = Float64Array.from(order, (i) => xy[2 * i]!);
  const firstFrom = (x: number): number => {
    let [low, high] = [0, xs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (xs[middle]! < x) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (const shape of shapes) {
    const [west, south, east, north] = boundingBox(shape);
    const holds = createContainment(shape);
    for (let k = firstFrom(west); k < xs.length && xs[k]! <= east; k++) {
      const i = order[k]!;
      const y = xy[2 * i + 1]!;
      if (y >= south && y <= north && holds(xs[k]!, y)) holders[i]!++;
    }
  }
  return holders;
}

/**
 * Each point is in exactly one shape of a coverage, or in none outside it; all three ways of looking it up say so, and the
 * judge too for a sample.
 */
function expectOneEach(xy: Int32Array, shapes: readonly MultiPolygon[], judged: number): void {
  const boxes = shapes.map(boundingBox);
  const box = mergeBoxes(boxes);
  const holders = countHolders(xy, shapes);
  const cells = new FaceRaster(shapes, boxes, box, xy.length / 2);
  const raster = new PointRaster(xy, box);
  shapes.forEach((shape, face) => raster.take(face, shape, boxes[face]!));
  const chosen = assignPoints(xy, shapes);
  const find = createFaceFinder(shapes);
  let [several, unequal] = [0, 0];
  for (let i = 0; i < holders.length; i++) {
    const face = cells.find(xy[2 * i]!, xy[2 * i + 1]!);
    if (holders[i]! > 1) several++;
    if (holders[i] !== (face < 0 ? 0 : 1) || raster.faceOf[i] !== face || chosen[i] !== face) unequal++;
  }
  expect([several, unequal]).toEqual([0, 0]);
  const step = Math.max(1, Math.floor(holders.length / judged));
  for (let i = 0; i < holders.length; i += step) {
    const [x, y] = [xy[2 * i]!, xy[2 * i + 1]!];
    const near = shapes.flatMap((_, f) => {
      const [west, south, east, north] = boxes[f]!;
      return x >= west - 1 && x <= east + 1 && y >= south - 1 && y <= north + 1 ? [f] : [];
    });
    const held = judgePoint(
      [x, y],
      near.map((f) => shapes[f]!),
    ).map((k) => near[k]!);
    expect(held).toEqual(chosen[i]! < 0 ? [] : [chosen[i]!]);
    expect(find(x, y)).toBe(chosen[i]!);
  }
}

describe('every point is in exactly one grid', () => {
  it(
    full
      ? 'of the demo county: 10,000,000 anywhere and 100,000 on borders and vertices'
      : 'of 900 grids with bent borders: 100,000 anywhere and 10,000 on borders and vertices',
    () => {
      // The county takes ten seconds to make.
      const grids = full
        ? generateDemo(demoProfile).plans[0]!.grids
        : blockGrids({
            columns: 30,
            rows: 30,
            bends: 9,
            communityOf: () => 'a' as AreaId,
            origin: [1_163_000_000, 394_300_000],
          });
      const shapes = grids.map(({ polygons }) => polygons);
      const random = seededRandom(11);
      const box = mergeBoxes(shapes.map(boundingBox));
      for (let part = 0; part < (full ? 10 : 1); part++) {
        expectOneEach(anywhere(random, box, full ? 1_000_000 : 100_000), shapes, full ? 2000 : 300);
      }
      expectOneEach(onBorders(random, shapes, full ? 100_000 : 10_000), shapes, full ? 10_000 : 500);
    },
    timeLimit,
  );

  it.each([
    { name: 'a lattice of 40 units', side: 40, origin: [0, 0] as const },
    { name: 'a county', side: 4_000_000, origin: [1_163_000_000, 394_300_000] as const },
    { name: 'half the world', side: 1_700_000_000, origin: [-1_000_000_000, -850_000_000] as const },
  ])(
    'of random plans on $name',
    ({ side, origin }) => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = seededRandom(seed);
          const plan = randomPlan(random, { side, origin, cuts: 3 + Math.floor(random() * 8), unassignedShare: 0.2 });
          const shapes = [...plan.all()].map(({ polygons }) => polygons);
          const box = mergeBoxes(shapes.map(boundingBox));
          expectOneEach(anywhere(random, box, full ? 50_000 : 2000), shapes, full ? 200 : 20);
          expectOneEach(onBorders(random, shapes, full ? 5000 : 500), shapes, full ? 500 : 40);
        }),
        { numRuns: full ? 100 : 8 },
      );
    },
    timeLimit,
  );

  it(
    'where shapes overlap it is the first, however it is looked up',
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = seededRandom(seed);
          const side = random() < 0.5 ? 60 : 1_000_000;
          const shapes = Array.from({ length: 1 + Math.floor(random() * 12) }, (): MultiPolygon => {
            const corner = (): number => Math.round(random() * side);
            return [[Array.from({ length: 2 * (3 + Math.floor(random() * 5)) }, corner)]];
          });
          const boxes = shapes.map(boundingBox);
          const box = mergeBoxes(boxes);
          const xy = anywhere(random, box, 400);
          const cells = new FaceRaster(shapes, boxes, box, 400);
          const find = createFaceFinder(shapes);
          const raster = new PointRaster(xy, box);
          shapes.forEach((shape, face) => raster.take(face, shape, boxes[face]!));
          for (let i = 0; i < 400; i++) {
            const [x, y] = [xy[2 * i]!, xy[2 * i + 1]!];
            const first = judgePoint([x, y], shapes)[0] ?? -1;
            expect([cells.find(x, y), find(x, y), raster.faceOf[i]]).toEqual([first, first, first]);
          }
        }),
        { numRuns: full ? 2000 : 40 },
      );
    },
    timeLimit,
  );
});

describe('redrawing', () => {
  it(
    'loses and doubles no incident: every sum over grids and free land agrees, before and after',
    () => {
      let touched = 0;
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = seededRandom(seed);
          const plan = randomPlan(random, {
            side: 4_000_000,
            origin: [1_163_000_000, 394_300_000],
            cuts: 3 + Math.floor(random() * 6),
            unassignedShare: 0.25,
          });
          const faces = (): Grid[] => [...plan.all()];
          const before = faces();
          for (let step = 0; step < 6; step++) {
            const operation = randomOperation(random, plan, `s${step}`);
            const done = operation && runOperation(plan, operation);
            if (done?.ok) applyChange(plan, done.value);
          }
          const after = faces();
          const box = mergeBoxes(before.map(({ polygons }) => boundingBox(polygons)));
          const free = anywhere(random, box, 1500);
          // On the new borders too.
          const borders = onBorders(
            random,
            after.map(({ polygons }) => polygons),
            500,
          );
          const xy = Int32Array.from([...free, ...borders]);
          const shapes = (all: Grid[]): MultiPolygon[] => all.map(({ polygons }) => polygons);
          const [allBefore, allAfter] = [assignPoints(xy, shapes(before)), assignPoints(xy, shapes(after))];
          // Operations keep the land, so what was in a face is in exactly one still.
          allBefore.forEach((face, i) => expect(face < 0).toBe(allAfter[i]! < 0));
          expect(Math.max(...countHolders(xy, shapes(after)))).toBeLessThanOrEqual(1);

          const onlyGrids = (all: Grid[]): Grid[] => all.filter(({ kind }) => kind !== 'unassigned');
          const [was, is] = [onlyGrids(before), onlyGrids(after)];
          const [beforeOf, afterOf] = [assignPoints(xy, shapes(was)), assignPoints(xy, shapes(is))];
          const indexAfter = new Map(is.map(({ id }, i) => [id, i]));
          const isReshaped = (b: number): boolean => !hasSameShape(was[b]!, is[indexAfter.get(was[b]!.id)!]!);
          const twinOf = was.map(({ id }) => indexAfter.get(id) ?? -1);
          const groups = redrawGroups({ beforeOf, afterOf, twinOf, after: is.length, isReshaped, related: [] });
          const count = (of: Int32Array, grid: number): number => of.reduce((sum, one) => sum + +(one === grid), 0);
          for (const { before: olds, after: news, freed, gained } of groups) {
            const sum = (of: Int32Array, some: readonly number[]): number =>
              some.reduce((total, grid) => total + count(of, grid), 0);
            expect(sum(beforeOf, olds) - freed + gained).toBe(sum(afterOf, news));
            touched += olds.length;
          }
          // Each grid is in one group at most; what is in none keeps its land and its incidents.
          const inGroup = { before: new Uint8Array(was.length), after: new Uint8Array(is.length) };
          for (const side of ['before', 'after'] as const) {
            for (const group of groups) for (const grid of group[side]) inGroup[side][grid]!++;
            expect(Math.max(0, ...inGroup[side])).toBeLessThanOrEqual(1);
          }
          twinOf.forEach((twin, b) => {
            if (inGroup.before[b] === 1) return;
            expect([isReshaped(b), inGroup.after[twin]]).toEqual([false, 0]);
            expect(count(afterOf, twin)).toBe(count(beforeOf, b));
          });
        }),
        { numRuns: full ? 400 : 12 },
      );
      expect(touched).toBeGreaterThan(0);
    },
    timeLimit,
  );
});

describe('the share of the error circle inside', () => {
  const y0 = 394_300_000;
  const x0 = 1_163_000_000;
  const { east, north } = metresPerUnit(y0);
  const square = (metres: number): MultiPolygon => {
    const [w, h] = [Math.round(metres / east), Math.round(metres / north)];
    return [[[x0, y0, x0 + w, y0, x0 + w, y0 + h, x0, y0 + h]]];
  };

  it.each([
    { side: 300, wrong: 0.053 },
    { side: 150, wrong: 0.104 },
  ])(
    'leaves $wrong of places in a wrong grid of $side m where the error has a sigma of 10 m',
    ({ side, wrong }) => {
      const shape = square(side);
      const random = seededRandom(3);
      const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const count = full ? 1_000_000 : 60_000;
      const holds = createContainment(shape);
      let [simulated, told] = [0, 0];
      for (let i = 0; i < count; i++) {
        const at: [number, number] = [x0 + (random() * side) / east, y0 + (random() * side) / north];
        if (!holds(at[0] + (normal() * 10) / east, at[1] + (normal() * 10) / north)) simulated++;
        told += 1 - spreadShare(at, shape, 10);
      }
      // Four standard errors of the simulation; what is told varies less.
      const error = 4 * Math.sqrt((wrong * (1 - wrong)) / count);
      expect(Math.abs(simulated / count - wrong)).toBeLessThan(error + 0.0006);
      expect(Math.abs(told / count - wrong)).toBeLessThan(error + 0.0006);
      expect(Math.abs(told - simulated) / count).toBeLessThan(error * 1.5);
    },
    timeLimit,
  );

  it('is that of the plane cut by straight lines, exactly: half, quarter, a strip, a square', () => {
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: -4, max: 4, noNaN: true }), (u, v) => {
        // The normal distribution function, by its series (Abramowitz and Stegun 26.2.10).
        const below = (z: number): number => {
          let [term, sum] = [z, z];
          for (let k = 1; k < 90; k++) {
            term *= (-z * z * (2 * k - 1)) / (2 * k * (2 * k + 1));
            sum += term;
          }
          return 0.5 + sum / Math.sqrt(2 * Math.PI);
        };
        const [w, h] = [30_000, 27_000];
        const sigma = 10;
        const [px, py] = [x0 + Math.round((u * sigma) / east), y0 + Math.round((v * sigma) / north)];
        const [su, sv] = [((px - x0) * east) / sigma, ((py - y0) * north) / sigma];
        const { east: eastHere, north: northHere } = metresPerUnit(py);
        expect(Math.abs(eastHere / east - 1) + Math.abs(northHere / north - 1)).toBeLessThan(1e-5);
        const shape: MultiPolygon = [[[x0, y0, x0 + w, y0, x0 + w, y0 + h, x0, y0 + h]]];
        expect(spreadShare([px, py], shape, sigma)).toBeCloseTo(below(su) * below(sv), 5);
        expect(borderMetres([px, py], shape)).toBeCloseTo(
          su >= 0 && sv >= 0 ? Math.min(su, sv) * sigma : Math.hypot(Math.min(0, su), Math.min(0, sv)) * sigma,
          3,
        );
      }),
      { numRuns: full ? 2000 : 100 },
    );
  });

  it('of all grids of a coverage makes one', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const plan = randomPlan(random, { side: 60_000, origin: [x0, y0], cuts: 6, unassignedShare: 0 });
        const shapes = [...plan.all()].map(({ polygons }) => polygons);
        const at: [number, number] = [
          x0 + Math.round(20_000 + random() * 20_000),
          y0 + Math.round(20_000 + random() * 20_000),
        ];
        const total = shapes.reduce((sum, shape) => sum + spreadShare(at, shape, 10), 0);
        expect(total).toBeCloseTo(1, 9);
      }),
      { numRuns: full ? 1000 : 60 },
    );
  });

  /** A star of corners around a point: every ray from there leaves it once. */
  const starAround = (random: () => number, [x, y]: readonly [number, number], corners: number): MultiPolygon => {
    const ring = Array.from({ length: corners }, (_, k) => {
      const turn = (2 * Math.PI * (k + 0.9 * random())) / corners;
      const metres = 4 + 60 * random();
      return [x + Math.round((Math.cos(turn) * metres) / east), y + Math.round((Math.sin(turn) * metres) / north)];
    });
    return [[ring.flat()]];
  };

  it('never grows with the error where every ray leaves the grid once, as it does in any convex one', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 1, max: 60, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (seed, sigma, more) => {
          const shape = starAround(seededRandom(seed), [x0, y0], 9);
          expect(spreadShare([x0, y0], shape, sigma * more)).toBeLessThanOrEqual(
            spreadShare([x0, y0], shape, sigma) + 1e-9,
          );
        },
      ),
      { numRuns: full ? 3000 : 150 },
    );
  });

  it('may grow with the error in a grid that is not so: an island with land of its own around it', () => {
    const around = (metres: number): number[] => {
      const [w, h] = [Math.round(metres / east), Math.round(metres / north)];
      return [x0 - w, y0 - h, x0 + w, y0 - h, x0 + w, y0 + h, x0 - w, y0 + h];
    };
    const shape: MultiPolygon = [
      [around(5)],
      [
        around(2000),
        around(50).reduce<number[]>(
          (ring, _, i, all) => (i % 2 ? ring : [...ring, all[all.length - 2 - i]!, all[all.length - 1 - i]!]),
          [],
        ),
      ],
    ];
    const [near, wide] = [spreadShare([x0, y0], shape, 15), spreadShare([x0, y0], shape, 200)];
    expect(near).toBeLessThan(0.1);
    expect(wide).toBeGreaterThan(0.9);
  });

  it('of many points is that of each by itself, and sure far from every border whatever the shape', () => {
    let unsure = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const plan = randomPlan(random, { side: 60_000, origin: [x0, y0], cuts: 8, unassignedShare: 0 });
        const shapes = [...plan.all()].map(({ polygons }) => polygons);
        const count = 200;
        const box = mergeBoxes(shapes.map(boundingBox));
        const xy = anywhere(random, box, count);
        xy.set(onBorders(random, shapes, 20));
        const sigmas = Float32Array.from({ length: count }, () => 1 + random() * random() * 150);
        const faceOf = assignPoints(xy, shapes);
        const shares = unsureShares(xy, faceOf, shapes, sigmas, 0.9);
        for (let i = 0; i < count; i++) {
          if (faceOf[i]! < 0) {
            expect(shares[i]).toBeNaN();
            continue;
          }
          const at: [number, number] = [xy[2 * i]!, xy[2 * i + 1]!];
          const shape = shapes[faceOf[i]!]!;
          const alone = spreadShare(at, shape, sigmas[i]!);
          if (Math.abs(alone - 0.9) > 1e-9) expect(Number.isNaN(shares[i]!)).toBe(alone >= 0.9);
          if (alone < 0.9) {
            unsure++;
            expect(Math.abs(shares[i]! - alone)).toBeLessThan(1e-5);
          }
          // The round part that fits inside holds so much of it.
          const fits = 1 - Math.exp(-((borderMetres(at, shape) / sigmas[i]!) ** 2) / 2);
          expect(alone).toBeGreaterThanOrEqual(fits - 1e-9);
        }
        const known = xy.slice(0, 2);
        const sum = shapes.reduce((all, shape) => all + spreadShare([known[0]!, known[1]!], shape, sigmas[0]!), 0);
        expect(sum).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: full ? 400 : 12 },
    );
    expect(unsure).toBeGreaterThan(100);
  });
});
