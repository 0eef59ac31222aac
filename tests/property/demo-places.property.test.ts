import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoCounts } from '../../geodata/demo/demo-counts';
import { generateDemo } from '../../geodata/demo/generate-demo';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import type { Profile } from '../../geodata/schema/place';
import { profileSchema } from '../../geodata/schema/place';
import {
  clashes,
  expectDemoCounts,
  expectTiling,
  gridsOutsideBand,
  repeatedNames,
  walkableParts,
} from '../fixtures/demo-invariants';

const profileOf = (id: string): Profile =>
  profileSchema.parse(JSON.parse(readFileSync(new URL(`../../geodata/places/${id}.json`, import.meta.url), 'utf8')));

/** The city of 2,459 grids takes half a minute: `npm run prove` makes it, and a part of its counts is looked at here. */
const grown = process.env['PROVE'] === 'full' ? ['jianhu', 'yanji', 'baoding'] : ['jianhu'];

describe.each(grown)('the demo place of %s', (id) => {
  const profile = profileOf(id);
  const counts = demoCounts[id]!;
  let dataset: PlaceDataset;

  beforeAll(() => void (dataset = generateDemo(profile)), 600_000);

  it('has exactly the counts of its profile', () => expectDemoCounts(dataset, counts));

  it('gives every grid as many households as its band allows', () => {
    expect(gridsOutsideBand(dataset, profile)).toEqual([]);
  });

  it('tiles county, subdistricts, communities and grids exactly', () => expectTiling(dataset));

  it('keeps buildings apart from one another, from streets and from walls, and joins all ways', () => {
    expect(clashes(dataset)).toEqual({ buildings: 0, streets: 0, walls: 0, outsideCompound: 0 });
    expect(walkableParts(dataset)).toHaveLength(1);
  });

  it('names every area, estate, station and grid once, and every street by one line of it', () => {
    expect(repeatedNames(dataset)).toEqual([]);
  });

  it('lies where its profile says, with metres that are metres', () => {
    const [west, south, east, north] = dataset.place.bbox;
    expect(Math.abs((west + east) / 2 - counts.middle[0])).toBeLessThan(0.03);
    expect(Math.abs((south + north) / 2 - counts.middle[1])).toBeLessThan(0.03);
    // Lanes of estates are about as far apart east and north: the town is not stretched.
    const shape = ((east - west) * Math.cos((south * Math.PI) / 180)) / (north - south);
    expect(shape).toBeGreaterThan(0.75);
    expect(shape).toBeLessThan(1.35);
  });
});

describe('the demo counts', () => {
  it('are the published ones', () => {
    expect(demoCounts['jianhu']).toMatchObject({ communities: 18, grids: 272, estates: 232 });
    expect(demoCounts['yanji']).toMatchObject({ communities: 78, grids: 706, fullTimeWorkers: 266 });
    expect(demoCounts['yanji']!.stations['grid-station']).toBe(324);
    expect(demoCounts['baoding']).toMatchObject({ communities: 442, grids: 2459, fullTimeWorkers: 2459 });
    expect(demoCounts['baoding']!.stations['rest-station']).toBe(490);
  });

  it('name every place once', () => {
    const ids = Object.values(demoCounts).map(({ placeId }) => placeId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
