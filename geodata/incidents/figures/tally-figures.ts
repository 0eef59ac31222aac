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

/**
 * Ways an incident can have gone, each of which every field is or is not counted for. A cell adds one number to one of
 * them; fields are made of the sums, area by area, because there are thousands of areas and a million cells.
 */
const ways = {
  rejected: 0,
  duplicate: 1,
  void: 2,
  closedDay1: 3,
  closedDay2: 4,
  closedDay3: 5,
  closedLater: 6,
  closedSomeday: 7,
  open: 8,
  openDue: 9,
  overdue: 10,
} as const;
const WAYS = 11;
const wayOfBeside: Readonly<Record<string, number>> = {
  rejected: ways.rejected,
  duplicate: ways.duplicate,
  void: ways.void,
};
/** The way of each state that nobody had to solve; -1 for the others. */
const besideWay = Int8Array.from(incidentStates, (state) => wayOfBeside[state] ?? -1);

/** Counts cells by the day of the report: everything but `due…`. */
export function tallyReported(
  tally: FigureTally,
  cells: FigureCells,
  outcomes: IncidentOutcomes,
  question: TallyQuestion,
): void {
  const { fromDay, toDay, judgedDay } = question;
  // Days whose windows are all over share one tally; each of the last ones has its own.
  const settled = Math.min(toDay, judgedDay - 3);
  if (settled >= fromDay) addWays(tally, waysOf(tally.areaCount, cells, outcomes, question, fromDay, settled), 3);
  for (let day = Math.max(fromDay, settled + 1); day <= toDay; day++) {
    const over = Math.max(0, judgedDay - day);
    addWays(tally, waysOf(tally.areaCount, cells, outcomes, question, day, day), over);
  }
}

/** How the cells of some days went, by area. */
function waysOf(
  areaCount: number,
  cells: FigureCells,
  { state: stateOf, closeDelay, dueDelay, verdict }: IncidentOutcomes,
  { judgedDay, rewound, types, states, late, asOfDay }: TallyQuestion,
  fromDay: number,
  toDay: number,
): Uint32Array {
  const sums = new Uint32Array((areaCount + 1) * WAYS);
  const { day: dayOf, area, type, outcome: outcomeOf, n, start } = cells;
  const [first, beyond] = rangeOf(cells, fromDay, toDay);
  for (let c = first; c < beyond; c++) {
    const day = dayOf[c]!;
    if (start === null && (day < fromDay || day > toDay)) continue;
    if (types !== null && types[type[c]!] === 0) continue;
    const outcome = outcomeOf[c]!;
    const state = stateOf[outcome]!;
    if (states !== null && states[state] === 0) continue;
    const due = dueDelay[outcome]!;
    if (late && verdict[outcome] !== verdicts.late && !(ended[state] === 0 && due !== NO_DAY && day + due < asOfDay))
      continue;
    let way = besideWay[state]!;
    if (way < 0) {
      const delay = closeDelay[outcome]!;
      if (state === closedState && !(rewound && delay !== NO_DAY && day + delay >= judgedDay)) {
        way = delay === NO_DAY ? ways.closedSomeday : ways.closedDay1 + Math.min(3, delay);
      } else way = due === NO_DAY ? ways.open : day + due < judgedDay ? ways.overdue : ways.openDue;
    }
    sums[area[c]! * WAYS + way]! += n[c]!;
  }
  return sums;
}

/** Makes fields of ways. @param over how many of the windows are over */
function addWays({ counts, areaCount }: FigureTally, sums: Uint32Array, over: number): void {
  for (let area = 0; area <= areaCount; area++) {
    const from = area * WAYS;
    const base = area * WIDTH;
    const closed =
      sums[from + ways.closedDay1]! +
      sums[from + ways.closedDay2]! +
      sums[from + ways.closedDay3]! +
      sums[from + ways.closedLater]! +
      sums[from + ways.closedSomeday]!;
    const someday = sums[from + ways.closedSomeday]!;
    const overdue = sums[from + ways.overdue]!;
    const openDue = sums[from + ways.openDue]! + overdue;
    const open = sums[from + ways.open]! + openDue;
    const beside = sums[from + ways.rejected]! + sums[from + ways.duplicate]! + sums[from + ways.void]!;
    counts[base + at.reported]! += closed + open + beside;
    counts[base + at.rejected]! += sums[from + ways.rejected]!;
    counts[base + at.duplicate]! += sums[from + ways.duplicate]!;
    counts[base + at.void]! += sums[from + ways.void]!;
    counts[base + at.closed]! += closed;
    counts[base + at.open]! += open;
    counts[base + at.openDue]! += openDue;
    counts[base + at.overdue]! += overdue;
    let within = 0;
    for (let window = 0; window < 3; window++) {
      within += sums[from + ways.closedDay1 + window]!;
      if (window >= over) {
        counts[base + at.pending1 + window]! += closed + open;
        continue;
      }
      counts[base + at.unknown1 + window]! += someday;
      counts[base + at.judged1 + window]! += closed + open - someday;
      counts[base + at.within1 + window]! += within;
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
  const [first, beyond] = rangeOf(cells, question.fromDay, question.toDay);
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

/** The first of the cells of these days, and the first beyond; all where they are in no order. */
function rangeOf({ start, count }: FigureCells, fromDay: number, toDay: number): [number, number] {
  if (start === null) return [0, count];
  const end = start.length - 1;
  const first = Math.min(end, Math.max(0, fromDay));
  return [start[first]!, start[Math.max(first, Math.min(end, toDay + 1))]!];
}
