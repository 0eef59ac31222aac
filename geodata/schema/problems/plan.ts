import type { ProblemEntry } from './index';

export const planProblems = {} satisfies Record<string, ProblemEntry>;
