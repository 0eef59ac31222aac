import type { Context, ErrorHandler, NotFoundHandler, TypedResponse } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { ZodError } from 'zod';
import type { JSONParsed } from 'hono/utils/types';
import { describeProblem, plainParams, problemCatalogue } from '../../geodata/schema/problems';
import type { Problem, ProblemEntry } from '../../geodata/schema/problems';
import type { ProblemWire } from '../../geodata/schema/problem-wire';
import type { AppEnv } from '../request-variables';
import { languageOf } from './language';
import type { Language } from './language';

/** Every status of the catalogue. */
type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 416 | 422 | 429 | 500 | 503 | 507;

/** A problem as a handler's answer; fits the `default` response of a contract. */
export type ProblemResponse = Response & TypedResponse<JSONParsed<ProblemWire>, ProblemStatus, 'json'>;

const titles: Record<ProblemStatus, Record<Language, string>> = {
  400: { zh: '请求有误', en: 'Bad request' },
  401: { zh: '需要登录', en: 'Sign-in needed' },
  403: { zh: '没有权限', en: 'Not allowed' },
  404: { zh: '没有找到', en: 'Not found' },
  405: { zh: '不接受此方法', en: 'Method not allowed' },
  409: { zh: '与他人的修改冲突', en: 'Conflict' },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '不支持的内容类型', en: 'Unsupported media type' },
  416: { zh: '范围超出文件', en: 'Range not satisfiable' },
  422: { zh: '内容不能接受', en: 'Unprocessable content' },
  429: { zh: '请求过多', en: 'Too many requests' },
  500: { zh: '服务器出错', en: 'Server error' },
  503: { zh: '尚未就绪', en: 'Not ready' },
  507: { zh: '空间不足', en: 'Insufficient storage' },
};

/**
 * Answers a problem as RFC 9457 in the language asked for, with the status of the catalogue.
 * `extra` adds members (`theirs` of a conflict).
 */
export function problemResponse(
  c: Context,
  problem: Problem,
  extra: Pick<ProblemWire, 'theirs'> = {},
): ProblemResponse {
  const entry: ProblemEntry = problemCatalogue[problem.code];
  const status = (entry.status in titles ? entry.status : 500) as ProblemStatus;
  const language = languageOf(c);
  const body: ProblemWire = {
    type: `/api/docs#${problem.code}`,
    title: titles[status][language],
    status,
    detail: describeProblem(problem, language),
    instance: c.req.path,
    code: problem.code,
    params: plainParams(problem.params, language),
    ...(problem.where ? { where: problem.where } : {}),
    ...extra,
  };
  c.header('Content-Language', language === 'zh' ? 'zh-CN' : 'en');
  c.header('Vary', 'Accept-Language', { append: true });
  c.header('Cache-Control', 'no-store');
  const response = c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json; charset=utf-8' });
  return response as unknown as ProblemResponse;
}

const localeErrors = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };
const typeNames: Readonly<Record<string, Record<Language, string>>> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否（true / false）', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  tuple: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
  null: { zh: '空（null）', en: 'null' },
};

/** Hook of every contract: the first thing Zod found, as `request.invalid` with the path of the field. */
export function answerInvalid(
  result: { target: string; success: true } | { target: string; success: false; error: ZodError },
  c: Context,
): Response | undefined {
  if (result.success) return undefined;
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []).map(String);
  if (issue?.code === 'unrecognized_keys' && result.target === 'query') {
    const parameter = (issue.keys[0] ?? '').slice(0, 60);
    return issue.message === ''
      ? problemResponse(c, { code: 'request.unknown-parameter', params: { parameter } })
      : problemResponse(c, { code: 'request.unknown-parameter-near', params: { parameter, nearest: issue.message } });
  }
  const field = result.target === 'json' ? ['body', ...path].join('.') : path.join('.') || result.target;
  const reason = issue ? reasonOf(issue, languageOf(c)) : '';
  return problemResponse(c, { code: 'request.invalid', params: { field, reason } });
}

function reasonOf(issue: ZodError['issues'][number], language: Language): string {
  if (issue.code === 'custom') return issue.message;
  // Zod's own words end in what was received, which an issue no longer knows by now.
  if (issue.code === 'invalid_type') {
    const name = typeNames[issue.expected] ?? { zh: issue.expected, en: issue.expected };
    return language === 'zh' ? `应为${name.zh}` : `must be ${name.en}`;
  }
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
    const known = ('options' in issue && Array.isArray(issue.options) ? issue.options : []).join(' / ');
    return language === 'zh' ? `应为 ${known} 之一` : `must be one of ${known}`;
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') return boundText(issue, language);
  const text = localeErrors[language]({ ...issue, input: undefined });
  return (typeof text === 'string' ? text : text?.message) ?? issue.message;
}

/** `at least 1`, `at most 1,000 items` … */
function boundText(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, language: Language): string {
  const bound = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  const units: Readonly<Record<string, Record<Language, string>>> = {
    string: { zh: ' 个字符', en: bound === 1 ? ' character' : ' characters' },
    array: { zh: ' 项', en: bound === 1 ? ' item' : ' items' },
  };
  const unit = units[issue.origin]?.[language] ?? '';
  const [zh, en] = issue.code === 'too_small' ? ['至少', 'at least'] : ['至多', 'at most'];
  return language === 'zh' ? `${zh} ${bound}${unit}` : `${en} ${bound}${unit}`;
}

/** Turns what a handler threw into a problem; a throw of ours is a bug and is logged under the request's id. */
export function answerError(log: (line: string) => void): ErrorHandler<AppEnv> {
  return (error, c) => {
    if (error instanceof HTTPException && error.status === 400) {
      return problemResponse(c, { code: 'request.malformed-json', params: { reason: jsonReason(error) } });
    }
    if (error instanceof HTTPException && error.status === 415) {
      return problemResponse(c, { code: 'request.unsupported-media-type', params: { expected: 'application/json' } });
    }
    const id = c.var.requestId;
    log(`${id} ${c.req.method} ${c.req.path} failed: ${error.stack ?? error.message}`);
    return problemResponse(c, { code: 'server.failed', params: { id } });
  };
}

function jsonReason(error: HTTPException): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** Answers what no route took: 405 where the address exists with another method, 404 elsewhere. */
export function answerUnknown(methodsOf: (path: string) => readonly string[]): NotFoundHandler<AppEnv> {
  return (c) => {
    const methods = methodsOf(c.req.path);
    if (methods.length === 0) {
      return problemResponse(c, { code: 'request.not-found', params: { path: c.req.path } });
    }
    c.header('Allow', [...methods, 'OPTIONS'].sort().join(', '));
    if (c.req.method === 'OPTIONS') return c.body(null, 204);
    return problemResponse(c, { code: 'request.method-not-allowed', params: { method: c.req.method } });
  };
}
