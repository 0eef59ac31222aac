import type { ProblemEntry } from './index';

export const startProblems = {} satisfies Record<string, ProblemEntry>;
