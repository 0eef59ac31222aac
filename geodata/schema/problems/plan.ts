import type { ProblemEntry } from './problem-entry';

export const planProblems = {} satisfies Record<string, ProblemEntry>;
