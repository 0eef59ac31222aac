import { describe, expect, it } from 'vitest';
import { demoCounts } from '../../geodata/demo/demo-counts';
import { generateDemo } from '../../geodata/demo/generate-demo';
import { doubledArea } from '../../geodata/geometry/ring-area';
import guAn from '../../geodata/places/gu-an.json';
import jianhu from '../../geodata/places/jianhu.json';
import { profileSchema } from '../../geodata/schema/place';
import {
  clashes,
  expectDemoCounts,
  expectTiling,
  gridsOutsideBand,
  householdsByGrid,
  outlineOf,
  repeatedNames,
  walkableParts,
} from '../fixtures/demo-invariants';

const profile = profileSchema.parse(guAn);
const isFull = process.env['PROVE'] === 'full';
const seeds = isFull ? Array.from({ length: 40 }, (_, i) => 1 + i * 7919) : [1, 2, 77];

describe('a demo county of any seed', () => {
  for (const seed of seeds) {
    it(`keeps its invariants with seed ${seed}`, () => {
      const dataset = generateDemo(profile, seed);
      const { grids } = dataset.plans[0]!;
      expect(grids).toHaveLength(246);
      expect(householdsByGrid(dataset).filter((count) => count < 300 || count > 500)).toEqual([]);
      expect(walkableParts(dataset)).toHaveLength(1);
      expect(clashes(dataset)).toEqual({ buildings: 0, streets: 0, walls: 0, outsideCompound: 0 });
      const county = dataset.areas[0]!.geometry;
      const faces = grids.map(({ polygons }) => polygons);
      expect(faces.reduce((sum, face) => sum + doubledArea(face), 0)).toBe(doubledArea(county));
      expect(outlineOf(faces)).toEqual(outlineOf([county]));
      expect(new Set(grids.map(({ code }) => code)).size).toBe(246);
    });
  }
});

describe.runIf(isFull)('a town drawn to the counts of Jianhu, of any seed', () => {
  const jianhuProfile = profileSchema.parse(jianhu);
  for (const seed of seeds.slice(0, 12)) {
    it(`keeps its counts and invariants with seed ${seed}`, () => {
      const dataset = generateDemo(jianhuProfile, seed);
      expectDemoCounts(dataset, demoCounts['jianhu']!);
      expect(gridsOutsideBand(dataset, jianhuProfile)).toEqual([]);
      expect(repeatedNames(dataset)).toEqual([]);
      expect(walkableParts(dataset)).toHaveLength(1);
      expect(clashes(dataset)).toEqual({ buildings: 0, streets: 0, walls: 0, outsideCompound: 0 });
      expectTiling(dataset);
    });
  }
});
