import { FALSE_DISCOVERY_SHARE } from '../../schema/incident-summary';
import { figureKinds } from '../../schema/incident-figures';
import type { FigureId, FigureValue } from '../../schema/incident-figures';
import { compareDurations } from '../hot-spots/compare-durations';
import { compareTwoCounts } from '../hot-spots/compare-periods';
import { compareTwoShares } from '../hot-spots/compare-shares';
import { adjustForDiscoveries } from '../hot-spots/false-discovery';
import { quantileRanks } from '../hot-spots/quantile-interval';
import { JUDGED_FROM } from '../rates';
import { countAbove } from './response-times';

/** What of a figure in one period a test looks at. */
export interface JudgedFigure {
  numerator: number;
  denominator: number | null;
  /** What its cases are held against where it is a count or a rate; see `exposureOf`. */
  exposure: number;
  /** Ascending; null where the figure is no duration. */
  responses: Float64Array | null;
}

interface Verdict {
  /** NaN: not judged. */
  chance: number;
  /** Above 0: more, or slower, than before. */
  lean: number;
}

const notJudged: Verdict = { chance: NaN, lean: 0 };

/**
 * What of the change of a figure is no chance, area by area: the exact conditional test of two counts for counts and rates,
 * each held against its days, or days times people or posts; Fisher's for shares, rank sums for the median, and Fisher's of how many are above the 90th percentile of both together (Mood's test at that quantile).
 * Corrected for the number of areas. Areas with fewer than `JUDGED_FROM` cases in both periods together are no test.
 */
export function judgeFigureChanges(
  figure: FigureId,
  now: readonly JudgedFigure[],
  before: readonly JudgedFigure[],
): FigureValue['change'][] {
  const verdicts = now.map((here, i) => judge(figure, here, before[i]!));
  const adjusted = adjustForDiscoveries(verdicts.map(({ chance }) => chance));
  return verdicts.map(({ lean }, i) => {
    const adjustedChance = adjusted[i]!;
    if (Number.isNaN(adjustedChance)) return { finding: 'too-few', adjustedChance: null };
    const isReal = adjustedChance <= FALSE_DISCOVERY_SHARE;
    return { finding: isReal ? (lean > 0 ? 'high' : 'low') : 'usual', adjustedChance };
  });
}

function judge(figure: FigureId, now: JudgedFigure, before: JudgedFigure): Verdict {
  const kind = figureKinds[figure];
  if (kind === 'duration') return judgeResponses(figure, now.responses, before.responses);
  if (kind === 'share') {
    return judgeShares([now.numerator, before.numerator], [now.denominator ?? 0, before.denominator ?? 0]);
  }
  const counts = [now.numerator, before.numerator] as const;
  if (counts[0] + counts[1] < JUDGED_FROM || !(now.exposure > 0) || !(before.exposure > 0)) return notJudged;
  return {
    chance: compareTwoCounts(counts, [now.exposure, before.exposure]),
    lean: counts[0] / now.exposure - counts[1] / before.exposure,
  };
}

function judgeShares(parts: readonly [number, number], wholes: readonly [number, number]): Verdict {
  const [now, before] = wholes;
  if (now === 0 || before === 0 || now + before < JUDGED_FROM) return notJudged;
  return { chance: compareTwoShares(parts, wholes), lean: parts[0] / now - parts[1] / before };
}

function judgeResponses(figure: FigureId, now: Float64Array | null, before: Float64Array | null): Verdict {
  if (!now?.length || !before?.length || now.length + before.length < JUDGED_FROM) return notJudged;
  if (figure === 'responseMedian') return compareDurations(now, before);
  const together = new Float64Array(now.length + before.length);
  together.set(now);
  together.set(before, now.length);
  const bound = together.sort()[quantileRanks(together.length, 0.9)!.rank - 1]!;
  return judgeShares([countAbove(now, bound), countAbove(before, bound)], [now.length, before.length]);
}
