import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOfRows, sumFigures } from '../../geodata/incidents/figures/figure-cells';
import { partOfIncident, rowsByDue, rowsOfFigure } from '../../geodata/incidents/figures/figure-rows';
import { countsOfFigure } from '../../geodata/incidents/figures/figure-values';
import type { FigureGround } from '../../geodata/incidents/figures/figure-values';
import { courseOfIncidents } from '../../geodata/incidents/figures/incident-outcomes';
import { areasInOrder, orderByResponse, responsesByArea } from '../../geodata/incidents/figures/response-times';
import { FigureTally, tallyDue, tallyFields, tallyReported } from '../../geodata/incidents/figures/tally-figures';
import type { TallyField } from '../../geodata/incidents/figures/tally-figures';
import { filterIncidents, wantedStates, wantedTypes } from '../../geodata/incidents/filter-incidents';
import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import { NO_POINT } from '../../geodata/incidents/incident-columns';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { addDays, localDays } from '../../geodata/incidents/local-days';
import { compareDurations } from '../../geodata/incidents/hot-spots/compare-durations';
import { compareTwoShares } from '../../geodata/incidents/hot-spots/compare-shares';
import { quantileRanks } from '../../geodata/incidents/hot-spots/quantile-interval';
import { incidentStates } from '../../geodata/schema/incident';
import type { IncidentState, IncidentType } from '../../geodata/schema/incident';
import { listedFigures } from '../../geodata/schema/incident-figures';

const numRuns = process.env['PROVE'] === 'full' ? 3000 : 150;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AREAS = 3;
const types: IncidentType[] = [
  { code: 'A', name: { zh: '甲' }, parentCode: null },
  { code: 'A1', name: { zh: '甲一' }, parentCode: 'A' },
  { code: 'B', name: { zh: '乙' }, parentCode: null },
];
// Clocks go forward in New York on 9 March and back on 2 November 2025; on Lord Howe by half an hour.
const zones = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'] as const;
const begins = [Date.parse('2025-03-05T00:00:00Z'), Date.parse('2025-10-28T00:00:00Z')] as const;

interface Row {
  after: number;
  due: number | null;
  responded: number | null;
  closed: number | null;
  type: number;
  state: IncidentState;
  area: number;
}
const hours = (most: number) => fc.option(fc.integer({ min: -HOUR, max: most * HOUR }));
const row: fc.Arbitrary<Row> = fc.record({
  after: fc.integer({ min: 0, max: 12 * DAY }),
  due: hours(120),
  responded: hours(60),
  closed: hours(110),
  type: fc.nat(types.length - 1),
  state: fc.oneof(
    { weight: 4, arbitrary: fc.constant('closed' as const) },
    { weight: 3, arbitrary: fc.constantFrom(...incidentStates) },
  ),
  area: fc.integer({ min: -1, max: AREAS - 1 }),
});
const scene = fc.record({
  zone: fc.constantFrom(...zones),
  begin: fc.constantFrom(...begins),
  rows: fc.array(row, { minLength: 1, maxLength: 80 }),
  later: fc.nat(2),
  from: fc.option(fc.nat(12)),
  days: fc.option(fc.integer({ min: 1, max: 8 })),
  codes: fc.option(fc.subarray(['A', 'A1', 'B'])),
  states: fc.option(fc.subarray(['open', 'ended', 'closed', 'processing', 'void'] as const, { minLength: 1 })),
  late: fc.boolean(),
  judgedBack: fc.nat(6),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

/** The scene as columns, with the days of its data and the filter by whole days. */
function build({ zone, begin, rows, later, from, days, codes, states, late }: Scene) {
  const at = (r: Row, offset: number | null): number => (offset === null ? NaN : begin + r.after + offset);
  const columns: IncidentColumns = {
    count: rows.length,
    types,
    owners: [],
    reportedAt: Float64Array.from(rows, (r) => begin + r.after),
    dueAt: Float64Array.from(rows, (r) => at(r, r.due)),
    respondedAt: Float64Array.from(rows, (r) => at(r, r.responded)),
    closedAt: Float64Array.from(rows, (r) => (r.state === 'closed' ? at(r, r.closed) : NaN)),
    type: Uint16Array.from(rows, (r) => r.type),
    owner: new Int32Array(rows.length).fill(-1),
    state: Uint8Array.from(rows, (r) => incidentStates.indexOf(r.state)),
    weekHour: new Uint8Array(rows.length),
    xy: new Int32Array(rows.length * 2).fill(NO_POINT),
  };
  const reported = Array.from(columns.reportedAt);
  const local = localDays(Math.min(...reported), Math.max(...reported) + later * DAY, zone);
  const end = local.dates.length;
  const fromDay = from === null ? 0 : Math.min(from, end - 1);
  const toDay = days === null ? end - 1 : Math.min(end - 1, fromDay + days - 1);
  const filter: IncidentFilter = {
    ...(from === null ? {} : { from: local.starts[fromDay]! }),
    ...(days === null ? {} : { to: local.starts[toDay + 1]! }),
    ...(codes ? { types: codes } : {}),
    ...(states ? { states } : {}),
    ...(late ? { late } : {}),
  };
  return {
    columns,
    local,
    filter,
    fromDay,
    toDay,
    end,
    asOf: local.starts[end]!,
    areaOf: Int32Array.from(rows, (r) => r.area),
  };
}

/** Counts by the plain sense of the words, row by row and date by date, with nothing of what is tested. */
function judge(
  { zone, rows, codes, states, late }: Scene,
  { columns, local, fromDay, toDay, asOf }: ReturnType<typeof build>,
  judgedDay: number,
  rewound: boolean,
) {
  const dateOf = (at: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
  const counts = new Map<string, number>();
  const responses = new Map<number, number[]>();
  const judgedDate = judgedDay < local.dates.length ? local.dates[judgedDay]! : addDays(local.dates.at(-1)!, 1);
  const endDate = addDays(local.dates.at(-1)!, 1);
  rows.forEach((r, i) => {
    const add = (field: TallyField): void => {
      const key = `${r.area + 1} ${field}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    };
    const [reportedAt, dueAt, closedAt] = [columns.reportedAt[i]!, columns.dueAt[i]!, columns.closedAt[i]!];
    const isEnded = ['closed', 'rejected', 'duplicate', 'void'].includes(r.state);
    const { code, parentCode } = types[r.type]!;
    if (codes && !codes.includes(code) && !(parentCode !== null && codes.includes(parentCode))) return;
    if (states && !states.some((s) => s === r.state || (s === 'open' && !isEnded) || (s === 'ended' && isEnded)))
      return;
    const isOverdue = !isEnded && dueAt < asOf;
    const isLate = isOverdue || (r.state === 'closed' && closedAt > dueAt);
    if (late && !isLate) return;
    const within = (date: string): boolean => date >= local.dates[fromDay]! && date <= local.dates[toDay]!;
    const beside = isEnded && r.state !== 'closed';

    if (!Number.isNaN(dueAt) && within(dateOf(dueAt)) && dateOf(dueAt) < judgedDate && dateOf(dueAt) < endDate) {
      if (beside) add('dueExcluded');
      else if (r.state === 'closed' && Number.isNaN(closedAt)) add('dueUnknown');
      else {
        add('due');
        if (r.state === 'closed' && closedAt <= dueAt) add('dueInTime');
      }
    }
    const reportDate = dateOf(reportedAt);
    if (!within(reportDate)) return;
    add('reported');
    if (beside) return add(r.state as 'rejected' | 'duplicate' | 'void');
    const hasTime = r.state === 'closed' && !Number.isNaN(closedAt);
    // A closing before its report is taken to be on the day of the report.
    const closeDate = hasTime ? dateOf(Math.max(closedAt, reportedAt)) : '';
    const isClosed = r.state === 'closed' && !(rewound && hasTime && closeDate >= judgedDate);
    add(isClosed ? 'closed' : 'open');
    if (!isClosed && !Number.isNaN(dueAt)) {
      add('openDue');
      if (dateOf(dueAt) < judgedDate) add('overdue');
    }
    for (const window of [1, 2, 3] as const) {
      const last = addDays(reportDate, window - 1);
      if (last >= judgedDate) add(`pending${window}`);
      else if (isClosed && !hasTime) add(`unknown${window}`);
      else {
        add(`judged${window}`);
        if (isClosed && closeDate <= last) add(`within${window}`);
      }
    }
    const took = columns.respondedAt[i]! - reportedAt;
    if (took >= 0 && (!rewound || dateOf(columns.respondedAt[i]!) < judgedDate)) {
      responses.set(r.area + 1, [...(responses.get(r.area + 1) ?? []), took]);
    }
  });
  return { counts, responses };
}

describe('figures', () => {
  it('of sums, of rows, and of the plain sense of the words are the same numbers', () => {
    fc.assert(
      fc.property(scene, fc.boolean(), (one, rewound) => {
        const built = build(one);
        const { columns, local, filter, fromDay, toDay, end, asOf, areaOf } = built;
        const judgedDay = rewound ? Math.max(toDay + 1, end - one.judgedBack) : end;
        const course = courseOfIncidents(columns, local);
        const question = {
          fromDay,
          toDay,
          judgedDay,
          rewound,
          asOfDay: end,
          types: filter.types ? wantedTypes(types, filter.types) : null,
          states: filter.states ? wantedStates(filter.states) : null,
          late: filter.late === true,
        };
        const sums = sumFigures(course, columns.type, areaOf, AREAS);
        const bySums = new FigureTally(AREAS);
        tallyReported(bySums, sums.reported, course.outcomes, question);
        tallyDue(bySums, sums.due, course.outcomes, question);

        const byRows = new FigureTally(AREAS);
        const open = { ...question, fromDay: 0, toDay: end, types: null, states: null, late: false };
        const rows = filterIncidents(columns, filter, asOf);
        tallyReported(byRows, cellsOfRows(course, columns.type, areaOf, rows, 'reported'), course.outcomes, open);
        const dueRows = rowsByDue(columns, course, filter, asOf);
        tallyDue(byRows, cellsOfRows(course, columns.type, areaOf, dueRows, 'due'), course.outcomes, open);
        expect(byRows.counts).toEqual(bySums.counts);

        const { counts, responses } = judge(one, built, judgedDay, rewound);
        for (let area = 0; area <= AREAS; area++) {
          for (const field of tallyFields) {
            expect(`${field} ${bySums.get(area, field)}`).toBe(`${field} ${counts.get(`${area} ${field}`) ?? 0}`);
          }
        }
        const knownBefore = rewound ? local.starts[judgedDay]! : Infinity;
        const order = orderByResponse(columns);
        const areas = areasInOrder(order, areaOf);
        const { types: ofTypes, states: ofStates } = question;
        const plain = { from: filter.from, to: filter.to, types: ofTypes, states: ofStates };
        for (const asked of [{ rows }, ...(filter.late ? [] : [plain])]) {
          const found = responsesByArea(order, areas, AREAS, columns.count, { ...asked, knownBefore });
          for (let area = 0; area <= AREAS; area++) {
            expect(Array.from(found.of(area))).toEqual((responses.get(area) ?? []).sort((a, b) => a - b));
          }
        }
      }),
      { numRuns },
    );
  });

  it('list exactly the incidents they count, part by part', () => {
    fc.assert(
      fc.property(scene, (one) => {
        const { columns, local, filter, fromDay, toDay, end, asOf, areaOf } = build(one);
        const course = courseOfIncidents(columns, local);
        const tally = new FigureTally(AREAS);
        const question = {
          fromDay,
          toDay,
          judgedDay: end,
          rewound: false,
          asOfDay: end,
          types: filter.types ? wantedTypes(types, filter.types) : null,
          states: filter.states ? wantedStates(filter.states) : null,
          late: filter.late === true,
        };
        const sums = sumFigures(course, columns.type, areaOf, AREAS);
        tallyReported(tally, sums.reported, course.outcomes, question);
        tallyDue(tally, sums.due, course.outcomes, question);
        const rows = filterIncidents(columns, filter, asOf);
        const { all } = responsesByArea(orderByResponse(columns), null, AREAS, columns.count, {
          rows,
          knownBefore: Infinity,
        });
        const ground: FigureGround = { get: (field) => tally.sum(field), rate: null, posts: null, responses: all };
        for (const figure of listedFigures) {
          const said = countsOfFigure(figure, ground);
          const listed = { counted: 0, rest: 0, pending: 0, unknown: 0, excluded: 0 };
          for (const i of rowsOfFigure(columns, course, filter, figure, asOf)) {
            const part = partOfIncident(columns, course, figure, i);
            if (part) listed[part]++;
          }
          const isShare = figure !== 'count' && figure !== 'responseMedian';
          expect([figure, listed]).toEqual([
            figure,
            {
              counted: said.numerator,
              rest: isShare ? said.denominator! - said.numerator : 0,
              pending: said.pending,
              unknown: said.unknown,
              excluded: said.excluded,
            },
          ]);
        }
      }),
      { numRuns },
    );
  });
});

describe('exact tests and ranks', () => {
  const choose = (n: number, k: number): number => {
    let ways = 1;
    for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
    return Math.round(ways);
  };

  it('Fisher: the sum over every table of these margins that is no likelier', () => {
    const table = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(12));
    fc.assert(
      fc.property(table, ([a, b, c, d]) => {
        const [n1, n2, k] = [a + b, c + d, a + c];
        fc.pre(n1 > 0 && n2 > 0);
        const ways = (x: number): number => (x > n1 || k - x > n2 || x > k ? 0 : choose(n1, x) * choose(n2, k - x));
        let [far, all] = [0, 0];
        for (let x = 0; x <= k; x++) {
          all += ways(x);
          if (ways(x) <= ways(a) * (1 + 1e-7)) far += ways(x);
        }
        expect(compareTwoShares([a, c], [n1, n2])).toBeCloseTo(far / all, 9);
      }),
      { numRuns },
    );
  });

  it('rank sums: the part of all ways to deal the values that lean as far', () => {
    const few = fc.array(fc.nat(6), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(few, few, (a, b) => {
        const all = [...a, ...b];
        const rank = (value: number): number =>
          all.filter((one) => one < value).length + (all.filter((one) => one === value).length + 1) / 2;
        const middle = (a.length * (all.length + 1)) / 2;
        const leanOf = (chosen: readonly number[]): number =>
          Math.abs(chosen.reduce((sum, value) => sum + rank(value), 0) - middle);
        let [far, deals] = [0, 0];
        for (let mask = 0; mask < 1 << all.length; mask++) {
          const chosen = all.filter((_, i) => (mask >> i) & 1);
          if (chosen.length !== a.length) continue;
          deals++;
          if (leanOf(chosen) >= leanOf(a) - 1e-9) far++;
        }
        const sorted = (values: number[]): Float64Array => Float64Array.from(values).sort();
        expect(compareDurations(sorted(a), sorted(b)).chance).toBeCloseTo(far / deals, 12);
      }),
      { numRuns },
    );
  });

  it('ranks of a quantile hold it with at least 95 %, and no closer pair of outer ranks does', () => {
    const binomial = (n: number, p: number, most: number): number => {
      let sum = 0;
      for (let k = 0; k <= most; k++) sum += choose(n, k) * p ** k * (1 - p) ** (n - k);
      return sum;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 45 }), fc.constantFrom(0.5, 0.9), (n, share) => {
        const { low, high } = quantileRanks(n, share)!;
        if (low !== null) expect(binomial(n, share, low - 1)).toBeLessThanOrEqual(0.025 + 1e-9);
        expect(binomial(n, share, (low ?? 0) + 1 - 1)).toBeGreaterThan(0.025 - 1e-9);
        if (high !== null) expect(binomial(n, share, high - 1)).toBeGreaterThanOrEqual(0.975 - 1e-9);
        else expect(binomial(n, share, n - 1)).toBeLessThan(0.975 + 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});
