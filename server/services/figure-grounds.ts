import type { FigureId, FigureRow, FigureValue } from '../../geodata/schema/incident-figures';
import { figureKinds } from '../../geodata/schema/incident-figures';
import type { LandGap } from '../../geodata/schema/incident-assignment';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import {
  countsOfFigure,
  exposureOf,
  intervalOfFigure,
  valueOfFigure,
} from '../../geodata/incidents/figures/figure-values';
import type { FigureGround } from '../../geodata/incidents/figures/figure-values';
import { judgeFigureChanges } from '../../geodata/incidents/figures/judge-figures';
import type { JudgedFigure } from '../../geodata/incidents/figures/judge-figures';
import { daysBetween } from '../../geodata/incidents/local-days';
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
  const staff = members.map((_, i) => {
    const here = posts?.of[i] ?? 0;
    return here > 0 ? { cases: casesOf(i + 1), posts: here } : null;
  });
  const days = posts?.days ?? null;
  const rated = rates.filter((one) => one !== null);
  const staffed = staff.filter((one) => one !== null);
  return [
    {
      get: (field) => tally.sum(field),
      rate: rated.length > 0 ? { cases: sum(rated, 'cases'), people: sum(rated, 'people') } : null,
      posts: staffed.length > 0 ? { cases: sum(staffed, 'cases'), posts: sum(staffed, 'posts'), days } : null,
      responses: responses?.all ?? null,
    },
    { get: (field) => tally.get(0, field), rate: null, posts: null, responses: responses?.of(0) ?? null },
    ...members.map((_, i): FigureGround => ({
      get: (field) => tally.get(i + 1, field),
      rate: rates[i]!,
      posts: staff[i] && { ...staff[i], days },
      responses: responses?.of(i + 1) ?? null,
    })),
  ];
}

/** What figures are compared with: the same grounds in another period, and how long both are. */
export interface GroundsBefore {
  /** Null for a group that is not compared with itself. */
  grounds: readonly (FigureGround | null)[];
  /** Of each group why it is not; null where it is. */
  gaps: readonly (LandGap | null)[];
  days: { now: number; before: number };
}

/**
 * The grounds of another period for the groups of this one. By the grids of then they are those of the grids in force in that
 * period, of which some are here too; all together and what is in none are those of that period, whichever its grids were.
 */
export function groundsBefore(
  now: FigureGroups,
  other: FigureGroups,
  grounds: readonly FigureGround[],
  periods: { now: IncidentPeriod; other: IncidentPeriod },
): GroundsBefore {
  const indexOf = new Map(other.members.map(({ id }, i) => [id, i]));
  const gaps = now.members.map((_, i) => now.then?.landGap(i, periods.now, periods.other) ?? null);
  const own = now.members.map(({ id }, i) => {
    const at = gaps[i] === null ? indexOf.get(id) : undefined;
    return at === undefined ? null : grounds[at + 2]!;
  });
  return {
    grounds: [grounds[0]!, grounds[1]!, ...own],
    gaps,
    days: {
      now: daysBetween(periods.now.from, periods.now.to),
      before: daysBetween(periods.other.from, periods.other.to),
    },
  };
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
  const { people, posts, members, then } = groups;
  const unnamed = { id: '', name: '', code: null, communityId: null, inForce: null, uncompared: null };
  const days = posts?.days ?? 1;
  // Person-days of then are sums: their mean is taken last.
  const meanOf = (sum: number | null | undefined): number | null => (sum == null ? null : sum / days);
  const [whole] = valuesOf(figures, grounds, before, 0, 1);
  const [nowhere] = valuesOf(figures, grounds, before, 1, 2);
  const values = valuesOf(rowFigures, grounds, before, 2, grounds.length);
  return {
    whole: {
      ...unnamed,
      ...besides(grounds[0]!),
      people: total(people),
      posts: meanOf(posts && total(posts.of)),
      values: whole!,
    },
    nowhere: { ...unnamed, ...besides(grounds[1]!), people: null, posts: null, values: nowhere! },
    rows: members.map((member, i) => ({
      ...member,
      ...besides(grounds[i + 2]!),
      people: people[i]!,
      posts: meanOf(posts?.of[i]),
      inForce: then && { ...then.spans[i]!, isGone: i >= then.current },
      uncompared: before?.gaps[i] ?? null,
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
  // Groups that are not compared are no tests, for which the others would have to be corrected.
  const compared = now.flatMap((ground, i) => {
    const was = then?.[i];
    return was ? [{ i, ground, was }] : [];
  });
  const byFigure = figures.map((figure) => {
    const judged = (ground: FigureGround, days: number): JudgedFigure => ({
      ...countsOfFigure(figure, ground),
      exposure: exposureOf(figure, ground, days),
      responses: ground.responses,
    });
    const changes = judgeFigureChanges(
      figure,
      compared.map(({ ground }) => judged(ground, before!.days.now)),
      compared.map(({ was }) => judged(was, before!.days.before)),
    );
    const changeOf = new Map(compared.map(({ i }, k) => [i, changes[k]!]));
    return now.map((ground, i): FigureValue => {
      const counts = countsOfFigure(figure, ground);
      const was = then?.[i];
      return {
        value: valueOfFigure(figure, counts, ground),
        ...counts,
        interval: intervalOfFigure(figure, counts, ground),
        before: was ? valueBefore(figure, was, before!.days) : null,
        change: changeOf.get(i) ?? null,
      };
    });
  });
  return now.map((_, i) => byFigure.map((values) => values[i]!));
}

/** The earlier value; counts and rates as if that period had lasted as many days as this one. */
function valueBefore(
  figure: FigureId,
  ground: FigureGround,
  days: GroundsBefore['days'],
): NonNullable<FigureValue['before']> {
  const counts = countsOfFigure(figure, ground);
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
