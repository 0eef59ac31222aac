import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unnamedWorkers } from '../../geodata/plan/grid-workers';
import type { GridId } from '../../geodata/schema/ids';
import { incidentFiguresSchema } from '../../geodata/schema/incident-figures';
import type { FigureId, FigureRow, IncidentFigures } from '../../geodata/schema/incident-figures';
import type { IncidentPage } from '../../geodata/schema/incident-summary';
import { compareTwoCounts } from '../../geodata/incidents/hot-spots/compare-periods';
import { busyTown, openDatedTown } from '../fixtures/dated-town';
import type { DatedTown } from '../fixtures/dated-town';
import { smallPlacePoint as at } from '../fixtures/small-place';

/*
 * The imported plan, one full-time worker a grid, is in force until 2025-03-11. From the 12th A1 is split down its middle and
 * the left half has nobody; from the 20th B1 and B2 are one grid, and A2 has two workers and a half.
 */
const imported = 'general-published';
const [SPLIT, MERGED] = ['2025-03-12', '2025-03-20'];
const [left, right, joined] = ['left', 'right', 'joined'];
const staff = (posts: number) => unnamedWorkers('full-time', posts);

let town: DatedTown;
beforeAll(async () => {
  town = await openDatedTown(busyTown(), Date.UTC(2025, 2, 10, 4));
  const { draft, act, publish, turn } = town;
  const split = await draft({ from: imported });
  const line: [number, number][] = [at(0.5, -0.5), at(0.501, 1.5)];
  const newIds = [left, right, 'spare'] as GridId[];
  await act(split, { name: 'split', gridId: 'a1' as GridId, line, newIds }, ['a1']);
  await act(split, { name: 'staff', gridId: left as GridId, workers: [] }, [left!]);
  await act(split, { name: 'staff', gridId: right as GridId, workers: staff(1) }, [right!]);
  await publish(split, SPLIT!);
  turn(Date.UTC(2025, 2, 13, 4));
  const merged = await draft({ from: split });
  const gridIds = ['b1', 'b2'] as GridId[];
  await act(merged, { name: 'merge', gridIds, newId: joined as GridId }, gridIds);
  await act(merged, { name: 'staff', gridId: 'a2' as GridId, workers: staff(2.5) }, ['a2']);
  await publish(merged, MERGED!);
  turn(Date.UTC(2025, 6, 1, 4));
});
afterAll(() => town.close());

const figures = async (query: string): Promise<IncidentFigures> =>
  incidentFiguresSchema.parse(await town.got(`/incidents/figures?${query}`));
const listed = async (query: string): Promise<number> =>
  (await town.got<IncidentPage>(`/incidents?limit=1&${query}`)).total;
const rowOf = ({ rows }: IncidentFigures, id: string): FigureRow => rows.find((row) => row.id === id)!;
const of = (answer: IncidentFigures, figure: FigureId, row = answer.whole) =>
  row.values[(row === answer.whole || row === answer.nowhere ? answer.figures : answer.rowFigures).indexOf(figure)]!;
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

describe('figures by the grids of then', () => {
  it('are those of the grids of the period asked for, whichever was asked before', async () => {
    for (const period of ['from=2025-03-01&to=2025-03-11', 'from=2025-03-10&to=2025-03-25', 'from=2025-03-21']) {
      const answer = await figures(`${period}&counted=then`);
      expect(answer.answeredFrom).toBe('sums');
      for (const row of answer.rows) {
        expect([period, row.id, row.reported]).toEqual([
          period,
          row.id,
          await listed(`${period}&counted=then&grid=${row.id}`),
        ]);
      }
      expect(sum([...answer.rows, answer.nowhere].map(({ reported }) => reported))).toBe(answer.whole.reported);
    }
  });

  it('compare a grid with itself where its land is the same in both periods, and say why others are not', async () => {
    const answer = await figures('from=2025-03-16&to=2025-03-25&against=previous&counted=then');
    expect(answer.against!.period).toEqual({ from: '2025-03-06', to: '2025-03-15' });
    const gaps = Object.fromEntries(answer.rows.map(({ id, uncompared }) => [id, uncompared]));
    expect(gaps).toEqual({
      [left!]: 'land-changed',
      [right!]: 'land-changed',
      a2: null,
      a3: null,
      a4: null,
      [joined!]: 'not-there',
      b1: 'gone',
      b2: 'gone',
      b3: null,
      b4: null,
    });
    for (const row of answer.rows) {
      for (const value of row.values) {
        if (row.uncompared) expect([value.before, value.change]).toEqual([null, null]);
        else expect(value.before).not.toBeNull();
      }
      if (row.uncompared) continue;
      const { before } = of(answer, 'count', row);
      expect(before!.numerator).toBe(await listed(`from=2025-03-06&to=2025-03-15&counted=then&grid=${row.id}`));
    }
    expect(rowOf(answer, 'b1').inForce).toEqual({ from: null, to: MERGED, isGone: true });
    expect(rowOf(answer, 'a2').inForce).toEqual({ from: null, to: null, isGone: false });
  });

  it('compare all together, what is in no grid, and areas, as by the grids of now', async () => {
    const period = 'from=2025-03-16&to=2025-03-25&against=previous';
    const [then, today] = [await figures(`${period}&counted=then`), await figures(period)];
    for (const side of ['whole', 'nowhere'] as const) {
      then.figures.forEach((figure, f) => {
        if (figure === 'perWorker') return;
        expect([side, figure, then[side].values[f]]).toEqual([side, figure, today[side].values[f]]);
      });
    }
    const [areasThen, areasNow] = [
      await figures(`${period}&counted=then&level=community`),
      await figures(`${period}&level=community`),
    ];
    expect([areasThen.counted, areasNow.counted]).toEqual(['then', 'now']);
    areasThen.rows.forEach((row, i) => {
      expect(row.uncompared).toBeNull();
      areasThen.rowFigures.forEach((figure, f) => {
        if (figure !== 'perWorker') expect(row.values[f]).toEqual(areasNow.rows[i]!.values[f]);
      });
    });
  });

  it('divide by person-days: the posts of every day of the period', async () => {
    // 3 days of the imported plan, 8 of the split one, 5 of the merged one.
    const answer = await figures('from=2025-03-09&to=2025-03-24&counted=then');
    const days = Object.fromEntries(answer.rows.map((row) => [row.id, of(answer, 'perWorker', row).denominator ?? 0]));
    expect(days).toEqual({
      a1: 3,
      [left!]: 0,
      [right!]: 13,
      a2: 3 + 8 + 5 * 2.5,
      a3: 16,
      a4: 16,
      b1: 11,
      b2: 11,
      [joined!]: 5 * 2,
      b3: 16,
      b4: 16,
    });
    const whole = of(answer, 'perWorker');
    expect(whole.denominator).toBe(sum(Object.values(days)));
    const staffed = answer.rows.filter(({ id }) => days[id]! > 0);
    const cases = sum(staffed.map((row) => of(answer, 'count', row).numerator));
    expect([whole.numerator, whole.unknown]).toEqual([cases, of(answer, 'count').numerator - cases]);
    // Cases a post that is there on all sixteen days.
    expect(whole.value).toBeCloseTo((cases / whole.denominator!) * 16, 9);
    expect(rowOf(answer, 'a2').posts).toBeCloseTo(23.5 / 16, 9);
    expect(rowOf(answer, left!).posts).toBe(0);
    const byCommunity = await figures('from=2025-03-09&to=2025-03-24&counted=then&level=community');
    const inArea = (ids: string[]): number => sum(ids.map((id) => days[id]!));
    expect(byCommunity.rows.map((row) => of(byCommunity, 'perWorker', row).denominator)).toEqual([
      inArea(['a1', left!, right!, 'a2', 'a3', 'a4']),
      inArea(['b1', 'b2', joined!, 'b3', 'b4']),
    ]);
  });

  it('a worker are the same as now where neither land nor workers changed', async () => {
    const period = 'from=2025-03-01&to=2025-03-11';
    const [then, now] = [await figures(`${period}&counted=then`), await figures(`${period}&plan=${imported}`)];
    for (const row of then.rows) {
      const here = of(then, 'perWorker', row);
      const there = of(now, 'perWorker', rowOf(now, row.id));
      expect(here.value).toBeCloseTo(there.value!, 9);
      expect(here.denominator).toBe(there.denominator! * 11);
    }
  });

  it('test a change of cases a worker by the person-days of both periods', async () => {
    const answer = await figures('from=2025-03-20&to=2025-03-30&against=previous&counted=then');
    const { numerator, denominator, before, change } = of(answer, 'perWorker', rowOf(answer, 'a2'));
    expect([denominator, before!.denominator]).toEqual([11 * 2.5, 11]);
    const chances = answer.rows.flatMap((row) => {
      const value = of(answer, 'perWorker', row);
      if (!value.before || !value.denominator || !value.before.denominator) return [];
      return [
        compareTwoCounts([value.numerator, value.before.numerator], [value.denominator, value.before.denominator]),
      ];
    });
    const own = compareTwoCounts([numerator, before!.numerator], [11 * 2.5, 11]);
    // Benjamini and Hochberg: at least the chance itself, at most times the number of tests.
    expect(change!.adjustedChance).toBeGreaterThanOrEqual(own - 1e-12);
    expect(change!.adjustedChance).toBeLessThanOrEqual(own * chances.length + 1e-12);
    expect(before!.value).toBeCloseTo(before!.numerator, 9);
  });
});

describe('days nobody knows the workers of', () => {
  it('are named, and what was in force on them has no figure a worker', async () => {
    const bare = busyTown();
    for (const grid of bare.plans[0]!.grids) grid.workers = [];
    const other = await openDatedTown(bare, Date.UTC(2025, 2, 10, 4));
    try {
      const plan = await other.draft({ from: imported });
      const gridIds = ['b1', 'b2'] as GridId[];
      await other.act(plan, { name: 'merge', gridIds, newId: joined as GridId }, gridIds);
      await other.act(plan, { name: 'staff', gridId: joined as GridId, workers: staff(2) }, [joined!]);
      await other.publish(plan, SPLIT!);
      const answer = incidentFiguresSchema.parse(
        await other.got('/incidents/figures?from=2025-03-09&to=2025-03-24&counted=then'),
      );
      expect(answer.workersUnknown).toEqual([{ from: '2025-03-09', to: '2025-03-11' }]);
      for (const row of answer.rows) {
        expect([row.id, of(answer, 'perWorker', row).denominator]).toEqual([row.id, row.id === joined ? 26 : null]);
      }
      for (const query of ['from=2025-03-09&to=2025-03-11', 'from=2025-03-09&to=2025-03-24&level=community']) {
        const without = incidentFiguresSchema.parse(await other.got(`/incidents/figures?${query}&counted=then`));
        expect(without.missing).toContainEqual({ figure: 'perWorker', why: 'no-workers-then' });
        expect(without.workersUnknown).toEqual([{ from: '2025-03-09', to: '2025-03-11' }]);
      }
    } finally {
      await other.close();
    }
  });
});
