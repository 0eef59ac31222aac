import type { ProblemEntry } from './problem-entry';

export const importProblems = {} satisfies Record<string, ProblemEntry>;
