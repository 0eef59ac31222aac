import type { FigureId, FigureRow, FigureValue } from '../../geodata/schema/incident-figures';
import { figureKinds } from '../../geodata/schema/incident-figures';
import { countsOfFigure, intervalOfFigure, valueOfFigure } from '../../geodata/incidents/figures/figure-values';
import type { FigureCounts, FigureGround } from '../../geodata/incidents/figures/figure-values';
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

/** What figures are compared with: the same grounds in another period, and how long both are. */
export interface GroundsBefore {
  grounds: readonly FigureGround[];
  days: { now: number; before: number };
}

/**
 * Rows with the values of figures: of the whole, of what is in no group, and of every group; the groups may have fewer
 * figures, because thousands of them with everything are megabytes. Changes of the groups are corrected for their number;
 * the whole is one question of its own.
 */
export function rowsOfGrounds(
  figures: readonly FigureId[],
  rowFigures: readonly FigureId[],
  groups: FigureGroups,
  grounds: readonly FigureGround[],
  before: GroundsBefore | null,
): { whole: FigureRow; nowhere: FigureRow; rows: FigureRow[] } {
  const { people, posts, members } = groups;
  const unnamed = { id: '', name: '', code: null, communityId: null };
  const [whole] = valuesOf(figures, grounds, before, 0, 1);
  const [nowhere] = valuesOf(figures, grounds, before, 1, 2);
  const values = valuesOf(rowFigures, grounds, before, 2, grounds.length);
  return {
    whole: {
      ...unnamed,
      ...besides(grounds[0]!),
      people: total(people),
      posts: posts && total(posts),
      values: whole!,
    },
    nowhere: { ...unnamed, ...besides(grounds[1]!), people: null, posts: null, values: nowhere! },
    rows: members.map((member, i) => ({
      ...member,
      ...besides(grounds[i + 2]!),
      people: people[i]!,
      posts: posts?.[i] ?? null,
      values: values[i]!,
    })),
  };
}

const besides = ({ get }: FigureGround) => ({
  reported: get('reported'),
  rejected: get('rejected'),
  duplicate: get('duplicate'),
  void: get('void'),
});

/** For each of some grounds the values of the figures. */
function valuesOf(
  figures: readonly FigureId[],
  all: readonly FigureGround[],
  before: GroundsBefore | null,
  from: number,
  to: number,
): FigureValue[][] {
  const now = all.slice(from, to);
  const then = before?.grounds.slice(from, to);
  const byFigure = figures.map((figure) => {
    const counts = now.map((ground) => ({ ...countsOfFigure(figure, ground), responses: ground.responses }));
    const earlier = then?.map((ground) => ({ ...countsOfFigure(figure, ground), responses: ground.responses }));
    const changes = earlier && judgeFigureChanges(figure, counts, earlier, before!.days);
    return counts.map(({ responses: _responses, ...here }, i): FigureValue => {
      const ground = now[i]!;
      return {
        value: valueOfFigure(figure, here, ground),
        ...here,
        interval: intervalOfFigure(figure, here, ground),
        before: earlier ? valueBefore(figure, earlier[i]!, then![i]!, before!.days) : null,
        change: changes?.[i] ?? null,
      };
    });
  });
  return now.map((_, i) => byFigure.map((values) => values[i]!));
}

/** The earlier value; counts and rates as if that period had lasted as many days as this one. */
function valueBefore(
  figure: FigureId,
  counts: FigureCounts,
  ground: FigureGround,
  days: GroundsBefore['days'],
): NonNullable<FigureValue['before']> {
  const value = valueOfFigure(figure, counts, ground);
  const grows = figureKinds[figure] === 'count' || figureKinds[figure] === 'rate';
  return {
    value: value !== null && grows ? (value * days.now) / days.before : value,
    numerator: counts.numerator,
    denominator: counts.denominator,
  };
}

const total = (values: readonly (number | null)[]): number | null =>
  values.some((one) => one !== null) ? values.reduce<number>((all, one) => all + (one ?? 0), 0) : null;

const sum = <K extends string>(ones: readonly Record<K, number>[], key: K): number =>
  ones.reduce((all, one) => all + one[key], 0);
