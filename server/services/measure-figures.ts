import { figureIds, figureKinds } from '../../geodata/schema/incident-figures';
import type { FigureId, IncidentFigures } from '../../geodata/schema/incident-figures';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { IncidentCourse } from '../../geodata/incidents/figures/incident-outcomes';
import { daysBetween } from '../../geodata/incidents/local-days';
import { overdueNow } from '../../geodata/incidents/overdue-now';
import { periodAgainst } from '../../geodata/incidents/period-against';
import { figureGaps } from './figure-gaps';
import { figureGroups } from './figure-groups';
import type { FigureGrouping, FigureGroups } from './figure-groups';
import { groundsBefore, groundsOf, rowsOfGrounds } from './figure-grounds';
import type { GroundsBefore } from './figure-grounds';
import { incidentCourse } from './figure-sums';
import { incidentSet, knownOverdue } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery } from './read-incident-query';
import { tallyUnder } from './tally-under';

export interface FigureQuery extends IncidentQuery, FigureGrouping {
  /** Period to compare with: `previous`, `last-year`, or `from..to`. */
  against?: string | undefined;
  /** Ids of figures, comma separated; all without it. */
  figure?: string | undefined;
  /** Those of them that every area has too; all without it. */
  rows?: string | undefined;
}

/**
 * Figures of every area (or agency) and of all together: what each is made of, how sure it is and, if asked, how it has
 * changed. Fails with `figures.unknown`, `incident.*` and `plan.not-found`.
 * @param alwaysByRows counts rows even where sums would do: for tests, which ask both
 */
export async function measureFigures(
  source: IncidentSource,
  query: FigureQuery,
  alwaysByRows = false,
): Promise<Result<IncidentFigures>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const groups = await figureGroups(source, set, query, read.value.period);
  return groups.ok ? measureFiguresOf(source, set, groups.value, query, alwaysByRows) : groups;
}

/** `measureFigures` of what has been put together already. */
export async function measureFiguresOf(
  source: IncidentSource,
  set: IncidentSet,
  groups: FigureGroups,
  query: FigureQuery,
  alwaysByRows = false,
): Promise<Result<IncidentFigures>> {
  const wanted = readFigures(query.figure);
  if (!wanted.ok) return wanted;
  const inRows = readFigures(query.rows);
  if (!inRows.ok) return inRows;
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const course = await incidentCourse(source, set);
  const missing = figureGaps(set, course, groups);
  const figures = wanted.value.filter((figure) => !missing.has(figure));
  const rowFigures = figures.filter((figure) => inRows.value.includes(figure));
  const lasts = (figure: FigureId): boolean => figureKinds[figure] === 'duration';
  const wish = {
    responses: rowFigures.some(lasts)
      ? ('areas' as const)
      : figures.some(lasts)
        ? ('whole' as const)
        : ('none' as const),
    due: figures.includes('dueInTime'),
    alwaysByRows,
  };
  const endDay = course.days.dates.length;
  const now = await tallyUnder(source, set, groups, read.value.filter, { ...wish, judgedDay: endDay, rewound: false });

  const { period } = read.value;
  let against: IncidentFigures['against'] = null;
  let before: GroundsBefore | null = null;
  const data = set.days?.dates;
  if (query.against && period && data) {
    const other = periodAgainst(query.against, period, { from: data[0]!, to: data.at(-1)! });
    if (!other.ok) return other;
    const earlier = await readIncidentQuery({ ...query, ...other.value }, set, source);
    if (!earlier.ok) return earlier;
    // Judged as long after its end as the period asked for: else the older one would have had more time to be closed.
    const shift = dayIndexOf(course, period.to) - dayIndexOf(course, other.value.to);
    const judgedDay = Math.min(endDay, endDay - shift);
    // People, posts and grids of then are those of a period: in the other one they were others.
    const asOther = groups.counted === 'then' ? await figureGroups(source, set, query, other.value) : ok(groups);
    if (!asOther.ok) return asOther;
    const was = await tallyUnder(source, set, asOther.value, earlier.value.filter, {
      ...wish,
      judgedDay,
      rewound: true,
    });
    const periods = { now: period, other: other.value };
    before = groundsBefore(groups, asOther.value, groundsOf(was, asOther.value), periods);
    against = {
      period: other.value,
      days: before.days,
      asOf: new Date(course.days.starts[judgedDay]!).toISOString(),
    };
  }
  return ok({
    period,
    timeZone: set.place.profile.timeZone,
    asOf: new Date(set.asOf).toISOString(),
    datasetVersion: set.place.datasetVersion,
    figures,
    missing: wanted.value.flatMap((figure) => {
      const why = missing.get(figure);
      return why ? [{ figure, why }] : [];
    }),
    areas: groups.kind,
    counted: groups.counted,
    workersUnknown: groups.posts?.unrecorded ?? [],
    level: groups.level,
    plan: groups.plan,
    answeredFrom: now.from,
    rowFigures,
    overdueNow: overdueNow(set.columns, read.value.filter, set.asOf, await knownOverdue(source, set)),
    ...rowsOfGrounds(figures, rowFigures, groups, groundsOf(now, groups), before),
    against,
    rate: {
      basis: groups.basis,
      denominatorDate: set.place.dataDate,
      assumedShare: groups.assumedShare,
      tooFew: groups.tooFew,
    },
  });
}

/** The figures asked for, in the order they are read. */
export function readFigures(text: string | undefined): Result<readonly FigureId[]> {
  if (!text) return ok(figureIds);
  const wanted = text.split(',');
  const unknown = wanted.find((figure) => !figureIds.includes(figure as FigureId));
  if (unknown !== undefined) {
    return fail('figures.unknown', { figure: unknown.slice(0, 40), known: figureIds.join(', ') });
  }
  return ok(figureIds.filter((figure) => wanted.includes(figure)));
}

const dayIndexOf = ({ days }: IncidentCourse, date: string): number =>
  Math.min(days.dates.length, daysBetween(days.dates[0]!, date)) - 1;
