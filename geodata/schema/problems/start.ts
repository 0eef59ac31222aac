import type { ProblemEntry } from './problem-entry';

export const startProblems = {} satisfies Record<string, ProblemEntry>;
