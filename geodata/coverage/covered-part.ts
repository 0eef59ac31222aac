import type { CoverageCounts } from './coverage-summary';

/** What a share of coverage is of: households where any are known, else residents, else the base units themselves. */
export const coverageBases = ['households', 'residents', 'units'] as const;
export type CoverageBasis = (typeof coverageBases)[number];

export interface CoveredPart {
  covered: number;
  total: number;
  basis: CoverageBasis;
}

/** The share that stands for a group, the same in every mode; null where nothing in it was counted. */
export function coveredPart({
  households,
  residents,
  units,
}: Pick<CoverageCounts, 'households' | 'residents' | 'units'>): CoveredPart | null {
  if (households && households.total > 0)
    return { covered: households.covered, total: households.total, basis: 'households' };
  if (residents && residents.total > 0)
    return { covered: residents.covered, total: residents.total, basis: 'residents' };
  return units.total > 0 ? { ...units, basis: 'units' } : null;
}
