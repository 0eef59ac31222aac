import type { TaskInput, TaskName } from './tasks';

/** What the pool tells a thread. */
export type WorkerRequest = { type: 'run'; id: number; name: TaskName; input: TaskInput<TaskName> } | { type: 'close' };

/** What a thread answers. */
export type WorkerReply = { id: number; ok: true; output: unknown } | { id: number; ok: false; message: string };
