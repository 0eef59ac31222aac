import { FALSE_DISCOVERY_SHARE } from '../schema/incident-summary';
import type { GridHistory } from '../schema/incident-summary';
import { shrinkRates } from './hot-spots/empirical-bayes';
import { classifyEmerging } from './hot-spots/emerging';
import { adjustForDiscoveries } from './hot-spots/false-discovery';
import { getisOrdStar } from './hot-spots/getis-ord';
import { measureLocalExcess } from './hot-spots/local-excess';
import type { Neighbours } from './hot-spots/neighbours';

/**
 * What the steps of a period say of every area: hot or cold in each (with its neighbours, against a constant risk within
 * the step), and the class its history belongs to.
 *
 * @param counts one array a step, oldest first, each one entry an area
 * @param people households or residents of each area; 0 for areas without a rate
 */
export function judgeHistory(
  counts: readonly ArrayLike<number>[],
  people: ArrayLike<number>,
  neighbours: Neighbours,
): Omit<GridHistory, 'gridId'>[] {
  const steps = counts.map((step) => {
    const excess = measureLocalExcess(step, people, neighbours);
    const chance = adjustForDiscoveries(excess.chance);
    const { rates, common } = shrinkRates(step, people);
    return {
      scores: getisOrdStar(
        rates.map((rate) => (Number.isNaN(rate) ? (Number.isNaN(common) ? 0 : common) : rate)),
        neighbours,
      ),
      found: Int8Array.from(chance, (one, i) =>
        one <= FALSE_DISCOVERY_SHARE ? Math.sign(excess.observed[i]! - excess.expected[i]!) : 0,
      ),
    };
  });
  return Array.from({ length: people.length }, (_, i) => {
    const found = steps.map((step) => step.found[i]!);
    const scores = steps.map((step) => step.scores[i]!);
    const { kind, trend } = classifyEmerging(found, scores);
    return {
      counts: counts.map((step) => step[i]!),
      found: found.map((sign) => (sign > 0 ? 'hot' : sign < 0 ? 'cold' : 'usual')),
      kind: people[i]! > 0 ? kind : null,
      trend: { tau: Number.isNaN(trend.tau) ? null : trend.tau, chance: trend.chance },
    };
  });
}
