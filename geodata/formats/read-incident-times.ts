import type { Incident } from '../schema/incident';
import { cellText } from './cell-text';
import type { LayerLog } from './import-log';
import type { IncidentLayerSpec } from './import-spec';
import { parseLocalTime } from './parse-local-time';
import type { ParsedTime } from './parse-local-time';
import type { SourceRow } from './rows/source-row';

type Times = Pick<Incident, 'reportedAt' | 'dueAt' | 'respondedAt' | 'closedAt'>;
type TimeColumn = IncidentLayerSpec['columns']['reportedAt'];

/** What times are read against. */
export interface Clock {
  timeZone: string;
  /** UTC milliseconds; a report from after it is refused. */
  now: number;
}

/** The times of a row; null where it was refused because nobody knows when it was reported. */
export function readIncidentTimes(row: SourceRow, spec: IncidentLayerSpec, clock: Clock, log: LayerLog): Times | null {
  const { reportedAt, dueAt, respondedAt, closedAt } = spec.columns;
  const written = (field: TimeColumn) => cellText(row.properties[field.column]);
  const bad = (field: TimeColumn) => ({ column: field.column, value: written(field), pattern: field.pattern });
  const read = (field: TimeColumn | undefined): number | null | 'bad' => {
    if (!field || written(field) === '') return null;
    const time = readTime(row, field, spec, clock, log);
    if (!time) return 'bad';
    if (time.clock !== 'once')
      log.remark(time.clock === 'twice' ? 'row.time-twice' : 'row.time-never', row.number, {
        column: field.column,
        value: written(field),
        zone: clock.timeZone,
      });
    return time.at;
  };
  const reported = read(reportedAt);
  if (reported === null || reported === 'bad') {
    log.refuse('row.bad-time', row.number, bad(reportedAt));
    return null;
  }
  if (reported > clock.now) {
    log.refuse('incident.from-the-future', row.number, bad(reportedAt));
    return null;
  }
  let due = read(dueAt);
  let responded = read(respondedAt);
  let closed = read(closedAt);
  // The report itself stands: a deadline, response or closing time that cannot be read is unknown, and said to be.
  if (due === 'bad') {
    log.repair('row.bad-time-dropped', row.number, bad(dueAt!));
    due = null;
  }
  if (responded === 'bad') {
    log.repair('row.bad-time-dropped', row.number, bad(respondedAt!));
    responded = null;
  }
  if (responded !== null && responded < reported) {
    log.repair('incident.responded-before-reported', row.number, bad(respondedAt!));
    responded = null;
  }
  if (closed === 'bad') {
    log.repair('row.bad-time-dropped', row.number, bad(closedAt!));
    closed = null;
  }
  if (closed !== null && closed < reported) {
    log.repair('incident.closed-before-reported', row.number, bad(closedAt!));
    closed = null;
  }
  return { reportedAt: reported, dueAt: due, respondedAt: responded, closedAt: closed };
}

function readTime(
  row: SourceRow,
  field: TimeColumn,
  spec: IncidentLayerSpec,
  { timeZone }: Clock,
  log: LayerLog,
): ParsedTime | null {
  const written = cellText(row.properties[field.column]);
  const time = parseLocalTime(written, field.pattern, timeZone);
  if (time) return time;
  // A workbook and a dBASE table have dates that are dates, whatever pattern their texts follow.
  const hasDates = spec.format === 'xlsx' || spec.format === 'shapefile';
  const date = hasDates ? parseLocalTime(written, 'iso', timeZone) : null;
  if (date || field.orPattern === undefined) return date;
  const other = parseLocalTime(written, field.orPattern, timeZone);
  if (other)
    log.repair('row.time-in-other-pattern', row.number, {
      column: field.column,
      value: written,
      pattern: field.pattern,
      other: field.orPattern,
    });
  return other;
}
