import { describe, expect, it } from 'vitest';
import { coveredPart } from '../../../../geodata/coverage/covered-part';

const none = { households: null, residents: null, elderly: null, aged75: null, children: null };
const units = { covered: 1, total: 4 };
const of = (covered: number, total: number) => ({ covered, total, unknownUnits: 0 });

describe('the share that stands for a set of base units', () => {
  it('is of households, else of residents, else of the units themselves', () => {
    const counts = { ...none, units, households: of(3, 10), residents: of(6, 30) };
    expect(coveredPart(counts)).toEqual({ covered: 3, total: 10, basis: 'households' });
    expect(coveredPart({ ...counts, households: of(0, 0) })).toEqual({ covered: 6, total: 30, basis: 'residents' });
    expect(coveredPart({ ...none, units })).toEqual({ covered: 1, total: 4, basis: 'units' });
    expect(coveredPart({ ...none, units: { covered: 0, total: 0 } })).toBeNull();
  });

  it('is of the group that was asked for, and of nothing in its place', () => {
    const counts = { ...none, units, households: of(3, 10), children: of(2, 5) };
    expect(coveredPart(counts, 'children')).toEqual({ covered: 2, total: 5, basis: 'children' });
    expect(coveredPart(counts, 'aged75')).toBeNull();
    expect(coveredPart({ ...counts, children: of(0, 0) }, 'children')).toBeNull();
  });
});
