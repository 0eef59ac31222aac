import type { LocalName } from '../place';
import { clientProblems } from './client';
import { requestProblems } from './request';
import { planProblems } from './plan';
import { publicationProblems } from './publication';
import { exchangeProblems } from './exchange';
import { coverageProblems } from './coverage';
import { figureProblems } from './figures';
import { incidentProblems } from './incident';
import { guessProblems } from './guess';
import { importProblems } from './import';
import { mapFileProblems } from './map-files';
import { mergeProblems } from './merge';
import { scenarioProblems } from './scenario';
import { sitingProblems } from './siting';
import { startProblems } from './start';
import { uploadProblems } from './upload';
import type { ProblemEntry } from './problem-entry';

export type { ProblemEntry } from './problem-entry';

/** The one catalogue of error codes, in files by subject. */
export const problemCatalogue = {
  ...clientProblems,
  ...requestProblems,
  ...planProblems,
  ...publicationProblems,
  ...exchangeProblems,
  ...coverageProblems,
  ...scenarioProblems,
  ...sitingProblems,
  ...incidentProblems,
  ...mergeProblems,
  ...figureProblems,
  ...importProblems,
  ...uploadProblems,
  ...mapFileProblems,
  ...guessProblems,
  ...startProblems,
} satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof problemCatalogue;
/** What stands for a `{name}` of a text: as it is, a name in two languages, or a list of either. */
export type ProblemParam = string | number | LocalName | readonly (string | LocalName)[];
export type ProblemParams = Record<string, ProblemParam>;
/** Parameters put into words in one language, as they go over the wire. */
export type PlainParams = Record<string, string | number>;

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

type Language = 'zh' | 'en';

/** Parameters in a language: of names the one it has, lists with its comma. */
export function plainParams(params: ProblemParams, language: Language): PlainParams {
  return Object.fromEntries(Object.entries(params).map(([key, param]) => [key, plainParam(param, language)]));
}

function plainParam(param: ProblemParam, language: Language): string | number {
  if (typeof param !== 'object') return param;
  if ('zh' in param) return (language === 'en' && param.en) || param.zh;
  return param.map((part) => plainParam(part, language)).join(language === 'zh' ? '、' : ', ');
}

/**
 * Parameters whose numbers name something, or a place in a file or a pyramid of tiles that is looked for by these very
 * digits; all others say how much or how many.
 */
const naming: ReadonlySet<string> = new Set(
  'id code value port other node feature status revision found known needed given line byte record position tile x y z'.split(
    ' ',
  ),
);
const separated = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

/** A parameter as it stands in a text: amounts with thousands separators. */
function inText(key: string, param: string | number): string {
  return typeof param === 'number' && !naming.has(key) ? separated.format(param) : String(param);
}

/**
 * The text of a problem in a language, parameters filled in; `{count:one|more}` is the word for one or for more. One of a list's features is named by its `position`,
 * counted from 1, ahead of texts that do not name it themselves.
 */
export function describeProblem(problem: Pick<Problem, 'code' | 'params'>, language: Language): string {
  const entry: ProblemEntry = problemCatalogue[problem.code];
  const params = plainParams(problem.params, language);
  const text = entry[language]
    .replace(/\{(\w+):([^|{}]*)\|([^{}]*)\}/g, (_, key: string, one: string, more: string) =>
      params[key] === 1 ? one : more,
    )
    .replace(/\{(\w+)\}/g, (whole, key: string) => {
      const param = params[key];
      return param === undefined ? whole : inText(key, param);
    });
  const { position } = params;
  if (position === undefined || entry[language].includes('{position}')) return text;
  return language === 'zh' ? `第 ${position} 个要素：${text}` : `Feature ${position}: ${text}`;
}
