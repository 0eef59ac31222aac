import { clientProblems } from './client';
import { requestProblems } from './request';
import { planProblems } from './plan';
import { coverageProblems } from './coverage';
import { incidentProblems } from './incident';
import { importProblems } from './import';
import { startProblems } from './start';
import type { ProblemEntry } from './problem-entry';

export type { ProblemEntry } from './problem-entry';

/** The one catalogue of error codes, in files by subject. */
export const problemCatalogue = {
  ...clientProblems,
  ...requestProblems,
  ...planProblems,
  ...coverageProblems,
  ...incidentProblems,
  ...importProblems,
  ...startProblems,
} satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof problemCatalogue;
export type ProblemParams = Record<string, string | number>;

/** GeoJSON geometry (degrees) of the place the problem is at. */
export type ProblemPlace =
  | { type: 'Point'; coordinates: [number, number] }
  | { type: 'LineString'; coordinates: [number, number][] }
  | { type: 'Polygon'; coordinates: [number, number][][] };

/** An expected failure, as a value. A throw is a bug. */
export interface Problem {
  code: ProblemCode;
  params: ProblemParams;
  where?: ProblemPlace;
}

export type Result<T, E = Problem> = { ok: true; value: T } | { ok: false; problem: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const fail = (code: ProblemCode, params: ProblemParams = {}, where?: ProblemPlace): Result<never> => ({
  ok: false,
  problem: where ? { code, params, where } : { code, params },
});

/** The text of a problem in a language, parameters filled in. */
export function describeProblem(problem: Pick<Problem, 'code' | 'params'>, language: 'zh' | 'en'): string {
  const entry: ProblemEntry = problemCatalogue[problem.code];
  return entry[language].replace(/\{(\w+)\}/g, (whole, key: string) => String(problem.params[key] ?? whole));
}
