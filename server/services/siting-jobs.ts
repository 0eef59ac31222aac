import { randomUUID } from 'node:crypto';
import { describeProblem, fail, ok, plainParams } from '../../geodata/schema/problems';
import type { Problem, Result } from '../../geodata/schema/problems';
import type { SitingJobWire } from '../../geodata/schema/siting';
import type { PreparedSiting } from './prepare-siting';
import type { PackedSiting, SitingJob, StartSitingJob } from './siting-job';

/** Jobs at a time: each keeps one processor busy. */
const runningLimit = 2;
/** Answers kept, the ones asked for last. */
const keptLimit = 24;

export interface SitingJobsDeps {
  startJob: StartSitingJob;
  /** UTC ms. */
  now(): number;
  log(line: string): void;
}

/** Siting questions being solved, and the answers of those that are. They live as long as the process. */
export interface SitingJobs {
  /** The job that has solved or is solving this very question on this data; null for none. */
  find(placeId: string, key: string): string | null;
  /** Fails with `siting.too-many-jobs`. */
  start(placeId: string, key: string, prepared: PreparedSiting): Result<string>;
  /** How it stands, problems in a language. Fails with `siting.not-found`. */
  describe(placeId: string, id: string, language: 'zh' | 'en'): Result<SitingJobWire>;
  /** The packed answer. Fails with `siting.not-found`, `siting.not-done` or the problem of the job. */
  answer(placeId: string, id: string): Result<PackedSiting>;
  /** Asks a running job for the best there is by now. */
  finish(placeId: string, id: string): Result<true>;
  /** Cuts a job off and forgets it. */
  drop(placeId: string, id: string): Promise<Result<true>>;
  /** Resolves once no job of this id runs any more. */
  settled(id: string): Promise<void>;
  close(): Promise<void>;
}

interface Entry {
  placeId: string;
  key: string;
  job: SitingJob;
  startedAt: number;
  progress: Omit<NonNullable<SitingJobWire['progress']>, 'seconds'> | null;
  /** Null while it runs. */
  outcome: { ok: true; value: PackedSiting } | { ok: false; problem: Problem } | null;
  settled: Promise<void>;
}

export function createSitingJobs({ startJob, now, log }: SitingJobsDeps): SitingJobs {
  const jobs = new Map<string, Entry>();
  const running = () => [...jobs.values()].filter(({ outcome }) => outcome === null);
  const entryOf = (placeId: string, id: string): Result<Entry> => {
    const entry = jobs.get(id);
    return entry?.placeId === placeId ? ok(entry) : fail('siting.not-found');
  };

  function forgetOldest(): void {
    for (const [id, { outcome }] of jobs) {
      if (jobs.size <= keptLimit) return;
      if (outcome !== null) jobs.delete(id);
    }
  }

  return {
    find(placeId, key) {
      for (const [id, entry] of jobs) {
        if (entry.placeId !== placeId || entry.key !== key || entry.outcome?.ok === false) continue;
        // Put back at the end: it is the one asked for last.
        jobs.delete(id);
        jobs.set(id, entry);
        return id;
      }
      return null;
    },
    start(placeId, key, prepared) {
      if (running().length >= runningLimit) return fail('siting.too-many-jobs', { limit: runningLimit });
      const id = randomUUID();
      const job = startJob(prepared);
      const entry: Entry = {
        placeId,
        key,
        job,
        startedAt: now(),
        progress: null,
        outcome: null,
        settled: Promise.resolve(),
      };
      job.onProgress((progress) => (entry.progress = progress));
      entry.settled = job.ended.then((outcome) => {
        entry.outcome = outcome;
        if (!outcome.ok && outcome.problem.code === 'siting.thread-lost' && jobs.has(id)) {
          log(`siting ${id} lost its thread: ${String(outcome.problem.params['reason'])}`);
        }
      });
      jobs.set(id, entry);
      forgetOldest();
      return ok(id);
    },
    describe(placeId, id, language) {
      const found = entryOf(placeId, id);
      if (!found.ok) return found;
      const { outcome, progress, startedAt } = found.value;
      const problem = outcome?.ok === false ? outcome.problem : null;
      return ok({
        id,
        state: outcome === null ? 'running' : outcome.ok ? 'done' : 'failed',
        progress:
          outcome === null && progress ? { ...progress, seconds: Math.max(0, (now() - startedAt) / 1000) } : null,
        problem: problem && {
          code: problem.code,
          params: plainParams(problem.params, language),
          detail: describeProblem(problem, language),
        },
      });
    },
    answer(placeId, id) {
      const found = entryOf(placeId, id);
      if (!found.ok) return found;
      return found.value.outcome ?? fail('siting.not-done');
    },
    finish(placeId, id) {
      const found = entryOf(placeId, id);
      if (!found.ok) return found;
      found.value.job.finish();
      return ok(true);
    },
    async drop(placeId, id) {
      const found = entryOf(placeId, id);
      if (!found.ok) return found;
      jobs.delete(id);
      if (found.value.outcome === null) await found.value.job.stop();
      return ok(true);
    },
    async settled(id) {
      await jobs.get(id)?.settled;
    },
    async close() {
      const open = running();
      jobs.clear();
      await Promise.all(open.map(({ job }) => job.stop()));
    },
  };
}
