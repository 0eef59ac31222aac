import { z } from 'zod';
import { workerIdSchema } from './ids';

/** `full-time` 专职网格员, `part-time` 兼职网格员, `mobile` 流动网格员 (couriers and riders who report on their way). */
export const workerKinds = ['full-time', 'part-time', 'mobile'] as const;
export type WorkerKind = (typeof workerKinds)[number];

/** Posts of each kind. */
export const workerPostsSchema = z.record(z.enum(workerKinds), z.number()).meta({ id: 'WorkerPosts' });
export type WorkerPosts = Readonly<Record<WorkerKind, number>>;

/**
 * What the name of a worker may be made of: it begins with a letter of any script, and has none of the marks by which files
 * list names, so that a list of names can be written into one cell and read back.
 */
export const workerNamePattern = /^\p{L}[\p{L}\p{M}\p{N} ·•.'’-]*$/u;
export const WORKER_NAME_LENGTH = 40;
/** Entries a grid may have: enough for hundreds of grids of a city merged into one. */
export const MOST_WORKERS = 5000;

/** One person, or the posts of one kind that are there without a name. */
export const gridWorkerSchema = z
  .object({
    id: workerIdSchema.meta({ description: 'The same wherever the person works; of posts without a name the kind' }),
    name: z
      .union([z.literal(''), z.string().max(WORKER_NAME_LENGTH).regex(workerNamePattern)])
      .meta({ description: 'Empty for posts whose holders nobody has entered' }),
    kind: z.enum(workerKinds),
    posts: z
      .number()
      .positive()
      .max(100_000)
      .meta({ description: 'Posts this entry fills: 1 for a person, a part where several grids share one' }),
  })
  .meta({ id: 'GridWorker' });
export type GridWorker = z.infer<typeof gridWorkerSchema>;

/** The workers of a grid: every id once; a person fills one post at most; one entry a kind for posts without a name. */
export const gridWorkersSchema = z
  .array(gridWorkerSchema)
  .max(MOST_WORKERS)
  .superRefine((workers, context) => {
    const ids = new Set<string>();
    for (const [index, worker] of workers.entries()) {
      const refuse = (message: string): void => context.addIssue({ code: 'custom', path: [index], message });
      const isUnnamed = worker.name === '';
      if (ids.has(worker.id)) refuse(`the worker ${worker.id} is in the list twice`);
      ids.add(worker.id);
      if (isUnnamed && worker.id !== (worker.kind as string)) refuse(`posts without a name have the id ${worker.kind}`);
      if (!isUnnamed && (workerKinds as readonly string[]).includes(worker.id))
        refuse('a person has an id of their own');
      if (!isUnnamed && worker.posts > 1) refuse('a person fills one post at most');
    }
  });
