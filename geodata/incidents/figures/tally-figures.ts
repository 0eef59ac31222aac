import { isEnded, stateIndexOf } from '../incident-columns';
import { incidentStates } from '../../schema/incident';
import type { FigureCells } from './figure-cells';
import { NO_DAY, verdicts } from './incident-outcomes';
import type { IncidentOutcomes } from './incident-outcomes';

/** The counts every figure is made of. `1`, `2`, `3` are windows of calendar days from the report. */
export const tallyFields = [
  'reported',
  'rejected',
  'duplicate',
  'void',
  'closed',
  'open',
  'openDue',
  'overdue',
  'within1',
  'within2',
  'within3',
  'judged1',
  'judged2',
  'judged3',
  'pending1',
  'pending2',
  'pending3',
  'unknown1',
  'unknown2',
  'unknown3',
  'due',
  'dueInTime',
  'dueUnknown',
  'dueExcluded',
] as const;
export type TallyField = (typeof tallyFields)[number];

const WIDTH = tallyFields.length;
const at = Object.fromEntries(tallyFields.map((field, i) => [field, i])) as Record<TallyField, number>;
const closedState = stateIndexOf('closed');
const ended = Uint8Array.from(incidentStates, (_, i) => (isEnded(i) ? 1 : 0));
/** Where each state that nobody had to solve is counted; -1 for the others. */
const besideOf = Int8Array.from(incidentStates, (state) =>
  state === 'rejected' || state === 'duplicate' || state === 'void' ? at[state] : -1,
);

/** Counts by area. Area 0 is "in none". */
export class FigureTally {
  readonly counts: Uint32Array;
  constructor(readonly areaCount: number) {
    this.counts = new Uint32Array((areaCount + 1) * WIDTH);
  }

  /** A count of one area, 0 for what is in none. */
  get(area: number, field: TallyField): number {
    return this.counts[area * WIDTH + at[field]]!;
  }

  /** The same of all areas together and of what is in none. */
  sum(field: TallyField): number {
    let sum = 0;
    for (let k = at[field]; k < this.counts.length; k += WIDTH) sum += this.counts[k]!;
    return sum;
  }
}

/** What of the cells counts, and when it is judged. */
export interface TallyQuestion {
  /** First and last day, both included. */
  fromDay: number;
  toDay: number;
  /** For each type 1 where it is asked for; null for all. */
  types: Uint8Array | null;
  /** For each state 1 where it is asked for; null for all. */
  states: Uint8Array | null;
  /** Only what is overdue at the as-of moment or was closed late. */
  late: boolean;
  /** The day at whose beginning everything is judged: nothing later is known. */
  judgedDay: number;
  /** True: what was closed at or after that moment counts as open, as it was then. */
  rewound: boolean;
  /** The day at whose beginning `late` is judged: the as-of moment of the data. */
  asOfDay: number;
}

/** Counts cells by the day of the report: everything but `due…`. */
export function tallyReported(
  tally: FigureTally,
  cells: FigureCells,
  outcomes: IncidentOutcomes,
  question: TallyQuestion,
): void {
  const { counts } = tally;
  const { judgedDay, rewound, types, states, late, asOfDay } = question;
  const { state: stateOf, closeDelay, dueDelay, verdict } = outcomes;
  const [first, beyond] = rangeOf(cells, question);
  for (let c = first; c < beyond; c++) {
    const day = cells.day[c]!;
    if (cells.start === null && (day < question.fromDay || day > question.toDay)) continue;
    if (types !== null && types[cells.type[c]!] === 0) continue;
    const outcome = cells.outcome[c]!;
    const state = stateOf[outcome]!;
    if (states !== null && states[state] === 0) continue;
    const due = dueDelay[outcome]!;
    if (late && verdict[outcome] !== verdicts.late && !(ended[state] === 0 && due !== NO_DAY && day + due < asOfDay))
      continue;
    const n = cells.n[c]!;
    const base = cells.area[c]! * WIDTH;
    counts[base + at.reported]! += n;
    const beside = besideOf[state]!;
    if (beside >= 0) {
      counts[base + beside]! += n;
      continue;
    }
    const delay = closeDelay[outcome]!;
    const isClosed = state === closedState && !(rewound && delay !== NO_DAY && day + delay >= judgedDay);
    if (isClosed) counts[base + at.closed]! += n;
    else {
      counts[base + at.open]! += n;
      if (due !== NO_DAY) {
        counts[base + at.openDue]! += n;
        if (day + due < judgedDay) counts[base + at.overdue]! += n;
      }
    }
    for (let window = 1; window <= 3; window++) {
      if (day + window > judgedDay) counts[base + at.pending1 + window - 1]! += n;
      else if (isClosed && delay === NO_DAY) counts[base + at.unknown1 + window - 1]! += n;
      else {
        counts[base + at.judged1 + window - 1]! += n;
        if (isClosed && delay < window) counts[base + at.within1 + window - 1]! += n;
      }
    }
  }
}

/** Counts cells by the day of the deadline: `due…` alone. The outcome's days go by the report, and are not looked at. */
export function tallyDue(
  tally: FigureTally,
  cells: FigureCells,
  outcomes: IncidentOutcomes,
  question: TallyQuestion,
): void {
  const { counts } = tally;
  const { types, states, late, judgedDay } = question;
  const [first, beyond] = rangeOf(cells, question);
  for (let c = first; c < beyond; c++) {
    const day = cells.day[c]!;
    if (cells.start === null && (day < question.fromDay || day > question.toDay)) continue;
    if (day >= judgedDay) continue;
    if (types !== null && types[cells.type[c]!] === 0) continue;
    const outcome = cells.outcome[c]!;
    const state = outcomes.state[outcome]!;
    if (states !== null && states[state] === 0) continue;
    // Every deadline here is past the as-of moment: what is open is overdue.
    if (late && outcomes.verdict[outcome] !== verdicts.late && ended[state] === 1) continue;
    const n = cells.n[c]!;
    const base = cells.area[c]! * WIDTH;
    if (besideOf[state]! >= 0) counts[base + at.dueExcluded]! += n;
    else if (state === closedState && outcomes.verdict[outcome] === verdicts.none) counts[base + at.dueUnknown]! += n;
    else {
      counts[base + at.due]! += n;
      if (outcomes.verdict[outcome] === verdicts.inTime) counts[base + at.dueInTime]! += n;
    }
  }
}

function rangeOf({ start, count }: FigureCells, { fromDay, toDay }: TallyQuestion): [number, number] {
  if (start === null) return [0, count];
  const end = start.length - 1;
  const first = Math.min(end, Math.max(0, fromDay));
  return [start[first]!, start[Math.max(first, Math.min(end, toDay + 1))]!];
}
