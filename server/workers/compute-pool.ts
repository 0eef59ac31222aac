import { Worker } from 'node:worker_threads';
import type { Compute } from './compute';
import type { TaskInput, TaskName, TaskOutput } from './tasks';
import { findWorkerEntry } from './worker-entry';
import type { WorkerReply, WorkerRequest } from './worker-message';

/** What a thread does: tasks that build on the same things share one, so that each thing is built and kept once. */
export type TaskLane = 'tiles' | 'walking' | 'incidents' | 'reading' | 'search' | 'imports';

const laneOf: Record<TaskName, TaskLane> = {
  'draw-tile': 'tiles',
  'draw-elevation-tile': 'tiles',
  'answer-coverage': 'walking',
  'find-stretches': 'walking',
  'ask-what-if': 'walking',
  'export-uncovered': 'walking',
  'measure-overview': 'walking',
  'prepare-areas': 'walking',
  'prepare-siting': 'walking',
  'walk-incidents': 'walking',
  'answer-incidents': 'incidents',
  'export-incidents': 'incidents',
  'compare-incidents': 'incidents',
  'read-plan': 'reading',
  'compare-plans': 'reading',
  'prepare-publication': 'reading',
  'prepare-rebase': 'reading',
  'read-history': 'reading',
  'read-collection': 'reading',
  'read-guide-lines': 'reading',
  'list-stations': 'reading',
  'draw-posted-grids': 'reading',
  'search-place': 'search',
  'inspect-import': 'imports',
  'export-plan': 'reading',
  'preview-layer': 'imports',
  'read-layer': 'imports',
  'write-layer-draft': 'imports',
  'read-layer-into': 'imports',
  'write-layer-into': 'imports',
  'preview-import': 'imports',
};
const closeTimeoutMilliseconds = 3000;
/**
 * Room for what a thread throws away soon. V8 would take up to 48 MB in each and clean up seldom: a city then costs the
 * server half as much memory again, and its first answers come no faster.
 */
const youngGenerationMegabytes = 6;

interface Pending {
  resolve(output: never): void;
  reject(error: Error): void;
}

export interface ComputePool extends Compute {
  /** Starts the thread of a lane ahead of its first task. */
  warm(lane: TaskLane): void;
}

/**
 * One thread a lane, started by its first task. More threads for one lane would each build and keep a network and its
 * incidents: for a city that is seconds and hundreds of megabytes, against answers that take milliseconds once it is there.
 * A thread that dies fails its tasks and is started afresh by the next.
 */
export function createComputePool(dataDir: string): ComputePool {
  const lanes: Record<TaskLane, ComputeThread> = {
    tiles: new ComputeThread(dataDir),
    walking: new ComputeThread(dataDir),
    incidents: new ComputeThread(dataDir),
    reading: new ComputeThread(dataDir),
    search: new ComputeThread(dataDir),
    imports: new ComputeThread(dataDir),
  };
  return {
    call<K extends TaskName>(name: K, input: TaskInput<K>): Promise<TaskOutput<K>> {
      return lanes[laneOf[name]].run(name, input);
    },
    warm(lane) {
      lanes[lane].start();
    },
    async close() {
      await Promise.all(Object.values(lanes).map((thread) => thread.close()));
    },
  };
}

class ComputeThread {
  readonly #dataDir: string;
  #worker: Worker | null = null;
  #nextId = 1;
  #isClosed = false;
  readonly #pending = new Map<number, Pending>();

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  run<K extends TaskName>(name: K, input: TaskInput<K>): Promise<TaskOutput<K>> {
    if (this.#isClosed) return Promise.reject(new Error('the compute pool is closed'));
    const worker = this.start();
    const id = this.#nextId++;
    const request: WorkerRequest = { type: 'run', id, name, input };
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      worker.postMessage(request);
    });
  }

  start(): Worker {
    if (this.#worker) return this.#worker;
    const { file, entry } = findWorkerEntry('compute-worker');
    const worker = new Worker(file, {
      workerData: { dataDir: this.#dataDir, entry },
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMegabytes },
    });
    worker.on('message', (reply: WorkerReply) => this.#settle(reply));
    worker.on('error', (error) => this.#fail(worker, error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => this.#fail(worker, new Error(`compute thread ended with ${code}`)));
    this.#worker = worker;
    return worker;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    if (!worker) return;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage({ type: 'close' } satisfies WorkerRequest);
    // A thread in the middle of a long computation does not hear us: it only reads, so it can be cut off.
    const timer = setTimeout(() => void worker.terminate(), closeTimeoutMilliseconds);
    await ended;
    clearTimeout(timer);
  }

  #settle(reply: WorkerReply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.ok) pending?.resolve(reply.output as never);
    else pending?.reject(new Error(reply.message));
  }

  #fail(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
