import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportState, UploadedFile } from '../../geodata/schema/import-session';
import { fail, ok } from '../../geodata/schema/problems';
import type { Problem, Result } from '../../geodata/schema/problems';
import type { PlaceStores } from '../db/place-store';
import {
  createStaging,
  hasStaging,
  isFileName,
  listStagedFiles,
  listStagings,
  receiveFile,
  stagingFolder,
} from './import-staging';
import type { Arrival } from './import-staging';
import type { ImportJob, ImportJobOrder, ImportJobStep, ImportOutcomeCounts } from './import-job';

/** Imports that may stand open at once: each may hold as much disk as the limit of uploads says. */
export const openImportsLimit = 20;
/** After this an import that nobody touched is cleaned away, ms. */
const lifetimeMilliseconds = 24 * 3600_000;

/** How the run of an import stands. */
export interface ImportRunState {
  state: ImportState;
  placeId: string;
  startedAt: number;
  step: ImportJobStep | null;
  problem: Problem | null;
  outcome: ImportOutcomeCounts | null;
}

export interface ImportSession {
  id: string;
  files: UploadedFile[];
  run: ImportRunState | null;
}

export interface ImportSessions {
  /** Opens an import; its id. Fails with `import.too-many`. */
  create(): Promise<Result<string>>;
  get(id: string): ImportSession | null;
  /** The folder of its files, for what reads them. */
  folder(id: string): string;
  receive(id: string, arrival: Omit<Arrival, 'limitBytes'>): Promise<Result<UploadedFile>>;
  removeFile(id: string, name: string): Promise<Result<true>>;
  drop(id: string): Promise<Result<true>>;
  /** Starts the run and answers when it is under way; how it goes is in `get`. */
  start(id: string, order: Omit<ImportJobOrder, 'dataDir' | 'dataFolder' | 'now'>): Promise<Result<true>>;
  cancel(id: string): Result<true>;
  /** Resolves when the run of an import has ended, however. */
  settled(id: string): Promise<void>;
  close(): Promise<void>;
}

export interface ImportSessionsDeps {
  dataDir: string;
  limitBytes: number;
  places: PlaceStores;
  startJob(order: ImportJobOrder): ImportJob;
  now(): number;
  log(line: string): void;
}

/**
 * Imports by upload. What is on the disk is the session: it outlives a restart, its run does not. At most one run a
 * place; its thread reads everything first and then asks to write, which waits for its turn in the place's write queue.
 */
export function createImportSessions(deps: ImportSessionsDeps): ImportSessions {
  const { dataDir, limitBytes, places, now, log } = deps;
  const runs = new Map<string, ImportRunState & { job: ImportJob; ended: Promise<void> }>();
  const isActive = (id: string): boolean => ['running', 'saving'].includes(runs.get(id)?.state ?? '');
  const gone = (): Result<never> => fail('import.not-found', {});

  async function cleanUp(): Promise<void> {
    for (const { id, changedAt } of listStagings(dataDir)) {
      if (isActive(id) || now() - changedAt < lifetimeMilliseconds) continue;
      runs.delete(id);
      await rm(stagingFolder(dataDir, id), { recursive: true, force: true });
    }
  }

  /** Lets the thread write once no other write of the place is under way, and holds others off until it is done. */
  async function letWrite(run: ImportRunState & { job: ImportJob }): Promise<void> {
    const write = async (): Promise<void> => {
      if (run.state !== 'running') return;
      run.state = 'saving';
      run.job.write();
      await run.job.ended;
    };
    const store = await places.get(run.placeId);
    await (store ? store.exclusive(write) : write());
  }

  return {
    async create() {
      await cleanUp();
      if (listStagings(dataDir).length >= openImportsLimit) return fail('import.too-many', { limit: openImportsLimit });
      return ok(createStaging(dataDir));
    },
    get(id) {
      if (!hasStaging(dataDir, id)) return null;
      return { id, files: listStagedFiles(dataDir, id), run: runs.get(id) ?? null };
    },
    folder: (id) => stagingFolder(dataDir, id),
    async receive(id, arrival) {
      if (!hasStaging(dataDir, id)) return gone();
      if (isActive(id)) return fail('import.running', {});
      return receiveFile(dataDir, id, { ...arrival, limitBytes });
    },
    async removeFile(id, name) {
      if (!hasStaging(dataDir, id)) return gone();
      if (isActive(id)) return fail('import.running', {});
      const files = listStagedFiles(dataDir, id);
      if (!isFileName(name) || !files.some((file) => file.name === name))
        return fail('upload.no-such-file', { name: name.slice(0, 120) });
      await rm(join(stagingFolder(dataDir, id), name), { force: true });
      return ok(true);
    },
    async drop(id) {
      if (!hasStaging(dataDir, id)) return gone();
      const run = runs.get(id);
      if (run?.state === 'saving') return fail('import.saving', {});
      if (run?.state === 'running') {
        run.state = 'cancelled';
        await run.job.stop();
      }
      runs.delete(id);
      await rm(stagingFolder(dataDir, id), { recursive: true, force: true });
      return ok(true);
    },
    async start(id, order) {
      if (!hasStaging(dataDir, id)) return gone();
      if (isActive(id)) return fail('import.running', {});
      if (listStagedFiles(dataDir, id).length === 0) return fail('import.no-files', {});
      const { placeId } = order;
      const isBusy = [...runs.entries()].some(([other, run]) => run.placeId === placeId && isActive(other));
      if (isBusy) return fail('import.place-busy', { place: placeId });
      const job = deps.startJob({ ...order, dataDir, dataFolder: stagingFolder(dataDir, id), now: now() });
      const run: ImportRunState & { job: ImportJob; ended: Promise<void> } = {
        state: 'running',
        placeId,
        startedAt: now(),
        step: null,
        problem: null,
        outcome: null,
        job,
        ended: Promise.resolve(),
      };
      job.onStep((step) => (run.step = step));
      job.onReady(() => void letWrite(run));
      run.ended = job.ended.then((result) => {
        if (run.state === 'cancelled') return;
        run.state = result.ok ? 'done' : 'failed';
        if (result.ok) run.outcome = result.value;
        else {
          run.problem = result.problem;
          if (result.problem.code === 'import.thread-lost')
            log(`import ${id} lost its thread: ${String(result.problem.params['reason'])}`);
        }
      });
      runs.set(id, run);
      return ok(true);
    },
    cancel(id) {
      if (!hasStaging(dataDir, id)) return gone();
      const run = runs.get(id);
      if (run?.state === 'saving') return fail('import.saving', {});
      if (run?.state !== 'running') return fail('import.not-running', {});
      run.state = 'cancelled';
      void run.job.stop();
      return ok(true);
    },
    async settled(id) {
      await runs.get(id)?.ended;
    },
    async close() {
      for (const run of runs.values()) {
        if (run.state === 'running') {
          run.state = 'cancelled';
          await run.job.stop();
        } else if (run.state === 'saving') await run.ended;
      }
    },
  };
}
