import { FALSE_DISCOVERY_SHARE } from '../schema/incident-summary';
import type { Finding } from '../schema/incident-summary';
import { compareTwoCounts } from './hot-spots/compare-periods';
import { adjustForDiscoveries } from './hot-spots/false-discovery';
import { JUDGED_FROM } from './rates';

/** One side and what it is held against: cases, and the people they are in proportion to. */
export interface Part {
  count: number;
  people: number;
  otherCount: number;
  otherPeople: number;
}

export interface JudgedPart {
  finding: Finding;
  /** Null where there are too few cases to judge. */
  adjustedChance: number | null;
}

/**
 * Whether each part's rate differs from that of what it is held against: exact conditional binomial test, two-sided, corrected
 * for the number of parts. With fewer than `JUDGED_FROM` cases on both sides together there is no test.
 */
export function judgeParts(parts: readonly Part[]): JudgedPart[] {
  const chances = parts.map(({ count, people, otherCount, otherPeople }) =>
    count + otherCount < JUDGED_FROM ? NaN : compareTwoCounts([count, otherCount], [people, otherPeople]),
  );
  const adjusted = adjustForDiscoveries(chances);
  return parts.map(({ count, people, otherCount, otherPeople }, i): JudgedPart => {
    if (Number.isNaN(adjusted[i]!)) return { finding: 'too-few', adjustedChance: null };
    if (adjusted[i]! > FALSE_DISCOVERY_SHARE) return { finding: 'usual', adjustedChance: adjusted[i]! };
    return { finding: count * otherPeople > otherCount * people ? 'high' : 'low', adjustedChance: adjusted[i]! };
  });
}
