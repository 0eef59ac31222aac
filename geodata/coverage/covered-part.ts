import type { CountedGroup } from '../schema/coverage';
import type { CoverageCounts } from './coverage-summary';

/** What a share of coverage is of where no group was asked for: the base units themselves where nobody was counted. */
export type CoverageBasis = 'households' | 'residents' | 'units';
/** What a share is of, whoever was asked for. */
export type CountedBasis = CountedGroup | 'units';

export interface CoveredPart {
  covered: number;
  total: number;
  basis: CountedBasis;
}

type Counted = Pick<CoverageCounts, 'households' | 'residents' | 'units'> & Partial<CoverageCounts>;

/**
 * The share that stands for a set of base units, the same in every mode: of the group asked for, else of households where any
 * are known, else of residents, else of the base units themselves; null where nothing of it was counted.
 */
export function coveredPart(counts: Counted, group: CountedGroup | null = null): CoveredPart | null {
  for (const basis of group ? [group] : (['households', 'residents'] as const)) {
    const count = counts[basis];
    if (count && count.total > 0) return { covered: count.covered, total: count.total, basis };
  }
  return group === null && counts.units.total > 0 ? { ...counts.units, basis: 'units' } : null;
}
