import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../geodata/incidents/local-days';
import { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { fullTimePosts, unnamedWorkers } from '../../geodata/plan/grid-workers';
import { hasSameShape } from '../../geodata/plan/pair-plans';
import type { IncidentFigures } from '../../geodata/schema/incident-figures';
import type { IncidentPage, IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import type { Grid, PlanContent, PlanOperation } from '../../geodata/schema/plan';
import type { RedrawComparison } from '../../geodata/schema/redraw';
import { busyTown, openDatedTown } from '../fixtures/dated-town';
import type { DatedTown } from '../fixtures/dated-town';
import { randomOperation } from '../fixtures/random-operation';
import { seededRandom } from '../fixtures/random-plan';

const full = process.env['PROVE'] === 'full';
const imported = 'general-published';
const [FIRST, LAST] = ['2025-03-01', '2025-03-30'];

/** What was published and when, as the test did it: the judge of what was in force on a day. */
interface Standing {
  from: string;
  grids: readonly Grid[];
}

/** Redraws the town at random, some four times in the days of its reports; one publication in four is taken back. */
async function redrawAtRandom(town: DatedTown, random: () => number, name: string): Promise<Standing[]> {
  const standing: Standing[] = [{ from: '', grids: withoutFree(await town.gridsOf(imported)) }];
  let parent = imported;
  let day = FIRST!;
  for (let turn = 0; turn < 4; turn++) {
    day = addDays(day, 1 + Math.floor(random() * 8));
    // The evening before: what is to begin tomorrow can still be withdrawn.
    town.turn(Date.parse(`${day}T00:00:00Z`) - 12 * 3_600_000);
    const plan = await town.draft({ from: parent });
    for (let act = 0; act < 3; act++) await actAtRandom(town, random, plan, `${name}-${turn}-${act}`);
    await expectDraftConserves(town, parent, plan);
    const done = await town.request(`/plans/${plan}/publish`, { effectiveFrom: day });
    if (done.status !== 200) continue;
    if (random() < 0.25) {
      expect((await town.request(`/plans/${plan}/withdraw`, {})).status).toBe(200);
      continue;
    }
    standing.push({ from: day, grids: withoutFree(await town.gridsOf(plan)) });
    parent = plan;
  }
  town.turn(Date.UTC(2025, 6, 1, 4));
  return standing;
}

const withoutFree = (grids: readonly Grid[]): Grid[] => grids.filter(({ kind }) => kind !== 'unassigned');

/** Splits, merges, moves, draws, releases or staffs; what the server refuses is left. */
async function actAtRandom(town: DatedTown, random: () => number, plan: string, prefix: string): Promise<void> {
  const { grids, communities } = await town.got<PlanContent>(`/plans/${plan}`);
  const indexed = new IndexedPlan({
    rules: { householdBand: [300, 500], residentsMax: 1500, sequenceDigits: 3 },
    communities: communities.map(({ id, name, codePrefix }) => ({ id, name: name.zh, codePrefix })),
    grids,
  });
  const some = withoutFree(grids)[Math.floor(random() * withoutFree(grids).length)]!;
  const dice = random();
  const operation: PlanOperation | null =
    dice < 0.2
      ? { name: 'staff', gridId: some.id, workers: unnamedWorkers('full-time', Math.floor(random() * 4)) }
      : dice < 0.3
        ? { name: 'release', gridId: some.id, newId: `${prefix}-free` as Grid['id'] }
        : randomOperation(random, indexed, prefix);
  if (!operation) return;
  const base = Object.fromEntries(grids.map(({ id, revision }) => [id, revision]));
  await town.request(`/plans/${plan}/commits`, { operation, base });
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** What a draft does to incidents loses and doubles none, before it is published. */
async function expectDraftConserves(town: DatedTown, before: string, draft: string): Promise<void> {
  const { groups, total } = await town.got<RedrawComparison>(`/plans/${before}/compare/${draft}/incidents`);
  const { incidents, withoutPoint } = total;
  expect(total.inGridsBefore + total.outsideBefore + withoutPoint).toBe(incidents);
  expect(total.inGridsAfter + total.outsideAfter + withoutPoint).toBe(incidents);
  const counts = (grids: readonly { count: number }[]): number => sum(grids.map(({ count }) => count));
  for (const one of groups) expect(counts(one.before) - one.freed + one.gained).toBe(counts(one.after));
  const moved = sum(groups.map(({ freed, gained }) => gained - freed));
  expect(total.inGridsAfter - total.inGridsBefore).toBe(moved);
}

/** Whether a grid had the same land on every day, day by day. */
function isSteady(standing: readonly Standing[], id: string, from: string, to: string): boolean {
  let before: Grid | null = null;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const grid = standing.findLast((one) => one.from <= day)!.grids.find((one) => one.id === id);
    if (!grid || (before && !hasSameShape(before, grid))) return false;
    before = grid;
  }
  return true;
}

/** Full-time posts of every day of a period, added up; what a version without any worker means is tested by hand. */
function personDays(standing: readonly Standing[], from: string, to: string): number {
  let days = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const { grids } = standing.findLast((one) => one.from <= day)!;
    days += sum(grids.map(({ workers }) => fullTimePosts(workers)));
  }
  return days;
}

async function expectConserved(
  town: DatedTown,
  standing: readonly Standing[],
  from: string,
  to: string,
): Promise<void> {
  const query = `from=${from}&to=${to}`;
  const { total } = await town.got<IncidentPage>(`/incidents?limit=1&${query}`);
  const inGrids = new Map<string, number>();
  for (const counted of ['then', 'now']) {
    const found = await town.got<IncidentSummaryWire>(`/incidents/summary?${query}&counted=${counted}`);
    const held = sum(found.byGrid.map(({ count }) => count));
    expect([counted, held + found.outsideGrids + found.withoutPoint, found.total]).toEqual([counted, total, total]);
    if (counted === 'then') for (const { gridId, count } of found.byGrid) inGrids.set(gridId, count);
  }
  const figures = (more: string): Promise<IncidentFigures> => town.got(`/incidents/figures?${query}&${more}`);
  // As many days just before, where there are.
  const against = addDays(from, -daysBetween(from, to)) >= FIRST! ? '&against=previous' : '';
  const [then, now] = [await figures(`counted=then${against}`), await figures(`counted=now${against}`)];
  // Grids, and what is in none, make the whole, figure by figure; the whole is that of the grids of now, and so is its change.
  for (const row of then.rows) expect([row.id, row.reported]).toEqual([row.id, inGrids.get(row.id)]);
  for (const answer of [then, now]) {
    expect(sum([...answer.rows, answer.nowhere].map(({ reported }) => reported))).toBe(total);
  }
  then.figures.forEach((figure, f) => {
    if (figure === 'perWorker' || figure === 'rate') return;
    const parts = [...then.rows, then.nowhere].map(({ values }) => values[f]!);
    for (const key of ['numerator', 'pending', 'unknown', 'excluded'] as const) {
      expect([figure, key, sum(parts.map((part) => part[key]))]).toEqual([figure, key, then.whole.values[f]![key]]);
    }
    expect([figure, then.whole.values[f]]).toEqual([figure, now.whole.values[now.figures.indexOf(figure)]]);
  });
  const perWorker = then.whole.values[then.figures.indexOf('perWorker')];
  if (perWorker) expect(perWorker.denominator).toBeCloseTo(personDays(standing, from, to), 6);
  if (then.against) {
    for (const { id, uncompared, values } of then.rows) {
      const same = isSteady(standing, id, then.against.period.from, to);
      expect([id, uncompared === null, values[0]!.before !== null]).toEqual([id, same, same]);
    }
  }
}

describe('however the grids were redrawn', () => {
  it(
    'grids of then and what is in none are all reports, as by the grids of now, in every period and against another one',
    async () => {
      let versions = 0;
      for (const seed of full ? Array.from({ length: 40 }, (_, i) => i + 1) : [2]) {
        const random = seededRandom(seed);
        const town = await openDatedTown(busyTown(seed), Date.UTC(2025, 1, 20, 4));
        try {
          const standing = await redrawAtRandom(town, random, `s${seed}`);
          versions += standing.length;
          await expectConserved(town, standing, FIRST!, LAST!);
          for (let k = 0; k < (full ? 8 : 2); k++) {
            const from = addDays(FIRST!, Math.floor(random() * 28));
            const to = addDays(from, Math.floor(random() * 9));
            await expectConserved(town, standing, from, to < LAST! ? to : LAST!);
          }
        } finally {
          await town.close();
        }
      }
      expect(versions).toBeGreaterThan(full ? 80 : 2);
    },
    full ? 1_200_000 : undefined,
  );
});
