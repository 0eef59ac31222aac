import { describe, expect, it } from 'vitest';
import { partitionSteps } from '../../../../../geodata/plan/partition/partition-units';
import { runInSlices } from '../../../../../geodata/plan/partition/run-steps';
import { partitionUnits } from '../../../../fixtures/at-once';
import type { Partition } from '../../../../../geodata/plan/partition/partition-units';
import { measurePartition } from '../../../../../geodata/plan/partition/partition-measures';
import { createUnitGraph } from '../../../../../geodata/plan/partition/unit-graph';
import { squareTown } from '../../../../fixtures/unit-town';

const breathe = (): Promise<void> => Promise.resolve();
const partsOf = (partition: Partition, units: readonly number[]): Set<number> =>
  new Set(units.map((unit) => partition.partOf[unit]!));

describe('a field of equal squares', () => {
  it('falls into equal squares, which is the least border there can be', () => {
    const graph = squareTown(12, 12, () => 25);
    const { measures, partCount } = partitionUnits(graph, { band: [300, 500], seed: 1 });
    expect(partCount).toBe(9);
    expect(measures.inBand).toBe(9);
    expect(measures.apart).toBe(0);
    // Nine squares of 4 by 4: two lines across and two down of 120 m, at 4 a metre.
    expect(measures.weightedCutKilometres).toBeCloseTo((4 * 120 * 4) / 1000, 9);
    expect(measures.meanPolsbyPopper).toBeCloseTo(Math.PI / 4, 9);
  });

  it('falls into parts of the very same size where the band leaves no choice', () => {
    const { measures } = partitionUnits(
      squareTown(12, 12, () => 25),
      { band: [400, 400], seed: 1 },
    );
    expect(measures.inBand).toBe(9);
    expect(measures.weightedCutKilometres).toBeLessThan(1.92 * 1.2);
  });

  it('falls along the street where one runs', () => {
    // The street leaves 5 columns on one side and 7 on the other: cheaper than two even halves between buildings.
    const graph = squareTown(
      12,
      6,
      () => 10,
      ([c], [d]) => (c === 4 && d === 5 ? 0 : 4),
    );
    const { measures, partOf } = partitionUnits(graph, { band: [300, 420], seed: 1 });
    expect(measures.onStreets).toBe(1);
    expect(measures.weightedCutKilometres).toBeCloseTo((60 * 0.25) / 1000, 9);
    expect(partOf[4]).not.toBe(partOf[5]);
  });

  it('keeps compounds whole where they fit', () => {
    // Four compounds of 3 columns each, two a part: only one way leaves all whole.
    const graph = squareTown(
      12,
      4,
      () => 10,
      undefined,
      (c) => Math.floor(c / 3),
    );
    const { measures } = partitionUnits(graph, { band: [230, 250], seed: 1 });
    expect(measures.compoundsSplit).toBe(0);
    expect(measures.inBand).toBe(2);
  });
});

describe('a chain of units', () => {
  const chain = squareTown(12, 1, () => 10);

  it('is cut into runs of equal length', () => {
    const { partOf, measures } = partitionUnits(chain, { band: [30, 30], seed: 3 });
    expect(measures.inBand).toBe(4);
    for (let run = 0; run < 4; run++) expect(new Set(partOf.slice(run * 3, run * 3 + 3)).size).toBe(1);
  });

  it('is cut into as many parts as asked for, as many of them in the band as can be', () => {
    const { measures } = partitionUnits(chain, { band: [30, 50], parts: 2, seed: 3 });
    expect([measures.parts, measures.inBand]).toEqual([2, 1]);
    expect(partitionUnits(chain, { band: [30, 70], parts: 2, seed: 3 }).measures.inBand).toBe(2);
  });

  it('is not cut into more parts than it has units', () => {
    expect(partitionUnits(chain, { band: [1, 500], parts: 40, seed: 3 }).partCount).toBe(12);
  });
});

describe('land in pieces', () => {
  it('divides each piece by itself', () => {
    // Two islands of six squares of 100 households each.
    const graph = createUnitGraph({
      households: new Array(12).fill(100),
      area: new Array(12).fill(100),
      outerBorder: new Array(12).fill(20),
      compound: new Array(12).fill(-1),
      edges: [0, 1, 2, 3, 4, 6, 7, 8, 9, 10].map((unit) => [unit, unit + 1, 10, 4] as const),
    });
    const partition = partitionUnits(graph, { band: [250, 350], seed: 1 });
    expect(partition.partCount).toBe(4);
    expect(partition.measures.inBand).toBe(4);
    expect(partition.measures.apart).toBe(0);
  });

  it('says so where a piece has too few households', () => {
    const graph = createUnitGraph({
      households: [20, 300, 100],
      area: [100, 100, 100],
      outerBorder: [40, 30, 30],
      compound: [-1, -1, -1],
      edges: [[1, 2, 10, 4]],
    });
    const { outlook, measures } = partitionUnits(graph, { band: [300, 500], seed: 1 });
    expect(outlook).toEqual({ possibleInBand: 1, obstacles: [{ code: 'land-below-least', count: 1 }] });
    expect(measures.inBand).toBe(1);
  });
});

describe('what cannot be in the band', () => {
  it('leaves a unit that is too large by itself and brings the others into the band', () => {
    const graph = squareTown(9, 1, (column) => (column === 4 ? 900 : 100));
    const { outlook, measures, partOf } = partitionUnits(graph, { band: [300, 500], seed: 1 });
    expect(outlook).toEqual({ possibleInBand: 2, obstacles: [{ code: 'unit-above-most', count: 1 }] });
    expect(measures.inBand).toBe(2);
    expect(Array.from(partOf).filter((part) => part === partOf[4])).toHaveLength(1);
  });

  it('says so where the number asked for does not go into the households', () => {
    const graph = squareTown(10, 1, () => 100);
    const { outlook, measures } = partitionUnits(graph, { band: [300, 500], parts: 5, seed: 1 });
    expect(outlook.obstacles).toEqual([{ code: 'count', count: 1 }]);
    expect(measures.parts).toBe(5);
    expect(measures.inBand).toBeLessThanOrEqual(outlook.possibleInBand);
  });

  it('says so where there are too many households for one part and too few for two', () => {
    const graph = squareTown(11, 1, () => 50);
    expect(partitionUnits(graph, { band: [300, 500], seed: 1 }).outlook.obstacles).toEqual([
      { code: 'land-between', count: 1 },
    ]);
  });
});

describe('parts that stay', () => {
  const graph = squareTown(12, 8, () => 25);
  const current = Int32Array.from({ length: 96 }, (_, unit) => (unit % 12 < 4 ? 7 : unit % 12 < 8 ? 3 : -1));

  it('keeps a locked part as it is and divides the rest', () => {
    const { partOf, continues, measures } = partitionUnits(graph, {
      band: [350, 450],
      current,
      lockedParts: [7],
      seed: 1,
    });
    const locked = continues.indexOf(7);
    for (let unit = 0; unit < 96; unit++) expect(partOf[unit] === locked).toBe(current[unit] === 7);
    expect(measures.parts).toBe(1 + 4);
    expect(measures.apart).toBe(0);
  });

  it('moves nobody where all parts are in the band', () => {
    const now = current.map((part) => (part === -1 ? 5 : part));
    const { partOf, continues, measures } = partitionUnits(graph, {
      band: [700, 900],
      current: now,
      from: 'current',
      seed: 1,
    });
    expect(measures.householdsMoved).toBe(0);
    expect(Array.from(partOf, (part) => continues[part])).toEqual(Array.from(now));
  });

  it('moves no more than it must to bring parts back into the band, where moving is dear', () => {
    // 13 columns against 11: half a column has to go, though a whole one would leave a straighter border.
    const town = squareTown(24, 2, () => 10);
    const now = Int32Array.from({ length: 48 }, (_, unit) => (unit % 24 < 13 ? 0 : 1));
    const dear = { band: [230, 250] as const, current: now, from: 'current' as const, movePrice: 30, seed: 1 };
    const { measures } = partitionUnits(town, dear);
    expect(measures.inBand).toBe(2);
    expect(measures.householdsMoved).toBe(10);
    expect(partitionUnits(town, { ...dear, movePrice: 0.1 }).measures.householdsMoved).toBe(20);
  });

  it('makes a new part where the households of the present ones need one, and ends one where they are too few', () => {
    const now = new Int32Array(96);
    const more = partitionUnits(graph, { band: [700, 900], current: now, from: 'current', seed: 1 });
    expect([more.partCount, more.measures.inBand]).toEqual([3, 3]);
    expect(Array.from(more.continues).sort()).toEqual([-1, -1, 0]);
    const many = Int32Array.from({ length: 96 }, (_, unit) => unit % 12);
    const fewer = partitionUnits(graph, { band: [700, 900], current: many, from: 'current', seed: 1 });
    expect([fewer.partCount, fewer.measures.inBand]).toEqual([3, 3]);
  });

  it('never moves a locked unit', () => {
    const town = squareTown(24, 2, () => 10);
    const now = Int32Array.from({ length: 48 }, (_, unit) => (unit % 24 < 13 ? 0 : 1));
    // The upper row of the border column stays, so the lower one has to go.
    const lockedUnits = new Uint8Array(48);
    lockedUnits[12] = 1;
    const { partOf, measures } = partitionUnits(town, {
      band: [230, 250],
      current: now,
      from: 'current',
      lockedUnits,
      seed: 1,
    });
    expect(measures.inBand).toBe(2);
    expect(partOf[12]).toBe(partOf[0]);
    expect(partsOf({ partOf } as Partition, [36, 23])).toHaveProperty('size', 1);
  });
});

describe('nothing and next to nothing', () => {
  it('divides no units into no parts', () => {
    expect(
      partitionUnits(
        squareTown(0, 0, () => 0),
        { band: [300, 500], seed: 1 },
      ).partCount,
    ).toBe(0);
  });

  it('makes one part of land without households', () => {
    const { partCount, outlook } = partitionUnits(
      squareTown(5, 5, () => 0),
      { band: [300, 500], seed: 1 },
    );
    expect(partCount).toBe(1);
    expect(outlook.possibleInBand).toBe(0);
  });
});

describe('running in slices', () => {
  const graph = squareTown(20, 20, () => 25);

  it('tells how far it is and comes to the very same parts', async () => {
    const told: number[] = [];
    const options = { band: [300, 500] as const, seed: 5 };
    const sliced = await runInSlices(partitionSteps(graph, options), {
      breathe,
      onProgress: ({ done }) => told.push(done),
    });
    expect(sliced).toEqual(partitionUnits(graph, options));
    expect(told.length).toBeGreaterThan(5);
    expect(told.every((done, i) => i === 0 || done >= told[i - 1]!)).toBe(true);
    expect(told[told.length - 1]).toBe(1);
  });

  it('stops when told to', async () => {
    let slices = 0;
    const stopped = await runInSlices(partitionSteps(graph, { band: [300, 500], seed: 5 }), {
      breathe,
      isCancelled: () => ++slices >= 3,
    });
    expect(stopped).toBeNull();
    expect(slices).toBe(3);
  });
});

describe('measuring a division', () => {
  it('counts what a planner would', () => {
    const graph = squareTown(
      4,
      2,
      () => 10,
      ([c], [d]) => (c === 1 && d === 2 ? 1 : 4),
      (c) => Math.floor(c / 2),
    );
    const measures = measurePartition(graph, [0, 0, 1, 1, 0, 0, 1, 2], 3, [30, 50], [0, 0, 1, 1, 0, 0, 1, 1]);
    expect(measures).toMatchObject({ inBand: 2, apart: 0, compoundsSplit: 1, householdsMoved: 10 });
    // Cuts: two edges of the collector and two sides of the corner unit between buildings, 10 m each.
    expect(measures.weightedCutKilometres).toBeCloseTo((20 * 0.4 + 20 * 4) / 1000, 9);
    expect(measures.onStreets).toBe(0.5);
  });
});
