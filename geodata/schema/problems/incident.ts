import type { ProblemEntry } from './problem-entry';

export const incidentProblems = {} satisfies Record<string, ProblemEntry>;
