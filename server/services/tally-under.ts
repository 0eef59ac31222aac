import { cellsOfRows } from '../../geodata/incidents/figures/figure-cells';
import { rowsByDue } from '../../geodata/incidents/figures/figure-rows';
import type { IncidentCourse } from '../../geodata/incidents/figures/incident-outcomes';
import { responsesByArea } from '../../geodata/incidents/figures/response-times';
import type { ResponsesByArea } from '../../geodata/incidents/figures/response-times';
import { FigureTally, tallyDue, tallyReported } from '../../geodata/incidents/figures/tally-figures';
import type { TallyQuestion } from '../../geodata/incidents/figures/tally-figures';
import { filterIncidents, wantedStates, wantedTypes } from '../../geodata/incidents/filter-incidents';
import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import type { FigureGroups } from './figure-groups';
import { figureSums, incidentCourse, responseAreas, responseOrder } from './figure-sums';
import type { IncidentSet, IncidentSource } from './incident-set';

/** The counts of one period by area, its response times, and where the counts are from. */
export interface PeriodTally {
  tally: FigureTally;
  /** Null where nobody asked for them. */
  responses: ResponsesByArea | null;
  from: 'sums' | 'rows';
}

export interface TallyWish extends Pick<TallyQuestion, 'judgedDay' | 'rewound'> {
  /** Response times: of nobody, of all together, or of every area too. */
  responses: 'none' | 'whole' | 'areas';
  /** Counts by the day of the deadline too. */
  due: boolean;
  /** Tests ask both roads the same. */
  alwaysByRows: boolean;
}

/**
 * The counts of all figures under a filter: from the sums where it asks for whole days, types, states and lateness, else
 * from the rows it lets pass.
 */
export async function tallyUnder(
  source: IncidentSource,
  set: IncidentSet,
  groups: FigureGroups,
  filter: IncidentFilter,
  { responses, due, alwaysByRows, judgedDay, rewound }: TallyWish,
): Promise<PeriodTally> {
  const course = await incidentCourse(source, set);
  const { columns, asOf } = set;
  const tally = new FigureTally(groups.members.length);
  const judged = { judgedDay, rewound, asOfDay: course.days.dates.length };
  const range = alwaysByRows ? null : wholeDays(filter, course);
  const types = filter.types ? wantedTypes(columns.types, filter.types) : null;
  const states = filter.states ? wantedStates(filter.states) : null;
  const rows = !range || (responses !== 'none' && filter.late) ? filterIncidents(columns, filter, asOf) : null;
  if (range) {
    const question: TallyQuestion = {
      ...range,
      ...judged,
      types,
      states,
      late: filter.late === true,
    };
    const sums = await figureSums(source, set, groups);
    tallyReported(tally, sums.reported, course.outcomes, question);
    if (due) tallyDue(tally, sums.due, course.outcomes, question);
  } else {
    const all = { ...judged, fromDay: 0, toDay: judged.asOfDay, types: null, states: null, late: false };
    const cells = (found: Uint32Array, by: 'reported' | 'due') =>
      cellsOfRows(course, columns.type, groups.memberOf, found, by);
    tallyReported(tally, cells(rows!, 'reported'), course.outcomes, all);
    if (due) tallyDue(tally, cells(rowsByDue(columns, course, filter, asOf), 'due'), course.outcomes, all);
  }
  return {
    tally,
    responses:
      responses === 'none'
        ? null
        : responsesByArea(
            await responseOrder(source, set),
            responses === 'areas' ? await responseAreas(source, set, groups) : null,
            groups.members.length,
            columns.count,
            {
              ...(rows ? { rows } : { from: filter.from, to: filter.to, types, states }),
              knownBefore: rewound ? course.days.starts[judgedDay]! : Infinity,
            },
          ),
    from: range ? 'sums' : 'rows',
  };
}

/** What of a filter the sums can tell apart. */
const summed: readonly string[] = ['from', 'to', 'types', 'states', 'late'] satisfies (keyof IncidentFilter)[];

/** The days a filter asks for; null where it asks for parts of days, or for what sums know nothing of. */
function wholeDays(
  filter: IncidentFilter,
  { days: { starts, dates } }: IncidentCourse,
): { fromDay: number; toDay: number } | null {
  if (Object.entries(filter).some(([part, value]) => value !== undefined && !summed.includes(part))) return null;
  const { from, to } = filter;
  const first = from === undefined || from <= starts[0]! ? 0 : starts.indexOf(from);
  const beyond = to === undefined || to >= starts.at(-1)! ? dates.length : starts.indexOf(to);
  return first < 0 || beyond < 0 ? null : { fromDay: first, toDay: beyond - 1 };
}
