import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measurePartition } from '../../geodata/plan/partition/partition-measures';
import { partitionUnits } from '../fixtures/at-once';
import type { PartitionOptions } from '../../geodata/plan/partition/partition-units';
import { createUnitGraph } from '../../geodata/plan/partition/unit-graph';
import type { UnitGraph } from '../../geodata/plan/partition/unit-graph';
import { randomTown } from '../fixtures/unit-town';
import { seededRandom } from '../fixtures/random-plan';

const numRuns = process.env['PROVE'] === 'full' ? 120 : 16;

/** Any graph at all: planar or not, in pieces or not, empty units, borders of no length, several borders of one pair. */
function anyGraph(seed: number): UnitGraph {
  const random = seededRandom(seed);
  const count = 1 + Math.floor(random() * 60);
  const column = (most: number): number[] => Array.from({ length: count }, () => Math.floor(random() * most));
  const edges = Array.from({ length: Math.floor(random() * count * 3) }, () => {
    const a = Math.floor(random() * count);
    const b = (a + 1 + Math.floor(random() * (count - 1))) % count;
    return [a, b, Math.floor(random() * 50), Math.floor(random() * 5)] as const;
  }).filter(([a, b]) => a !== b);
  const compound = column(6).map((each) => each - 1);
  return createUnitGraph({ households: column(80), area: column(500), outerBorder: column(40), compound, edges });
}

const graphs = fc.oneof(
  fc.integer().map((seed) => anyGraph(seed)),
  fc
    .tuple(fc.integer(), fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }))
    .map(([seed, columns, rows]) => randomTown(seed, columns, rows)),
);
const bands = fc.constantFrom([0, 1], [20, 60], [100, 140], [300, 500], [5000, 9000]);
const options = fc.record({
  graph: graphs,
  band: bands.map(([least, most]) => [least!, most!] as const),
  parts: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  seed: fc.integer(),
});
const some = <T extends { parts: number | undefined }>({ parts, ...rest }: T): Omit<T, 'parts'> & { parts?: number } =>
  parts === undefined ? rest : { ...rest, parts };

function expectWhole(graph: UnitGraph, partOf: Int32Array, partCount: number): void {
  expect(partOf.length).toBe(graph.count);
  const used = new Set(partOf);
  expect(used.size).toBe(partCount);
  for (const part of used) expect(part >= 0 && part < partCount).toBe(true);
  expect(measurePartition(graph, partOf, partCount, [0, 1]).apart).toBe(0);
}

describe('a division', () => {
  it('puts every unit into one part, every part hangs together, and the same seed gives the same', () => {
    fc.assert(
      fc.property(options, (input) => {
        const { graph, ...rest } = some(input);
        const asked: PartitionOptions = { ...rest, effort: 0.05 };
        const made = partitionUnits(graph, asked);
        expectWhole(graph, made.partOf, made.partCount);
        expect(made.measures.inBand).toBeLessThanOrEqual(made.outlook.possibleInBand);
        expect(partitionUnits(graph, asked)).toEqual(made);
      }),
      { numRuns },
    );
  });

  it('started from any division leaves locked parts alone and hangs together', () => {
    fc.assert(
      fc.property(options, fc.integer({ min: 1, max: 9 }), (input, parts) => {
        const { graph, ...rest } = some(input);
        const random = seededRandom(input.seed);
        const current = Int32Array.from({ length: graph.count }, () => Math.floor(random() * (parts + 1)) - 1);
        const lockedParts = [0, 3].filter((part) => current.includes(part));
        const made = partitionUnits(graph, {
          ...rest,
          current,
          from: random() < 0.7 ? 'current' : 'scratch',
          lockedParts,
          effort: 0.05,
        });
        expect(new Set(made.partOf).size).toBe(made.partCount);
        for (const part of lockedParts) {
          const units = [...current.keys()].filter((unit) => current[unit] === part);
          const number = made.partOf[units[0]!];
          expect([...made.partOf.keys()].filter((unit) => made.partOf[unit] === number)).toEqual(units);
        }
        // Locked parts may have been in pieces; all others hang together.
        const free = [...made.partOf.keys()].filter((unit) => !lockedParts.includes(current[unit]!));
        const numberOf = new Map(free.map((unit, i) => [unit, i]));
        const rest2 = createUnitGraph({
          households: free.map((unit) => graph.households[unit]!),
          area: free.map(() => 1),
          outerBorder: free.map(() => 0),
          compound: free.map(() => -1),
          edges: Array.from(
            graph.edgeFrom,
            (from, edge) => [numberOf.get(from), numberOf.get(graph.edgeTo[edge]!)] as const,
          )
            .filter((edge): edge is readonly [number, number] => edge[0] !== undefined && edge[1] !== undefined)
            .map(([a, b]) => [a, b, 1, 4] as const),
        });
        const parts2 = Int32Array.from(free, (unit) => made.partOf[unit]!);
        expect(measurePartition(rest2, parts2, made.partCount, [0, 1]).apart).toBe(0);
      }),
      { numRuns },
    );
  });

  it('of a town lies in the band, all of it', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const graph = randomTown(seed, 24, 24);
        const { measures, outlook } = partitionUnits(graph, { band: [300, 500], seed });
        expect(outlook.obstacles).toEqual([]);
        expect(measures.inBand).toBe(measures.parts);
        expect(measures.apart).toBe(0);
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });
});
