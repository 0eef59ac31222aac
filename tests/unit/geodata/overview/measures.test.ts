import { describe, expect, it } from 'vitest';
import { mainStationKind } from '../../../../geodata/coverage/main-station-kind';
import { measureBreaks, measureRow } from '../../../../geodata/overview/measures';
import { tallyGrids } from '../../../../geodata/overview/tally-grids';
import { tallyPeople } from '../../../../geodata/overview/tally-people';
import type { OverviewRow } from '../../../../geodata/schema/overview';

const row: OverviewRow = {
  id: 'a',
  name: { zh: '甲' },
  level: 1,
  parentId: null,
  units: 3,
  households: 500,
  residents: 1250,
  unknownHouseholds: 0,
  unknownResidents: 0,
  assumedUnits: 0,
  grids: { total: 3, judged: 2, below: 1, above: 0, withoutWorker: 1, workers: 2, residents: 1000 },
  stations: 1,
  covered: {
    households: { covered: 400, total: 500, unknownUnits: 0 },
    residents: { covered: 900, total: 1250, unknownUnits: 0 },
    elderly: null,
    aged75: null,
    children: null,
    units: { covered: 2, total: 3 },
    offNetwork: { units: 0, households: null },
  },
  incidents: { count: 12, closed: 6, open: 4, excluded: 2, withDue: 8, overdue: 1, closedLate: 1 },
  incidentsInside: 12,
};
const basis = { rateBase: 'households', tooFew: 20, missing: [] } as const;
const asked = { ...basis, missing: [...basis.missing] };

describe('measureRow', () => {
  it('gives each figure with both its parts', () => {
    expect(measureRow(row, 'outOfBand', asked)).toEqual({ value: 1, numerator: 1, denominator: 2 });
    expect(measureRow(row, 'staffing', asked)).toEqual({ value: 20, numerator: 2, denominator: 1000 });
    expect(measureRow(row, 'covered', asked)).toEqual({ value: 0.8, numerator: 400, denominator: 500 });
    expect(measureRow(row, 'rate', asked)).toEqual({ value: 24, numerator: 12, denominator: 500 });
    expect(measureRow(row, 'late', asked)).toEqual({ value: 0.25, numerator: 2, denominator: 8 });
    expect(measureRow(row, 'closed', asked)).toEqual({ value: 0.6, numerator: 6, denominator: 10 });
  });

  it('knows nothing where nothing is known, and gives no rate for a handful of people', () => {
    const empty = {
      ...row,
      households: null,
      residents: null,
      grids: null,
      covered: null,
      incidents: null,
      incidentsInside: null,
    };
    for (const measure of ['households', 'outOfBand', 'staffing', 'covered', 'incidents', 'rate', 'late'] as const) {
      expect(measureRow(empty, measure, asked).value, measure).toBeNull();
    }
    expect(measureRow({ ...row, households: 19 }, 'rate', asked)).toEqual({
      value: null,
      numerator: 12,
      denominator: 19,
    });
    expect(measureRow(row, 'staffing', { ...asked, missing: ['workers'] }).value).toBeNull();
  });

  it('divides by residents where no household is known', () => {
    expect(measureRow(row, 'rate', { ...asked, rateBase: 'residents' })).toMatchObject({
      denominator: 1250,
      value: 9.6,
    });
    const { covered } = row;
    expect(measureRow({ ...row, covered: { ...covered!, households: null } }, 'covered', asked).value).toBe(0.72);
  });
});

describe('measureBreaks', () => {
  it('breaks counts at whole numbers, each once', () => {
    const rows = [1, 1, 2, 2, 3, 9].map((below) => ({ ...row, grids: { ...row.grids!, below } }));
    const breaks = measureBreaks(rows, 'outOfBand', asked);
    expect(breaks.every(Number.isInteger)).toBe(true);
    expect(new Set(breaks).size).toBe(breaks.length);
  });
});

describe('tallies', () => {
  it('adds up what is known and says how much is not', () => {
    const columns = { households: [10, -1, 5, 7], residents: [20, 30, -1, 9], assumed: [0, 1, 0, 0] as (0 | 1)[] };
    const [first, second] = tallyPeople(columns, Int32Array.of(0, 1, 0, -1), 2);
    expect(first).toMatchObject({ units: 2, households: 15, residents: 20, unknownResidents: 1, assumedUnits: 0 });
    expect(second).toMatchObject({ units: 1, households: null, residents: 30, unknownHouseholds: 1, assumedUnits: 1 });
  });

  it('holds grids against the band, both ends included', () => {
    const grids = [299, 300, 500, 501, null].map((households) => ({ households, residents: null, workers: 0.5 }));
    expect(tallyGrids(grids, [300, 500], null, 1)[0]).toEqual({
      total: 5,
      judged: 4,
      below: 1,
      above: 1,
      withoutWorker: 0,
      workers: 2.5,
      residents: null,
    });
  });
});

describe('mainStationKind', () => {
  it('is the service centres, else what there is most of', () => {
    expect(mainStationKind(['clinic', 'clinic', 'service-centre'])).toBe('service-centre');
    expect(mainStationKind(['clinic', 'pharmacy', 'pharmacy', 'other', 'other', 'other'])).toBe('pharmacy');
    expect(mainStationKind(['other'])).toBe('other');
    expect(mainStationKind([])).toBeNull();
  });
});
