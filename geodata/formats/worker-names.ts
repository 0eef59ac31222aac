import { unnamedWorkers } from '../plan/grid-workers';
import { WORKER_NAME_LENGTH, workerNamePattern } from '../schema/grid-worker';
import type { GridWorker, WorkerKind } from '../schema/grid-worker';

/** Between two names in a cell, by language. */
export const nameSeparators = { zh: '、', en: '; ' } as const;
/** What is read between two names: any of those, a comma, a line break. */
export const nameSeparator = /[、;；,，/\n\r|]+/;
/** A name, and in brackets the part of a post where it is not a whole one: 张三(0.5). */
const partPattern = /^(.*?)\s*[(（]\s*(\d*\.?\d+)\s*[)）]$/;

/** The names of one kind of workers as one cell: 张三、李四(0.5). Posts without a name are in the number beside it. */
export function writeWorkerNames(workers: readonly GridWorker[], kind: WorkerKind, language: 'zh' | 'en'): string {
  return workers
    .filter((worker) => worker.kind === kind && worker.name !== '')
    .map(({ name, posts }) => (posts === 1 ? name : `${name}(${posts})`))
    .join(nameSeparators[language]);
}

/** A worker as a file has one: without an id, which files do not keep. */
export type ReadWorker = Omit<GridWorker, 'id'>;

/** The workers of one kind in a row, and the words among the names that are none. */
export interface ReadWorkers {
  workers: ReadWorker[];
  refused: string[];
}

/**
 * Reads the names of one kind of workers and how many posts there are. Posts beyond those of the names are without a name;
 * where there is no number, the names are all, and a number or an unreadable word among them stands for posts without one.
 * @param posts null where no column says how many
 */
export function readWorkerNames(text: string, posts: number | null, kind: WorkerKind): ReadWorkers {
  const workers: ReadWorker[] = [];
  const refused: string[] = [];
  let unnamed = 0;
  for (const word of text.split(nameSeparator).map((part) => part.trim())) {
    if (word === '') continue;
    if (/^\d+(\.\d+)?$/.test(word)) {
      unnamed += Number(word);
      continue;
    }
    const [, name = word, part = '1'] = partPattern.exec(word) ?? [];
    const share = Number(part);
    if (workerNamePattern.test(name) && name.length <= WORKER_NAME_LENGTH && share > 0 && share <= 1) {
      workers.push({ name, kind, posts: Math.round(share * 1000) / 1000 || 0.001 });
    } else {
      refused.push(word.slice(0, WORKER_NAME_LENGTH));
      unnamed++;
    }
  }
  const named = workers.reduce((sum, worker) => sum + worker.posts, 0);
  for (const { name, posts: left } of unnamedWorkers(kind, posts === null ? unnamed : posts - named))
    workers.push({ name, kind, posts: Math.min(left, 1000) });
  return { workers, refused };
}
