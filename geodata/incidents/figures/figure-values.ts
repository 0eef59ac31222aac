import { figureKinds } from '../../schema/incident-figures';
import type { FigureId, FigureValue } from '../../schema/incident-figures';
import { countInterval } from '../hot-spots/count-interval';
import { proportionInterval } from '../hot-spots/proportion-interval';
import { responseQuantile } from './response-times';
import type { TallyField } from './tally-figures';

/** What a figure of one area is made of. */
export type FigureCounts = Pick<FigureValue, 'numerator' | 'denominator' | 'pending' | 'unknown' | 'excluded'>;

/** The counts of one area, and whom they are divided by. */
export interface FigureGround {
  get(field: TallyField): number;
  /** Cases of areas that have a rate, and the people of those; for one area its own. Null where it has none. */
  rate: { cases: number; people: number } | null;
  /**
   * Cases of areas that have full-time workers, and their posts; by the grids of then person-days, with the days of the
   * period, else null.
   */
  posts: { cases: number; posts: number; days: number | null } | null;
  /** Response times, ascending; null where nobody asked for them. */
  responses: Float64Array | null;
}

const PER_PEOPLE = 1000;

/** Numerator, denominator and what is left out of a figure. */
export function countsOfFigure(figure: FigureId, { get, rate, posts, responses }: FigureGround): FigureCounts {
  const counted = get('closed') + get('open');
  const excluded = get('rejected') + get('duplicate') + get('void');
  const whole = (numerator: number, denominator: number | null, pending = 0, unknown = 0): FigureCounts => ({
    numerator,
    denominator,
    pending,
    unknown,
    excluded,
  });
  switch (figure) {
    case 'count':
      return whole(counted, null);
    case 'rate':
      return rate ? whole(rate.cases, rate.people, 0, counted - rate.cases) : whole(0, null, 0, counted);
    case 'perWorker':
      return posts ? whole(posts.cases, posts.posts, 0, counted - posts.cases) : whole(0, null, 0, counted);
    case 'responseMedian':
    case 'responseP90': {
      const answered = responses?.length ?? 0;
      return whole(answered, counted, 0, counted - answered);
    }
    case 'sameDay':
      return whole(get('within1'), get('judged1'), get('pending1'), get('unknown1'));
    case 'twoDay':
      return whole(get('within2'), get('judged2'), get('pending2'), get('unknown2'));
    case 'threeDay':
      return whole(get('within3'), get('judged3'), get('pending3'), get('unknown3'));
    case 'closed':
      return whole(get('closed'), counted);
    case 'overdue':
      return whole(get('overdue'), get('openDue'), 0, get('open') - get('openDue'));
    case 'dueInTime':
      return { ...whole(get('dueInTime'), get('due'), 0, get('dueUnknown')), excluded: get('dueExcluded') };
  }
}

/** Which part of the cases is answered by the time a figure tells. */
export const responseShares: Partial<Readonly<Record<FigureId, number>>> = { responseMedian: 0.5, responseP90: 0.9 };

/** The number itself: how many, how many a thousand people or a post, a share, minutes. Null without a denominator. */
export function valueOfFigure(
  figure: FigureId,
  { numerator, denominator }: FigureCounts,
  ground: FigureGround,
): number | null {
  const { responses } = ground;
  const share = responseShares[figure];
  if (share !== undefined) return responses && (responseQuantile(responses, share)?.minutes ?? null);
  if (figureKinds[figure] === 'count') return numerator;
  if (denominator === null || !(denominator > 0)) return null;
  return (numerator / denominator) * scaleOf(figure, ground);
}

/** Its 95 % interval: exact Poisson of a count, Wilson of a share, order statistics of minutes; null of too few. */
export function intervalOfFigure(
  figure: FigureId,
  { numerator, denominator }: FigureCounts,
  ground: FigureGround,
): [number, number] | null {
  const { responses } = ground;
  const part = responseShares[figure];
  if (part !== undefined) return responses && (responseQuantile(responses, part)?.interval ?? null);
  if (figureKinds[figure] === 'share') {
    const found = proportionInterval(numerator, denominator ?? 0);
    return found && [found.low, found.high];
  }
  if (figureKinds[figure] === 'rate' && !(denominator !== null && denominator > 0)) return null;
  const { low, high } = countInterval(numerator);
  const scale = figureKinds[figure] === 'count' ? 1 : scaleOf(figure, ground) / denominator!;
  return [low * scale, high * scale];
}

/** Of person-days: a post is there on every day of the period. */
const scaleOf = (figure: FigureId, { posts }: FigureGround): number =>
  figure === 'rate' ? PER_PEOPLE : figure === 'perWorker' ? (posts?.days ?? 1) : 1;

/**
 * How much could have brought forth the cases of a figure, to test two periods by: their days, times the people or posts that
 * a rate is divided by. Of person-days themselves.
 * @param days of the period
 */
export function exposureOf(figure: FigureId, { rate, posts }: FigureGround, days: number): number {
  if (figure === 'rate') return (rate?.people ?? 0) * days;
  if (figure === 'perWorker') return (posts?.posts ?? 0) * (posts?.days == null ? days : 1);
  return days;
}
