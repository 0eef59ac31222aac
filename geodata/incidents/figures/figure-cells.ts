import { NO_DAY } from './incident-outcomes';
import type { IncidentCourse } from './incident-outcomes';

/** Numbers of incidents that have day, area, type and outcome in common. */
export interface FigureCells {
  readonly count: number;
  /** Of the report; of the deadline where cells are by deadline. */
  readonly day: Int32Array;
  /** Index of the area plus one; 0 for what is in none. */
  readonly area: Int32Array;
  /** Index into the types. */
  readonly type: Uint16Array;
  /** Index into the outcomes. */
  readonly outcome: Int32Array;
  /** How many incidents. */
  readonly n: Uint32Array;
  /** First cell of each day, and one more; null where cells are in no order. */
  readonly start: Int32Array | null;
}

/** The sums of one way to divide a place: by the day of the report, and by the day of the deadline. */
export interface FigureSums {
  readonly reported: FigureCells;
  /** Only deadlines within the days; what has none, or one later than the as-of moment, is not in it. */
  readonly due: FigureCells;
}

/**
 * Sums by day, area, type and outcome. In a city of thousands of grids few incidents share all four; then these are the
 * incidents themselves, packed and in order of the day.
 *
 * @param areaOf per incident the index of its area, -1 in none
 */
export function sumFigures(
  course: IncidentCourse,
  types: Uint16Array,
  areaOf: Int32Array,
  areaCount: number,
): FigureSums {
  const parts = { types, areaOf, areaCount, course };
  return { reported: sumByDay(parts, course.reportDay), due: sumByDay(parts, course.dueDay) };
}

/** The given incidents one by one, in the shape of sums: what a filter that sums know nothing of leaves. */
export function cellsOfRows(
  course: IncidentCourse,
  types: Uint16Array,
  areaOf: Int32Array,
  rows: Uint32Array,
  by: 'reported' | 'due',
): FigureCells {
  const days = by === 'due' ? course.dueDay : course.reportDay;
  const count = rows.length;
  const cells = {
    day: new Int32Array(count),
    area: new Int32Array(count),
    type: new Uint16Array(count),
    outcome: new Int32Array(count),
    n: new Uint32Array(count).fill(1),
  };
  for (let k = 0; k < count; k++) {
    const i = rows[k]!;
    cells.day[k] = days[i]!;
    cells.area[k] = areaOf[i]! + 1;
    cells.type[k] = types[i]!;
    cells.outcome[k] = course.outcome[i]!;
  }
  return { count, ...cells, start: null };
}

interface SumParts {
  course: IncidentCourse;
  types: Uint16Array;
  areaOf: Int32Array;
  areaCount: number;
}

function sumByDay({ course, types, areaOf, areaCount }: SumParts, dayOfRow: Int32Array): FigureCells {
  const dayCount = course.days.dates.length;
  const outcomeCount = Math.max(1, course.outcomes.state.length);
  const typeCount = types.reduce((most, type) => Math.max(most, type), 0) + 1;
  const isWithin = (day: number): boolean => day !== NO_DAY && day >= 0 && day < dayCount;
  // A counting sort by day, then one sort within each: the key alone says all there is to say of a row.
  const start = new Int32Array(dayCount + 1);
  for (const day of dayOfRow) if (isWithin(day)) start[day + 1]!++;
  for (let day = 0; day < dayCount; day++) start[day + 1]! += start[day]!;
  const next = start.slice();
  const keys = new Float64Array(start[dayCount]!);
  // (2^21 areas) x (2^12 types) x (2^20 outcomes) still are whole numbers of a double.
  if ((areaCount + 1) * typeCount * outcomeCount > Number.MAX_SAFE_INTEGER) throw new Error('too many kinds of cells');
  for (let i = 0; i < dayOfRow.length; i++) {
    const day = dayOfRow[i]!;
    if (isWithin(day)) {
      keys[next[day]!++] = ((areaOf[i]! + 1) * typeCount + types[i]!) * outcomeCount + course.outcome[i]!;
    }
  }
  const cells = {
    day: new Int32Array(keys.length),
    area: new Int32Array(keys.length),
    type: new Uint16Array(keys.length),
    outcome: new Int32Array(keys.length),
    n: new Uint32Array(keys.length),
  };
  const first = new Int32Array(dayCount + 1);
  let count = 0;
  for (let day = 0; day < dayCount; day++) {
    first[day] = count;
    const ofDay = keys.subarray(start[day], start[day + 1]).sort();
    for (let k = 0; k < ofDay.length; k++) {
      const key = ofDay[k]!;
      if (k > 0 && key === ofDay[k - 1]) {
        cells.n[count - 1]!++;
        continue;
      }
      const above = Math.floor(key / outcomeCount);
      cells.day[count] = day;
      cells.area[count] = Math.floor(above / typeCount);
      cells.type[count] = above % typeCount;
      cells.outcome[count] = key % outcomeCount;
      cells.n[count] = 1;
      count++;
    }
  }
  first[dayCount] = count;
  return {
    count,
    day: cells.day.slice(0, count),
    area: cells.area.slice(0, count),
    type: cells.type.slice(0, count),
    outcome: cells.outcome.slice(0, count),
    n: cells.n.slice(0, count),
    start: first,
  };
}
