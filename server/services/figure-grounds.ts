import type { FigureId, FigureRow, FigureValue } from '../../geodata/schema/incident-figures';
import { figureKinds } from '../../geodata/schema/incident-figures';
import { countsOfFigure, intervalOfFigure, valueOfFigure } from '../../geodata/incidents/figures/figure-values';
import type { FigureGround } from '../../geodata/incidents/figures/figure-values';
import { judgeFigureChanges } from '../../geodata/incidents/figures/judge-figures';
import type { FigureGroups } from './figure-groups';
import type { PeriodTally } from './tally-under';

/** The whole, what is in no group, and every group, in this order: where the figures of a period stand on. */
export function groundsOf({ tally, responses }: PeriodTally, groups: FigureGroups): FigureGround[] {
  const { members, people, posts } = groups;
  const least = Math.max(1, groups.tooFew);
  const casesOf = (area: number): number => tally.get(area, 'closed') + tally.get(area, 'open');
  const rates = people.map((here, i) =>
    here !== null && here >= least ? { cases: casesOf(i + 1), people: here } : null,
  );
  const staff = members.map((_, i) => (posts?.[i] ? { cases: casesOf(i + 1), posts: posts[i] } : null));
  const rated = rates.filter((one) => one !== null);
  const staffed = staff.filter((one) => one !== null);
  return [
    {
      get: (field) => tally.sum(field),
      rate: rated.length > 0 ? { cases: sum(rated, 'cases'), people: sum(rated, 'people') } : null,
      posts: staffed.length > 0 ? { cases: sum(staffed, 'cases'), posts: sum(staffed, 'posts') } : null,
      responses: responses?.all ?? null,
    },
    { get: (field) => tally.get(0, field), rate: null, posts: null, responses: responses?.of(0) ?? null },
    ...members.map((_, i): FigureGround => ({
      get: (field) => tally.get(i + 1, field),
      rate: rates[i]!,
      posts: staff[i]!,
      responses: responses?.of(i + 1) ?? null,
    })),
  ];
}

/** Rows of the same order with the values of the figures. */
export function rowsOfGrounds(
  figures: readonly FigureId[],
  groups: FigureGroups,
  now: readonly FigureGround[],
  before: readonly FigureGround[] | null,
  days: { now: number; before: number } | null,
): FigureRow[] {
  const byFigure = figures.map((figure) => valuesOf(figure, now, before, days));
  const unnamed = { id: '', name: '', code: null, communityId: null };
  return now.map(({ get }, i): FigureRow => {
    const isWhole = i === 0;
    const member = groups.members[i - 2];
    return {
      ...(member ?? unnamed),
      reported: get('reported'),
      rejected: get('rejected'),
      duplicate: get('duplicate'),
      void: get('void'),
      people: isWhole ? total(groups.people) : (groups.people[i - 2] ?? null),
      posts: isWhole ? groups.posts && total(groups.posts) : (groups.posts?.[i - 2] ?? null),
      values: byFigure.map((values) => values[i]!),
    };
  });
}

function valuesOf(
  figure: FigureId,
  now: readonly FigureGround[],
  before: readonly FigureGround[] | null,
  days: { now: number; before: number } | null,
): FigureValue[] {
  const counts = now.map((ground) => countsOfFigure(figure, ground));
  const earlier = before?.map((ground) => countsOfFigure(figure, ground));
  const judged = counts.map((one, i) => ({ ...one, responses: now[i]!.responses }));
  const judgedBefore = earlier?.map((one, i) => ({ ...one, responses: before![i]!.responses }));
  // The whole is one question of its own; the areas are as many as they are.
  const changes =
    judgedBefore && days
      ? [
          ...judgeFigureChanges(figure, judged.slice(0, 1), judgedBefore.slice(0, 1), days),
          null,
          ...judgeFigureChanges(figure, judged.slice(2), judgedBefore.slice(2), days),
        ]
      : null;
  const grows = figureKinds[figure] === 'count' || figureKinds[figure] === 'rate';
  return counts.map((here, i) => {
    const then = earlier?.[i];
    const value = then ? valueOfFigure(figure, then, before![i]!) : null;
    return {
      value: valueOfFigure(figure, here, now[i]!),
      ...here,
      interval: intervalOfFigure(figure, here, now[i]!),
      before: then
        ? {
            value: value !== null && grows ? (value * days!.now) / days!.before : value,
            numerator: then.numerator,
            denominator: then.denominator,
          }
        : null,
      change: changes?.[i] ?? null,
    };
  });
}

const total = (values: readonly (number | null)[]): number | null =>
  values.some((one) => one !== null) ? values.reduce<number>((all, one) => all + (one ?? 0), 0) : null;

const sum = <K extends string>(ones: readonly Record<K, number>[], key: K): number =>
  ones.reduce((all, one) => all + one[key], 0);
