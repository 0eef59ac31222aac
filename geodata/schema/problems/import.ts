import type { ProblemEntry } from './index';

export const importProblems = {} satisfies Record<string, ProblemEntry>;
