import type { CoverageBasis } from './covered-part';
import type { CountedUnits } from './coverage-summary';

/** What a mean over base units is weighted by. */
export interface PeopleWeights {
  basis: CoverageBasis;
  /** Per unit; -1 where unknown: in no mean and no share. */
  weight: ArrayLike<number>;
}

/** Residents where any are known, else households, else every base unit as one. */
export function peopleWeights({
  residents,
  households,
}: Pick<CountedUnits, 'residents' | 'households'>): PeopleWeights {
  if (isKnownSomewhere(residents)) return { basis: 'residents', weight: residents };
  if (isKnownSomewhere(households)) return { basis: 'households', weight: households };
  return { basis: 'units', weight: new Uint8Array(households.length).fill(1) };
}

function isKnownSomewhere(counts: ArrayLike<number>): boolean {
  for (let i = 0; i < counts.length; i++) if (counts[i]! >= 0) return true;
  return false;
}
