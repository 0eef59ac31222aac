import type { ProblemEntry } from './index';

export const incidentProblems = {} satisfies Record<string, ProblemEntry>;
