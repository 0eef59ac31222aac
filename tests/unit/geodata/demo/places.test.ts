import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { profileSchema } from '../../../../geodata/schema/place';

const folder = new URL('../../../../geodata/places/', import.meta.url);

describe('the profiles of places', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    it(`${file} is a profile named after its file`, () => {
      const profile = profileSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
      expect(`${profile.id}.json`).toBe(file);
      expect(profile.grid.householdBand[0]).toBeLessThan(profile.grid.householdBand[1]);
      expect([...profile.coverage.cutoffMinutes]).toEqual([...profile.coverage.cutoffMinutes].sort((p, q) => p - q));
      expect(profile.countyCode).toHaveLength(profile.grid.codeDigits[0]);
      // Throws where the zone is unknown.
      new Intl.DateTimeFormat('en', { timeZone: profile.timeZone });
    });
  }

  it('gu-an.json holds the published figures of Gu’an', () => {
    const profile = profileSchema.parse(JSON.parse(readFileSync(new URL('gu-an.json', folder), 'utf8')));
    expect(profile.workersPer10000Residents).toBe(18);
    expect(profile.stationFloorAreaSquareMetres['centre']).toBe(500);
    expect(profile.grid.householdBand).toEqual([300, 500]);
    expect(profile.coverage.cutoffMinutes).toEqual([5, 10, 15]);
    expect(profile.levels.map(({ name }) => name.zh)).toEqual(['县', '街道/镇', '社区']);
  });
});
