import type { ProblemEntry } from './index';

export const coverageProblems = {} satisfies Record<string, ProblemEntry>;
