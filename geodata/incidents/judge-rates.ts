import { FALSE_DISCOVERY_SHARE } from '../schema/incident-summary';
import type { Finding, GridIncidents } from '../schema/incident-summary';
import { shrinkRates } from './hot-spots/empirical-bayes';
import { adjustForDiscoveries } from './hot-spots/false-discovery';
import { getisOrdStar } from './hot-spots/getis-ord';
import { measureLocalExcess } from './hot-spots/local-excess';
import type { LocalExcess } from './hot-spots/local-excess';
import { localMoran } from './hot-spots/moran';
import type { Neighbours } from './hot-spots/neighbours';
import { JUDGED_FROM } from './rates';
import type { Rate } from './rates';

export interface JudgedRates {
  /** Cases a person or household of all that have a rate together; null where nobody has. */
  common: number | null;
  denominator: number;
  /** As the rates came. */
  grids: Pick<GridIncidents, 'shrunkPerThousand' | 'alone' | 'around' | 'outlier'>[];
}

const PERMUTATIONS = 9_999;
/** Any: the same data must get the same verdict every day. */
const SEED = 1;

/**
 * What of the rates is real: each grid alone and with its neighbours against a constant risk, corrected for their number;
 * grids without a rate are taken out as if they were not there. Local Moran of the shrunk rates if asked for.
 */
export function judgeRates(rates: readonly Rate[], neighbours: Neighbours, withOutliers: boolean): JudgedRates {
  const people = rates.map((rate) => (rate.kind === 'rate' ? rate.denominator! : 0));
  const counts = rates.map(({ numerator }) => numerator);
  const denominator = people.reduce((sum, here) => sum + here, 0);
  if (denominator === 0) {
    const nothing = { shrunkPerThousand: null, alone: null, around: null, outlier: null };
    return { common: null, denominator, grids: rates.map(() => nothing) };
  }
  const shrunk = shrinkRates(counts, people);
  const alone = measureLocalExcess(counts, people, null);
  const around = measureLocalExcess(counts, people, neighbours);
  const aloneChance = adjustForDiscoveries(alone.chance);
  const aroundChance = adjustForDiscoveries(around.chance);
  // Where there is no rate the common one stands in: it pulls no neighbour up or down.
  const values = shrunk.rates.map((rate) => (Number.isNaN(rate) ? shrunk.common : rate));
  const scores = getisOrdStar(values, neighbours);
  const moran = withOutliers ? localMoran(values, neighbours, PERMUTATIONS, SEED) : null;
  const moranChance = moran && adjustForDiscoveries(moran.chance.map((chance, i) => (people[i]! > 0 ? chance : NaN)));
  return {
    common: shrunk.common,
    denominator,
    grids: rates.map((_, i) => {
      if (people[i] === 0) return { shrunkPerThousand: null, alone: null, around: null, outlier: null };
      const chance = moranChance ? moranChance[i]! : NaN;
      return {
        shrunkPerThousand: shrunk.rates[i]! * 1000,
        alone: { finding: findingOf(alone, aloneChance, i), adjustedChance: aloneChance[i]! },
        around: {
          finding: findingOf(around, aroundChance, i),
          adjustedChance: aroundChance[i]!,
          count: around.observed[i]!,
          expected: around.expected[i]!,
          giStar: scores[i]!,
        },
        outlier: moran && {
          corner: moran.corner[i]!,
          localMoran: moran.i[i]!,
          adjustedChance: Number.isNaN(chance) ? null : chance,
          isReal: chance <= FALSE_DISCOVERY_SHARE,
        },
      };
    }),
  };
}

/**
 * What each area has by itself against a constant risk, corrected for their number; null where nobody lives.
 * @param people what cases are expected in proportion to; 0 takes an area out
 */
export function judgeAlone(counts: readonly number[], people: readonly number[]): (Finding | null)[] {
  const alone = measureLocalExcess(counts, people, null);
  const adjusted = adjustForDiscoveries(alone.chance);
  return counts.map((_, i) => (people[i]! > 0 ? findingOf(alone, adjusted, i) : null));
}

function findingOf({ observed, expected }: LocalExcess, adjusted: Float64Array, i: number): Finding {
  if (Math.max(observed[i]!, expected[i]!) < JUDGED_FROM) return 'too-few';
  if (adjusted[i]! > FALSE_DISCOVERY_SHARE) return 'usual';
  return observed[i]! > expected[i]! ? 'high' : 'low';
}
