import type { ProblemEntry } from './problem-entry';

export const coverageProblems = {} satisfies Record<string, ProblemEntry>;
