import { describe, expect, it } from 'vitest';
import { generateDemo } from '../../geodata/demo/generate-demo';
import { doubledArea } from '../../geodata/geometry/ring-area';
import guAn from '../../geodata/places/gu-an.json';
import { profileSchema } from '../../geodata/schema/place';
import { clashes, householdsByGrid, outlineOf, walkableParts } from '../fixtures/demo-invariants';

const profile = profileSchema.parse(guAn);
const seeds = process.env['PROVE'] === 'full' ? Array.from({ length: 40 }, (_, i) => 1 + i * 7919) : [1, 2, 77];

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
