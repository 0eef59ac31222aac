import { afterEach, describe, expect, it } from 'vitest';
import { applyChange } from '../../geodata/plan/apply-change';
import { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { reshapedGrids } from '../../geodata/plan/reshaped-grids';
import { runOperation } from '../../geodata/plan/run-operation';
import { findUnsoundness } from '../../geodata/plan/sound-face';
import { compareLand } from '../../geodata/plan/same-land';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { doubledArea } from '../../geodata/geometry/ring-area';
import type { CommitAnswer, Grid, PlanChangeWire, PlanContent, PlanOperation } from '../../geodata/schema/plan';
import { judgeCoverage } from '../fixtures/judge-coverage';
import { randomOperation } from '../fixtures/random-operation';
import { seededRandom } from '../fixtures/random-plan';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

/** Editors who work on one draft at the same time. */
const editorCount = 20;
const commitCount = process.env['PROVE'] === 'full' ? 10_000 : 500;

let server: TestApp;
afterEach(() => server.close());

async function get<T>(path: string): Promise<T> {
  return (await (await server.request(path)).json()) as T;
}

/** One planner's browser: a copy of the plan that may be behind what the server has. */
class Editor {
  plan: IndexedPlan;
  revision: number;

  constructor(
    readonly path: string,
    content: PlanContent,
    readonly random: () => number,
  ) {
    this.plan = indexed(content);
    this.revision = content.plan.revision;
  }

  async catchUp(): Promise<void> {
    const since = await get<{ changes: PlanChangeWire[] }>(`${this.path}/changes?since=${this.revision}&limit=1000`);
    for (const change of since.changes) {
      applyChange(this.plan, change);
      this.revision = change.revision;
    }
  }

  /** What this planner would do now, with what they know; null where it comes to nothing. */
  next(prefix: string): { operation: PlanOperation; base: Record<string, number> } | null {
    const operation = randomOperation(this.random, this.plan, prefix);
    if (!operation) return null;
    const planned = runOperation(this.plan, operation);
    if (!planned.ok) return null;
    const base: Record<string, number> = {};
    for (const id of reshapedGrids(this.plan, planned.value)) base[id] = this.plan.get(id)!.revision;
    return { operation, base };
  }
}

function indexed({ communities, grids }: PlanContent): IndexedPlan {
  return new IndexedPlan({
    rules: { householdBand: [300, 500], residentsMax: 2500, sequenceDigits: 3 },
    communities: communities.map(({ id, name, codePrefix }) => ({ id, name: name.zh, codePrefix })),
    grids: grids as Grid[],
    highestSequences: new Map(communities.map(({ id, highestSequence }) => [id, highestSequence])),
  });
}

const byId = (grids: Iterable<Grid>): string => JSON.stringify([...grids].sort((a, b) => (a.id < b.id ? -1 : 1)));

describe('twenty planners on one draft', () => {
  it(
    'lose nothing and leave no invalid state, and are refused only where a grid of theirs is newer',
    async () => {
      server = await createTestApp();
      const { plans } = await get<{ plans: { id: string }[] }>('/places/small/plans');
      const made = await server.request('/places/small/plans', {
        method: 'POST',
        body: { from: plans[0]!.id, name: { zh: '众人' } },
      });
      const path = `/places/small/plans/${((await made.json()) as { id: string }).id}`;
      const start = await get<PlanContent>(path);
      const land = dissolveFaces(start.grids.map(({ polygons }) => polygons));
      const editors = Array.from({ length: editorCount }, (_, n) => new Editor(path, start, seededRandom(900 + n)));
      const dice = seededRandom(77);
      const accepted: CommitAnswer[] = [];
      const statuses = new Map<number, number>();
      let asked = 0;

      while (asked < commitCount) {
        // Some are behind, some have just looked; all of a round commit at once.
        const round = editors.filter(() => dice() < 0.5);
        await Promise.all(round.filter(() => dice() < 0.4).map((editor) => editor.catchUp()));
        const commits = round.flatMap((editor) => editor.next(`e${asked++}`) ?? []);
        const answers = await Promise.all(
          commits.map((body) => server.request(`${path}/commits`, { method: 'POST', body })),
        );
        for (const [i, answer] of answers.entries()) {
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          const body = (await answer.json()) as CommitAnswer & { code?: string; theirs?: { revision: number } };
          if (answer.ok) accepted.push(body);
          // An act may meet land that others have cut up meanwhile; what names its grids is a conflict and says whose.
          else if (answer.status === 409) expect(body.theirs?.revision, JSON.stringify(commits[i])).toBeGreaterThan(0);
          else expect([422, 404], JSON.stringify(body)).toContain(answer.status);
        }
      }

      const end = await get<PlanContent>(path);
      // Every accepted commit has a revision of its own and stands in the history as it was answered.
      const history: PlanChangeWire[] = [];
      for (let since = 0; since < end.plan.revision; since = history.at(-1)!.revision) {
        history.push(
          ...(await get<{ changes: PlanChangeWire[] }>(`${path}/changes?since=${since}&limit=1000`)).changes,
        );
      }
      expect(history.map(({ revision }) => revision)).toEqual(history.map((_, n) => n + 1));
      expect(accepted.map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(
        history.map(({ revision }) => revision),
      );
      for (const { revision, put, delete: gone } of accepted) {
        expect(history[revision - 1]).toMatchObject({ put, delete: gone });
      }
      // The history alone makes the plan, each state of it sound, and taken back it makes the start.
      const replay = indexed(start);
      for (const change of history) {
        applyChange(replay, change);
        for (const { polygons } of change.put) expect(findUnsoundness(polygons)).toBeNull();
        const faces = [...replay.all()].map(({ polygons }) => polygons);
        expect(compareLand(faces, faces)).not.toBeNull();
        expect(faces.reduce((sum, one) => sum + doubledArea(one), 0)).toBe(doubledArea(dissolveFaces(faces)));
      }
      expect(byId(replay.all())).toBe(byId(end.grids as Grid[]));
      const faces = end.grids.map(({ polygons }) => polygons);
      expect(judgeCoverage(faces, dissolveFaces(faces))).toBe('');
      for (const change of [...history].reverse()) {
        applyChange(replay, { note: change.note, put: change.inverse.put as Grid[], delete: change.inverse.delete });
      }
      expect(byId(replay.all())).toBe(byId(start.grids as Grid[]));
      expect(dissolveFaces([...replay.all()].map(({ polygons }) => polygons))).toEqual(land);
      // The game was worth playing: many went through, and many met.
      expect(statuses.get(200) ?? 0).toBeGreaterThan(commitCount / 10);
      expect(statuses.get(409) ?? 0).toBeGreaterThan(commitCount / 50);
    },
    process.env['PROVE'] === 'full' ? 1_200_000 : undefined,
  );
});
